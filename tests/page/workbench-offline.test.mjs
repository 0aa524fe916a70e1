// The workbench without a network, after one visit: the draft, the form, the text, the checks and the calculator in place.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { headline, toResult } from "../embed/support/walk.mjs";
import { start } from "./support/browser.mjs";
import { drawn, find, turn } from "./support/workbench.mjs";

/** Milliseconds: what is kept is fetched and digested within it, also where other tests take both cores. */
const PATIENCE = 60_000;

let site;
before(async () => {
  site = await start();
});
afterEach(() => site.rest());
after(() => site.close());

/** A page of the workbench that a worker may be for. A clock that a test sets knows nothing of what was loaded. */
async function visit() {
  const page = await site.page({ worker: true, day: "" });
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${site.url}workbench.html`);
  await page.locator("button", { hasText: "以它为底写" }).first().waitFor();
  return page;
}

/** Asks until it is so. */
async function until(page, condition) {
  for (const end = Date.now() + PATIENCE; !(await page.evaluate(condition)); await delay(50)) assert.ok(Date.now() < end, `never ${condition}`);
}

/** Goes where no network is, once the workbench, the calculator and the text of what was opened are kept, and comes back to the page. */
async function leaveNetwork(page) {
  await until(page, async () => {
    const all = await navigator.serviceWorker.getRegistrations();
    if (all.filter(({ active }) => active?.state === "activated").length < 2 || !navigator.serviceWorker.controller) return false;
    const opened = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".txt"));
    return (await Promise.all(opened.map(({ name }) => caches.match(name)))).every(Boolean);
  });
  await page.context().setOffline(true);
  await page.goto("about:blank");
  await page.goto(`${site.url}workbench.html`);
  await page.locator("button", { hasText: "以它为底写" }).first().waitFor();
}

const state = (page) => page.evaluate(() => document.querySelector("jiuzhu-workbench").bench.state);
/** What is said of the draft, once that is of its text as it is and no more is to come. */
async function report(page) {
  await until(page, async () => {
    const { bench } = document.querySelector("jiuzhu-workbench");
    const { draft, report } = bench.state;
    const { value } = await bench.office.ask("check_pack", [bench.file, draft.text, "cases"]);
    return bench.formOf === draft.text && draft.text === bench.state.draft.text && value !== undefined && JSON.stringify(value) === JSON.stringify(report);
  });
  await drawn(page);
  return (await state(page)).report;
}
const press = (page, words) => page.locator("button", { hasText: words }).first().click();
/** What is based on the pack of a place is begun. */
async function beginOn(page, place) {
  await find(page, place);
  await press(page, "以它为底写");
}

test("after one visit the draft, its base, the form, the text, the checks and the calculator need no network", async () => {
  const page = await visit();
  await beginOn(page, "武汉");
  await press(page, "改这一行");
  await page.locator(".class-row").waitFor();
  await press(page, "存在这台设备上");
  await page.locator("[data-keeping=kept]").waitFor();
  const before = await report(page);
  const { text } = (await state(page)).draft;

  await leaveNetwork(page);
  await page.locator("section", { hasText: "接着写" }).locator(".problem-list button").first().click();
  await page.locator("h3", { hasText: "照底稿的" }).waitFor();
  assert.deepEqual(await report(page), before);
  assert.equal((await state(page)).draft.text, text);
  assert.equal((await state(page)).failure, "");

  const share = page.locator(".class-row").getByLabel("比例").first();
  await share.fill("很多");
  await page.locator(".class-row .bad", { hasText: "要写比例" }).waitFor();
  await share.fill("61%");
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.draft.text.includes('"61%"'));
  await turn(page, "text");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# 甲\n");
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.draft.text.startsWith("# 甲\n"));
  await page.locator("[data-keeping=kept]").waitFor();
  await turn(page, "problems");
  const { diagnostics } = await report(page);
  assert.equal(await page.locator("[data-problem]").count(), diagnostics.length);
  page.innocent();
});

test("a pack that was opened is opened again without a network, tried, and used on this device", async () => {
  const page = await visit();
  await find(page, "county-70");
  await page.locator(".pick li > button:first-child").click();
  await page.locator("#section-programs").waitFor();

  await leaveNetwork(page);
  await find(page, "county-70");
  await page.locator(".pick li > button:first-child").click();
  await page.locator("#section-programs").waitFor();
  await report(page);
  await turn(page, "trial");
  await press(page, "照这份草稿算");
  const tried = page.frameLocator(".trial").locator("jiuzhu-calculator[mode=liaison]");
  await toResult(tried);
  const said = await headline(tried);
  await turn(page, "files");
  await press(page, /^在这台设备上用$/);
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.used.length === 1);
  await press(page, "换一份");
  await press(page, "用它们测算");
  const used = page.frameLocator(".trial-whole").locator("jiuzhu-calculator[mode=liaison]");
  await toResult(used);
  assert.equal(await headline(used), said);
  page.innocent();
});

test("what cannot be had without a network is told with what can, and comes once there is one", async () => {
  const page = await visit();
  await leaveNetwork(page);
  const failed = (words) => page.locator("[role=alert]", { hasText: words });
  await beginOn(page, "淄博");
  await failed("没有网络时，打开过的还能用，也能写一份新的").waitFor();
  const seen = await failed("没有取到").evaluate((note) => note.getBoundingClientRect().top >= 0 && note.getBoundingClientRect().bottom <= innerHeight);
  assert.ok(seen, "it is told where the person is");
  await press(page, "写一份新的");
  await page.locator("#section-programs").waitFor();
  await report(page);
  assert.equal((await state(page)).failure, "");

  await page.evaluate(() => document.querySelector("jiuzhu-workbench").bench.typed([{ from: 0, to: 0, insert: 'based_on = "zibo-2025"\n' }]));
  await failed("为底的没有取到").waitFor();
  await page.context().setOffline(false);
  await turn(page, "text");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("# 甲");
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.below?.id === "zibo-2025");
  await failed("为底的没有取到").waitFor({ state: "detached" });
});
