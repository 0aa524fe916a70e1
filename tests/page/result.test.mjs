// What the result says beside its figure: what is open is not nothing, what decides comes first.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { open, settled, start } from "./support/browser.mjs";
import { finger } from "./support/hands.mjs";
import { arrive } from "./support/journey.mjs";

const journey = (name) => JSON.parse(readFileSync(new URL(`./journeys/${name}.json`, import.meta.url)));
const STAY = { care: "住院了", where: ["本县"], date: "2026-10-20", amounts: { total: "60000", in_scope: "50000", basic_paid: "30000", critical_paid: "5000" } };

let site;
before(async () => {
  site = await start();
});
afterEach(() => site.rest());
after(() => site.close());

async function resultOf(told) {
  const page = await site.page();
  await open(page, site.url);
  const hands = finger(page);
  await arrive(page, told);
  await page.locator("jiuzhu-changes").waitFor({ state: "attached" });
  await page.evaluate(() => {
    for (const fold of document.querySelector("jiuzhu-calculator").shadowRoot.querySelectorAll("details")) fold.open = true;
  });
  await settled(page);
  return { page, hands, panel: (name) => page.locator(`section[aria-labelledby=${name}-title]`).innerText() };
}

/** A low-income family in Wuhan that knows neither its illness nor since when it is on the list. */
const undated = { ...journey("wuhan-allowance"), illness: "不清楚", bills: [STAY], answers: { "person.categories": "低保户", "person.facts.recognised_on": "不清楚" } };

test("what cannot be computed is zero nowhere", async () => {
  const { page, panel } = await resultOf({ ...journey("national-margin"), bills: [STAY] });
  assert.match(await panel("why"), /救助\s*还说不准\s*自己付的\s*还说不准，最多 15,000\s元/);
  assert.match(await page.locator(".legend").innerText(), /救助\s*还说不准\s*自己付的\s*还说不准，最多 15,000\s元/);
  const readings = await page.locator("[data-readings]").innerText();
  assert.doesNotMatch(readings, /0\.00|0\s元|数会变/);
  assert.match(readings, /换一种读法，您这里的数不变/);
  page.innocent();
});

test("the question that decides the most comes first, and none that decides nothing", async () => {
  const { page } = await resultOf(undated);
  const lines = await page.locator(".headline .asks > li, section[aria-labelledby=changes-title] [data-ask]").allInnerTexts();
  assert.match(lines[0], /哪一天认定的/);
  // Whatever the answer to these, as much is left of the bill.
  for (const line of lines) assert.doesNotMatch(line, /返贫、致贫|哪种医保|残疾|计生|个人缴费/);
  page.innocent();
});

test("the note that of two only one is paid is in sight", async () => {
  const page = await site.page();
  await open(page, site.url);
  await arrive(page, undated);
  const note = page.locator("[data-note]", { hasText: "合计按只给一项估" });
  assert.ok(await note.isVisible());
  page.innocent();
});

test("where the documents name no last day the result says so once", async () => {
  const { page, panel } = await resultOf(journey("beijing-allowance"));
  assert.equal((await panel("todo")).match(/文件没有规定/g).length, 1);
  page.innocent();
});

test("insurance that stands on the bill leaves nothing open", async () => {
  const { page } = await resultOf({ ...journey("national-margin"), answers: { "person.categories": "比低保稍好", "person.insurance": "不清楚" }, bills: [STAY] });
  const card = await page.locator("[data-program=critical-insurance]").innerText();
  assert.match(card, /由医保报/);
  assert.doesNotMatch(card, /数还不能定/);
  page.innocent();
});

test("bills stand in the order in which they were told", async () => {
  const bills = [STAY, { ...STAY, date: "2026-08-03" }];
  const { page } = await resultOf({ ...journey("beijing-allowance"), bills });
  assert.deepEqual(await page.locator("[data-row] th").allInnerTexts(), ["1. 2026年10月20日 住院了", "2. 2026年8月3日 住院了"]);
  page.innocent();
});
