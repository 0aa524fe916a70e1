// The page's JavaScript is that of 2019: an older engine must be able to read every shipped file.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { at, read, tool } from "./tools.mjs";

const { parse } = await tool("acorn");
const files = readdirSync(at("www/dist"), { recursive: true }).filter((name) => /\.m?js$/.test(name));

/** The two things of ES2020 that browsers had with modules, before the year's edition: import() and import.meta. */
const ALLOWED = new Set(["ImportExpression", "MetaProperty"]);

/** What of ES2020 a source text uses beyond these two. */
function newer(source) {
  const found = [];
  const visit = (node) => {
    if (node === null || typeof node !== "object") return;
    if (Array.isArray(node)) return node.forEach(visit);
    if (node.type === "ChainExpression" || node.operator === "??" || node.bigint !== undefined) found.push(node);
    if (node.type === "ExportAllDeclaration" && node.exported) found.push(node);
    for (const [key, value] of Object.entries(node)) {
      if (key !== "value") visit(value);
    }
    // A property's value is a node; a literal's is not.
    if (!ALLOWED.has(node.type) && node.value?.type) visit(node.value);
  };
  visit(parse(source, { ecmaVersion: 2020, sourceType: "module" }));
  return found.map(({ type, start }) => `${type}: ${source.slice(start, start + 40)}`);
}

test("the page has scripts", () => assert.notEqual(files.length, 0));

for (const name of files) {
  test(`${name} is JavaScript of 2019`, () => assert.deepEqual(newer(read(`www/dist/${name}`).toString()), []));
}

for (const [source, count] of [
  ["import('./x.js').then((x) => import.meta.url)", 0],
  ["const { a, ...b } = { ...c }; async () => { try { await a } catch {} }", 0],
  ["a?.b", 1],
  ["const o = { p: a ?? b }", 1],
  ["class A { m() { return 10n } }", 1],
  ["export * as all from './all.js'", 1],
]) {
  test(`this check finds ${count} newer in: ${source}`, () => assert.equal(newer(source).length, count));
}

for (const source of ["a ||= b", "class A { x = 1 }", "class A { #x }"]) {
  test(`this check refuses: ${source}`, () => assert.throws(() => newer(source), SyntaxError));
}
