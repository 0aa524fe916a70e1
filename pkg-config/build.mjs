// Packs the npm package: `make package`. Reads what the other chores built (www/pkg, www/public/packs), adds the glue
// for node by wasm-pack, and writes pkg-config/out/package and the tarball beside it.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { inAscii } from "../www/build/charset.js";
import { library } from "../www/build/library.js";
import { digestOfCompiled, glueOf } from "../www/build/module.js";
import { placesScript } from "../www/build/places.js";
import { script } from "../www/build/script.js";
import { slipsScript } from "../www/build/slips.js";
import { notices } from "../www/build/third-party.js";
import { CORE_FILES, FROM_CARGO } from "./contents.mjs";
import { elementManifest } from "./manifest.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const from = (path) => join(root, path);
const out = from("pkg-config/out");
const folder = join(out, "package");
const put = (name, content) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  // Scripts end up in pages of any encoding.
  writeFileSync(join(folder, name), /\.[cm]?js$/.test(name) ? inAscii(content) : content);
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const wasm = readFileSync(from("www/pkg/jiuzhu_bg.wasm"));
put("jiuzhu.wasm", wasm);
browser();
node(wasm);
types();
await bundles(wasm);
cpSync(from("www/public/packs"), join(folder, "packs"), { recursive: true });
for (const name of ["CHANGELOG.md"]) put(name, readFileSync(from(`pkg-config/${name}`)));
put("README.md", readFileSync(from("pkg-config/PACKAGE.md")));
put("LICENSE", readFileSync(from("LICENSE")));
put("THIRD-PARTY.txt", await notices());
const manifest = { ...JSON.parse(readFileSync(from("pkg-config/package.json"))), ...FROM_CARGO };
put("package.json", `${JSON.stringify(manifest, null, 2)}\n`);
put("integrity.json", integrity());

const packed = JSON.parse(execFileSync("npm", ["pack", "--json", "--pack-destination", out], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }))[0];
const names = packed.files.map((file) => file.path);
const missing = CORE_FILES.filter((name) => !names.includes(name));
if (missing.length > 0) throw new Error(`not in the tarball: ${missing.join(", ")}`);
console.log(`${relative(root, join(out, packed.filename))} ${packed.size} bytes, ${packed.unpackedSize} unpacked, ${names.length} files`);

/** For browsers and bundlers: the web glue, whose module lies one folder up. */
function browser() {
  const glue = readFileSync(from("www/pkg/jiuzhu.js"), "utf8");
  put("web/jiuzhu.js", replaced(glue, "new URL('jiuzhu_bg.wasm', import.meta.url)", "new URL('../jiuzhu.wasm', import.meta.url)"));
  put(
    "index.js",
    `import start, { Policy } from "./web/jiuzhu.js";

export { Policy };

let started;

/** Starts the module, from its own file or from what is handed over; further calls wait for the same start. */
export function init(module) {
  if (!started) {
    started = start({ module_or_path: module === undefined ? new URL("./jiuzhu.wasm", import.meta.url) : module }).then(() => undefined);
    started.catch(() => {
      started = undefined;
    });
  }
  return started;
}
`,
  );
}

