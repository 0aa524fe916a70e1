// What of others is in the delivered files: the npm packages whose code is in a script, the crates that are linked into
// the module or into a command line, the libraries of the language with them, and the list of places. Tools that only
// build are not delivered and not listed.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { edition, LICENCE as OF_DIVISIONS } from "./places.js";
import { leanGlue, leanTemplates } from "./script.js";

const www = fileURLToPath(new URL("..", import.meta.url));
const root = join(www, "..");
const read = (path) => readFileSync(path, "utf8");
const MODULE = "wasm32-unknown-unknown";
/** Where the entries of all scripts lie, those of the page and of the npm package. */
const ENTRIES = [/^src\/((notebook|roster|workbench)\/)?(\w+-)?main\.ts$/, /^src\/(embed|package|worker)\/[\w-]+\.ts$/];
const LICENCE = /^(licen[cs]e|copying|notice)/i;
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** What a command line of a system has of the system's C library, which lies in no registry. */
const RUNTIMES = {
  "x86_64-unknown-linux-musl": () => ({ name: "musl", version: "1.2", licence: "MIT", texts: [`Copyright © 2005-2025 Rich Felker, et al.\n\n${MIT}`] }),
  // As Debian's package of it tells.
  "x86_64-pc-windows-gnu": () => ({ name: "mingw-w64", version: mingwVersion(), licence: "ZPL-2.1 AND LicenseRef-mingw-w64", texts: [read("/usr/share/doc/mingw-w64-x86-64-dev/copyright").trim()] }),
};

/**
 * Each with its licence as an SPDX expression, the digest that its lock file gives, and the words of its licence.
 *
 * @typedef {{ purl: string, name: string, version: string, licence: string, hash?: object, texts: string[] }} Component
 * @param {{ office?: boolean }} [what] whether the office's module is there too, as in the page's folder
 * @returns {Promise<Component[]>} of the page and the package
 */
export async function components({ office = false } = {}) {
  const linked = [...crates(MODULE), ...(office ? crates(MODULE, ["--features", "office"]) : [])];
  return sorted([...linked, ...(await packages()), standardLibrary(), divisions()]);
}

/**
 * @param {string[]} targets the systems that there is a command line for, as Rust names them
 * @returns {Component[]} of the command lines
 */
export function commandLineComponents(targets) {
  const runtimes = targets.map((target) => RUNTIMES[target]()).map((runtime) => ({ ...runtime, purl: `pkg:generic/${runtime.name}@${runtime.version}` }));
  return sorted([...targets.flatMap((target) => crates(target, ["--features", "cli"])), ...runtimes, standardLibrary()]);
}

/** In order, each once, and none without the words of its licence. */
export function sorted(found) {
  for (const { purl, texts } of found) if (texts.length === 0) throw new Error(`${purl} has no file with its licence`);
  const each = new Map(found.map((component) => [component.purl, component]));
  return [...each.values()].sort((left, right) => (left.purl < right.purl ? -1 : 1));
}

/** The file that goes along with what is delivered: the components, then the words of their licences, each once. */
export async function notices(given) {
  const found = given ?? (await components());
  const texts = [...new Set(found.flatMap((component) => component.texts))];
  const line = ({ name, version, licence, texts: own }) => `${name} ${version}  ${licence}  [${own.map((text) => texts.indexOf(text) + 1).join("] [")}]`;
  return `救助测算（jiuzhu）里编译进去的第三方软件，和它们的许可原文
Third-party software compiled into jiuzhu, and the words of its licences

${found.map(line).join("\n")}
${texts.map((text, at) => `\n${"=".repeat(80)}\n[${at + 1}]\n\n${text}\n`).join("")}`;
}

