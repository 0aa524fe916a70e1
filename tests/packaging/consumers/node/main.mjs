import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { init, Policy } from "jiuzhu";
import { init as initInline, Policy as InlinePolicy } from "jiuzhu/inline";
import { amountOf } from "../amount.js";

const get = (name) => readFile(new URL(import.meta.resolve(`jiuzhu/packs/${name}`)));
await init();
await initInline();
const required = createRequire(import.meta.url)("jiuzhu").Policy;
console.log(JSON.stringify({ amount: await amountOf(Policy, get), inline: await amountOf(InlinePolicy, get), oneInstance: required === Policy }));