/** For node: one instance, whichever way it is loaded. */
function node(wasm) {
  const scratch = mkdtempSync(join(out, "nodejs-"));
  try {
    execFileSync("wasm-pack", ["build", "pkg-config/module", "--target", "nodejs", "--profile", "wasm", "--mode", "no-install", "--no-opt", "--no-pack", "--out-dir", scratch, "--out-name", "jiuzhu", "--", "--locked"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
    const { of, names } = JSON.parse(readFileSync(from("www/pkg/names.json"), "utf8"));
    // One module is shipped for all, so it has to be made of the same, and each of its imports has to be in this glue.
    if (of !== digestOfCompiled()) throw new Error("the module for the web is older than its source: run make wasm");
    const glue = glueOf(scratch, new Map(names));
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).map(({ name }) => name);
    const lacking = imports.filter((name) => !new RegExp(`\\b${name}\\b`).test(glue));
    if (lacking.length > 0) throw new Error(`the glue for node lacks ${lacking.join(", ")}`);
    put("node/jiuzhu.cjs", beside(glue));
  } finally {
    rmSync(scratch, { recursive: true });
  }
  put("node/index.cjs", `"use strict";\nconst { Policy } = require("./jiuzhu.cjs");\nexports.Policy = Policy;\n/** The module is there from the start; here only so that one program fits all places. */\nexports.init = async () => {};\n`);
  // There is no page yet where one is drawn before it is sent: a class to name, and nothing to register.
  put("node/element.mjs", "export class JiuzhuCalculator {}\n");
  put("node/element.cjs", `"use strict";\nexports.JiuzhuCalculator = class JiuzhuCalculator {};\n`);
  put("node/element-define.mjs", "export {};\n");
  put("node/element-define.cjs", `"use strict";\n`);
  put("node/index.mjs", `import core from "./index.cjs";\n\nexport const { Policy, init } = core;\n`);
}

/** A bundle leaves the module behind, and then has to say what would have brought it along. */
function beside(glue) {
  const [reading] = glue.match(/require\('fs'\)\.readFileSync\(\w+\)/) ?? [];
  if (!reading) throw new Error("the glue no longer reads the module");
  const place = 'typeof __dirname === "string" ? `${__dirname}/../jiuzhu.wasm` : "jiuzhu.wasm"';
  const named = replaced(glue, "`${__dirname}/jiuzhu_bg.wasm`", place);
  return `${replaced(named, reading, reading.replace("require('fs').readFileSync", "moduleBeside"))}
function moduleBeside(path) {
  try {
    return require('fs').readFileSync(path);
  } catch (error) {
    const advice = 'jiuzhu.wasm is not beside the script: in a bundle for node import "jiuzhu/inline"';
    throw new Error(\`\${advice} (\${error.message})\`);
  }
}
`;
}

/** Types: the contract as it stands, and the class as wasm-bindgen declares it. */
function types() {
  const contract = readFileSync(from("src/contract.d.ts"), "utf8");
  const declared = readFileSync(from("www/pkg/jiuzhu.d.ts"), "utf8").match(/export class Policy \{\n[^]*?\n\}\n/)[0];
  // Its type is not in every library of types, and free() does the same.
  const policy = declared.replace(/ *\[Symbol\.dispose\]\(\): void;\n/, "");
  const start = (parameter) => `/** Starts the module; further calls wait for the same start. */\nexport function init(${parameter}): Promise<void>;\n`;
  const text = `${contract}\n${policy}\n`;
  put("index.d.ts", text + start("module?: string | object"));
  put("index.d.cts", text + start("module?: string | object"));
  put("inline.d.ts", `export * from "./index.js";\n${start("")}`);
  const element = readFileSync(from("pkg-config/element.d.ts"), "utf8");
  put("element.d.ts", element);
  put("custom-elements.json", `${JSON.stringify(elementManifest(element), null, 2)}\n`);
  put("element-define.d.ts", `import "./element.js";\n`);
}

async function bundles(wasm) {
  const define = { MODULE: JSON.stringify(gzipSync(wasm, { level: 9 }).toString("base64")) };
  await library({ inline: "src/package/inline.ts" }, folder, define);
  await library({ element: "src/package/element.ts", "element-define": "src/package/element-define.ts" }, folder, { NAME_PLACES: '"jiuzhu-places.js"', NAME_SLIPS: '"jiuzhu-slips.js"', NAME_PLAIN: '""', NAME_SHEET: '""' });
  put("jiuzhu.script.js", await script("src/package/script.ts", define));
  put("jiuzhu-extras.js", await script("src/extras-main.ts"));
  put("jiuzhu-places.js", await placesScript());
  put("jiuzhu-slips.js", await slipsScript());
}

/** What each file must be, for `integrity` attributes and for whoever checks what was delivered. */
function integrity() {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
  return `${JSON.stringify(Object.fromEntries(files.map((name) => [name, `sha384-${createHash("sha384").update(readFileSync(join(folder, name))).digest("base64")}`])), null, 2)}\n`;
}

function replaced(text, found, by) {
  if (text.split(found).length !== 2) throw new Error(`the glue no longer has ${found} once`);
  return text.replace(found, () => by);
}
