// Answers that a portal knows beforehand, and the way through the calculator that has them.
import assert from "node:assert/strict";
import { script } from "../../page/support/script.mjs";
import { drawn } from "./walk.mjs";

const PACK = "county-four-modes";
export const STAY = { date: "2013-03-05", care: "inpatient", level: "county", place: "local", total: "30000", in_scope: "26000.50", basic_paid: { min: "12000", max: "13000" } };
export const VISIT = { date: "2013-06-18", care: "chronic-outpatient", level: "county", place: "referred", diagnoses: ["uremia"], total: "2000", basic_paid: "600" };
export const RECEIVED = [{ program: "inpatient", amount: "1234.5", bills: "listed" }];
export const READINGS = { "out-of-county": "county-ratio" };
export const KNOWN = { person: { categories: ["subsistence-allowance"], residence: "rural", diagnoses: ["uremia"] }, bills: [STAY, VISIT], received: RECEIVED, readings: READINGS };
/** Figures of the bills, as no message may hold them. */
export const FIGURES = ["30000", "30,000", "26000", "12000", "13000", "2013-03-05", "uremia", "subsistence", "1234", "1,234", "county-ratio"];

/** The element with these answers: text as an attribute, anything else as a property made in the page. */
export async function element(page, answers, attributes = { policy: PACK }) {
  await page.evaluate(
    ([given, names]) => {
      const calculator = document.createElement("jiuzhu-calculator");
      for (const [name, value] of Object.entries(names)) calculator.setAttribute(name, value);
      if (typeof given === "string") calculator.setAttribute("answers", given);
      else calculator.answers = given;
      document.body.append(calculator);
    },
    [answers, attributes],
  );
  return page.locator("jiuzhu-calculator");
}

export async function frame(page, kit, answers) {
  await page.evaluate(
    ([base, given, policy]) => {
      const tag = document.createElement("script");
      Object.assign(tag.dataset, { frame: "", policy, answers: given });
      tag.src = `${base}embed.js`;
      document.body.append(tag);
    },
    [kit, JSON.stringify(answers), PACK],
  );
  return page.frameLocator("iframe").locator("jiuzhu-calculator");
}

export const stepOf = async (calculator) => (await drawn(calculator))?.replace("jiuzhu-", "");
export const main = (calculator) => calculator.locator(".screen .button-main").last();

export async function begin(calculator) {
  await main(calculator).click();
  await calculator.locator("jiuzhu-start, jiuzhu-place").waitFor({ state: "detached" });
}

/** On to a screen by a script in the page; what is asked on the way is not known. The screens that were passed come back. */
export function on(calculator, wanted) {
  return calculator.evaluate((element, source) => new Function("calculator", source)(element), `return (${script})(calculator).then(({ hands, view }) => (${pass})(hands, view, ${JSON.stringify(wanted)}))`);
}

async function pass(hands, view, wanted) {
  const passed = [];
  for (let count = 0; count < 20; count += 1) {
    const step = view.screen();
    if (step === wanted) return passed;
    passed.push(step);
    if (step === "received") await hands.choose("没领过");
    else if (step === "question" || step === "illness") await hands.pressLast("label", "不清楚");
    else if (step !== "check") throw new Error(`${wanted} does not come: ${passed}`);
    await hands.pressLast(".screen .button-main");
  }
  throw new Error(`no ${wanted} after ${passed}`);
}

/** What the calculator holds. */
export const toldOf = (calculator) =>
  calculator.evaluate((host) => {
    const { given, bills, received, readings } = host.session.state.draft;
    return { given: Object.keys(given).length, bills: bills.length, received, readings };
  });
export const change = (calculator, what) => calculator.locator(".told button", { hasText: what }).first().click();
export const leftOut = (page) => page.evaluate(() => window.events.filter(([name, detail]) => name === "error" && detail.where === "answers").flatMap(([, detail]) => detail.names));

export async function silent(page) {
  // What is made by chance, and how high the frame stands, may have the digits of any figure.
  const words = await page.evaluate(() => JSON.stringify([window.messages, window.events], (name, value) => (name === "nonce" || (name === "height" && typeof value === "number") ? undefined : value)));
  for (const figure of FIGURES) assert.ok(!words.includes(figure), `${figure} was told`);
  for (const part of page.frames()) assert.equal(await part.evaluate(() => localStorage.length + sessionStorage.length), 0, "something was kept");
}
