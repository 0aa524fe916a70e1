// What the tests of the built module share: where things are, and the tools of the page.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = new URL("../../", import.meta.url);
export const at = (path) => fileURLToPath(new URL(path, root));
export const read = (path) => readFileSync(new URL(path, root));
export const readJson = (path) => JSON.parse(read(path));

/** The command line, built by the Makefile. */
export const jiuzhu = process.env.JIUZHU ?? at("target/debug/jiuzhu");

const require = createRequire(at("www/package.json"));
/** A package of the page's tools, which live in www/. */
export const tool = (name) => import(pathToFileURL(require.resolve(name)).href);

/** Runs a program to its end; what it printed, or an error that says everything. */
export function run(program, args, input = "") {
  const done = spawnSync(program, args, { cwd: at("."), input, encoding: "utf8", maxBuffer: 64 << 20 });
  if (done.status !== 0) {
    throw new Error(`${program} ${args.join(" ")}: ${done.error ?? `exit code ${done.status}`}\n${done.stderr}${done.stdout}`);
  }
  return done.stdout;
}

/** Where a compiled pack lies, by policy id. */
export function packPath(id) {
  const entry = readJson("www/public/packs/index.json").packs.find((entry) => entry.id === id);
  if (entry === undefined) throw new Error(`www/public/packs/index.json has no pack ${id}`);
  return `www/public/packs/${entry.file}`;
}
