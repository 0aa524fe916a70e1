// Days that count: a last day comes near and passes, and a year turns.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { start } from "./support/browser.mjs";
import { backupOf, draftOf, householdsOf } from "./support/households.mjs";
import { atPrompt, journey, restore, unlock } from "./support/notebook.mjs";

const PIN = "248163970524";
/** Its rules have a last day: the end of the quarter. */
const PACK = "qingshen-2014";
const [DAY, LAST] = ["2018-09-25", "2018-09-30"];
const bill = { date: "2018-09-10", care: "inpatient", place: "local", total: "40000", in_scope: "32500", basic_paid: "20000", critical_paid: "0" };

/** One person each, of whom one has a bill. */
const [idle, waiting] = householdsOf(2, { pack: PACK, day: "2018-09-20" });
const person = { insurance: "resident", categories: ["subsistence-allowance"] };
for (const { household, members } of [idle, waiting]) {
  for (const path of Object.keys(household.fields)) if (/^(bill|identity)\//.test(path) || members.slice(1).some(({ id }) => path.includes(`/${id}`))) delete household.fields[path];
  const [{ id: member }] = members;
  const put = (path, value) => (household.fields[path] = { [`00000900.${path === "bill/1" ? "aaaaaaaa" : "bbbbbbbb"}`]: { value, day: "2018-09-20", over: [] } });
  put("identity/1", { member, category: "subsistence-allowance", text: "低保对象", from: "", until: "" });
  if (household === waiting.household) put("bill/1", { member, draft: draftOf(bill) });
}

let site;
let backup;
before(async () => {
  [site, backup] = await Promise.all([start(), backupOf([idle, waiting].map(({ household }) => household), "2018-09-20")]);
});
after(() => site.close());

test("a last day comes near and stands first, on the list and the round; then it is over, and the year turns", journey(async (phoneOf) => {
  const mine = await phoneOf(site.url, { worker: false, day: DAY });
  const { page, press, tap } = mine;
  await mine.open();
  await restore(mine, backup, PIN, 2);
  await tap(`[data-household="${waiting.id}"]`);
  await page.locator("[data-due]", { hasText: "还有 5 天（2018年9月30日）" }).waitFor();
  // The core's own day.
  const { programs } = atPrompt(PACK, { as_of: DAY, person, bills: [bill] });
  assert.deepEqual(programs.flatMap(({ route }) => route?.deadline ?? []).map(({ date, days_left: left }) => [date, left])[0], [LAST, 5]);
  await press("上一步");
  const rows = page.locator("[data-household]");
  const first = async (text) => {
    await rows.first().filter({ hasText: text }).waitFor();
    assert.ok((await rows.first().innerText()).includes(waiting.name));
  };
  const on = async (day) => {
    await mine.setDay(day);
    await mine.open();
    await unlock(mine, PIN);
    await rows.first().waitFor();
  };
  await first("还有 5 天");
  await press("今天该去的 1 家");
  assert.equal(await rows.count(), 1);
  await on(LAST);
  await first("今天是最后一天（2018年9月30日）");
  // Set back by a month, the phone hides nothing: it is no earlier than when something was last written.
  await on("2018-08-30");
  await first("还有 5 天（2018年9月30日）");
  await page.locator("[data-warning=clock]", { hasText: "上次记的是2018年9月25日" }).waitFor();
  await on("2019-01-03");
  await page.locator("[data-household]", { hasText: "2018年过完了，新的单子从头算" }).waitFor();
  assert.doesNotMatch(await page.locator("[data-list]").innerText(), /最后一天|还有 \d+ 天/);
  await tap(`[data-household="${waiting.id}"]`);
  await page.locator("h2", { hasText: "2018年" }).waitFor();
  await page.locator("[data-changed]", { hasText: "2018年过完了" }).waitFor();
  page.innocent();
}));

test("the first day of an identity stands at the question for its recognition, says so, and can be another", journey(async (phoneOf) => {
  const [{ household, id, members }] = householdsOf(1);
  for (const path of Object.keys(household.fields)) if (/^(bill|identity)\//.test(path)) delete household.fields[path];
  const put = (path, value) => (household.fields[path] = { "00000900.aaaaaaaa": { value, day: "2026-11-01", over: [] } });
  put("identity/1", { member: members[0].id, category: "subsistence-allowance", text: "低保对象", from: "2026-02-10", until: "" });
  put("bill/1", { member: members[0].id, draft: draftOf({ ...bill, date: "2026-03-10" }) });
  const mine = await phoneOf(site.url, { worker: false });
  const { page, press, tap, choose, type } = mine;
  await mine.open();
  await restore(mine, await backupOf([household], "2026-11-01"), PIN, 1);
  await tap(`[data-household="${id}"]`);
  await press("一步一步问");
  const sitting = page.locator("jiuzhu-sitting");
  const question = sitting.locator("[data-question='person.facts.recognised_on']");
  const heading = sitting.locator("h1");
  while (!(await question.isVisible())) {
    const before = await heading.innerText();
    await choose(before.includes("领过") ? "没领过" : "不清楚", "jiuzhu-sitting");
    await press("继续", "jiuzhu-sitting");
    await page.waitForFunction((text) => document.querySelector("jiuzhu-notebook").shadowRoot.querySelector("jiuzhu-sitting").shadowRoot.querySelector("h1").innerText !== text, before);
  }
  const parts = () => question.locator("input[type=text]").evaluateAll((fields) => fields.map(({ value }) => value));
  assert.deepEqual(await parts(), ["2026", "2", "10"]);
  assert.match(await sitting.locator(".screen").innerText(), /照身份的「从哪天起」填的，不对就改。/);
  const told = () => sitting.evaluate(({ session }) => session.state.draft.given["person.facts.recognised_on"]?.value);
  assert.equal(await told(), undefined, "nobody has said so yet");
  await type("#field-person-facts-recognised_on-day", "11");
  await press("继续", "jiuzhu-sitting");
  await question.waitFor({ state: "detached" });
  assert.equal(await told(), "2026-02-11");
  page.innocent();
}));
