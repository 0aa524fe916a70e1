// Takes one calculator of a page, or of a frame, to its result with one bill; what is asked besides is not known.
import assert from "node:assert/strict";
import { arriveIn } from "../../page/support/journey.mjs";

const MOST_SCREENS = 30;
/** Clicks on one label, of which the last must land: the page around may move it from under the mouse. */
const MOST_CLICKS = 3;

/** The element of the screen that is shown once what the last act changed is drawn. */
export function drawn(calculator) {
  return calculator.evaluate(async (element) => {
    const screen = () => element.shadowRoot?.querySelector(".screen > :last-child");
    // The first one may still be on its way.
    for (let round = 0; round < 5 || (!screen() && round < 8000); round += 1) {
      await element.updateComplete;
      await screen()?.updateComplete;
      await new Promise((done) => setTimeout(done, 0));
    }
    return screen()?.localName;
  });
}

/**
 * By a script in the page, at a fraction of what the mouse costs. Where the page around could be in its way, the mouse goes.
 *
 * @param {import("playwright-core").Locator} calculator
 */
export function toResult(calculator, { pack = "county-70", total = "12000", paid = "7200" } = {}) {
  const bills = [{ care: "住院", amounts: { total, basic_paid: paid } }];
  return arriveIn(calculator, { pack, answers: {}, otherwise: { "person.categories": "低保户", rest: "不清楚" }, bills });
}

/** By the mouse. */
export async function clickToResult(calculator, { pack = "county-70", total = "12000", paid = "7200" } = {}) {
  const has = async (selector) => (await calculator.locator(selector).count()) > 0;
  const next = () => calculator.locator(".button-main").last().click();
  const press = (text) => calculator.getByRole("button", { name: text }).first().click();
  const choose = async (text) => {
    const label = calculator.locator("label", { hasText: text }).first();
    for (let clicks = 0; clicks < MOST_CLICKS; clicks += 1) {
      await label.click();
      if (await label.evaluate(({ control }) => control.checked)) return;
    }
    assert.fail(`no click gets to ${text}`);
  };
  for (let count = 0; count < MOST_SCREENS; count += 1) {
    const screen = await drawn(calculator);
    if (screen === "jiuzhu-result") return;
    switch (screen) {
      case "jiuzhu-start":
        await calculator.locator(".screen .button-main").waitFor();
        await press("开始");
        break;
      case "jiuzhu-place": {
        // Where the page has chosen, the place only passes by.
        if (await calculator.getAttribute("policy")) {
          await calculator.locator("jiuzhu-place").waitFor({ state: "detached" });
          break;
        }
        const place = calculator.locator(`[data-pack="${pack}"]`);
        await place.waitFor({ state: "attached" });
        if (!(await place.isVisible())) await calculator.locator(`details:has([data-pack="${pack}"]) > summary`).click();
        await place.click();
        await calculator.locator("jiuzhu-place").waitFor({ state: "detached" });
        break;
      }
      case "jiuzhu-question":
        if (await has("input[value=subsistence-allowance]")) await choose("低保户");
        // Each answer may bring up the next question below it.
        else for (let at = 0; at < (await calculator.locator("[data-question]").count()); at += 1) await calculator.locator("[data-question]").nth(at).locator("label", { hasText: "不清楚" }).click();
        await next();
        break;
      case "jiuzhu-illness":
        await choose("不清楚");
        await next();
        break;
      case "jiuzhu-care":
        await choose("住院");
        for (const card of await calculator.locator("fieldset label.card:last-child").all()) await card.click();
        await next();
        break;
      case "jiuzhu-amounts":
        await choose("日期记不清");
        await calculator.locator("#field-total").fill(total);
        await calculator.locator("#field-basic_paid").fill(paid);
        await next();
        break;
      case "jiuzhu-received":
        await choose("没领过");
        await next();
        break;
      case "jiuzhu-check":
        await press("算一算");
        break;
      default:
        assert.fail(`unknown screen ${screen}`);
    }
    assert.equal(await calculator.locator("#problems").count(), 0, `${screen} is not answered`);
  }
  assert.fail("no result");
}

/** What the calculator's first panel says. */
export async function headline(calculator) {
  return (await calculator.locator(".headline .sum").innerText()).replace(/\s+/g, " ").trim();
}
