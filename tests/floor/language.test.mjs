// The page's JavaScript is that of 2019, in classic scripts, and its styles are those of Chromium 86: an older engine must
// be able to read every shipped file.
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

/** What Chromium 86 does not know, though a page might lean on it. `accent-color` only tints. */
const LATER = {
  selectors: /:(has|is|where|modal|popover-open)\(|:(user-invalid|user-valid|modal)\b|^\s*&/m,
  rules: /@(container|layer|property|scope|starting-style|supports selector)\b/,
  properties: /[{;\s](inset|aspect-ratio|content-visibility|container-type|text-wrap|translate|rotate|scale|overflow-clip-margin|scrollbar-gutter|field-sizing|margin-trim)\s*:/,
  values: /\b(color-mix|oklch|oklab|lch|light-dark|round|anchor)\(|\d([sdl]v[hwib]|v[ib]|cq[whib]|cap|lh|rlh|ric)\b|overflow(-[xy])?\s*:\s*clip\b|:\s*subgrid\b/,
};
const stylesOf = (text) => text.replace(/\/\*[^]*?\*\//g, "");
const later = (css) => Object.entries(LATER).flatMap(([kind, found]) => (found.test(css) ? [`${kind}: ${css.match(found)[0].trim()}`] : []));

/** Styles as they are written: the page's own file, and the texts of the elements' styles. */
const sheets = readdirSync(at("www/src"), { recursive: true })
  .filter((name) => name.endsWith(".css") || /styles\/.*\.ts$/.test(name))
  .map((name) => `www/src/${name}`);

test("the page has styles", () => assert.ok(sheets.length > 3));

for (const name of sheets) {
  test(`${name} needs nothing later than Chromium 86`, () => assert.deepEqual(later(stylesOf(read(name).toString())), []));
}

for (const css of ["a:has(b) {}", "a:is(b, c) {}", "@container (min-width: 1px) {}", "a { inset: 0 }", "a{aspect-ratio:1}", "a { height: 100dvh }", "a { width: 5cqw }", "a { color: color-mix(in srgb, red, blue) }", "a { overflow: clip }"]) {
  test(`this check refuses: ${css}`, () => assert.notDeepEqual(later(css), []));
}
