// The names on the slips of places: policies/common/slips.toml is without a fault, faults are found, and each place gets
// the names of its own slip before those of its province and of the nation.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { faultsOf, FIELDS, LONGEST_NAME, packedSlips } from "../www/build/slips.js";
import { load } from "./page/support/load.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const file = readFileSync(`${root}policies/common/slips.toml`, "utf8");
const { packs } = JSON.parse(readFileSync(`${root}www/public/packs/index.json`, "utf8"));

test("the file has no fault", () => assert.deepEqual(faultsOf(file), []));

test("the fields are those of a bill", () => {
  const draft = readFileSync(`${root}www/src/state/draft.ts`, "utf8").match(/type AmountField =([^;]*);/)[1];
  assert.deepEqual([...draft.matchAll(/"(\w+)"/g)].map(([, name]) => name).sort(), [...FIELDS].sort());
});

test("its words are ours: nothing of it is left on the way to the page but where it is from", () => {
  assert.deepEqual(packedSlips().map(({ region }) => region).sort(), [...file.matchAll(/^region = "(\d+)"$/gm)].map(([, code]) => code).sort());
  assert.ok(!JSON.stringify(packedSlips()).includes("source"));
});

describe("what is wrong is told", () => {
  const good = { region: '"120000"', place: '"天津市"', source: '"票据"', lines: "{ total = [\"总费用\"] }" };
  const written = (slip) => `[[slip]]\n${Object.entries(slip).flatMap(([key, value]) => (value === undefined ? [] : [`${key} = ${value}`])).join("\n")}\n`;
  test("and what is right is not", () => assert.deepEqual(faultsOf(written(good)), []));
  for (const [what, change, told] of [
    ["no such place", { region: '"129999"' }, /129999：没有这个行政区划代码/],
    ["a code that is a number", { region: "120000" }, /第 1 段：没有这个行政区划代码/],
    ["the name of another place", { place: '"天津"' }, /应当是 天津市/],
    ["nobody knows from where", { source: undefined }, /source 要写/],
    ["no such field", { lines: '{ totals = ["总费用"] }' }, /不认识 totals/],
    ["no such key", { line: '"总费用"' }, /不认识 line，/],
    ["no name", { lines: "{ total = [] }" }, /total 要写一到/],
    ["a name and not a list", { lines: '{ total = "总费用" }' }, /total 要写一到/],
    ["an empty name", { lines: '{ total = [""] }' }, /total 的名字要有字/],
    ["a blank around it", { lines: '{ total = ["总费用 "] }' }, /total 的名字要有字/],
    ["a name that the picture has no room for", { lines: `{ total = ["${"费".repeat(LONGEST_NAME + 1)}"] }` }, /最多 24 个字/],
    ["the same line twice", { lines: '{ total = ["总费用", "总费用"] }' }, /不重复/],
    ["there and not there", { lacks: '["total"]' }, /又写没有这一行，又写了名字/],
    ["no such field lacks", { lacks: '["totals"]' }, /lacks 里只有/],
    ["no such care", { care: '["住院"]' }, /care 里只有/],
    ["nothing said", { lines: undefined }, /一行也没有写/],
    ["a line of what is asked apart", { lines: '{ received = ["累计金额"] }' }, /不认识 received/],
    ["a note without a word", { notes: '{ total = "" }' }, /notes 要有字/],
  ]) {
    test(what, () => assert.match(faultsOf(written({ ...good, ...change })).join("\n"), told));
  }
  test("a place twice, for the same care", () => {
    const stay = { ...good, care: '["inpatient"]' };
    assert.match(faultsOf(written(good) + written(stay)).join("\n"), /inpatient 的写了两段/);
    assert.deepEqual(faultsOf(written({ ...good, care: '["outpatient"]' }) + written(stay)), []);
  });
  test("no TOML, and none at all", () => {
    assert.match(faultsOf("[[slip]\n").join("\n"), /^不是 TOML：/);
    assert.deepEqual(faultsOf(""), ["没有一段 [[slip]]"]);
  });
});

