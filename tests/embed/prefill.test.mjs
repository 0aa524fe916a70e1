// Answers that a portal knows beforehand: used, seen, changed, or left out and said so; hostile until the core took them.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { start, watched } from "../page/support/browser.mjs";
import { sites } from "./support/site.mjs";
import { headline } from "./support/walk.mjs";

const PACK = "county-four-modes";
const STAY = { date: "2013-03-05", care: "inpatient", level: "county", place: "local", total: "30000", in_scope: "26000.50", basic_paid: { min: "12000", max: "13000" } };
const VISIT = { date: "2013-06-18", care: "chronic-outpatient", level: "county", place: "referred", diagnoses: ["uremia"], total: "2000", basic_paid: "600" };
const RECEIVED = [{ program: "inpatient", amount: "1234.5" }];
const READINGS = { "out-of-county": "county-ratio" };
const KNOWN = { person: { categories: ["subsistence-allowance"], residence: "rural", diagnoses: ["uremia"] }, bills: [STAY, VISIT], received: RECEIVED, readings: READINGS };
/** Figures of the bills, as no message may hold them. */
const FIGURES = ["30000", "30,000", "26000", "12000", "13000", "2013-03-05", "uremia", "subsistence", "1234", "1,234", "county-ratio"];

let chrome;
before(async () => {
  chrome = await start();
});
after(() => chrome.close());

async function visit(portal) {
  const context = await chrome.browser.newContext({ viewport: { width: 412, height: 800 }, locale: "zh-CN", serviceWorkers: "block" });
  context.setDefaultTimeout(10_000);
  await context.addInitScript(() => {
    window.messages = [];
    window.events = [];
    addEventListener("message", (event) => window.messages.push(event.data));
    for (const name of ["ready", "step", "result", "error"]) addEventListener(`jiuzhu-${name}`, (event) => window.events.push([name, event.detail]));
  });
  const page = await watched(context, "http://127.0.0.1:");
  await page.goto(`${portal.url}empty.html`);
  page.leave = () => context.close();
  return page;
}

