// The history of a draft, pasted tables and the comparison of two packs, without a page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, seeded } from "../notebook/load.mjs";

const { apply, change, crossings, difference, differing, draftOf, gainsOf, inverse, ownFiles, pastedRows, redo, undo } = await load(
  "workbench/model/draft.ts",
  "workbench/model/own.ts",
  "workbench/model/people.ts",
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

test("a table in markup, as Word, WPS and Excel copy it, is read with its heads, its joined cells and its letters", () => {
  const row = (people, line, share, limit) => ({ people, cite: "", line, share, limit });
  const word = `<html xmlns:o="urn"><body><!--StartFragment--><table class=MsoTableGrid border=1>
    <tr><td colspan=4><p class=MsoNormal align=center>表1&nbsp;救助标准<o:p></o:p></p></td></tr>
    <tr><td>救助对象</td><td>起付标准</td><td>救助比例</td><td>年度救助限额</td></tr>
    <tr><td><p>特困人员</p><p>孤儿</p></td><td>—</td><td>100<span lang=EN-US>%</span></td><td rowspan="2" style='x'>3万元</td></tr>
    <tr><td>低保&amp;边缘&#x5BB6;&#24237;</td><td>3,000元</td><td>70%</td></tr></table><!--EndFragment--></body></html>`;
  assert.deepEqual(pastedRows("", word), [row("特困人员 孤儿", "不设", "100%", "3万元"), row("低保&边缘家庭", "3,000元", "70%", "3万元")]);
  const excel = "<table><col width=72><tr height=18><td>对象</td><td>比例</td></tr><tr><td>低保</td><td>—</td></tr></table>";
  assert.deepEqual(pastedRows("对象\t比例\n低保\t—", excel), [row("低保", "不设", "没有写", "不设")]);
  const wide = [["对象", "起付", "比例", "限额"], ...["一类", "二类", "三类", "四类", "五类"].map((people, at) => [people, `${at + 1}000`, `${9 - at}0%`, `${9 - at}万元`])];
  const markup = `<table>${wide.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;
  assert.deepEqual(pastedRows("", markup), wide.slice(1).map((cells) => row(...cells)));
  const twoHeads = `<table><tr><td rowspan=2>救助对象</td><td rowspan=2>起付标准</td><td colspan=2>救助比例</td><td rowspan=2>年度限额</td></tr>
    <tr><td>住院</td><td>门诊慢特病</td></tr><tr><td>低保</td><td>—</td><td>70%</td><td>50%</td><td>3万元</td></tr>
    <tr><td colspan=5>注：限额含门诊慢特病。</td></tr></table>`;
  assert.deepEqual(pastedRows("", twoHeads), [row("低保", "不设", "70%", "3万元")]);
  assert.deepEqual(pastedRows("对象\t比例\n低保\t70%\n备注：限额另定\t"), [row("低保", "不设", "70%", "不设")]);
  for (const hostile of ["<table>".repeat(5000), `<table><tr><td colspan=9999999 rowspan=9999999>甲</td><td>乙</td></tr></table>`, "<table><tr><td><img src=x onerror=alert(1)></td><td>&#99999999999;</td></tr></table>"])
    assert.ok(pastedRows("", hostile).length <= 100);
});

test("people who are in two rows of a programme are told, and people whom the articles name and no row has", () => {
  const cell = (name, text) => ({ name, place: "", from: 0, to: 0, text, kind: "text" });
  const way = (title, who) => ({ place: "", title, cells: [cell("who", who)], figures: [] });
  const form = {
    citations: [{ id: "a", place: "", cells: [cell("summary", "特困人员、低保对象、孤儿按比例救助")] }],
    groups: [{ id: "b", place: "", cells: [cell("name", "一类"), cell("who", "特困人员、低保对象")] }],
    programs: [{ id: "inpatient", place: "", cells: [cell("name", "住院")], ways: [way("一类", "一类"), way("低保", "低保对象")] }],
  };
  assert.deepEqual(crossings(form, ["特困人员", "低保对象", "孤儿", "百岁老人"]), [
    { program: "住院", people: "低保对象", rows: ["一类", "低保"] },
    { program: "", people: "孤儿", rows: [] },
  ]);
  const told = (title, who) => ({ ...way(title, who), cells: [{ ...cell("who", who), kind: "said" }] });
  const apart = [told("一类低保", "低保对象，并且低保类别：一类"), told("其他", "低保对象，并且不是低保类别：一类"), told("别的", "不是低保对象、特困人员")];
  const others = { ...form, programs: [{ ...form.programs[0], ways: apart }] };
  assert.deepEqual(crossings(others, ["低保对象"]), [], "who is told by more than a name is not the same for it");
});

test("own/ holds several places at once, and keeps those that were there", () => {
  const part = (id) => ({ pack: new Uint8Array([1]), entry: { id, file: `${id}.1.pack`, cases: `${id}.1.cases.json` }, cases: "{}\n" });
  const files = ownFiles([part("a-2026"), part("b-2026")], [{ id: "b-2026", file: "old" }, { id: "c-2026" }]);
  assert.deepEqual(files.map(({ name }) => name), ["own/index.json", "own/a-2026.1.pack", "own/a-2026.1.cases.json", "own/b-2026.1.pack", "own/b-2026.1.cases.json"]);
  const { contract, packs } = JSON.parse(files[0].content);
  assert.deepEqual([contract, packs.map(({ id, file }) => `${id} ${file}`)], [1, ["c-2026 undefined", "a-2026 a-2026.1.pack", "b-2026 b-2026.1.pack"]]);
});

test("two packs differ where a figure of the same people does", () => {
  const cell = (column, text) => ({ name: "value", place: "", from: 5, to: 9, text, kind: "percent", column });
  const form = (...figures) => ({
    programs: [{ place: "", id: "inpatient", cells: [], ways: [{ place: "", title: "低保", cells: [], figures }] }],
  });
  assert.deepEqual(differing(form(cell("share", "70%")), form(cell("share", "70%"))), []);
  assert.deepEqual(differing(form(cell("share", "70%"), cell("limit", "3")), form(cell("share", "65%"), cell("line", "9"))), [
    { program: "inpatient", way: "低保", column: "share", mine: "70%", theirs: "65%", from: 5, place: "" },
    { program: "inpatient", way: "低保", column: "limit", mine: "3", theirs: "", from: 5, place: "" },
    { program: "inpatient", way: "低保", column: "line", mine: "", theirs: "9" },
  ]);
});

test("examples that come to the same are no gain, however their fen are spread", () => {
  const row = (name, ...found) => ({ name, amounts: found.map((found) => ({ found })) });
  const cases = [row("甲", "0.10", "0.20"), row("乙", "100.00"), row("丙", "1.00–2.00"), row("丁", "")];
  const changed = [row("甲", "0.30", "0.00"), row("乙", "100.01"), row("丙", "1.50–1.99"), row("丁", "")];
  assert.deepEqual(gainsOf(changed, cases), { more: 1, less: 1 });
});
