// The history of a draft, pasted tables and the comparison of two packs, without a page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, seeded } from "../notebook/load.mjs";

const { apply, change, difference, differing, draftOf, inverse, pastedRows, redo, undo } = await load(
  "workbench/model/draft.ts",
  "workbench/model/table.ts",
  "workbench/model/compare.ts",
);

/** Patches by chance, in order and apart. */
function patchesOf(text, random) {
  const patches = [];
  let at = 0;
  while (at <= text.length && random() < 0.7) {
    const from = at + Math.floor(random() * 5);
    const to = from + Math.floor(random() * 4);
    if (to > text.length) break;
    patches.push({ from, to, insert: "甲乙丙".slice(0, Math.floor(random() * 4)) });
    at = to + 1;
  }
  return patches;
}

test("whatever is done can be taken back, and done again, step by step", () => {
  const random = seeded(7);
  for (let round = 0; round < 300; round += 1) {
    let draft = draftOf("id = \"shili\"\n名称 = 1\n");
    const texts = [draft.text];
    for (let step = 0; step < 12; step += 1) {
      const patches = patchesOf(draft.text, random);
      assert.equal(apply(apply(draft.text, patches), inverse(draft.text, patches)), draft.text);
      const next = change(draft, patches, step);
      if (next !== draft) texts.push(next.text);
      draft = next;
    }
    for (const text of texts.slice(0, -1).reverse()) {
      const moved = undo(draft);
      assert.equal(moved.done.reduce((before, patches) => apply(before, patches), draft.text), moved.draft.text);
      draft = moved.draft;
      assert.equal(draft.text, text);
    }
    for (const text of texts.slice(1)) {
      draft = redo(draft).draft;
      assert.equal(draft.text, text);
    }
  }
});

test("what was done in one go goes back in one go, and what is done anew ends what could be done again", () => {
  let draft = draftOf("");
  for (const letter of "abc") draft = change(draft, [{ from: draft.text.length, to: draft.text.length, insert: letter }], 1);
  draft = change(draft, [{ from: 0, to: 1, insert: "" }], 2);
  assert.equal(draft.text, "bc");
  draft = undo(draft).draft;
  assert.equal(draft.text, "abc");
  draft = undo(draft).draft;
  assert.equal(draft.text, "");
  assert.deepEqual(undo(draft).done, []);
  draft = change(redo(draft).draft, [{ from: 3, to: 3, insert: "!" }], 3);
  assert.equal(draft.text, "abc!");
  assert.deepEqual(redo(draft).done, []);
});

test("one text leads to another by its smallest patch", () => {
  const check = (before, after) => assert.equal(apply(before, difference(before, after)), after);
  check("", "");
  check("abc", "abXc");
  check("aaa", "aaaa");
  check("abcabc", "abc");
  assert.deepEqual(difference("abc", "abXc"), [{ from: 2, to: 2, insert: "X" }]);
});

test("a table pasted from Excel, WPS or Word is rows of the table of classes", () => {
  const row = (people, line, share, limit) => ({ people, cite: "", line, share, limit });
  const expected = [row("特困人员", "不设", "100%", "不设"), row("低保边缘家庭", "3000元", "60%", "2万元")];
  for (const text of [
    "救助对象\t起付标准\t救助比例\t年度限额\r\n特困人员\t不设\t100%\t不封顶\r\n低保边缘家庭\t3000元\t60%\t2万元\r\n",
    "年度限额\t救助对象\t比例\t起付线\n—\t特困人员\t100%\t0\n2万元\t低保边缘家庭\t60%\t3000元",
    "| 对象 | 起付线 | 支付比例 | 封顶线 |\n| 特困人员 | - | 100% | - |\n| 低保边缘家庭 | 3000元 | 60% | 2万元 |",
    "特困人员\t\t100%\t\n低保边缘家庭\t3000元\t60%\t2万元",
    "特困人员  无  100%  无\n低保边缘家庭  3000元  60%  2万元",
  ])
    assert.deepEqual(pastedRows(text), expected, text);
  assert.deepEqual(pastedRows("特困人员\t100%"), [row("特困人员", "不设", "100%", "不设")]);
  for (const nothing of ["", "一段话，不是表", "\n\n"]) assert.deepEqual(pastedRows(nothing), []);
});

test("two packs differ where a figure of the same people does", () => {
  const cell = (column, text) => ({ name: "value", place: "", from: 5, to: 9, text, kind: "percent", column });
  const form = (...figures) => ({
    programs: [{ place: "", id: "inpatient", cells: [], ways: [{ place: "", title: "低保", cells: [], figures }] }],
  });
  assert.deepEqual(differing(form(cell("share", "70%")), form(cell("share", "70%"))), []);
  assert.deepEqual(differing(form(cell("share", "70%"), cell("limit", "3")), form(cell("share", "65%"), cell("line", "9"))), [
    { program: "inpatient", way: "低保", column: "share", mine: "70%", theirs: "65%", from: 5 },
    { program: "inpatient", way: "低保", column: "limit", mine: "3", theirs: "", from: 5 },
    { program: "inpatient", way: "低保", column: "line", mine: "", theirs: "9" },
  ]);
});
