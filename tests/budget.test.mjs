// What a phone has to load stays within pkg-config/budget.json.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { budgetOf, firstAnswer, matching, sizeOf } from "../pkg-config/sizes.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const budget = budgetOf(root);

function check(name, files, limit) {
  test(`${name} fits`, (context) => {
    assert.notEqual(files.length, 0, `no file matches ${name}`);
    const { raw, gzip } = sizeOf(root, files);
    context.diagnostic(`${name}: ${raw} of ${limit.raw} bytes, gzip ${gzip} of ${limit.gzip}`);
    assert.ok(raw <= limit.raw, `${raw} bytes, the limit is ${limit.raw}`);
    assert.ok(gzip <= limit.gzip, `${gzip} bytes with gzip, the limit is ${limit.gzip}`);
  });
}

for (const [pattern, limit] of Object.entries(budget.files)) check(pattern, matching(root, pattern), limit);

// Of these a visitor loads one, so each has the whole limit.
for (const [pattern, limit] of Object.entries(budget.each)) {
  test(`${pattern} names files`, () => assert.notEqual(matching(root, pattern).length, 0));
  for (const file of matching(root, pattern)) check(file, [file], limit);
}

test("the element fits with all it needs for a first answer", (context) => {
  const { found, gzip } = firstAnswer(root, budget.first);
  for (const [pattern, files] of found) assert.equal(files.length, 1, `${pattern} names ${files.length} files`);
  context.diagnostic(`first answer: ${gzip} of ${budget.first.gzip} bytes with gzip`);
  assert.ok(gzip <= budget.first.gzip, `${gzip} bytes with gzip, the limit is ${budget.first.gzip}`);
});

test("the page ships each of its two modules once", () => {
  const names = readdirSync(join(root, "www/dist"), { recursive: true }).filter((name) => name.endsWith(".wasm"));
  assert.deepEqual(names.map((name) => name.replace(/-\w+\.wasm$/, "")).sort(), ["jiuzhu", "office"]);
});
