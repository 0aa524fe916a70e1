// What the pages for a desk share: the office module, the worker that it runs in, and the packs as their authors wrote them.
import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { marked } from "./charset.js";
import { script } from "./script.js";

const www = fileURLToPath(new URL("..", import.meta.url));
const POLICIES = join(www, "../policies");
/** Where the packs' sources lie in the folder of the page. */
export const SOURCES = "sources/";

/**
 * @param {string} dir
 * @param {(stem: string, extension: string, content: string | Uint8Array) => string} put writes a file, and gives its name
 * @returns {Promise<{ module: string, worker: string }>} names of the files
 */
export async function office(dir, put) {
  const module = put("office", "wasm", readFileSync(join(www, "office/office_bg.wasm")));
  const worker = put("office-worker", "js", await script("src/office/worker.ts", {}, marked));
  mkdirSync(join(dir, SOURCES, "common"), { recursive: true });
  for (const folder of ["", "common"]) {
    const names = readdirSync(join(POLICIES, folder)).filter((name) => name.endsWith(".toml"));
    for (const name of names) cpSync(join(POLICIES, folder, name), join(dir, SOURCES, folder, name));
  }
  return { module, worker };
}
