// Families that are told at once, with every figure that is shown to them: by their province's frame, by the form of local
// figures, by the month, over the turn of a year, and gone on with in another month. The figures are worked out by hand.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, settled, start } from "./support/browser.mjs";
import { finger } from "./support/hands.mjs";
import { seen } from "./support/seen.mjs";
import { tell } from "./support/told.mjs";

const STAY = { total: "60000", in_scope: "50000", basic_paid: "30000", critical_paid: "5000" };
const CATEGORY = { "person.categories": ["choices", ["subsistence-allowance"], "低保户"] };
const WUHAN = { ...CATEGORY, "person.facts.recognised_on": ["date", "2020-01-01", "2020年1月1日"], "person.facts.poverty_risk": ["yes-no", "no", "不是"] };
const stay = (date, place = "local") => [date, "inpatient", place, STAY];

/** 50,000 in scope less 30,000 and 5,000 leaves 15,000; 10,000 lie outside the scope. */
const YEAR = { "医保报的": "30,000 元", "大病报的": "5,000 元", "救助": "12,000 元", "自己付的": "3,000 元", "医保不认的": "10,000 元", "总费用": "60,000 元" };
/** Of a family in Wuhan, 80% of which is 12,000. */
const IN_WUHAN = ["约 12,000 元", "报完还剩 15,000 元，按“住院救助”能帮 12,000 元。"];

let site;
let page;
before(async () => {
  site = await start();
  page = await site.page();
  await open(page, site.url);
});
after(() => site.close());

test("会宁, which is looked for by name and stands on its province: from 70% of what is left to all of it", async () => {
  const hands = finger(page);
  await hands.press("开始");
  await hands.type("jiuzhu-place input", "会宁");
  await page.locator('[data-pack="gansu-2022"]').waitFor();
  assert.match(await page.locator("jiuzhu-place").innerText(), /找到了：会宁县/);
  await tell(page, { pack: "gansu-2022", given: CATEGORY, bills: [stay("2026-10-20")] });
  const { sum, why, programs, year, bills } = await seen(page);
  assert.equal(sum, "10,500 到 15,000 元");
  assert.equal(why, "报完还剩 15,000 元，按“住院和门诊慢特病救助”能帮 10,500 到 15,000 元。");
  assert.deepEqual(programs, { assistance: "10,500 到 15,000 元", enrolment: "0 到 310 元" });
  assert.deepEqual(year, { ...YEAR, "救助": "10,500 到 15,000 元", "自己付的": "0 到 4,500 元" });
  assert.deepEqual(bills, [["60,000", "25,000", "25,000"]]);
});

test("by the nation's frame: the form of local figures filled in, 60% of what is left above the deductible", async () => {
  const margin = { "person.categories": ["choices", ["subsistence-margin"], "比低保稍好的困难家庭"] };
  await tell(page, { pack: "national-2026", given: margin, bills: [stay("2026-10-20")] });
  const figures = { margin_deductible: "3000", annual_limit: "80000", topup_threshold: "20000", margin_ratio: "60", topup_ratio: "50", topup_limit: "20000" };
  const hands = finger(page);
  assert.equal((await seen(page)).next, "figures");
  const form = page.locator("jiuzhu-figures").first();
  // All at once: who asks the office asks once.
  const asked = await form.locator("[data-parameter]").evaluateAll((all) => all.map(({ dataset }) => dataset.parameter));
  assert.deepEqual(asked.sort(), Object.keys(figures).sort());
  for (const id of asked) await hands.type(`#field-parameters-${id}`, figures[id]);
  await form.getByText("算一算").tap();
  await settled(page);
  const { sum, why, year, bills } = await seen(page);
  assert.equal(sum, "约 7,200 元");
  assert.equal(why, "报完还剩 15,000 元，按“住院救助”能帮 7,200 元。");
  assert.deepEqual(year, { ...YEAR, "救助": "7,200 元", "自己付的": "7,800 元" });
  assert.deepEqual(bills, [["60,000", "25,000", "25,000"]]);
});