function crates(target, features = []) {
  const cargo = (...words) => execFileSync("cargo", words, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "ignore"] });
  const linked = cargo("tree", "--locked", "--offline", ...features, "--target", target, "--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}");
  const ids = new Set(linked.trim().split("\n").map((line) => line.split(" ", 2).join(" ")));
  const metadata = ["metadata", "--locked", "--format-version", "1", ...features, "--filter-platform", target];
  let told;
  try {
    told = cargo(...metadata, "--offline");
  } catch {
    // Crates that only tests need may not be there yet, and cargo asks for them too.
    told = cargo(...metadata);
  }
  const lock = read(join(root, "Cargo.lock"));
  return JSON.parse(told)
    .packages.filter(({ name, version, source }) => source && ids.has(`${name} v${version}`))
    .map(({ name, version, license, manifest_path }) => {
      const checksum = lock.split("[[package]]").find((entry) => entry.includes(`\nname = "${name}"\nversion = "${version}"\n`))?.match(/checksum = "([0-9a-f]{64})"/)?.[1];
      const hash = checksum && { alg: "SHA-256", content: checksum };
      return { purl: `pkg:cargo/${name}@${version}`, name, version, licence: license.replace(/\//g, " OR "), hash, texts: licences(dirname(manifest_path)) };
    });
}

async function packages() {
  const lock = JSON.parse(read(join(www, "package-lock.json"))).packages;
  return [...(await bundled())].map((path) => {
    const { version, license, integrity } = lock[path];
    const name = path.replace("node_modules/", "");
    const hash = { alg: "SHA-512", content: Buffer.from(integrity.replace(/^sha512-/, ""), "base64").toString("hex") };
    return { purl: `pkg:npm/${name.replace("@", "%40")}@${version}`, name, version, licence: license, hash, texts: licences(join(www, path)) };
  });
}

/** The packages that some script has code of, as the bundler says it. */
async function bundled() {
  const input = readdirSync(join(www, "src"), { recursive: true, encoding: "utf8" })
    .map((name) => `src/${name.replaceAll("\\", "/")}`)
    .filter((name) => ENTRIES.some((entry) => entry.test(name)))
    .map((name) => join(www, name));
  const built = await build({
    root: www,
    configFile: false,
    logLevel: "error",
    publicDir: false,
    plugins: [leanTemplates, leanGlue],
    build: { write: false, minify: false, modulePreload: false, rolldownOptions: { input, output: { format: "es" } } },
  });
  const { output } = Array.isArray(built) ? built[0] : built;
  const modules = output.filter((part) => part.type === "chunk").flatMap((chunk) => Object.entries(chunk.modules));
  return new Set(modules.filter(([, module]) => module.renderedLength > 0).flatMap(([id]) => id.replaceAll("\\", "/").match(/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/) ?? []));
}

function mingwVersion() {
  const input = "__MINGW64_VERSION_MAJOR\n";
  return execFileSync("x86_64-w64-mingw32-gcc", ["-E", "-P", "-include", "_mingw.h", "-x", "c", "-"], { input, encoding: "utf8" }).trim().split("\n").at(-1);
}

/** The names of places come from a list that others keep. */
function divisions() {
  const name = "AreaCity-JsSpider-StatsGov";
  return { purl: `pkg:github/xiangyuecn/${name.toLowerCase()}@${edition()}`, name, version: edition(), licence: "MIT", texts: [read(OF_DIVISIONS).trim()] };
}

function standardLibrary() {
  const version = read(join(root, "rust-toolchain.toml")).match(/^channel = "(.*)"$/m)[1];
  return { purl: `pkg:generic/rust-std@${version}`, name: "rust-std", version, licence: "MIT OR Apache-2.0", texts: [`Copyright (c) The Rust Project Contributors\n\n${MIT}`] };
}

/** Where a choice is given, the shorter text is enough. */
function licences(folder) {
  const files = readdirSync(folder).filter((name) => LICENCE.test(name)).sort();
  const shorter = files.some((name) => /mit/i.test(name)) ? files.filter((name) => !/apache/i.test(name)) : files;
  return shorter.map((name) => read(join(folder, name)).replace(/\r\n/g, "\n").replace(/[ \t]+$/gm, "").trim());
}
