// The files of .github as the tests read them.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const { parseDocument } = createRequire(new URL("../../www/package.json", import.meta.url))("yaml");

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const read = (path) => readFileSync(join(root, path), "utf8");
export const there = (path) => existsSync(join(root, path));
export const names = (folder) => readdirSync(join(root, folder)).sort();
/** Every file that git knows, or would if it were asked to add all. */
export function tracked() {
  const all = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const listed = execFileSync("git", all, { cwd: root, encoding: "utf8" });
  return listed.split("\0").filter(Boolean).filter(there);
}

/** The account of the address that Cargo.toml gives. */
export const owner = read("Cargo.toml").match(/^repository = "https:\/\/[^/"]+\/([^/"]+)\/[^/"]+"$/m)[1];

/** A YAML file as plain data; what the reader does not like about it is thrown. */
export function yaml(text) {
  const document = parseDocument(text, { uniqueKeys: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw problem;
  return document.toJS();
}
