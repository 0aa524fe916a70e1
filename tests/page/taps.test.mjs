// How often a finger has to touch the page, for people who have to aim: digits, and the key that leads from field to
// field, are the keyboard's.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { open, screenName, settled, start } from "./support/browser.mjs";
import { thumb } from "./support/hands.mjs";
import { arrive, walk } from "./support/journey.mjs";
import { seen } from "./support/seen.mjs";

const journey = (name) => JSON.parse(readFileSync(new URL(`./journeys/${name}.json`, import.meta.url)));

/** Of a 低保户 with one bill, all the way; for a further bill; for all figures that the frame leaves to the locality. */
const [WHOLE, FURTHER, FIGURES] = [18, 7, 15];

let site;
before(async () => {
  site = await start();
});
afterEach(() => site.rest());
after(() => site.close());

async function opened() {
  const page = await site.page();
  await open(page, site.url);
  const hands = thumb(page);
  return { page, hands, count: hands.count };
}

for (const name of ["wuhan-allowance", "beijing-allowance"]) {
  test(`${name}: with one bill the answer is there after ${WHOLE} taps`, async (context) => {
    const { page, hands, count } = await opened();
    const family = journey(name);
    assert.deepEqual([family.answers["person.categories"], family.bills.length], ["低保户", 1]);
    await walk(page, family, hands);
    assert.deepEqual(await seen(page), family.expect);
    context.diagnostic(`${count.taps} taps`);
    assert.ok(count.taps <= WHOLE, `${count.taps} taps`);
    page.innocent();
  });
}

const FIELDS = { date: "2026", "date-month": "9", "date-day": "20", total: "60000", in_scope: "50000", basic_paid: "30000", critical_paid: "5000" };

async function tellBill(hands) {
  await hands.choose("住院了");
  await hands.choose("本县");
  await hands.press("继续");
  for (const [field, text] of Object.entries(FIELDS)) await hands.type(`#field-${field}`, text);
}

test(`a further bill takes ${FURTHER} taps, in passing`, async (context) => {
  const { page, hands, count } = await opened();
  await arrive(page, journey("wuhan-allowance"), "amounts");
  for (const [field, text] of Object.entries(FIELDS)) await hands.type(`#field-${field}`, text);
  count.taps = 0;
  await hands.press("今年还有一张单子");
  // Bills of two would share what is one person's: who further bills are for is said before they are told.
  assert.equal(await page.locator("#heading").innerText(), "同一个人的第 2 张单子，是怎么看的病？");
  await tellBill(hands);
  await hands.press("继续");
  context.diagnostic(`${count.taps} taps`);
  assert.equal(await screenName(page), "received");
  assert.ok(count.taps <= FURTHER, `${count.taps} taps`);
  page.innocent();
});

test(`a further bill takes ${FURTHER} taps from the result, and leads back to it`, async (context) => {
  const { page, hands, count } = await opened();
  await arrive(page, journey("wuhan-allowance"));
  await hands.pressAt('summary:has-text("您填的")');
  await hands.pressAt('.bills button:has-text("单子上的数")');
  await hands.press("今年还有一张单子");
  await tellBill(hands);
  // Past what is left blank, and on from the last field.
  for (let keys = 0; (await screenName(page)) === "amounts" && keys < 4; keys += 1) await page.keyboard.press("Enter");
  await settled(page);
  context.diagnostic(`${count.taps} taps`);
  assert.equal(await screenName(page), "result");
  assert.equal((await seen(page)).bills.length, 2);
  assert.ok(count.taps <= FURTHER, `${count.taps} taps`);
  page.innocent();
});

test(`the figures that the frame leaves to the locality take ${FIGURES} taps`, async (context) => {
  const { page, hands, count } = await opened();
  const family = journey("national-margin");
  await arrive(page, family);
  assert.equal((await seen(page)).standing, "not-computed");
  const asked = await page.locator("jiuzhu-figures").first().locator("[data-parameter]").evaluateAll((all) => all.map(({ dataset }) => dataset.parameter));
  assert.ok(asked.length >= 6, asked.join());
  for (const id of asked) await hands.type(`#field-parameters-${id}`, /ratio/.test(id) ? "60" : "3000");
  await hands.press("算一算");
  context.diagnostic(`${count.taps} taps for ${asked.length} figures`);
  assert.ok(count.taps <= FIGURES, `${count.taps} taps`);
  assert.notEqual((await seen(page)).standing, "not-computed");
  page.innocent();
});

test("the key leads past what is folded away, presses the button below the last field, and stays with whoever composes a word", async () => {
  const { page, hands } = await opened();
  await arrive(page, { ...journey("wuhan-allowance"), illness: "不清楚" }, "amounts");
  await hands.pressAt("#field-date");
  const stops = [];
  const focused = () => page.evaluate(() => (({ id, className }) => id || className)(document.querySelector("jiuzhu-calculator").shadowRoot.activeElement));
  for (let key = 0; key < 8; key += 1) {
    await page.keyboard.press("Enter");
    stops.push(await focused());
  }
  assert.deepEqual(stops, ["field-date-month", "field-date-day", "field-total", "field-in_scope", "field-basic_paid", "field-critical_paid", "field-assistance_paid", "field-self_paid"]);
  assert.equal(await page.locator("#problems").count(), 0);
  await page.keyboard.press("Enter");
  await settled(page);
  assert.equal(await focused(), "problems");
  await hands.pressAt("#field-total");
  await page.locator("#field-total").evaluate((field) => field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, composed: true })));
  assert.equal(await focused(), "field-total");
  page.innocent();
});
