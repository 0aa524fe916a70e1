// The office's module in the node at hand: packs that are being written come out as at the prompt, and so do whole lists.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { at, jiuzhu, packPath, read, readJson } from "../floor/tools.mjs";
import { county, DAY, POLICY } from "../page/support/county.mjs";

const { default: init, Author, List } = await import(at("www/office/office.js"));
await init({ module_or_path: readFileSync(at("www/office/office_bg.wasm")) });

const text = (path) => read(path).toString();
const author = new Author(text("policies/common/diseases.toml"), text("policies/common/facts.toml"));
const pack = read(packPath(POLICY));

/** Lists that were opened, computed to the end. */
function computed(files, mapping) {
  const list = new List(pack, DAY);
  if (mapping) list.use_mapping(mapping);
  for (const [name, content] of files) list.add_file(name, Buffer.from(content));
  list.begin();
  let steps = 0;
  for (let last = 0, done; (done = list.step()) !== undefined; last = done, steps += 1) assert.ok(done >= last && done <= 1000);
  return { list, steps };
}

function taken(list, what, isWorkbook) {
  list.hand_out(what, isWorkbook);
  while (list.step() !== undefined);
  return Buffer.from(list.outcome());
}

test("a sound pack is compiled to the bytes of the command line", () => {
  const compiled = author.compile_pack(`${POLICY}.toml`, text(`policies/${POLICY}.toml`));
  assert.equal(compiled.packs.length, 1);
  const [made] = compiled.packs;
  assert.deepEqual(Buffer.from(made.pack), pack);
  const { contract: _contract, ...index } = readJson("www/public/packs/index.json");
  assert.deepEqual(made.entry, index.packs.find(({ id }) => id === POLICY));
  assert.equal(made.cases, text(`www/public/packs/${made.entry.cases}`));
});

test("what is wrong with a pack is told as at the prompt, with its place in the text", () => {
  for (const name of ["unknown-field-near", "case-fails", "syntax-quote", "boundary-falls", "unused"]) {
    const path = `tests/bad-packs/${name}.toml`;
    const source = text(path);
    const told = author.check_pack(path, source, "cases");
    const printed = spawnSync(jiuzhu, ["check", "--common", "policies/common", path], { cwd: at("."), encoding: "utf8" }).stdout;
    const words = { error: "错误", warning: "警告" };
    const lines = told.diagnostics.map((one) => `${path}:${one.line}:${one.column}: ${words[one.severity]}[${one.code}] ${one.text}\n`);
    assert.equal(lines.join(""), printed.replace(/[^\n]*个政策包，[^\n]*\n$/, ""), name);
    for (const { from, to, line } of told.diagnostics) {
      assert.ok(from <= to && to <= source.length);
      assert.equal(source.slice(0, from).split("\n").length, line, name);
    }
    assert.equal(author.compile_pack(path, source).packs.length === 0, told.diagnostics.some(({ severity }) => severity === "error"), name);
  }
  assert.throws(() => new Author("[[", ""), /diseases\.toml/);
});

test("lists come out as at the prompt, byte for byte, and as they were made up", () => {
  const { persons, settlements, rows, expected, cells } = county(300);
  const folder = mkdtempSync(join(tmpdir(), "jiuzhu-"));
  const file = (name) => join(folder, name);
  const { list, steps } = computed([["名单.csv", persons], ["结算.csv", settlements]]);
  writeFileSync(file("名单.csv"), persons);
  writeFileSync(file("结算.csv"), settlements);
  writeFileSync(file("列.toml"), list.mapping());
  const asked = spawnSync(jiuzhu, ["screen", "--policy", POLICY, "--as-of", DAY, "--mapping", file("列.toml"), "-o", file("结果.csv"), file("名单.csv"), file("结算.csv")], { cwd: at("."), encoding: "utf8" });
  assert.equal(asked.status, 1, asked.stderr);
  assert.ok(steps > 1);
  assert.equal(taken(list, "all", false).toString(), readFileSync(file("结果.csv"), "utf8"));
  assert.equal(taken(list, "aside", false).toString(), readFileSync(file("结果-没算的行.csv"), "utf8"));
  rmSync(folder, { recursive: true });

  const result = list.outcome();
  assert.ok(result.is_whole);
  assert.equal(result.rows, rows);
  assert.equal(result.rows, result.computed + result.faults + result.furniture);
  assert.equal(list.view({}), result.persons);
  for (const row of list.page(false, 0, result.persons)) {
    const known = expected.get(row.id);
    if (known) assert.deepEqual({ pile: result.names[row.pile], due: row.due.max, paid: row.paid }, known, row.id);
  }
  const found = new Map(list.aside(0, 1000, false).map(({ cells: [, , , cell, , why] }) => [cell, why]));
  assert.deepEqual(new Set(found.keys()), new Set(cells.keys()));
  for (const [cell, why] of cells) assert.ok(found.get(cell).includes(why), `${cell}: ${found.get(cell)}`);

  // Looking for some, in an order; and the words of one.
  const missed = list.view({ pile: 0, sort: "due", down: true });
  assert.equal(missed, result.all.persons[0]);
  const [first, second] = list.page(false, 0, 2);
  assert.ok(Number(first.due.max) >= Number(second.due.max));
  assert.equal(list.view({ text: first.id.slice(0, 17) }), 1);
  assert.equal(list.view({ village: "青石王家湾" }) + list.view({ village: "城关东门" }), result.persons);
  const told = list.person(first.place, false);
  assert.ok(told.steps.includes("70%"));
  assert.equal(told.assessment.total.max, first.due.max);

  // What is handed out is read again as it was: numbers whole, no row lost.
  const again = new List(pack, DAY);
  const book = taken(list, "visits", true);
  const { tables } = again.add_file("走访.xlsx", book);
  assert.deepEqual(tables.map(({ sheet }) => sheet).sort(), result.all.persons[2] > 0 ? ["可能漏了", "资料不够"] : ["可能漏了"]);
  assert.ok(tables[0].heads.find(({ head }) => head === "身份证号").samples.every((id) => /^\d{17}[\dX]$/.test(id)));
});

