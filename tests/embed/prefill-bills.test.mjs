// Bills that a portal knows beforehand: put right at their fields, or left out and said so.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KNOWN, STAY, VISIT, begin, element, leftOut, main, on, stepOf } from "./support/known.mjs";
import { sites } from "./support/site.mjs";
import { visitors } from "./support/visit.mjs";
import { headline } from "./support/walk.mjs";

let chrome;
before(async () => {
  chrome = await visitors({ again: true });
});
after(() => chrome.close());

describe("bills known beforehand", () => {
  let portal;
  before(async () => {
    portal = await sites();
  });
  after(() => portal.close());

  test("a bill without its place is asked where it was, once", async () => {
    const { level, place, ...bare } = STAY;
    const page = await chrome.visit(portal);
    const calculator = await element(page, { ...KNOWN, bills: [bare] });
    await begin(calculator);
    await on(calculator, "care");
    assert.equal(await calculator.locator("input[value=inpatient]:checked").count(), 1, `${level} ${place}`);
    for (const words of ["本县", "县医院"]) await calculator.locator("label", { hasText: words }).click();
    await main(calculator).click();
    const passed = await on(calculator, "check");
    assert.ok(!passed.includes("care"), `asked again: ${passed}`);
    assert.ok((await calculator.locator(".told").innerText()).includes("本县、本地、县医院"));
    page.innocent();
    await page.leave();
  });

  test("what nobody can compute of some bills is said beside the sum of the others", async () => {
    const bills = [
      { date: "2010-03-20", care: "inpatient", level: "county", place: "local", total: "9000", in_scope: "9000", basic_paid: "6000" },
      { date: "2010-04-20", care: "inpatient", level: "city", place: "referred", total: "9000", in_scope: "9000", basic_paid: "3000" },
    ];
    const page = await chrome.visit(portal);
    const calculator = await element(page, { person: { categories: ["subsistence-allowance"], residence: "rural", insurance: "resident", diagnoses: [] }, bills, received: [] });
    await begin(calculator);
    await on(calculator, "check");
    await main(calculator).click();
    await on(calculator, "result");
    assert.equal(await headline(calculator), "至少约 450 元");
    assert.match(await calculator.locator(".headline").innerText(), /另有算不出来的项目，没有算在里面/);
    assert.match(await calculator.locator("[data-program=inpatient]").first().textContent(), /450\s元，另有算不出来的/);
    page.innocent();
    await page.leave();
  });

  /** Figures that cannot be right stay in their fields, with what is wrong at the field. */
  const atTheField = {
    "a day that is none": [{ ...STAY, date: "2013-02-31" }, "date"],
    "no day": [{ ...STAY, date: undefined }, "date"],
    "a day after the policy": [{ ...STAY, date: "2099-01-01" }, "date"],
    "an amount with letters": [{ ...STAY, total: "三万多块钱" }, "total"],
    "an amount below zero": [{ ...STAY, basic_paid: "-5" }, "basic_paid"],
    "an amount beyond the page": [{ ...STAY, total: "99999999999" }, "total"],
    "no total": [{ ...STAY, total: undefined }, "total"],
    "more paid than it cost": [{ ...STAY, basic_paid: "40000" }, "basic_paid"],
    "a range upside down": [{ ...STAY, basic_paid: { min: "13000", max: "12000" } }, "basic_paid"],
    "too many days": [{ ...STAY, days: 4000 }, "days"],
    "more paid by the family than is left": [{ ...STAY, slips: 2, self_paid: "40000" }, "self_paid"],
    "markup": [{ ...STAY, total: "<img src=x onerror=alert(1)>" }, "total"],
  };
  for (const [name, [bill, field]] of Object.entries(atTheField)) {
    test(`${name} is put right at its field`, async () => {
      const page = await chrome.visit(portal);
      const calculator = await element(page, { ...KNOWN, bills: [bill] });
      await begin(calculator);
      assert.equal(await stepOf(calculator), "amounts");
      await calculator.locator(`#field-${field}-problem`).waitFor();
      assert.match(await calculator.locator("[data-prefilled]").innerText(), /网站先填好的/);
      const values = { date: "5", total: "30000", basic_paid: "12000", days: "12", self_paid: "17500" };
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
      const page = await chrome.visit(portal);
      const calculator = await element(page, { ...KNOWN, bills: [bill, VISIT] });
      await begin(calculator);
      await on(calculator, "check");
      assert.match(await calculator.locator("[data-prefilled]").innerText(), /没有用上/);
      const told = await calculator.locator(".told").innerText();
      assert.ok(told.includes("2,000") && !told.includes("30,000"), told);
      assert.deepEqual((await leftOut(page)).sort(), names.sort());
      page.innocent();
      await page.leave();
    });
  }
});
