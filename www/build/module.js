// What is left to do once wasm-pack is done: the module becomes WebAssembly of the first version, and its glue one file.
//
//   node build/module.js FOLDER
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import binaryen from "binaryen";
import { likeBesideLike } from "./beside.js";
import { piecesTogether } from "./pieces.js";
import { plainOf } from "./plain.js";

/** Imports that are written into the glue, as the two targets write them. */
const SNIPPET = /^(?:import \{ [\w, ]+ \} from '(.+)'|const \{ [\w, ]+ \} = require\(String\.raw`(.+)`\));$/m;

/** Names of imports as wasm-bindgen makes them. */
const DIGESTED = /\b__wbg_\w+_[0-9a-f]{16}\b/g;

/** The table by which numbers are formatted, and texts that do not go on from one that is not of ASCII. */
const TEXTS = /0001020304\d{190}|(?<![\x20-\xff])[\x20-\x7e]{11,}?(?=0001020304|[^\x20-\x7e]|$)/g;

/** Paths of Rust files, as panics have them. */
const PLACE = /(?:(?:\/[\w.+-]+)+|\bsrc(?:\/\w+)+)\.rs\b/g;

/**
 * @param {string} folder what wasm-pack made
 * @param {{ plain?: boolean }} [wanted] whether the module is wanted as JavaScript, too
 */
export function finish(folder, { plain = false } = {}) {
  const [bytes, glue] = ["jiuzhu_bg.wasm", "jiuzhu.js"].map((name) => join(folder, name));
  let module = binaryen.readBinary(readFileSync(bytes));
  copyByWords(module);
  endAtOnce(module);
  endUncalled(module);
  const names = shortenImports(module);
  makeSmall(module);
  if (plain) {
    writeFileSync(join(folder, "jiuzhu_plain.js"), plainOf(piecesTogether(module, { aligned: true }).emitBinary()));
    writeFileSync(join(folder, "jiuzhu_plain.d.ts"), "export function instantiate(imports: object): { instance: object };\n");
  }
  module = likeBesideLike(piecesTogether(module));
  if (!module.validate()) throw new Error("the module is no longer valid");
  writeFileSync(bytes, withoutPlaces(withoutUnread(module)));
  writeFileSync(glue, glueOf(folder, names));
  // For the glue of other targets, which are made of the same.
  writeFileSync(join(folder, "names.json"), JSON.stringify({ of: digestOfCompiled(), names: [...names] }));
  rmSync(join(folder, "snippets"), { recursive: true });
  // It would keep the module out of the npm package.
  rmSync(join(folder, ".gitignore"), { force: true });
}

/** The glue that wasm-pack wrote, as one file, with the names that the finished module has. */
export function glueOf(folder, names) {
  const text = inOneFile(readFileSync(join(folder, "jiuzhu.js"), "utf8"), folder);
  return text.replace(DIGESTED, (name) => names.get(name) ?? name);
}

/** Of what cargo compiled, which every target is made of; nothing where it does not lie here. */
export function digestOfCompiled() {
  const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../target", import.meta.url));
  const compiled = join(target, "wasm32-unknown-unknown/wasm/jiuzhu_module.wasm");
  return existsSync(compiled) ? createHash("sha256").update(readFileSync(compiled)).digest("hex") : undefined;
}

/**
 * The first version has no instruction that copies memory. Binaryen puts functions in its place that go byte by byte,
 * which takes a third of the time of an answer; these take eight bytes at a time.
 */
function copyByWords(module) {
  const { BulkMemory, BulkMemoryOpt, MutableGlobals, SignExt, NontrappingFPToInt } = binaryen.Features;
  module.setFeatures(BulkMemory | BulkMemoryOpt | MutableGlobals | SignExt | NontrappingFPToInt);
  module.runPasses(["llvm-memory-copy-fill-lowering"]);
  module.setFeatures(MutableGlobals);
  const ours = binaryen.parseText(readFileSync(new URL("copy.wat", import.meta.url), "utf8"));
  for (const name of ["__memory_copy", "__memory_fill"]) {
    const { params, results, vars, body } = binaryen.getFunctionInfo(ours.getFunction(name));
    if (!module.getFunction(name)) throw new Error(`the module has no ${name}`);
    module.removeFunction(name);
    module.addFunction(name, params, results, vars, module.copyExpression(body));
  }
}

/**
 * A function that never returns and reaches nothing outside only makes a message for a panic that nobody sees, and
 * ends in a trap. It may as well begin with it.
 */
function endAtOnce(module) {
  const functions = functionsOf(module);
  const outside = new Set(functions.filter((one) => one.module).map(({ name }) => name));
  for (let grown = -1; grown !== outside.size; ) {
    grown = outside.size;
    for (const { name, calls } of functions) if (calls.some((called) => outside.has(called))) outside.add(name);
  }
  const returns = ({ body, results, text }) => results !== binaryen.none || binaryen.getExpressionType(body) !== binaryen.unreachable || text.includes("(return");
  for (const one of functions.filter((one) => !outside.has(one.name) && !returns(one))) trap(module, one);
  module.runPasses(["remove-unused-module-elements"]);
}

/**
 * What made those messages still stands in the table of functions, though no call that is left goes by its type: it
 * would only be called from there by others like it.
 */
