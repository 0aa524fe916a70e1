// What was received this year, readings and months that a portal knows beforehand.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KNOWN, READINGS, RECEIVED, STAY, begin, change, element, leftOut, main, on, stepOf, toldOf } from "./support/known.mjs";
import { sites } from "./support/site.mjs";
import { visitors } from "./support/visit.mjs";
import { headline } from "./support/walk.mjs";

let chrome;
before(async () => {
  chrome = await visitors({ again: true });
});
after(() => chrome.close());

describe("what was received, readings and months known beforehand", () => {
  let portal;
  before(async () => {
    portal = await sites();
  });
  after(() => portal.close());

  test("say what was received, as it can be changed", async () => {
    const page = await chrome.visit(portal);
    const calculator = await element(page, KNOWN);
    await begin(calculator);
    await on(calculator, "check");
    await main(calculator).click();
    await on(calculator, "result");
    const first = await headline(calculator);
    await calculator.getByRole("button", { name: "上一步" }).click();
    await change(calculator, "今年领过的救助");
    assert.equal(await stepOf(calculator), "received");
    assert.match(await calculator.locator("[data-prefilled]").innerText(), /网站先填好的/);
    assert.equal(await calculator.locator("#field-received-inpatient").inputValue(), "1234.5");
    await calculator.locator("label", { hasText: "没领过" }).click();
    await main(calculator).click();
    await on(calculator, "check");
    await main(calculator).click();
    await on(calculator, "result");
    assert.notEqual(await headline(calculator), first);
    await page.leave();
  });

  test("choose readings, as they can be switched", async () => {
    const page = await chrome.visit(portal);
    const calculator = await element(page, { ...KNOWN, readings: { "daily-disabled-scope": "low-income-only" } });
    await begin(calculator);
    await on(calculator, "check");
    assert.ok((await calculator.locator(".told").innerText()).includes("要不要同时是救助对象"));
    await change(calculator, "要不要同时是救助对象");
    assert.equal(await stepOf(calculator), "result");
    const chosen = () => calculator.locator('[data-reading="daily-disabled-scope"] input:checked').getAttribute("value");
    assert.equal(await chosen(), "low-income-only");
    await calculator.locator("summary", { hasText: "给经办的人看" }).click();
    await calculator.locator('[data-reading="daily-disabled-scope"] label').first().click();
    await calculator.getByRole("button", { name: "上一步" }).click();
    await main(calculator).click();
    assert.equal(await stepOf(calculator), "result");
    assert.equal(await chosen(), "any");
    await page.leave();
  });

  for (const [answers, received] of [[{ received: [] }, { kind: "none", amounts: {} }], [{ readings: READINGS }, undefined]]) {
    test(`${Object.keys(answers)} alone is an answer too, and seen before it counts`, async () => {
      const page = await chrome.visit(portal);
      const calculator = await element(page, answers);
      await begin(calculator);
      assert.deepEqual((await toldOf(calculator)).received, received);
      await calculator.evaluate((host) => host.session.finish());
      assert.equal(await stepOf(calculator), "check");
      await calculator.locator("[data-prefilled]").waitFor();
      await page.leave();
    });
  }

  /** What is taken of the rows and readings, and what is named as left out. */
  const rest = {
    "an unknown programme": [{ received: [{ program: "spa", amount: "1" }, ...RECEIVED] }, { inpatient: "1234.5" }, {}, ["received[0].program"]],
    "only an unknown programme": [{ received: [{ program: "spa", amount: "1" }] }, undefined, {}, ["received[0].program"]],
    "a programme twice": [{ received: [...RECEIVED, ...RECEIVED] }, { inpatient: "1234.5" }, {}, ["received[1].program"]],
    "no amount": [{ received: [{ program: "temporary" }, ...RECEIVED] }, { inpatient: "1234.5" }, {}, ["received[0].amount"]],
    "an amount as a number": [{ received: [{ program: "temporary", amount: 5 }, ...RECEIVED] }, { inpatient: "1234.5" }, {}, ["received[0].amount"]],
    "another name": [{ received: [{ ...RECEIVED[0], on: "2013" }] }, undefined, {}, ["received[0].on"]],
    "nothing": [{ received: [null, [], "x", ...RECEIVED] }, { inpatient: "1234.5" }, {}, ["received[0]", "received[1]", "received[2]"]],
    "an unknown reading": [{ readings: { ...READINGS, spa: "x" } }, undefined, READINGS, ["readings.spa"]],
    "an unknown option": [{ readings: { ...READINGS, "temporary-base": "half" } }, undefined, READINGS, ["readings.temporary-base"]],
    "an option that is no word": [{ readings: { "temporary-base": { a: 1 } } }, undefined, {}, ["readings.temporary-base"]],
    "a name of every object": [{ readings: JSON.parse('{"__proto__":"full","constructor":"full"}') }, undefined, {}, ["readings.__proto__", "readings.constructor"]],
  };
  for (const [name, [answers, received, readings, names]] of Object.entries(rest)) {
    test(`${name} among what was received, or the readings, is left out and said so`, async () => {
      const page = await chrome.visit(portal);
      const calculator = await element(page, JSON.stringify({ ...KNOWN, received: undefined, readings: undefined, ...answers }));
      await begin(calculator);
      const told = await toldOf(calculator);
      assert.deepEqual([told.received?.amounts, told.readings], [received, readings]);
      assert.equal((await on(calculator, "check")).includes("received"), received === undefined);
      assert.match(await calculator.locator("[data-prefilled]").innerText(), /没有用上/);
      assert.deepEqual((await leftOut(page)).sort(), names.sort());
      page.innocent();
      await page.leave();
    });
  }

  for (const amount of ["三万多块钱", "-5", "1.234", "99999999999", "<img src=x onerror=alert(1)>"]) {
    for (const bills of [[STAY], []]) {
      test(`${amount} as received, with ${bills.length} bills, is put right at its field`, async () => {
        const page = await chrome.visit(portal);
        const calculator = await element(page, { ...KNOWN, bills, received: [{ program: "temporary", amount, bills: "listed" }, ...RECEIVED] });
        await begin(calculator);
        if (bills.length === 0) {
          await on(calculator, "care");
          await calculator.locator("label").last().click();
          await main(calculator).click();
        }
        await on(calculator, "received");
        await calculator.locator("#field-received-temporary-problem").waitFor();
        assert.match(await calculator.locator("[data-prefilled]").innerText(), /网站先填好的/);
        await main(calculator).click();
        assert.equal(await stepOf(calculator), "received");
        await calculator.locator("#field-received-temporary").fill("300");
        await main(calculator).click();
        await on(calculator, "check");
        assert.ok((await calculator.locator(".told").innerText()).includes("临时医疗救助 300\u00a0元、住院医疗救助 1,234.50\u00a0元"));
        assert.deepEqual(await leftOut(page), []);
        page.innocent();
        await page.leave();
      });
    }
  }

  test("what one policy does not have, another may", async () => {
    const page = await chrome.visit(portal);
    const calculator = await element(page, { ...KNOWN, received: [{ program: "major-illness", amount: "500" }], readings: { "base-deductions": "all" } });
    await begin(calculator);
    await on(calculator, "check");
    assert.deepEqual((await leftOut(page)).sort(), ["readings.base-deductions", "received[0].program"]);
    await change(calculator, "地方");
    const place = calculator.locator('[data-pack="county-70"]');
    await place.waitFor({ state: "attached" });
    if (!(await place.isVisible())) await calculator.locator('details:has([data-pack="county-70"]) > summary').click();
    await place.click();
    await calculator.locator("jiuzhu-place").waitFor({ state: "detached" });
    assert.deepEqual((await toldOf(calculator)).readings, { "base-deductions": "all" });
    await on(calculator, "check");
    assert.match(await calculator.locator("[data-prefilled]").innerText(), /没有用上/);
    await page.leave();
  });

  /** No shipped pack asks for a month, so the core's part is played here. */
  for (const [month, shown] of [["2026-03", "2026年3月"], ["2026-13", undefined], ["2099-01", undefined], ["2026-03-05", undefined], ["三月", undefined]]) {
    test(`${month} as a month is ${shown ? "taken" : "left out"}`, async () => {
      const page = await chrome.visit(portal);
      const calculator = await element(page, { ...KNOWN, person: { ...KNOWN.person, facts: { expense_month: month } } });
      await begin(calculator);
      await calculator.evaluate((host) => {
        const { session } = host;
        const { policy } = session;
        const question = { path: "person.facts.expense_month", kind: "date", text: "这些票据是哪个月的？" };
        const without = ({ person: { facts: { expense_month: _, ...facts } = {}, ...person } = {}, ...answers }) => ({ ...answers, person: { ...person, facts } });
        const own = { questions: policy.questions.bind(policy), assess: policy.assess.bind(policy) };
        policy.questions = (answers) => {
          const outcome = own.questions(without(answers));
          if (outcome.ok && answers.person?.facts?.expense_month === undefined) outcome.value.push(question);
          return outcome;
        };
        policy.assess = (answers) => {
          const told = answers.person.facts?.expense_month;
          return told === undefined || /^\d{4}-(0[1-9]|1[0-2])$/.test(told) ? own.assess(without(answers)) : { ok: false, problems: [{ path: question.path, code: "wrong-type", text: "" }] };
        };
      });
      await on(calculator, "check");
      const told = await calculator.locator(".told").innerText();
      assert.equal(told.includes(`哪个月的？\n${shown}\n`), shown !== undefined, told);
      assert.deepEqual(await leftOut(page), shown ? [] : ["person.facts.expense_month"]);
      if (shown) {
        await change(calculator, "哪个月的");
        assert.deepEqual(await calculator.locator("input[type=text]").evaluateAll((fields) => fields.map((field) => field.value)), ["2026", "3"]);
        await main(calculator).click();
        await on(calculator, "check");
      }
      page.innocent();
      await page.leave();
    });
  }
});
