// Five hundred households with five thousand bills on a processor that is four times slower: how long she waits. What all
// of them take anew is told and not held against a bound: it is the core's time, in workers, which the browser does not
// slow down. Beside it stands what one household takes on the slowed processor, so that a phone's time can be told.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { start } from "../page/support/browser.mjs";
import { backupOf, householdsOf } from "../page/support/households.mjs";
import { handsOf, restore } from "../page/support/notebook.mjs";

const PIN = "248163";
const SLOWER = 4;
/** Milliseconds that each may take; a busy machine gets twice as long before it counts as a failure. */
const MOST = { list: 1000, redraw: 100, open: 200 };
const PATIENCE = 2;

let site;
before(async () => {
  site = await start();
});
after(() => site.close());

test("from the key to the list, a redraw, a household; and all of them anew", async (context) => {
  const households = householdsOf(500, { bills: 15, told: true }).map((one) => one.household);
  const bills = households.reduce((count, { fields }) => count + Object.keys(fields).filter((path) => path.startsWith("bill/")).length, 0);
  const { phrase, file } = await backupOf(households, "2026-11-01");
  const page = await site.page();
  page.setDefaultTimeout(60_000);
  const { press, type } = handsOf(page);
  await page.goto(`${site.url}liaison.html`);
  await press("用备份恢复");
  await page.locator("#field-file").setInputFiles({ name: "b.jiuzhu", mimeType: "application/octet-stream", buffer: file });
  await type("口令", phrase);
  for (const field of ["#field-pin", "#field-pin-again"]) await type(field, PIN);
  await press("恢复");
  await page.locator("[data-said]", { hasText: "恢复了 500 户" }).waitFor();
  await page.waitForFunction(() => !/在算/.test(document.querySelector("jiuzhu-notebook").shadowRoot.querySelector(".screen").innerText));
  await page.goto(`${site.url}liaison.html`);
  await page.locator("#field-pin").waitFor();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const measured = await page.evaluate(async (pin) => {
    const element = document.querySelector("jiuzhu-notebook");
    const { door, renderRoot: root } = element;
    const frame = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    const until = async (is) => {
      while (!is()) await frame();
      return performance.now();
    };
    const tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ startTime, duration }) => ({ startTime, duration })))).observe({ type: "longtask" });
    const isDone = () => root.querySelector("[data-waiting]") && !/在算/.test(root.querySelector(".screen").innerText);

    const unlock = door.vault.unlock.bind(door.vault);
    let accepted = 0;
    door.vault.unlock = async (typed) => {
      const outcome = await unlock(typed);
      accepted = performance.now();
      return outcome;
    };
    void door.unlock(pin);
    const list = (await until(() => root.querySelector("[data-household]"))) - accepted;
    await until(isDone);

    const redraws = [];
    for (const typed of ["w", "wg", "wgy", ""]) {
      const from = performance.now();
      door.filter({ typed });
      await element.updateComplete;
      redraws.push(performance.now() - from);
      await frame();
    }
    const opens = [];
    for (const at of [0, 15, 29]) {
      // Some rows come once the first ones stand.
      await until(() => root.querySelectorAll("[data-household]").length > at);
      const row = root.querySelectorAll("[data-household]")[at];
      const from = performance.now();
      row.click();
      await element.updateComplete;
      opens.push(performance.now() - from);
      await frame();
      door.back();
      await until(() => root.querySelector("[data-household]"));
      await until(() => door.state.keeping !== "working");
    }
    // Another day, as with other rules: nothing that was reckoned holds.
    await new Promise((done) => setTimeout(done, 300));
    const from = performance.now();
    door.set({ today: "2026-11-23" });
    await element.updateComplete;
    const all = (await until(isDone)) - from;
    await new Promise((done) => setTimeout(done, 100));
    const { households } = door.state.notebook;
    const began = performance.now();
    const some = Object.values(households).slice(0, 25);
    for (const household of some) door.views.one(household, "2026-11-24");
    const each = (performance.now() - began) / some.length;
    // Those before it are told late.
    const within = tasks.filter(({ startTime }) => startTime >= from && startTime < from + all);
    return { list, redraw: Math.max(...redraws), open: Math.max(...opens), all, each, workers: Math.min(4, navigator.hardwareConcurrency), task: Math.max(0, ...within.map(({ duration }) => duration)), tasks: within.length };
  }, PIN);
  context.diagnostic(`${households.length} households, ${bills} bills: ${Object.entries(measured).map(([name, value]) => `${name} ${Math.round(value)}`).join(", ")} (ms, ${SLOWER} times slower)`);
  for (const [name, most] of Object.entries(MOST)) assert.ok(measured[name] <= most * PATIENCE, `${name}: ${Math.round(measured[name])} ms of ${most}`);
});

test("five thousand households open within ten seconds", async (context) => {
  const households = householdsOf(5000, { bills: 3, told: true }).map((one) => one.household);
  const backup = await backupOf(households, "2026-11-01");
  const page = await site.page();
  page.setDefaultTimeout(300_000);
  const mine = { page, ...handsOf(page) };
  await page.goto(`${site.url}liaison.html`);
  await restore(mine, backup, PIN, households.length);
  await page.goto(`${site.url}liaison.html`);
  await page.locator("#field-pin").waitFor();
  const from = performance.now();
  await mine.type("#field-pin", PIN);
  await mine.press("打开");
  await page.locator("[data-household]").first().waitFor();
  const took = performance.now() - from;
  context.diagnostic(`${households.length} households, from the key to the list: ${Math.round(took)} ms`);
  assert.ok(took <= 10_000 * PATIENCE, `${Math.round(took)} ms`);
});