test("columns that are put right are kept in the mapping, which understands the same file alike", () => {
  const rename = (line) => line.replace("费用总额（元）", "甲").replace("医疗救助,", "乙,");
  const { persons, settlements } = county(60);
  const files = [["名单.csv", persons], ["结算.csv", rename(settlements)]];
  const list = new List(pack, DAY);
  let told;
  for (const [name, content] of files) told = list.add_file(name, Buffer.from(content));
  assert.equal(told.tables[1].heads.find(({ head }) => head === "甲").column, null);
  const columns = told.tables.map(({ heads }) => Object.fromEntries(heads.filter(({ column }) => column).map(({ column, place }) => [column, place])));
  columns[1].total = 8;
  columns[1].assistance = 12;
  told = list.correct({ columns, not_listed_is_general: true, blank_is_zero: true, parameters: {}, sheets: [] });
  assert.equal(told.tables[1].kind, "结算记录");
  list.begin();
  while (list.step() !== undefined);
  const byMapping = computed(files, list.mapping()).list;
  assert.equal(taken(byMapping, "all", false).toString(), taken(list, "all", false).toString());
  // A table that becomes one of another kind is known again by its heads.
  const { total: _total, ...payments } = columns[1];
  told = list.correct({ columns: [columns[0], payments], not_listed_is_general: true, blank_is_zero: true, parameters: {}, sheets: [] });
  assert.equal(told.tables[1].kind, "发放记录");
  const reopened = new List(pack, DAY);
  reopened.use_mapping(list.mapping());
  for (const [name, content] of files) told = reopened.add_file(name, Buffer.from(content));
  assert.deepEqual([told.tables[1].kind, told.tables[1].changes], ["发放记录", []]);
  list.correct({ columns, not_listed_is_general: true, blank_is_zero: true, parameters: {}, sheets: [] });
  list.begin();
  while (list.step() !== undefined);
  const plain = computed([["名单.csv", persons], ["结算.csv", settlements]]).list.outcome();
  assert.deepEqual(list.outcome().all, plain.all);
  assert.throws(() => list.use_mapping("not = [toml"), /./);
  assert.throws(() => list.correct({ columns: "none" }), /./);
});

test("a word that nobody knew is told once, and known from then on", () => {
  const { persons, settlements } = county(80);
  const odd = persons.replaceAll("农村低保", "建卡甲类、优抚");
  const { list } = computed([["名单.csv", odd], ["结算.csv", settlements]]);
  const { unknown, meanings, faults } = list.outcome();
  const care = unknown.find(({ kind }) => kind === "care");
  assert.deepEqual(unknown.map(({ kind, text }) => [kind, text]).sort(), [["care", "体检"], ["identity", "建卡甲类"]]);
  assert.equal(unknown.find(({ kind }) => kind === "identity").count, odd.match(/建卡甲类/g).length);
  assert.ok(meanings.find(({ kind }) => kind === "identity").words.some(({ id }) => id === "subsistence-allowance"));
  list.fold("identity", "建卡甲类", "subsistence-allowance");
  list.fold("care", "体检", "outpatient");
  list.begin();
  while (list.step() !== undefined);
  assert.deepEqual(list.outcome().unknown, []);
  assert.equal(list.outcome().faults, faults - odd.match(/建卡甲类/g).length - care.count);
  assert.match(list.mapping(), /"?建卡甲类"? = \["subsistence-allowance"\]/);
  assert.throws(() => list.fold("colour", "a", "b"), /kind/);
});

test("files that are no lists are refused in a sentence, and take nothing with them", () => {
  const list = new List(pack, DAY);
  const { tables } = list.add_file("名单.csv", Buffer.from(county(3).persons));
  for (const [content, words] of [["", "空的"], ["%PDF-1.7", "不是表格"], ["<html></html>", "网页"], ["PK\x03\x04junk", "不完整"], ["a,b\n1,2\n", "没有认出表头"]]) {
    assert.throws(() => list.add_file("x", Buffer.from(content, "latin1")), new RegExp(words));
  }
  assert.deepEqual(list.use_mapping(list.mapping()).tables.map(({ file }) => file), tables.map(({ file }) => file));
  assert.throws(() => new List(pack, "2026-02-30"), /真实日期/);
  assert.throws(() => new List(pack, "2001-01-01"), /./);
  assert.throws(() => new List(Buffer.from("no pack"), DAY), /./);
});
