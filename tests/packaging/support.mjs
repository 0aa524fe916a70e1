// One folder in which the packed tarball is installed, with the consumers beside it.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { version } from "../../pkg-config/contents.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const tarball = join(root, `pkg-config/out/jiuzhu-${version}.tgz`);

/** Installed as a stranger would install it, without asking the registry for anything. */
export function install() {
  const folder = mkdtempSync(join(tmpdir(), "jiuzhu-consumers-"));
  cpSync(join(root, "tests/packaging/consumers"), folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumers", private: true, type: "module" }));
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", tarball], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  return { folder, installed: join(folder, "node_modules/jiuzhu"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What a site has to serve beside a bundle. */
export function putPacks(installed, to) {
  cpSync(join(installed, "packs"), join(to, "packs"), { recursive: true });
}

/** The tools of other folders, by the lock files that pin them. */
export const page = createRequire(join(root, "www/package.json"));
export const own = createRequire(join(root, "tests/packaging/package.json"));

export const read = (path) => readFileSync(path, "utf8");