test("dialysis by the month: three slips, each reckoned by itself", async () => {
  const visits = [1, 2, 3].map((month) => [`2026-0${month}-28`, "chronic-outpatient", "local", { total: "6000", in_scope: "5500", basic_paid: "4400", critical_paid: "0" }]);
  await tell(page, { pack: "wuhan-2023", given: { ...WUHAN, "person.diagnoses": ["choices", ["uremia"], "尿毒症"] }, bills: visits });
  const { sum, why, programs, year, bills } = await seen(page);
  // 1,100 are left of each month: half of it at least, and all of it where dialysis counts as the city has it.
  assert.equal(sum, "1,650 到 3,300 元");
  assert.equal(why, "“门诊慢特病救助”1,650 到 3,300 元。");
  assert.equal(programs["chronic-outpatient"], "1,650 到 3,300 元");
  assert.deepEqual(year, { "医保报的": "13,200 元", "救助": "1,650 到 3,300 元", "自己付的": "0 到 1,650 元", "医保不认的": "1,500 元", "总费用": "18,000 元" });
  assert.deepEqual(bills, [["6,000", "1,600", "1,600"], ["6,000", "1,600", "3,200"], ["6,000", "1,600", "4,800"]]);
});

test("two stays: what is left of both, not of the first", async () => {
  await tell(page, { pack: "wuhan-2023", given: WUHAN, bills: [stay("2026-10-20"), stay("2026-09-20")] });
  const { sum, why, year } = await seen(page);
  assert.deepEqual([sum, why], ["约 24,000 元", "报完还剩 30,000 元，按“住院救助”能帮 24,000 元。"]);
  assert.deepEqual([year["救助"], year["自己付的"]], ["24,000 元", "6,000 元"]);
});

/** In scope 167,400 of 210,000; 79,800 by insurance and five times 1,200.50 by the second leave 81,597.50. */
const TWELVE = Array.from({ length: 12 }, (_, at) => [
  `2026-${String(1 + (at % 10)).padStart(2, "0")}-${10 + at}`,
  "inpatient",
  "local",
  { total: String(12000 + 1000 * at), in_scope: String(9000 + 900 * at), basic_paid: String(5000 + 300 * at), critical_paid: at > 6 ? "1200.50" : "0" },
]);
const SPENT = { "person.facts.income_below_average": ["yes-no", "yes", "是"], "person.facts.spending_over_third": ["yes-no", "yes", "是"], "person.facts.settled_here": ["yes-no", "yes", "是"] };
const SHARES = { "医保报的": "79,800 元", "大病报的": "6,002.50 元", "医保不认的": "42,600 元", "总费用": "210,000 元" };
const RUNNING = ["7,000", "14,700", "23,100", "32,200", "42,000", "52,500", "63,700", "74,399.50", "85,799", "97,898.50", "110,698", "124,197.50"];

test("佛山, 低保户 with twelve bills: 90% of what is left, and 80% of what then is above 7,000", async () => {
  await tell(page, { pack: "foshan-2025", given: { ...CATEGORY, ...SPENT }, bills: TWELVE });
  const { sum, why, programs, year, bills } = await seen(page);
  assert.equal(sum, "至少约 74,365.55 元");
  assert.equal(why, "“医疗救助（门诊、门诊特定病种、住院）”73,437.75 元，“倾斜救助”927.80 元。");
  assert.deepEqual(programs, { assistance: "73,437.75 元", "hardship-top-up": "927.80 元", "temporary-expenditure": "算不出数", "critical-insurance": "0 元" });
  assert.deepEqual(year, { ...SHARES, "救助": "74,365.55 元，另有算不出来的", "自己付的": "还说不准，最多 7,231.95 元" });
  assert.deepEqual(bills.map(([, , running]) => running), RUNNING);
});

