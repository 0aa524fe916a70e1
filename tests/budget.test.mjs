// What a phone has to load stays within pkg-config/budget.json.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = new URL("../", import.meta.url);
const budget = JSON.parse(readFileSync(new URL("pkg-config/budget.json", root)));

/** The files that a pattern names; in the last one `*` stands for any part and `?` for any character. */
function matching(pattern) {
  const cut = pattern.lastIndexOf("/") + 1;
  const [folder, last] = [pattern.slice(0, cut), pattern.slice(cut)];
  const parts = last.split("*").map((part) => part.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\?/g, "."));
  const names = new RegExp(`^${parts.join(".*")}$`);
  return readdirSync(fileURLToPath(new URL(folder, root)))
    .filter((name) => names.test(name))
    .map((name) => new URL(folder + name, root));
}

function check(name, files, limit) {
  test(`${name} fits`, (context) => {
    assert.notEqual(files.length, 0, `no file matches ${name}`);
    const contents = files.map((url) => readFileSync(url));
    const sum = (sizes) => sizes.reduce((total, size) => total + size, 0);
    const raw = sum(contents.map((bytes) => bytes.length));
    const gzip = sum(contents.map((bytes) => gzipSync(bytes, { level: 9 }).length));
    context.diagnostic(`${name}: ${raw} of ${limit.raw} bytes, gzip ${gzip} of ${limit.gzip}`);
    assert.ok(raw <= limit.raw, `${raw} bytes, the limit is ${limit.raw}`);
    assert.ok(gzip <= limit.gzip, `${gzip} bytes with gzip, the limit is ${limit.gzip}`);
  });
}

for (const [pattern, limit] of Object.entries(budget.files)) check(pattern, matching(pattern), limit);

// Of these a visitor loads one, so each has the whole limit.
for (const [pattern, limit] of Object.entries(budget.each)) {
  test(`${pattern} names files`, () => assert.notEqual(matching(pattern).length, 0));
  for (const url of matching(pattern)) check(url.href.slice(root.href.length), [url], limit);
}

test("the element fits with all it needs for a first answer", (context) => {
  const { files, one, gzip } = budget.first;
  const sizes = (pattern) => matching(pattern).map((url) => gzipSync(readFileSync(url), { level: 9 }).length);
  const found = files.map((pattern) => [pattern, sizes(pattern)]);
  for (const [pattern, sizesOfIt] of found) assert.equal(sizesOfIt.length, 1, `${pattern} names ${sizesOfIt.length} files`);
  const sum = found.reduce((total, [, [size]]) => total + size, 0) + Math.max(...sizes(one));
  context.diagnostic(`first answer: ${sum} of ${gzip} bytes with gzip`);
  assert.ok(sum <= gzip, `${sum} bytes with gzip, the limit is ${gzip}`);
});

test("the page ships the module once", () => {
  const names = readdirSync(fileURLToPath(new URL("www/dist", root)), { recursive: true });
  assert.equal(names.filter((name) => name.endsWith(".wasm")).length, 1);
});
