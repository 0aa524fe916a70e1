// Writes the page as one HTML file with everything inside, to be opened from a stick or sent on: no server, no network.
//
//   node build/single.js [OUTPUT]
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Zstd } from "@hpcc-js/wasm-zstd";
import { marked } from "./charset.js";
import { packedDivisions } from "./places.js";
import { script } from "./script.js";
import { packedSlips } from "./slips.js";
import { notices } from "./third-party.js";

const www = fileURLToPath(new URL("..", import.meta.url));
const MOST_BYTES = 430 * 1024;

const zstd = await Zstd.load();
const output = process.argv[2] ?? join(www, "dist-single/jiuzhu.html");
const defined = { NAME_PLACES: '""', NAME_SLIPS: '""', NAME_PLAIN: '""', NAME_SHEET: '""', SLIPS: JSON.stringify(packedSlips()) };
const program = (await script("src/single-main.ts", defined, (code) => code)).replace(/<\/script/gi, "<\\/script").replace(/<!--/g, "<\\!--");
const style = readFileSync(join(www, "src/page.css"), "utf8");
const page = readFileSync(join(www, "index.html"), "utf8")
  .replace(/ *<link rel="(manifest|icon|apple-touch-icon)"[^>]*>\n/g, "")
  .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, () => `<meta http-equiv="Content-Security-Policy" content="${policy()}" />`)
  .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`)
  .replace(/ *<script type="module"[^>]*><\/script>\n/, "")
  // The notebook keeps its data for one address, which a file has not; whole lists have a module of their own.
  .replace(/ *<a slot="others"[^>]*>[^<]*<\/a>\n/g, "")
  .replace(/ base=".\/" module="[^"]*" extras="[^"]*" index="[^"]*" config="[^"]*"/, "")
  .replace("</body>", () => `<script type="application/octet-stream" id="jiuzhu-archive">${archive()}</script>\n    <script>${program}</script>\n  </body>`);

mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, marked(page));
writeFileSync(join(dirname(output), "THIRD-PARTY.txt"), await notices());
const size = readFileSync(output).length;
console.log(`${output} ${size} bytes`);
if (size > MOST_BYTES) {
  console.error(`larger than ${MOST_BYTES} bytes`);
  process.exit(1);
}

/**
 * Nothing may be fetched from anywhere. The word 'unsafe-eval' is for engines before Chromium 97, which compile no
 * WebAssembly without it; newer ones refuse to run text all the same, because trusted types are required.
 */
function policy() {
  const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(program)} 'wasm-unsafe-eval' 'unsafe-eval'`,
    // Of the page, and the empty one to which old browsers have the rules of the element added.
    `style-src ${hash(style)} ${hash("")}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html jiuzhu",
  ].join("; ");
}

function archive() {
  const files = { "jiuzhu.wasm": readFileSync(join(www, "pkg/jiuzhu_bg.wasm")), "places.txt": Buffer.from(packedDivisions()) };
  const packs = join(www, "public/packs");
  for (const name of readdirSync(packs).filter((name) => !name.endsWith(".cases.json")).sort()) files[`packs/${name}`] = readFileSync(join(packs, name));
  // Packed as one: the packs have many words in common, farther apart than the 32 KiB that gzip looks back.
  const sizes = JSON.stringify(Object.fromEntries(Object.entries(files).map(([name, { length }]) => [name, length])));
  return inLetters(zstd.compress(Buffer.concat([Buffer.from(`${sizes}\n`), ...Object.values(files)]), zstd.maxCLevel()));
}

/** Two letters for thirteen bits, none of which means anything in HTML; before them, how many bytes are too many. */
function inLetters(bytes) {
  const letter = (digit) => String.fromCharCode(digit + (digit < 25 ? 35 : 36));
  const groups = Math.ceil((bytes.length * 8) / 13);
  let text = String(Math.floor((groups * 13) / 8) - bytes.length);
  for (let group = 0; group < groups; group += 1) {
    const first = (group * 13) >> 3;
    const three = ((bytes[first] << 16) | (bytes[first + 1] << 8) | bytes[first + 2]) >> (11 - ((group * 13) & 7));
    const value = three & 0x1fff;
    text += letter(Math.floor(value / 91)) + letter(value % 91);
  }
  return text;
}