function endUncalled(module) {
  const functions = functionsOf(module);
  const text = module.emitText();
  const types = new Map(Array.from(text.matchAll(/\(type (\$\w+) \(func(.*)\)\)$/gm), ([, type, of]) => [type, of.trim()]));
  const inTable = new Set(text.match(/\(elem .*\)$/m)?.[0].match(/\$\w+/g).map((name) => name.slice(1)));
  const typeOf = ({ text }) => {
    const [, params, result] = text.match(/^\(func \S+((?: \(param \$\w+ \w+\))*)((?: \(result \w+\))?)/);
    const of = Array.from(params.matchAll(/ (\w+)\)/g), ([, type]) => type);
    return `${of.length > 0 ? `(param ${of.join(" ")})` : ""}${result}`.trim();
  };
  const exports = Array.from({ length: module.getNumExports() }, (_, index) => module.getExportByIndex(index));
  const exported = exports.map((one) => binaryen.getExportInfo(one).value);
  const [, start] = text.match(/\(start \$(\w+)\)/) ?? [];
  const called = new Set(start ? [...exported, start] : exported);
  const byType = new Set();
  for (let grown = -1; grown !== called.size + byType.size; ) {
    grown = called.size + byType.size;
    for (const one of functions.filter((one) => !one.module)) {
      if (inTable.has(one.name) && byType.has(typeOf(one))) called.add(one.name);
      if (!called.has(one.name)) continue;
      for (const name of one.calls) called.add(name);
      for (const [, type] of one.text.matchAll(/\(call_indirect \(type (\$\w+)\)/g)) byType.add(types.get(type));
    }
  }
  for (const one of functions.filter(({ name, module }) => !module && !called.has(name))) trap(module, one);
  module.runPasses(["remove-unused-module-elements"]);
}

/** Every function, with its text and the functions that it calls. */
function functionsOf(module) {
  const texts = new Map(module.emitText().split(/\n (?=\(func )/).slice(1).map((text) => [text.match(/\$([^\s)]+)/)[1], text]));
  return Array.from({ length: module.getNumFunctions() }, (_, index) => {
    const one = binaryen.getFunctionInfo(module.getFunctionByIndex(index));
    const text = texts.get(one.name) ?? "";
    return { ...one, text, calls: Array.from(text.matchAll(/\(call \$([^\s)]+)/g), ([, called]) => called) };
  });
}

function trap(module, { name, params, results }) {
  module.removeFunction(name);
  module.addFunction(name, params, results, [], module.unreachable());
}

/** The names of imports end in digests, which no packing makes smaller. */
function shortenImports(module) {
  const names = new Map();
  const functions = Array.from({ length: module.getNumFunctions() }, (_, index) => binaryen.getFunctionInfo(module.getFunctionByIndex(index)));
  for (const { name, module: from, base, params, results } of functions.filter(({ base }) => base.match(DIGESTED))) {
    names.set(base, `i${names.size}`);
    module.removeFunction(name);
    module.addFunctionImport(name, from, names.get(base), params, results);
  }
  return names;
}

/** What only made messages goes, as wasm-pack was told to make all of it small: its manifest says why each of these. */
function makeSmall(module) {
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(2);
  binaryen.setLowMemoryUnused(true);
  binaryen.addPassToSkip("local-cse");
  binaryen.addPassToSkip("reorder-functions");
  binaryen.setAlwaysInlineMaxSize(6);
  binaryen.setFlexibleInlineMaxSize(10);
  binaryen.setOneCallerInlineMaxSize(10);
  module.optimize();
}

/**
 * The messages themselves still lie in the data. A text is never read before the first address that code or data has
 * in it: so far it is blanked.
 */
function withoutUnread(module) {
  const code = module.emitText().replaceAll(/^ \(data .*/gm, "");
  const bytes = Buffer.from(module.emitBinary());
  const segments = Array.from({ length: module.getNumDataSegments() }, (_, index) => {
    const { offset, data } = module.getDataSegmentInfo(module.getDataSegmentByIndex(index));
    return { offset, data: Buffer.from(data) };
  });
  const addresses = new Set(Array.from(code.matchAll(/(?:i32\.const |offset=)(\d+)/g), ([, number]) => Number(number)));
  for (const [, number] of code.matchAll(/i64\.const (\d+)/g)) {
    addresses.add(Number(BigInt.asUintN(32, BigInt(number)))).add(Number(BigInt(number) >> 32n));
  }
  for (const { offset, data } of segments) {
    for (let at = -offset & 3; at + 4 <= data.length; at += 4) addresses.add(data.readUInt32LE(at));
  }
  for (const { offset, data } of segments) {
    const start = bytes.indexOf(data);
    for (const { 0: text, index } of data.toString("latin1").matchAll(TEXTS)) {
      const first = Array.from(text).findIndex((_, at) => addresses.has(offset + index + at));
      bytes.fill(0, start + index, start + index + (first < 0 ? text.length : first));
    }
  }
  return bytes;
}

/** Where in which file a panic stands: nobody sees it, and it would name the folders of the machine that built it. */
function withoutPlaces(bytes) {
  const text = Buffer.from(bytes).toString("latin1");
  return Buffer.from(text.replace(PLACE, (place) => "\0".repeat(place.length)), "latin1");
}

/** Old engines, classic scripts and node's two kinds of modules all take a glue without imports. */
function inOneFile(glue, folder) {
  const [line, name = "", nameForNode = ""] = glue.match(SNIPPET) ?? [];
  if (!line) throw new Error("the glue has no snippet");
  const snippet = readFileSync(join(folder, name || nameForNode), "utf8");
  return glue.replace(line, () => snippet.replace(/^export /gm, ""));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) finish(process.argv[2], { plain: true });