/** The element with these answers: text as an attribute, anything else as a property made in the page. */
async function element(page, answers, attributes = { policy: PACK }) {
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

async function frame(page, kit, answers) {
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

const stepOf = (calculator) =>
  calculator.evaluate(async (host) => {
    await new Promise((drawn) => setTimeout(drawn, 80));
    return host.shadowRoot.querySelector(".screen > :last-child")?.localName.replace("jiuzhu-", "");
  });
const main = (calculator) => calculator.locator(".screen .button-main").last();

async function begin(calculator) {
  await main(calculator).click();
  await calculator.locator("jiuzhu-start, jiuzhu-place").waitFor({ state: "detached" });
}

/** On to a screen; what is asked on the way is not known. The screens that were passed come back. */
async function on(calculator, wanted) {
  const passed = [];
  for (let count = 0; count < 20; count += 1) {
    const step = await stepOf(calculator);
    if (step === wanted) return passed;
    passed.push(step);
    if (step === "received") await calculator.locator("label", { hasText: "没领过" }).click();
    else if (step === "question" || step === "illness") await calculator.locator("label", { hasText: "不清楚" }).last().click();
    else assert.equal(step, "check", `${wanted} does not come: ${passed}`);
    await main(calculator).click();
  }
  assert.fail(`no ${wanted} after ${passed}`);
}

/** What the calculator holds. */
const toldOf = (calculator) =>
  calculator.evaluate((host) => {
    const { given, bills, received, readings } = host.session.state.draft;
    return { given: Object.keys(given).length, bills: bills.length, received, readings };
  });
const change = (calculator, what) => calculator.locator("dl.pairs > div", { hasText: what }).getByRole("button").click();
const leftOut = (page) => page.evaluate(() => window.events.filter(([name, detail]) => name === "error" && detail.where === "answers").flatMap(([, detail]) => detail.names));

async function silent(page) {
  const words = await page.evaluate(() => JSON.stringify([window.messages, window.events]));
  for (const figure of FIGURES) assert.ok(!words.includes(figure), `${figure} was told`);
  for (const part of page.frames()) assert.equal(await part.evaluate(() => localStorage.length + sessionStorage.length), 0, "something was kept");
}

describe("answers known beforehand, in the page", () => {
  let portal;
  before(async () => {
    portal = await sites();
  });
  after(() => portal.close());

  test("are used without being asked, seen before they count, and can all be changed", async () => {
    const page = await visit(portal);
    const calculator = await element(page, JSON.stringify(KNOWN));
    await begin(calculator);
    const passed = await on(calculator, "check");
    for (const step of ["care", "amounts", "illness", "received"]) assert.ok(!passed.includes(step), `${step} was asked: ${passed}`);
    const told = await calculator.locator("dl.pairs").innerText();
    for (const words of ["低保", "尿毒症", "2013年3月5日", "30,000.00 元", "26,000.50 元", "12000到13000", "县医院", "本县", "办过转诊", "2,000.00 元", "2013年6月18日", "住院医疗救助 1,234.50 元", "在县外住院，没有写比例，怎么算？"]) assert.ok(told.includes(words), `${words} is not in ${told}`);
    assert.match(await calculator.locator("[data-prefilled]").innerText(), /网站先填好的/);

    await main(calculator).click();
    await on(calculator, "result");
    const first = await headline(calculator);
    await calculator.getByRole("button", { name: "上一步" }).click();

    for (const [what, step] of [["您家是下面哪一种", "question"], ["第 1 张单子，在哪里看的", "care"], ["第 2 张单子：得的是什么病", "illness"], ["第 1 张单子上的数", "amounts"]]) {
      await change(calculator, what);
      assert.equal(await stepOf(calculator), step);
      assert.ok((await calculator.locator(".card-chosen, input[type=text]").count()) > 0, `${step} is empty`);
      if (step !== "amounts") await main(calculator).click();
    }
    assert.equal(await calculator.locator("#field-basic_paid").inputValue(), "12000到13000");
    await calculator.locator("#field-basic_paid").fill("22000");
    await main(calculator).click();
    assert.equal(await stepOf(calculator), "check");
    assert.ok((await calculator.locator("dl.pairs").innerText()).includes("22,000.00 元"));
    await main(calculator).click();
    await on(calculator, "result");
    assert.notEqual(await headline(calculator), first);
    assert.deepEqual(await leftOut(page), []);
    await silent(page);
    page.innocent();
    await page.leave();
  });

  test("are seen even by who goes straight to the result", async () => {
    const page = await visit(portal);
    const calculator = await element(page, { bills: [STAY] });
    await begin(calculator);
    const straight = calculator.getByRole("button", { name: "先看结果" });
    await calculator.locator("label", { hasText: "低保" }).first().click();
    await main(calculator).click();
    for (let count = 0; count < 8 && (await straight.count()) === 0; count += 1) {
      await calculator.locator("label", { hasText: /不清楚|没领过/ }).last().click();
      await main(calculator).click();
      await stepOf(calculator);
    }
    await straight.click();
    assert.equal(await stepOf(calculator), "check");
    await page.leave();
  });

  test("a bill without its place is asked where it was, once", async () => {
    const { level, place, ...bare } = STAY;
    const page = await visit(portal);
    const calculator = await element(page, { ...KNOWN, bills: [bare] });
    await begin(calculator);
    await on(calculator, "care");
    assert.equal(await calculator.locator("input[value=inpatient]:checked").count(), 1, `${level} ${place}`);
    for (const words of ["本县", "县医院"]) await calculator.locator("label", { hasText: words }).click();
    await main(calculator).click();
    const passed = await on(calculator, "check");
    assert.ok(!passed.includes("care"), `asked again: ${passed}`);
    assert.ok((await calculator.locator("dl.pairs").innerText()).includes("本县、本地、县医院"));
    page.innocent();
    await page.leave();
  });

  test("do not follow into another household", async () => {
    const page = await visit(portal);
    const calculator = await element(page, JSON.stringify(KNOWN));
    await begin(calculator);
    await on(calculator, "result");
    await calculator.getByRole("button", { name: "换一户" }).click();
    await calculator.evaluate((host) => (host.theme = "light"));
    await calculator.locator("jiuzhu-place").waitFor({ state: "detached" });
    assert.equal(await stepOf(calculator), "question");
    assert.equal(await calculator.locator("input:checked").count(), 0);
    assert.deepEqual(await toldOf(calculator), { given: 0, bills: 0, received: undefined, readings: {} });
    await on(calculator, "care");
    await page.leave();
  });

  test("are gone with 清空", async () => {
    const page = await visit(portal);
    const calculator = await element(page, KNOWN);
    await begin(calculator);
    await on(calculator, "check");
    await main(calculator).click();
    await on(calculator, "result");
    await calculator.getByRole("button", { name: "清空" }).click();
    await begin(calculator);
    assert.equal(await stepOf(calculator), "question");
    assert.deepEqual(await toldOf(calculator), { given: 0, bills: 0, received: undefined, readings: {} });
    await page.leave();
  });

  test("say what was received, as it can be changed", async () => {
    const page = await visit(portal);
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
    const page = await visit(portal);
    const calculator = await element(page, { ...KNOWN, readings: { "daily-disabled-scope": "low-income-only" } });
    await begin(calculator);
    await on(calculator, "check");
    assert.ok((await calculator.locator("dl.pairs").innerText()).includes("要不要同时是救助对象"));
    await change(calculator, "要不要同时是救助对象");
    assert.equal(await stepOf(calculator), "result");
    const chosen = () => calculator.locator('[data-reading="daily-disabled-scope"] input:checked').getAttribute("value");
    assert.equal(await chosen(), "low-income-only");
    await calculator.locator('[data-reading="daily-disabled-scope"] label').first().click();
    await calculator.getByRole("button", { name: "上一步" }).click();
    await main(calculator).click();
    assert.equal(await stepOf(calculator), "result");
    assert.equal(await chosen(), "any");
    await page.leave();
  });

  for (const [answers, received] of [[{ received: [] }, { kind: "none", amounts: {} }], [{ readings: READINGS }, undefined]]) {
    test(`${Object.keys(answers)} alone is an answer too, and seen before it counts`, async () => {
      const page = await visit(portal);
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
      const page = await visit(portal);
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

  for (const amount of ["3万块钱", "-5", "1.234", "99999999999", "<img src=x onerror=alert(1)>"]) {
    for (const bills of [[STAY], []]) {
      test(`${amount} as received, with ${bills.length} bills, is put right at its field`, async () => {
        const page = await visit(portal);
        const calculator = await element(page, { ...KNOWN, bills, received: [{ program: "temporary", amount }, ...RECEIVED] });
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
        assert.ok((await calculator.locator("dl.pairs").innerText()).includes("临时医疗救助 300.00 元、住院医疗救助 1,234.50 元"));
        assert.deepEqual(await leftOut(page), []);
        page.innocent();
        await page.leave();
      });
    }
  }

  test("what one policy does not have, another may", async () => {
    const page = await visit(portal);
    const calculator = await element(page, { ...KNOWN, received: [{ program: "major-illness", amount: "500" }], readings: { "base-deductions": "all" } });
    await begin(calculator);
    await on(calculator, "check");
    assert.deepEqual((await leftOut(page)).sort(), ["readings.base-deductions", "received[0].program"]);
    await change(calculator, "地方");
    const place = calculator.locator('[data-pack="county-70"]');
    await place.waitFor({ state: "attached" });
    if (!(await place.isVisible())) await calculator.locator("details > summary").first().click();
    await place.click();
    await calculator.locator("jiuzhu-place").waitFor({ state: "detached" });
    assert.deepEqual((await toldOf(calculator)).readings, { "base-deductions": "all" });
    await on(calculator, "check");
    assert.match(await calculator.locator("[data-prefilled]").innerText(), /没有用上/);
    await page.leave();
  });

  /** No shipped pack asks for a month, so the core's part is played here. */
  for (const [month, shown] of [["2026-03", "2026年3月"], ["2026-13", undefined], ["2026-03-05", undefined], ["三月", undefined]]) {
    test(`${month} as a month is ${shown ? "taken" : "left out"}`, async () => {
      const page = await visit(portal);
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
      const told = await calculator.locator("dl.pairs").innerText();
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

  /** Figures that cannot be right stay in their fields, with what is wrong at the field. */
  const atTheField = {
    "a day that is none": [{ ...STAY, date: "2013-02-31" }, "date"],
    "no day": [{ ...STAY, date: undefined }, "date"],
    "a day after the policy": [{ ...STAY, date: "2099-01-01" }, "date"],
    "an amount with letters": [{ ...STAY, total: "3万块钱" }, "total"],
    "an amount below zero": [{ ...STAY, basic_paid: "-5" }, "basic_paid"],
    "an amount beyond the page": [{ ...STAY, total: "99999999999" }, "total"],
    "no total": [{ ...STAY, total: undefined }, "total"],
    "more paid than it cost": [{ ...STAY, basic_paid: "40000" }, "basic_paid"],
    "a range upside down": [{ ...STAY, basic_paid: { min: "13000", max: "12000" } }, "basic_paid"],
    "too many days": [{ ...STAY, days: 4000 }, "days"],
    "markup": [{ ...STAY, total: "<img src=x onerror=alert(1)>" }, "total"],
  };
  for (const [name, [bill, field]] of Object.entries(atTheField)) {
    test(`${name} is put right at its field`, async () => {
      const page = await visit(portal);
      const calculator = await element(page, { ...KNOWN, bills: [bill] });
      await begin(calculator);
      assert.equal(await stepOf(calculator), "amounts");
      await calculator.locator(`#field-${field}-problem`).waitFor();
      assert.match(await calculator.locator("[data-prefilled]").innerText(), /网站先填好的/);
      const values = { date: "5", total: "30000", basic_paid: "12000", days: "12" };
      if (field === "date") {
        await calculator.locator("#field-date").fill("2013");
        await calculator.locator("#field-date-month").fill("3");
        await calculator.locator("#field-date-day").fill(values.date);
      } else await calculator.locator(`#field-${field}`).fill(values[field]);
      await main(calculator).click();
      assert.notEqual(await stepOf(calculator), "amounts");
      assert.deepEqual(await leftOut(page), []);
      page.innocent();
      await page.leave();
    });
  }

  /** What makes it another bill than it seems: the bill is left out, the others stay. */
  const misfits = {
    "an unknown kind of care": [{ ...STAY, care: "spa" }, ["bills[0].care"]],
    "an unknown level": [{ ...STAY, level: "national" }, ["bills[0].level"]],
    "an unknown illness": [{ ...STAY, diagnoses: ["sadness"] }, ["bills[0].diagnoses[0]"]],
    "an amount as a number": [{ ...STAY, total: 30000 }, ["bills[0].total"]],
    "half a range": [{ ...STAY, total: { min: "1" } }, ["bills[0].total.max"]],
    "a name that is none": [{ ...STAY, sum: "1", __proto: 1 }, ["bills[0].sum", "bills[0].__proto"]],
    "a list": [[1, 2], ["bills[0]"]],
    "nothing": [null, ["bills[0]"]],
    "a word": ["bill", ["bills[0]"]],
  };
  for (const [name, [bill, names]] of Object.entries(misfits)) {
    test(`a bill with ${name} is left out and said so`, async () => {
      const page = await visit(portal);
      const calculator = await element(page, { ...KNOWN, bills: [bill, VISIT] });
      await begin(calculator);
      await on(calculator, "check");
      assert.match(await calculator.locator("[data-prefilled]").innerText(), /没有用上/);
      const told = await calculator.locator("dl.pairs").innerText();
      assert.ok(told.includes("2,000.00 元") && !told.includes("30,000.00 元"), told);
      assert.deepEqual((await leftOut(page)).sort(), names.sort());
      page.innocent();
      await page.leave();
    });
  }

  test("an answer about the person that the core refuses is asked", async () => {
    const page = await visit(portal);
    const calculator = await element(page, { person: { categories: ["subsistence-allowance", "general"], diagnoses: ["uremia", { a: 1 }], residence: ["rural"] } });
    await begin(calculator);
    assert.equal(await stepOf(calculator), "question");
    assert.ok((await on(calculator, "care")).length >= 1);
    const names = await leftOut(page);
    assert.ok(names.some((path) => path.startsWith("person.categories")), names.join());
    page.innocent();
    await page.leave();
  });

  /** Nothing of it can be read: the element stands as if nothing had been given. */
  const unread = {
    "no JSON": () => "{",
    "a list": () => [1],
    "bills that are no list": () => ({ bills: { 0: {} } }),
    "more bills than anybody has": () => ({ bills: new Array(101).fill({}) }),
    "received that is no list": () => ({ received: { inpatient: "1" } }),
    "more received than anybody has": () => ({ received: new Array(101).fill({}) }),
    "readings that are no table": () => ({ readings: ["full"] }),
    "another name": () => ({ bills: [], household: {} }),
    "a circle": () => {
      const circle = { person: {} };
      circle.person.self = circle;
      return circle;
    },
    "a trap": () => ({ get bills() { throw new Error("trap"); } }),
    "a big integer": () => ({ person: { age: BigInt(1) } }),
  };
  for (const [name, make] of Object.entries(unread)) {
    test(`${name} does not break the element`, async () => {
      const page = await visit(portal);
      const calculator = await element(page, await page.evaluateHandle(make));
      await begin(calculator);
      assert.equal(await stepOf(calculator), "question");
      const names = await page.evaluate(() => window.events.filter(([kind]) => kind === "error").map(([, detail]) => [detail.code, detail.where, ...detail.names]));
      assert.deepEqual(names, [["settings", "attributes", "answers"]]);
      page.innocent();
      await page.leave();
    });
  }
});

describe("answers known beforehand, in a frame of another site", () => {
  let portal;
  before(async () => {
    portal = await sites({ apart: true });
  });
  after(() => portal.close());

  test("are used, and never told or kept", async () => {
    const page = await visit(portal);
    const calculator = await frame(page, portal.kit, { ...KNOWN, bills: [STAY, { ...VISIT, care: "spa" }] });
    await begin(calculator);
    assert.deepEqual((await on(calculator, "check")).filter((step) => ["care", "amounts", "received"].includes(step)), []);
    const told = await calculator.locator("dl.pairs").innerText();
    for (const words of ["30,000.00 元", "住院医疗救助 1,234.50 元", "没有写比例"]) assert.ok(told.includes(words), told);
    assert.match(await calculator.locator("[data-prefilled]").innerText(), /没有用上/);
    await main(calculator).click();
    await on(calculator, "result");
    assert.deepEqual(await leftOut(page), ["bills[1].care"]);
    await silent(page);
    page.innocent();
    await page.leave();
  });

  test("too long to be read are left out and said so", async () => {
    const page = await visit(portal);
    const calculator = await frame(page, portal.kit, { bills: new Array(90).fill({ ...STAY, total: "0".repeat(700) }) });
    await begin(calculator);
    assert.equal(await stepOf(calculator), "question");
    assert.deepEqual(await page.evaluate(() => window.events.filter(([kind]) => kind === "error").map(([, detail]) => detail.names)), [["answers"]]);
    await page.leave();
  });
});
