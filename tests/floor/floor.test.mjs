// The module and its glue, as the page ships them, start and answer on the oldest engines that the project supports.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { leanGlue } from "../../www/build/script.js";
import { at, jiuzhu, packPath, read, run, tool } from "./tools.mjs";

const WASM = "www/pkg/jiuzhu_bg.wasm";
const POLICY = "qingshen-2014";
const CASE = "tests/floor/case.json";

/** The old engines are published for this platform alone. */
const skip = process.platform === "linux" && process.arch === "x64" ? false : "the old engines run on Linux x64 only";

const engines = [
  { v8: "7.4", node: at("tests/floor/node_modules/node12/bin/node"), skip },
  { v8: "8.6", node: at("tests/floor/node_modules/node15/bin/node"), skip },
  { v8: process.versions.v8, node: process.execPath },
];

let folder;
let glue;
/** The glue as the page has it, which takes a module or what stands for it, and the latter. */
let leanest;
let plain;
let expected;

async function built(entry, name, plugins = []) {
  const { build } = await tool("vite");
  await build({
    configFile: false,
    logLevel: "error",
    root: folder,
    publicDir: false,
    plugins,
    build: {
      target: "es2019",
      outDir: folder,
      emptyOutDir: false,
      lib: { entry: at(entry), formats: ["cjs"], fileName: () => name },
    },
  });
  return join(folder, name);
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "jiuzhu-floor-"));
  glue = await built("www/pkg/jiuzhu.js", "glue.cjs");
  plain = await built("www/pkg/jiuzhu_plain.js", "plain.cjs");
  leanest = await built("www/pkg/jiuzhu.js", "leanest.cjs", [leanGlue]);
  expected = run(jiuzhu, ["assess", "--policy", POLICY], read(CASE)).trimEnd();
});

after(() => rmSync(folder, { recursive: true }));

for (const { v8, node, skip } of engines) {
  test(`V8 ${v8} gives the command line's answer to the byte`, { skip }, () => {
    assert.ok(existsSync(node), `${node} is missing: run npm ci in tests/floor`);
    assert.match(run(node, ["-p", "process.versions.v8"]), new RegExp(`^${v8.replaceAll(".", "\\.")}`));
    const printed = run(node, [at("tests/floor/answer.js"), glue, at(WASM), at(packPath(POLICY)), at(CASE)]);
    assert.equal(printed, expected);
  });
}

for (const { v8, node, skip } of engines) {
  test(`V8 ${v8} without WebAssembly gives the same, by the core as JavaScript`, { skip }, () => {
    const args = ["--jitless", at("tests/floor/answer.js"), leanest, plain, at(packPath(POLICY)), at(CASE)];
    assert.equal(run(node, args), expected);
  });
}

test("the answer is the one that the policy's articles give", () => {
  const { ok, value } = JSON.parse(expected);
  assert.equal(ok, true);
  const programs = Object.fromEntries(value.programs.map((program) => [program.id, program]));
  assert.deepEqual(programs["major-inpatient"].amount, { min: "14300.00", max: "14300.00" });
  assert.equal(programs.inpatient.replaced_by, "major-inpatient");
});

test("the module is WebAssembly of the first version, every later feature refused", () => {
  const later = ["mutable-globals", "saturating-float-to-int", "sign-extension", "simd", "multi-value", "bulk-memory"];
  run("wasm-validate", [...later, "reference-types"].map((feature) => `--disable-${feature}`).concat(at(WASM)));
});

test("no 64-bit integer crosses to JavaScript", () => {
  const text = run("wasm-objdump", ["-x", at(WASM)]);
  const types = new Map([...text.matchAll(/^ - type\[(\d+)\] (.*)$/gm)].map(([, index, type]) => [index, type]));
  const typeOf = new Map([...text.matchAll(/^ - func\[(\d+)\] sig=(\d+)/gm)].map(([, index, type]) => [index, types.get(type)]));
  const imports = [...text.matchAll(/^ - func\[(\d+)\] sig=\d+ .*<- (.*)$/gm)];
  const exports = [...text.matchAll(/^ - func\[(\d+)\] .*-> "(.*)"$/gm)];
  assert.notEqual(exports.length, 0);
  for (const [, index, name] of [...imports, ...exports]) assert.doesNotMatch(typeOf.get(index), /i64/, name);
});
