// Answers that a portal knows beforehand: used, seen, changed, forgotten; hostile until the core took them.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KNOWN, STAY, VISIT, begin, change, element, frame, leftOut, main, on, silent, stepOf, toldOf } from "./support/known.mjs";
import { sites } from "./support/site.mjs";
import { visitors } from "./support/visit.mjs";
import { headline } from "./support/walk.mjs";

let chrome;
before(async () => {
  chrome = await visitors({ again: true });
});
after(() => chrome.close());

describe("answers known beforehand, in the page", () => {
  let portal;
  before(async () => {
    portal = await sites();
  });
  after(() => portal.close());

  test("are used without being asked, seen before they count, and can all be changed", async () => {
    const page = await chrome.visit(portal);
    const calculator = await element(page, JSON.stringify(KNOWN));
    await begin(calculator);
    const passed = await on(calculator, "check");
    for (const step of ["care", "amounts", "illness", "received"]) assert.ok(!passed.includes(step), `${step} was asked: ${passed}`);
    await calculator.locator(".told", { hasText: "尿毒症" }).waitFor();
    const told = await calculator.locator(".told").innerText();
    for (const words of ["低保", "尿毒症", "2013年3月5日", "30,000", "26,000.50\u00a0元", "12,000 到 13,000\u00a0元", "县医院", "本县", "办过转诊", "2,000", "2013年6月18日", "住院医疗救助 1,234.50\u00a0元", "在县外住院，没有写比例，怎么算？"]) assert.ok(told.includes(words), `${words} is not in ${told}`);
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
    assert.ok((await calculator.locator(".told").innerText()).includes("22,000\u00a0元"));
    await main(calculator).click();
    await on(calculator, "result");
    assert.notEqual(await headline(calculator), first);
    assert.deepEqual(await leftOut(page), []);
    await silent(page);
    page.innocent();
    await page.leave();
  });

  test("are seen even by who goes straight to the result", async () => {
    const page = await chrome.visit(portal);
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

  test("do not follow into another household", async () => {
    const page = await chrome.visit(portal);
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
    const page = await chrome.visit(portal);
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

  test("an answer about the person that the core refuses is asked", async () => {
    const page = await chrome.visit(portal);
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
      const page = await chrome.visit(portal);
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
    const page = await chrome.visit(portal);
    const calculator = await frame(page, portal.kit, { ...KNOWN, bills: [STAY, { ...VISIT, care: "spa" }] });
    await begin(calculator);
    assert.deepEqual((await on(calculator, "check")).filter((step) => ["care", "amounts", "received"].includes(step)), []);
    const told = await calculator.locator(".told").innerText();
    for (const words of ["30,000", "住院医疗救助 1,234.50\u00a0元", "没有写比例"]) assert.ok(told.includes(words), told);
    assert.match(await calculator.locator("[data-prefilled]").innerText(), /没有用上/);
    await main(calculator).click();
    await on(calculator, "result");
    assert.deepEqual(await leftOut(page), ["bills[1].care"]);
    await silent(page);
    page.innocent();
    await page.leave();
  });

  test("too long to be read are left out and said so", async () => {
    const page = await chrome.visit(portal);
    const calculator = await frame(page, portal.kit, { bills: new Array(90).fill({ ...STAY, total: "0".repeat(700) }) });
    await begin(calculator);
    assert.equal(await stepOf(calculator), "question");
    assert.deepEqual(await page.evaluate(() => window.events.filter(([kind]) => kind === "error").map(([, detail]) => detail.names)), [["answers"]]);
    await page.leave();
  });
});
