// Packs the portal kit: `make kit`. One zip: jiuzhu/ goes into the site, the rest is for those who run it.
//
//   node kit.mjs [TARGET=FILE]...     with FILE, the command line for a system as Rust names it, under bin/
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { CSP } from "../www/serve.mjs";
import { version } from "./contents.mjs";
import { commandLineComponents, components, notices, sorted } from "../www/build/third-party.js";
import { sbom } from "./sbom.mjs";
import { source } from "./source.mjs";

const { zipSync } = createRequire(new URL("../www/package.json", import.meta.url))("fflate");
const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path) => readFileSync(join(root, path));

/** What a portal changes, and so what no list of digests can hold. */
const CHANGING = /^(config\.json|own\/)/;
/** What the zip says of a file: that Unix packed it, and who may run it. */
const file = { os: 3, attrs: 0o100644 << 16 };
const program = { os: 3, attrs: 0o100755 << 16 };

const site = Object.fromEntries(filesOf(join(root, "www/dist")).map((name) => [name, read(`www/dist/${name}`)]));
site["jiuzhu-single.html"] = read("www/dist-single/jiuzhu.html");
site["LICENSE.txt"] = read("LICENSE");
site.SHA256SUMS = sums(Object.fromEntries(Object.entries(site).filter(([name]) => !CHANGING.test(name))));

const commandLines = process.argv.slice(2).map((given) => given.match(/^([^=]+)=(.+)$/).slice(1));
const linked = commandLines.length > 0 ? commandLineComponents(commandLines.map(([target]) => target)) : [];
const bill = sbom(version, sorted([...(await components({ office: true })), ...linked]));
const kit = { "README.md": read("pkg-config/KIT.md"), "sbom.cdx.json": `${JSON.stringify(bill, null, 2)}\n` };
for (const [name, content] of Object.entries(site)) kit[`jiuzhu/${name}`] = content;
const programs = new Set();
for (const name of source(root)) {
  kit[`source/${name}`] = read(name);
  if (statSync(join(root, name)).mode & 0o100) programs.add(`source/${name}`);
  if (name.startsWith("pkg-config/server/")) kit[name.slice(11)] = read(name).toString().replaceAll("{{CSP}}", CSP);
}
for (const [target, path] of commandLines) {
  const name = `bin/${target}/${basename(path)}`;
  kit[name] = readFileSync(path);
  programs.add(name);
}
if (commandLines.length > 0) kit["bin/THIRD-PARTY.txt"] = await notices(linked);
kit.SHA256SUMS = sums(kit);

const folder = `jiuzhu-kit-${version}`;
const entries = Object.fromEntries(Object.entries(kit).sort(([left], [right]) => (left < right ? -1 : 1)).map(([name, content]) => [`${folder}/${name}`, [bytes(content), programs.has(name) ? program : file]]));
const output = join(root, `pkg-config/out/${folder}.zip`);
// A fixed day: the same content gives the same file.
const zip = zipSync(entries, { level: 9, mtime: new Date(2020, 0, 1) });
writeFileSync(output, zip);
console.log(`${relative(root, output)} ${zip.length} bytes, ${Object.keys(entries).length} files, ${Object.keys(site).length} of them for the site`);

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}

/** As `sha256sum -c` reads it. */
function sums(files) {
  return Object.entries(files)
    .map(([name, content]) => `${createHash("sha256").update(bytes(content)).digest("hex")}  ${name}\n`)
    .sort((left, right) => (left.slice(66) < right.slice(66) ? -1 : 1))
    .join("");
}

function bytes(content) {
  return typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
}
