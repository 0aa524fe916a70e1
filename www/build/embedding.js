// What portals need beside the page: the loader, the page for a frame, the page that checks a server, and the page
// that writes the code to copy. Their names never change; what they load carries its digest.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { marked } from "./charset.js";
import { script } from "./script.js";

const www = fileURLToPath(new URL("..", import.meta.url));
const PAGES = ["frame", "check", "integrate"];

export const EMBEDDING = ["embed.js", "tools.css", ...PAGES.flatMap((name) => [`${name}.html`, `${name}.js`])];

/**
 * @param {string} folder the built site
 * @param {{ main: string, module: string, extras: string, places: string, slips: string, plain: string, index: string }} names of the files that the page itself loads
 */
export async function embedding(folder, names) {
  const files = Object.fromEntries(Object.entries(names).map(([name, file]) => [`NAME_${name.toUpperCase()}`, JSON.stringify(file)]));
  const source = (name) => readFileSync(join(www, "embed", name), "utf8");
  // What the pages have in common is written once.
  const head = source("head.html").trim();
  writeFileSync(join(folder, "embed.js"), await script("src/embed/loader.ts", files));
  writeFileSync(join(folder, "tools.css"), source("tools.css"));
  for (const name of PAGES) {
    writeFileSync(join(folder, `${name}.js`), await script(`src/embed/${name}.ts`, files));
    const page = source(`${name}.html`).replace("{{head}}", head.replace("{{name}}", name)).replace("{{places}}", names.places);
    writeFileSync(join(folder, `${name}.html`), marked(page));
  }
}
