// Takes a family through the page, answering each screen from the data of the journey: by hands that a person could have,
// or by a script in the page at once. What the page asks is the page's choice; an answer that is missing from the data,
// or never asked for, is a failure.
import { questionPaths, screenName, settled } from "./browser.mjs";
import { script } from "./script.mjs";

/**
 * The way of hands through the screens. Runs in node and in the page, so it knows nothing but what it is given.
 *
 * @param {object} journey see journeys/; `otherwise` answers what its answers do not, by path or by its `rest`
 * @param {object} hands finger, keyboard or script
 * @param {object} view how the page is looked at
 * @param {string} until the screen, or the path of a question, that is not answered any more
 * @returns {Promise<string[]>} the screens that were met
 */
async function route(journey, hands, view, until) {
  const MOST_SCREENS = 40;
  const met = [];
  const used = [];
  const wrong = (text) => {
    throw new Error(text);
  };

  async function choosePlace() {
    // Where the site has chosen, it only passes by.
    if (await view.hasPlace()) return view.gone("jiuzhu-place");
    await view.there("[data-pack]");
    const place = `[data-pack="${journey.pack}"]`;
    if (!(await view.isVisible(place))) await hands.pressAt(`details:has(${place}) > summary`);
    await hands.pressAt(place);
    return view.gone("jiuzhu-place");
  }

  /** From the top down: an answer may bring up the next question. Whether the way ends here. */
  async function answerAll() {
    for (let count = 0; ; count += 1) {
      const path = (await view.paths())[count];
      if (path === undefined) break;
      if (path === until) return true;
      const given = journey.answers[path] ?? journey.otherwise?.[path] ?? journey.otherwise?.rest ?? wrong(`the journey has no answer for ${path}`);
      const question = `[data-question="${path}"]`;
      if (given.date) {
        for (const [place, part] of given.date.split("-").entries()) await hands.type(`${question} .date-part:nth-of-type(${place + 1}) input`, part);
      } else if (given.type) await hands.type(`${question} input[type=text]`, given.type);
      else for (const choice of [given].flat()) await hands.choose(choice, question);
      used.push(path);
    }
    await hands.press("继续");
    return false;
  }

  async function tellIllness(illness) {
    if (typeof illness === "object") {
      await hands.type("#field-illness", illness.search);
      await hands.pressAt(`[data-disease="${illness.id}"]`);
    } else await hands.choose(illness ?? "不清楚");
    await hands.press("继续");
  }

  async function chooseCare(bill) {
    await hands.choose(bill?.care ?? "还没看病");
    if (bill?.where && until === "where") return true;
    // An answer may bring up the next question.
    const asked = () => view.count("jiuzhu-care fieldset");
    const where = bill?.where ?? (journey.otherwise?.rest ? Array(await asked()).fill(journey.otherwise.rest) : []);
    for (const [index, choice] of where.entries()) await hands.choose(choice, `fieldset:nth-of-type(${index + 1})`);
    if ((await asked()) !== where.length) wrong(`${await asked()} questions about the place`);
    await hands.press("继续");
    return false;
  }

  async function fillBill(bill, more) {
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

  async function tellReceived(received, bills) {
    await hands.choose(received === undefined ? "没领过" : "领过");
    for (const [program, amount] of Object.entries(received ?? {})) await hands.type(`#field-received-${program}`, amount);
    if (received && bills) await hands.choose("前面填的单子");
    await hands.press("继续");
  }

  for (let count = 0; count < MOST_SCREENS; count += 1) {
    const screen = await view.screen();
    const path = screen === "question" ? (await view.paths())[0] : screen;
    met.push(path);
    if (path === until && until !== "result") return met;
    const bill = met.filter((name) => name === "care").length - 1;
    switch (screen) {
      case "start":
        await hands.press("开始");
        await view.gone("jiuzhu-start");
        break;
      case "place":
        await choosePlace();
        break;
      case "question":
        if (await answerAll()) return met;
        break;
      case "illness":
        await tellIllness(journey.illness);
        break;
      case "care":
        if (await chooseCare(journey.bills?.[bill])) return met;
        break;
      case "amounts":
        await fillBill(journey.bills[bill], bill + 1 < journey.bills.length);
        break;
      case "received":
        await tellReceived(journey.received, journey.bills);
        break;
      case "check":
        await hands.press("算一算");
        break;
      case "result": {
        if (until !== "result") wrong(`no ${until} in ${met.join(" ")}`);
        const unused = Object.keys(journey.answers).filter((given) => !used.includes(given));
        if (unused.length > 0) wrong(`answers that were never asked for: ${unused}`);
        return met;
      }
      default:
        wrong(`unknown screen ${screen}`);
    }
    const problems = await view.problems();
    if (problems) wrong(`${path}: ${problems}`);
  }
  return wrong(`no result after ${met.join(" ")}`);
}

/** How a page is looked at from outside. */
const outside = (page) => ({
  screen: () => screenName(page),
  paths: () => questionPaths(page),
  hasPlace: () => page.locator("jiuzhu-calculator[policy]").isVisible(),
  count: (selector) => page.locator(selector).count(),
  isVisible: (selector) => page.locator(selector).isVisible(),
  there: (selector) => page.locator(selector).first().waitFor({ state: "attached" }),
  gone: (selector) => page.locator(selector).waitFor({ state: "detached" }),
  async problems() {
    await settled(page);
    return (await page.locator("#problems").count()) > 0 ? page.locator("#problems").innerText() : "";
  },
});

/** Walks the family from the screen that is shown to the result, with hands that a person could have. */
export function walk(page, journey, hands) {
  return route(journey, hands, outside(page), "result");
}

/**
 * Takes the family from the screen that is shown to another, by a script in the page: for tests that begin there. The
 * same screens are met and answered in the same words, at a quarter of what a finger costs; that a finger and a keyboard
 * come there too is for journeys.test.mjs.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} [until] the screen, or the path of a question, that is not answered any more
 * @returns {Promise<string[]>} the screens that were met
 */
export async function arrive(page, journey, until = "result") {
  const met = await arriveIn(page.locator("jiuzhu-calculator"), journey, until);
  await settled(page);
  return met;
}

/** The same with one of several calculators, or with that of a frame. */
export function arriveIn(calculator, journey, until = "result") {
  return calculator.evaluate((element, source) => new Function("calculator", `return ${source}`)(element), wayOf(journey, until));
}

/** The same as an expression for a page where `calculator` is one. */
export function wayOf(journey, until = "result") {
  return `(${script})(calculator).then(({ hands, view }) => (${route})(${JSON.stringify(journey)}, hands, view, ${JSON.stringify(until)}))`;
}