test("佛山, a family of no identity whose spending is the matter: how much is given the documents do not say, nor does the page, which sends to the office", async () => {
  await tell(page, { pack: "foshan-2025", given: { "person.categories": ["choices", ["general"], "都不是"], ...SPENT }, bills: TWELVE });
  const { standing, sum, next, programs, year, bills, documents } = await seen(page);
  assert.deepEqual([standing, sum, next], ["not-computed", "文件没有写数，算不出来", "apply"]);
  assert.deepEqual(programs, { "temporary-expenditure": "算不出数", "critical-insurance": "0 元", assistance: "不够条件", "hardship-top-up": "不够条件" });
  assert.deepEqual(year, { ...SHARES, "救助": "还说不准", "自己付的": "还说不准，最多 81,597.50 元" });
  assert.deepEqual(bills.map(([, , running]) => running), RUNNING);
  assert.ok(documents.includes("家庭经济状况核对授权书"), documents.join());
});

test("3,000 were received, nobody knows of which kind: between all of it as well as 12,000, and all of it among them", async () => {
  await tell(page, { pack: "wuhan-2023", given: WUHAN, bills: [stay("2026-10-20")] });
  for (const [bills, sum] of [["listed", "9,000 到 12,000 元"], ["other", "约 12,000 元"], ["unknown", "9,000 到 12,000 元"]]) {
    await page.evaluate((which) => {
      const { session } = document.querySelector("jiuzhu-calculator");
      session.setReceived({ kind: "some", amounts: { "": "3000" }, bills: which });
      session.finish();
    }, bills);
    await settled(page);
    const shown = await seen(page);
    assert.deepEqual([shown.sum, shown.programs.inpatient], [sum, sum.replace("约 ", "")], bills);
    assert.deepEqual(shown.year, YEAR, bills);
  }
});

test("a visit in January with a bill of December: by the rules of its own day, and it can still be claimed", async () => {
  const january = await site.page({ day: "2027-01-08" });
  await open(january, site.url);
  await tell(january, { pack: "wuhan-2023", given: WUHAN, bills: [stay("2026-12-20")] });
  const { sum, why, standing, next, year, bills } = await seen(january);
  assert.deepEqual([sum, why, standing, next], [...IN_WUHAN, "eligible", "apply"]);
  assert.deepEqual(year, YEAR);
  assert.deepEqual(bills, [["60,000", "25,000", "25,000"]]);
  assert.doesNotMatch(await january.locator(".headline").innerText(), /现在不能/);
  january.innocent();
  await january.context().close();
});

test("saved in one month and gone on with in the next: the same answer, and a further bill beside it", async () => {
  const visit = await site.page();
  await open(visit, site.url);
  const given = { ...WUHAN, "person.diagnoses": ["choices", [], "都不是"] };
  await tell(visit, { pack: "wuhan-2023", given, bills: [stay("2026-10-20")] });
  const before = await seen(visit);
  await visit.evaluate(() => document.querySelector("jiuzhu-calculator").session.keep(true));
  await visit.context().clock.setFixedTime(new Date("2026-12-15T10:00:00+08:00"));
  await visit.reload();
  const hands = finger(visit);
  await hands.press("接着上次的");
  await hands.press("算一算");
  assert.deepEqual(await seen(visit), before);
  await visit.evaluate(() => {
    const { session } = document.querySelector("jiuzhu-calculator");
    session.setCare(1, "inpatient", { place: "local" });
    session.setBill(1, { date: { year: "2026", month: "12", day: "10" }, amounts: { total: "60000", in_scope: "50000", basic_paid: "30000", critical_paid: "5000" }, amountsDone: true });
    session.finish();
  });
  await settled(visit);
  assert.equal((await seen(visit)).sum, "约 24,000 元");
  visit.innocent();
  await visit.context().close();
});
