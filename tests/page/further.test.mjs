// The small questions at the end, together on one screen: each comes up below when it is still worth asking.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { open, questionPaths, screenName, settled, start } from "./support/browser.mjs";
import { finger } from "./support/hands.mjs";
import { arrive } from "./support/journey.mjs";

/** The city asks such a family three small things, one after another. */
const FAMILY = { pack: "foshan-2025", answers: { "person.categories": "低保户" }, illness: "不清楚", bills: [{ care: "住院了", amounts: { total: "6000", in_scope: "5000", basic_paid: "3500" } }] };
/** And the county asks where. */
const WHERE = { ...FAMILY, pack: "county-four-modes", bills: [{ ...FAMILY.bills[0], where: ["不清楚", "不清楚"] }] };
const group = (path) => `[data-question="${path}"]`;

let site;
before(async () => {
  site = await start();
});
afterEach(() => site.rest());
after(() => site.close());

/** The screen with the small questions, reached by the family. */
async function furtherOn() {
  const page = await site.page();
  await open(page, site.url);
  await arrive(page, FAMILY).catch((error) => assert.match(error.message, /has no answer for/));
  await settled(page);
  assert.equal(await page.locator("#heading").innerText(), "再问几件小事");
  return { page, hands: finger(page) };
}

const focused = (page) =>
  page.evaluate(() => {
    const active = document.querySelector("jiuzhu-calculator").shadowRoot.activeElement;
    return active?.id || active?.name;
  });

test("the next question comes up below its answered neighbour, and nothing above moves", async () => {
  const { page, hands } = await furtherOn();
  assert.equal(await focused(page), "heading");
  const [first, ...none] = await questionPaths(page);
  assert.deepEqual(none, []);
  const top = () => page.locator(group(first)).evaluate((node) => Math.round(node.getBoundingClientRect().top + window.scrollY));
  const before = await top();
  await hands.choose("不清楚", group(first));
  const two = await questionPaths(page);
  assert.equal(two.length, 2);
  assert.equal(two[0], first);
  assert.equal(await top(), before);
  page.innocent();
});

test("what is left open is said at its field and in the summary, and the focus stays where it is being put right", async () => {
  const { page, hands } = await furtherOn();
  const [first] = await questionPaths(page);
  await hands.choose("不清楚", group(first));
  await hands.press("继续");
  const [, second] = await questionPaths(page);
  assert.equal(await focused(page), "problems");
  assert.equal(await page.locator("#problems li").count(), 1);
  assert.match(await page.locator(`${group(second)} .field-problem`).innerText(), /请选一样/);
  await hands.pressAt("#problems button");
  assert.match(await focused(page), new RegExp(second.replace(/\W/g, "-")));
  await hands.choose("不清楚", group(second));
  assert.notEqual(await focused(page), "problems");
  page.innocent();
});

test("back keeps every answer, and one changed on the result leads straight back to it", async () => {
  const { page, hands } = await furtherOn();
  for (let at = 0; at < (await questionPaths(page)).length; at += 1) await hands.choose("不清楚", group((await questionPaths(page))[at]));
  const asked = await questionPaths(page);
  assert.ok(asked.length > 1);
  await hands.press("继续");
  assert.equal(await screenName(page), "check");
  await hands.press("上一步");
  assert.deepEqual(await questionPaths(page), asked);
  assert.equal(await page.locator("label.card-chosen", { hasText: "不清楚" }).count(), asked.length);
  await hands.press("继续");
  await hands.press("算一算");
  await page.locator("summary", { hasText: "您填的" }).tap();
  const name = await page.evaluate((path) => document.querySelector("jiuzhu-calculator").session.state.draft.given[path].text, asked[0]);
  await hands.pressAt(`button:has-text("改：${name}")`);
  assert.deepEqual(await questionPaths(page), [asked[0]]);
  assert.equal(await page.locator("#heading").innerText(), name);
  await hands.press("继续");
  assert.equal(await screenName(page), "result");
  page.innocent();
});

test("half told and gone back from, the result is there again", async () => {
  const { page, hands } = await furtherOn();
  await hands.press("先看结果");
  await page.locator(".headline .sum").waitFor();
  await hands.press("改答案");
  await hands.pressAt('button:has-text("改：您家是下面哪一种？")');
  await hands.choose("五保户");
  await hands.press("继续");
  while ((await screenName(page)) !== "result") await hands.press("上一步");
  assert.ok(await page.locator(".headline .sum").isVisible());
  page.innocent();
});

test("the place of a bill is asked below its kind of care, and follows it", async () => {
  const page = await site.page();
  await open(page, site.url);
  await arrive(page, WHERE, "amounts");
  const hands = finger(page);
  while ((await screenName(page)) !== "care") await hands.press("上一步");
  assert.equal(await page.locator("jiuzhu-care fieldset").count(), 2);
  assert.equal(await page.locator("jiuzhu-care fieldset label.card-chosen").count(), 2, "back keeps the place");
  await hands.choose("还没看病");
  assert.equal(await page.locator("jiuzhu-care fieldset").count(), 0);
  page.innocent();
});
