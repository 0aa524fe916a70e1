// The page's JavaScript is that of 2019, in classic scripts: an older engine must be able to read every shipped file.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { at, read, tool } from "./tools.mjs";

const { parse } = await tool("acorn");
const readable = (source) => parse(source, { ecmaVersion: 2019, sourceType: "script" });

const files = readdirSync(at("www/dist"), { recursive: true }).filter((name) => /\.m?js$/.test(name));

test("the page has scripts", () => assert.notEqual(files.length, 0));

for (const name of files) {
  test(`${name} is JavaScript of 2019`, () => void readable(read(`www/dist/${name}`).toString()));
}

test("this check reads the language of 2019", () => {
  readable("const { a, ...b } = { ...c }; (async () => { try { for await (const d of e) f(d ** 2) } catch {} })");
});

for (const source of ["a?.b", "a ?? b", "10n", "a ||= b", "import('a')", "import.meta", "export {}", "class A { x = 1 }", "class A { #x }"]) {
  test(`this check refuses: ${source}`, () => assert.throws(() => readable(source), SyntaxError));
}
