// What a phone has to load stays within pkg-config/budget.json.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = new URL("../", import.meta.url);
const budget = JSON.parse(readFileSync(new URL("pkg-config/budget.json", root)));

/** The files that a pattern names; `*` stands for any part of the last name. */
function matching(pattern) {
  const cut = pattern.lastIndexOf("/") + 1;
  const [folder, last] = [pattern.slice(0, cut), pattern.slice(cut)];
  const parts = last.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const names = new RegExp(`^${parts.join(".*")}$`);
  return readdirSync(fileURLToPath(new URL(folder, root)))
    .filter((name) => names.test(name))
    .map((name) => new URL(folder + name, root));
}

for (const [pattern, limit] of Object.entries(budget.files)) {
  test(`${pattern} fits`, (context) => {
    const files = matching(pattern).map((url) => readFileSync(url));
    assert.notEqual(files.length, 0, `no file matches ${pattern}`);
    const sum = (sizes) => sizes.reduce((total, size) => total + size, 0);
    const raw = sum(files.map((bytes) => bytes.length));
    const gzip = sum(files.map((bytes) => gzipSync(bytes, { level: 9 }).length));
    context.diagnostic(`${pattern}: ${raw} of ${limit.raw} bytes, gzip ${gzip} of ${limit.gzip}`);
    assert.ok(raw <= limit.raw, `${raw} bytes, the limit is ${limit.raw}`);
    assert.ok(gzip <= limit.gzip, `${gzip} bytes with gzip, the limit is ${limit.gzip}`);
  });
}
