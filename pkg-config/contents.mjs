// What both the packing scripts and their tests know: the version, written once in Cargo.toml, and the package's files.
import { readFileSync } from "node:fs";

export const version = readFileSync(new URL("../Cargo.toml", import.meta.url), "utf8").match(/^version = "([^"]+)"$/m)[1];

/** Beside the packs and the catalogue of illnesses, whose names carry their digest. */
export const CORE_FILES = [
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
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
