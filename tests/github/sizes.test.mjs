// The table of sizes on a pull request.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, test } from "node:test";
import { measure, table } from "../../.ci/sizes.mjs";
import { budgetOf } from "../../pkg-config/sizes.mjs";
import { root } from "./support.mjs";

const row = (size, limit) => ({ gzip: { size, limit } });

describe("the table", () => {
  const rows = (before, after) => table(before, after).split("\n").filter((line) => line.startsWith("| `"));

  test("has a row for what changed, and counts the rest", () => {
    const text = table({ a: row(1000, 2000), b: row(5, 9) }, { a: row(1234, 2000), b: row(5, 9) });
    assert.match(text, /^\| `a` \| gzip \| 1,000 \| 1,234 \| \+234 \| 2,000 \|$/m);
    assert.doesNotMatch(text, /`b`/);
    assert.match(text, /^1 项没有变。/m);
  });

  test("says what became smaller", () => {
    const [smaller] = rows({ a: row(1234, 2000) }, { a: row(1000, 2000) });
    assert.equal(smaller, "| `a` | gzip | 1,234 | 1,000 | −234 | 2,000 |");
  });

  test("says so when nothing changed", () => {
    const text = table({ a: row(1, 2) }, { a: row(1, 2) });
    assert.doesNotMatch(text, /\|/);
    assert.match(text, /1 did not change/);
  });

  test("marks what is above its limit, even when it did not change", () => {
    assert.match(rows({ a: row(3, 2) }, { a: row(3, 2) })[0], /\| 3 ⚠️ 超过上限 \/ over \| 0 \| 2 \|$/);
    assert.doesNotMatch(rows({ a: row(3, 9) }, { a: row(4, 9) })[0], /⚠️/);
  });

  test("shows a limit that moved", () => assert.equal(rows({ a: row(1, 2) }, { a: row(1, 3) }).length, 1));

  test("shows what is new and what is gone", () => {
    const [gone, fresh] = rows({ a: row(1, 2) }, { b: row(3, 4) });
    assert.equal(gone, "| `a` | gzip | 1 | — | gone | — |");
    assert.equal(fresh, "| `b` | gzip | — | 3 | new | 4 |");
  });
});

test("what is measured is all that the budget bounds", () => {
  const { files, each, first } = budgetOf(root);
  const rows = measure(root);
  assert.equal(Object.keys(rows).length, Object.keys(files).length + Object.keys(each).length + 1);
  for (const [pattern, limit] of Object.entries({ ...files, ...each })) {
    assert.deepEqual({ raw: rows[pattern].raw.limit, gzip: rows[pattern].gzip.limit }, limit);
    assert.ok(rows[pattern].raw.size > rows[pattern].gzip.size && rows[pattern].gzip.size > 0, pattern);
  }
  assert.equal(Object.values(rows).filter(({ gzip }) => gzip.limit === first.gzip).length, 1);
});

test("the command line gives what the functions give", () => {
  const options = { cwd: root, encoding: "utf8", stdio: "pipe" };
  const run = (...words) => execFileSync(process.execPath, [".ci/sizes.mjs", ...words], options);
  assert.deepEqual(JSON.parse(run("measure", ".")), measure(root));
  assert.throws(() => run("table", "one"), /usage/);
});
