// What both the packing scripts and their tests know: the version and the address, written once in Cargo.toml, and the
// package's files.
import { readFileSync } from "node:fs";

const cargo = readFileSync(new URL("../Cargo.toml", import.meta.url), "utf8");
const stated = (name) => cargo.match(new RegExp(`^${name} = "([^"]+)"$`, "m"))[1];

export const version = stated("version");
const repository = stated("repository");

/** What the package's manifest takes from there. npm compares the address with that of the workflow that publishes. */
export const FROM_CARGO = {
  version,
  homepage: `${repository}#readme`,
  repository: { type: "git", url: `git+${repository}.git`, directory: "pkg-config" },
  bugs: { url: `${repository}/issues` },
};

/** Beside the packs and the catalogue of illnesses, whose names carry their digest. */
export const CORE_FILES = [
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "THIRD-PARTY.txt",
  "custom-elements.json",
  "element-define.d.ts",
  "element-define.js",
  "element-parts.js",
  "element.d.ts",
  "element.js",
  "index.d.cts",
  "index.d.ts",
  "index.js",
  "inline.d.ts",
  "inline.js",
  "integrity.json",
  "jiuzhu-extras.js",
  "jiuzhu-places.js",
  "jiuzhu-slips.js",
  "jiuzhu.script.js",
  "jiuzhu.wasm",
  "node/element-define.cjs",
  "node/element-define.mjs",
  "node/element.cjs",
  "node/element.mjs",
  "node/index.cjs",
  "node/index.mjs",
  "node/jiuzhu.cjs",
  "package.json",
  "packs/index.json",
  "web/jiuzhu.js",
];
