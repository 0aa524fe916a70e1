// The module as JavaScript, for browsers where WebAssembly is missing or forbidden.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const wasm2js = fileURLToPath(new URL("../node_modules/binaryen/bin/wasm2js", import.meta.url));

/** Where memory has grown: the buffer before is to be of no length from then on, as the glue expects of WebAssembly. */
const GROWN = "newHEAP8.set(HEAP8);";
const GIVE_AWAY = "new MessageChannel().port1.postMessage(0, [buffer]);";

/**
 * @param {Uint8Array} module whose loads and stores say how they are aligned: here, unlike there, it makes a difference
 * @returns {string} an ES module; `instantiate` takes what `WebAssembly.instantiate` takes after the module
 */
export function plainOf(module) {
  const folder = mkdtempSync(join(tmpdir(), "jiuzhu-plain-"));
  const [from, to] = ["module.wasm", "module.js"].map((name) => join(folder, name));
  try {
    writeFileSync(from, module);
    execFileSync(process.execPath, [wasm2js, "-O2", from, "-o", to]);
    return instantiable(readFileSync(to, "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function instantiable(text) {
  const [code, end] = text.replace(/^import .*$/gm, "").split("var retasmFunc = ");
  if (!end || code.split(GROWN).length !== 2) throw new Error("wasm2js writes modules in another form");
  return `${code.replace(GROWN, `${GROWN} ${GIVE_AWAY}`)}
export function instantiate(imports) {
  return { instance: { exports: asmFunc(imports) } };
}
`;
}
