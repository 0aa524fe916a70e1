// Starts the module that ships, in the node at hand, with every pack of the index.
import { readFileSync } from "node:fs";
import { at, read } from "../floor/tools.mjs";

const { default: init, Policy } = await import(at("www/pkg/jiuzhu.js"));
await init({ module_or_path: readFileSync(at("www/pkg/jiuzhu_bg.wasm")) });

export { Policy };

/** The packs of the index. */
export const packs = JSON.parse(read("www/public/packs/index.json")).packs;

/** The bytes of a compiled pack. */
export const bytes = (pack) => readFileSync(at(`www/public/packs/${pack.file}`));

/** A policy by its id. */
export const policy = (id) => new Policy(bytes(packs.find((pack) => pack.id === id)));