describe("whose names they are", () => {
  let open;
  before(async () => (open = (await load("src/slips/slips.ts")).openSlips));

  const PROVINCE = { region: "330000", place: "浙江省", lines: { assistance_paid: ["医疗救助支付", "民政救助支付"], total: ["总额"] }, notes: { total: "省里的话" } };
  const CITY = { region: "330100", place: "杭州市", lines: { total: ["费用总额"] }, lacks: ["in_scope"] };
  const VISITS = { region: "330100", place: "杭州市", care: ["outpatient"], lines: { total: ["门诊费用"] } };
  const HELP = "比如 12000";

  for (const [what, near, code, care, field, official, help] of [
    ["a county's, as in its city", undefined, "330106", "inpatient", "total", "费用总额", `省里的话。${HELP}`],
    ["a city's own before the province's", undefined, "330100", "inpatient", "total", "费用总额", `省里的话。${HELP}`],
    ["another city's, as in the province", undefined, "330200", "inpatient", "total", "总额", `省里的话。${HELP}`],
    ["what the city does not say, as in the province, added up", undefined, "330100", "inpatient", "assistance_paid", "医疗救助支付＋民政救助支付", `这几行加起来填。${HELP}`],
    ["what nobody says, as in the nation", undefined, "330100", "inpatient", "self_paid", "全国 self_paid", HELP],
    ["a line that is not there", undefined, "330100", "inpatient", "in_scope", undefined, "当地的单子没有这一行，空着就行"],
    ["elsewhere, as in the nation", undefined, "420100", "inpatient", "total", "全国 total", HELP],
    ["without a code, as in the nation", undefined, undefined, "inpatient", "total", "全国 total", HELP],
    ["under the nation's rules, of the place that was looked for", "330106", undefined, "inpatient", "total", "费用总额", `省里的话。${HELP}`],
    ["a town of it", "330106001", "330000", "inpatient", "total", "费用总额", `省里的话。${HELP}`],
    ["rules of elsewhere than what was looked for", "330106", "420100", "inpatient", "total", "全国 total", HELP],
    ["a code of which a part looks alike", undefined, "331000", "inpatient", "total", "总额", `省里的话。${HELP}`],
  ]) {
    test(what, () => {
      const slip = open([PROVINCE, CITY]).of(near, code, care, (field) => `全国 ${field}`);
      assert.deepEqual(slip.told(field, HELP), { official, help });
    });
  }

  test("what the province says of assistance received before holds in its cities", () => {
    const noted = { ...PROVINCE, notes: { received: "累计的一行" } };
    assert.deepEqual(faultsOf(`[[slip]]\nregion = "330000"\nplace = "浙江省"\nsource = "票据"\nlacks = ["total"]\nnotes = { received = "累计的一行" }\n`), []);
    assert.deepEqual(["330100", "420100"].map((code) => open([CITY, noted]).of(undefined, code, "inpatient", String).received), ["累计的一行", undefined]);
  });

  test("a slip for one kind of care is for no other", () => {
    const total = (care) => open([VISITS, PROVINCE]).of(undefined, "330100", care, String).told("total", undefined).official;
    assert.deepEqual([total("outpatient"), total("inpatient")], ["门诊费用", "总额"]);
  });

  test("each place that is named can be come to: by its own rules, or by the frame of the nation", () => {
    const slips = open(packedSlips());
    for (const { region, lines = {}, care = ["inpatient"] } of packedSlips()) {
      const under = packs.find(({ region_code: code }) => code === region) ?? packs.find(({ status }) => status === "framework");
      const slip = slips.of(region, under.region_code, care[0], () => "?");
      for (const [field, names] of Object.entries(lines)) assert.equal(slip.told(field, undefined).official, names.join("＋"), region);
    }
  });
});
