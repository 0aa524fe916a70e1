// Walks a family through the page, answering each screen from the data of the journey. What the page asks is the
// page's choice; an answer that is missing from the data, or never asked for, is a failure.
import assert from "node:assert/strict";
import { questionPaths, screenName, settled } from "./browser.mjs";

const MOST_SCREENS = 40;

/**
 * @param {import("playwright-core").Page} page at the start screen
 * @param {object} journey see journeys/
 * @param {object} hands finger or keyboard
 * @param {(screen: string) => Promise<void>} [onScreen] called on every screen, and again when a further question has come up on it, before that is answered
 * @returns {Promise<string[]>} the screens that were met
 */
export async function walk(page, journey, hands, onScreen = async () => {}) {
  const met = [];
  const used = new Set();
  let bill = 0;
  for (let count = 0; count < MOST_SCREENS; count += 1) {
    const screen = await screenName(page);
    const path = screen === "question" ? (await questionPaths(page))[0] : screen;
    met.push(path);
    await onScreen(path);
    switch (screen) {
      case "start":
        await hands.press("开始");
        await page.locator("[data-pack]").first().waitFor({ state: "attached" });
        break;
      case "place":
        await choosePlace(page, journey.pack, hands);
        break;
      case "question":
        for (const asked of await answerAll(page, journey.answers, hands, onScreen)) used.add(asked);
        break;
      case "illness":
        await tellIllness(journey.illness, hands);
        break;
      case "care":
        bill = met.filter((name) => name === "care").length - 1;
        await hands.choose(journey.bills?.[bill]?.care ?? "还没看病");
        if (journey.bills?.[bill]?.where) await onScreen("where");
        for (const [index, choice] of (journey.bills?.[bill]?.where ?? []).entries()) await hands.choose(choice, `fieldset:nth-of-type(${index + 1})`);
        // An answer may bring up the next question.
        assert.equal(await page.locator("jiuzhu-care fieldset").count(), journey.bills?.[bill]?.where?.length ?? 0, "questions about the place");
        await hands.press("继续");
        break;
      case "amounts":
        await fillBill(journey.bills[bill], bill + 1 < journey.bills.length, hands);
        break;
      case "received":
        await hands.choose(journey.received === undefined ? "没领过" : "领过");
        await tellReceived(journey.received, journey.bills, hands);
        break;
      case "check":
        await hands.press("算一算");
        break;
      case "result": {
        const unused = Object.keys(journey.answers).filter((given) => !used.has(given));
        assert.deepEqual(unused, [], "answers that were never asked for");
        return met;
      }
      default:
        assert.fail(`unknown screen ${screen}`);
    }
    await settled(page);
    const problems = await page.locator("#problems").count();
    if (problems > 0) assert.fail(`${path}: ${await page.locator("#problems").innerText()}`);
  }
  return assert.fail(`no result after ${met.join(" ")}`);
}

async function choosePlace(page, pack, hands) {
  const button = page.locator(`[data-pack="${pack}"]`);
  if (!(await button.isVisible())) await hands.pressAt(`details:has([data-pack="${pack}"]) > summary`);
  await hands.pressAt(`[data-pack="${pack}"]`);
  await page.locator("jiuzhu-place").waitFor({ state: "detached" });
}

/** From the top down: an answer may bring up the next question. */
async function answerAll(page, answers, hands, onScreen) {
  const answered = [];
  for (;;) {
    const path = (await questionPaths(page))[answered.length];
    if (path === undefined) break;
    if (answered.length > 0) await onScreen(path);
    const given = answers[path];
    assert.notEqual(given, undefined, `the journey has no answer for ${path}`);
    const question = `[data-question="${path}"]`;
    if (given.date) {
      for (const [place, part] of given.date.split("-").entries()) await hands.type(`${question} .date-part:nth-of-type(${place + 1}) input`, part);
    } else if (given.type) await hands.type(`${question} input[type=text]`, given.type);
    else for (const choice of [given].flat()) await hands.choose(choice, question);
    answered.push(path);
  }
  await hands.press("继续");
  return answered;
}

async function tellIllness(illness, hands) {
  if (typeof illness === "object") {
    await hands.type("#field-illness", illness.search);
    await hands.pressAt(`[data-disease="${illness.id}"]`);
  } else await hands.choose(illness ?? "不清楚");
  await hands.press("继续");
}

async function fillBill(bill, more, hands) {
  if (bill.rough) await hands.choose("只记得大概");
  if (bill.date) {
    const [year, month, day] = bill.date.split("-");
    await hands.type("#field-date", year);
    await hands.type("#field-date-month", month);
    await hands.type("#field-date-day", day);
  } else await hands.choose("日期记不清");
  for (const [field, choice] of Object.entries(bill.rough ?? {})) await hands.choose(choice, `fieldset:has([name=rough-${field}])`);
  const further = ["out_of_scope", "waived", "other_paid", "days", "months", ...(bill.fold ?? [])];
  const fields = Object.entries(bill.amounts ?? {});
  for (const [field, text] of fields.filter(([name]) => !further.includes(name))) await hands.type(`#field-${field}`, text);
  if (fields.some(([name]) => further.includes(name))) {
    await hands.pressAt("details:last-of-type:not([open]) > summary, details:last-of-type > summary");
    for (const [field, text] of fields.filter(([name]) => further.includes(name))) await hands.type(`#field-${field}`, text);
  }
  await hands.press(more ? "今年还有一张单子" : "继续");
}

async function tellReceived(received, bills, hands) {
  for (const [program, amount] of Object.entries(received ?? {})) await hands.type(`#field-received-${program}`, amount);
  if (received && bills) await hands.choose("前面填的单子");
  await hands.press("继续");
}
