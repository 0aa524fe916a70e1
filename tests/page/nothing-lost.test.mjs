// Nothing that was told is lost without a word, and nothing that was erased comes back: over the browser's own way back
// and forward, reloading, two pages side by side, saving and erasing. The day is China's, wherever the device stands.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { open, screenName, settled, start, watched } from "./support/browser.mjs";
import { family } from "./support/family.mjs";
import { finger } from "./support/hands.mjs";
import { arrive } from "./support/journey.mjs";
import { load } from "./support/load.mjs";

const wuhan = JSON.parse(readFileSync(new URL("./journeys/wuhan-allowance.json", import.meta.url)));

let site;
before(async () => {
  site = await start();
});
afterEach(() => site.rest());
after(() => site.close());

async function atResult(keep = false, context) {
  const page = context ? await watched(context, site.url) : await site.page();
  await open(page, site.url);
  const hands = finger(page);
  if (keep) await hands.choose("把填的内容存在这台设备上");
  await arrive(page, family);
  return { page, hands };
}

const stored = (page) => page.evaluate(() => Object.entries(localStorage));
const shown = async (page) => (await page.locator(".screen").innerText()).replace(/\s+/g, " ");
const state = (page, name) => page.evaluate((key) => document.querySelector("jiuzhu-calculator").session.state[key], name);
const undo = (page) => page.locator("[data-undo]");
const eventually = async (say) => {
  for (let round = 0; round < 600 && !(await say()); round += 1) await new Promise((done) => setTimeout(done, 50));
  assert.ok(await say(), String(say));
};

test("what was erased can be brought back, saved as it was, until the next step", async () => {
  const { page, hands } = await atResult(true);
  const [was, kept] = [await shown(page), await stored(page)];
  for (const button of ["清空", "换一户"]) {
    await hands.press(button);
    assert.deepEqual(await stored(page), []);
    await hands.press("撤销");
    assert.equal(await screenName(page), "result");
    assert.equal(await shown(page), was);
    assert.deepEqual(await stored(page), kept);
    assert.equal(await undo(page).count(), 0);
  }
  await hands.press("清空");
  assert.equal(await undo(page).count(), 1);
  await hands.press("开始");
  assert.equal(await undo(page).count(), 0);
  assert.deepEqual(await state(page, "savedOn"), undefined);
  page.innocent();
});

test("a bill that was taken out, and answers that another place drops, can be brought back", async () => {
  const { page, hands } = await atResult();
  const was = await state(page, "draft");
  await hands.press("改答案");
  await hands.pressAt('button:has-text("改：单子上的数")');
  await hands.press("今年还有一张单子");
  await hands.choose("住院了");
  for (const fieldset of await page.locator("jiuzhu-care fieldset").all()) await fieldset.locator(".card").last().tap();
  await hands.press("继续");
  assert.equal(await screenName(page), "amounts");
  await hands.press("去掉这张单子");
  assert.deepEqual((await state(page, "draft")).bills, was.bills);
  await hands.press("撤销");
  assert.equal((await state(page, "draft")).bills.length, 2);
  await hands.press("去掉这张单子");
  await page.evaluate(() => document.querySelector("jiuzhu-calculator").session.choosePack("county-70"));
  await undo(page).waitFor();
  await hands.press("撤销");
  assert.deepEqual(await state(page, "draft"), was);
  page.innocent();
});

test("the browser's way back and forward goes along the steps, and an anchor of the page moves nothing", async () => {
  const page = await site.page();
  await open(page, site.url);
  await arrive(page, family, "amounts");
  const trail = (await state(page, "trail")).map(({ name }) => name);
  await page.evaluate(() => (location.hash = "foot"));
  await settled(page);
  assert.equal(await screenName(page), "amounts");
  await page.goBack();
  await settled(page);
  assert.equal(await screenName(page), "amounts", "the step is still there under the anchor");
  for (const name of [...trail].reverse()) {
    await page.goBack();
    await settled(page);
    assert.equal(await screenName(page), name);
  }
  for (const name of [...trail.slice(1), "amounts"]) {
    await page.goForward();
    await settled(page);
    assert.equal(await screenName(page), name);
  }
  await finger(page).press("上一步");
  await page.goForward();
  await settled(page);
  assert.equal(await screenName(page), "amounts");
  page.innocent();
});

test("after a reload one way back leads out, and after 「清空」 too", async () => {
  for (const leave of [(page) => page.reload(), (page) => page.evaluate(() => document.querySelector("jiuzhu-calculator").session.erase())]) {
    const page = await site.page();
    await page.goto(`${site.url}THIRD-PARTY.txt`);
    await open(page, site.url);
    await arrive(page, family, "amounts");
    await leave(page);
    await page.locator("jiuzhu-start").waitFor();
    await eventually(async () => !(await page.evaluate(() => history.state?.jiuzhu)));
    await page.goBack();
    await eventually(() => page.url().endsWith("THIRD-PARTY.txt"));
  }
});

test("a reload warns where it would cost what was told, and only there", async () => {
  const asked = async (page) => {
    const dialogs = [];
    page.on("dialog", (dialog) => dialogs.push(dialog.type()) && dialog.accept());
    await page.reload();
    await page.locator("jiuzhu-start").waitFor();
    return dialogs;
  };
  const { page } = await atResult();
  assert.deepEqual(await asked(page), ["beforeunload"]);
  assert.deepEqual(await asked(page), []);
  const { page: saved } = await atResult(true);
  assert.deepEqual(await asked(saved), []);
});

test("two pages: neither writes over the other without a word, and what one erases is erased in both", async () => {
  const { page: first, hands } = await atResult(true);
  const second = await watched(first.context(), site.url);
  await open(second, site.url);
  const others = finger(second);
  await others.press("接着上次的");
  await second.locator("jiuzhu-check").waitFor();
  await second.evaluate(() => document.querySelector("jiuzhu-calculator").session.answer("person.age", { kind: "number", text: "年龄", value: "70", shown: "70" }));
  const theirs = await stored(second);
  await first.evaluate(() => document.querySelector("jiuzhu-calculator").session.answer("person.age", { kind: "number", text: "年龄", value: "50", shown: "50" }));
  await settled(first);
  assert.deepEqual(await stored(second), theirs);
  assert.match(await first.locator("[data-elsewhere]").innerText(), /别的页面/);
  await hands.press("存这里的");
  assert.notDeepEqual(await stored(second), theirs);
  assert.equal(await first.locator("[data-elsewhere]").count(), 0);
  await first.evaluate(() => document.querySelector("jiuzhu-calculator").session.erase());
  await second.locator("jiuzhu-start").waitFor();
  assert.match(await undo(second).innerText(), /另一个页面/);
  assert.deepEqual((await state(second, "draft")).bills, []);
  assert.deepEqual(await stored(second), []);
  first.innocent();
  second.innocent();
});

test("a page that slept while another erased what is saved wakes up erased, and stays as it was where nothing was", async () => {
  const { page } = await atResult(true);
  const wakes = () => page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await wakes();
  await settled(page);
  assert.equal(await screenName(page), "result");
  // Asleep it is not told of it.
  await page.evaluate(() => localStorage.clear());
  await wakes();
  await page.locator("jiuzhu-start").waitFor();
  assert.match(await undo(page).innerText(), /另一个页面/);
  assert.deepEqual((await state(page, "draft")).bills, []);
  page.innocent();
});

test("what was saved stays where its place cannot be opened now", async () => {
  const { page } = await atResult(true);
  const kept = await stored(page);
  await open(page, site.url);
  await page.route("**/*.pack", (route) => route.abort());
  await finger(page).press("接着上次的");
  await page.locator("[data-failure=pack]").waitFor();
  assert.deepEqual(await stored(page), kept);
  await page.unroute("**/*.pack");
  await finger(page).press("接着上次的");
  await page.locator("jiuzhu-check").waitFor();
  assert.deepEqual(await stored(page), kept);
});

test("a bill after a reload asks what the first one did", async () => {
  const { page } = await atResult(true);
  const fields = () => page.evaluate(() => document.querySelector("jiuzhu-calculator").session.asksOfBill("inpatient"));
  const before = await fields();
  await open(page, site.url);
  await finger(page).press("接着上次的");
  await page.locator("jiuzhu-check").waitFor();
  assert.deepEqual(await fields(), before);
  page.innocent();
});

test("the place of care is not passed unseen", async () => {
  const page = await site.page();
  await open(page, site.url);
  await arrive(page, wuhan, "care");
  const hands = finger(page);
  await hands.choose("住院了");
  await hands.press("继续");
  assert.equal(await screenName(page), "care");
  assert.match(await page.locator("#problems").innerText(), /不知道就选「不清楚」/);
  await hands.choose("不清楚");
  await hands.press("继续");
  assert.notEqual(await screenName(page), "care");
  page.innocent();
});

test("a date is pasted whole, and an amount in words is shown back as it is read", async () => {
  const page = await site.page();
  await open(page, site.url);
  await arrive(page, family, "amounts");
  for (const [field, text] of [["#field-date", "2016年10月3日"], ["#field-date-day", "2016-10-04 09:30"]]) {
    await page.locator(field).evaluate((input, pasted) => {
      const data = new DataTransfer();
      data.setData("text", pasted);
      input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
    await settled(page);
  }
  const values = await Promise.all(["", "-month", "-day"].map((part) => page.locator(`#field-date${part}`).inputValue()));
  assert.deepEqual(values, ["2016", "10", "4"]);
  await page.locator("#field-total").fill("1万2");
  await settled(page);
  assert.match(await shown(page), /就是 12,000 元/);
  await page.locator("#field-total").fill("3200 1800");
  await finger(page).press("继续");
  assert.match(await page.locator("#problems").innerText(), /好像不止一个数/);
  page.innocent();
});

test("what this browser cannot do is not offered", async () => {
  const page = await site.page();
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } });
    HTMLCanvasElement.prototype.getContext = () => null;
    window.print = undefined;
  });
  await open(page, site.url);
  assert.equal(await page.locator("[name=keep]").count(), 0);
  await arrive(page, family);
  await page.locator("jiuzhu-keep button").first().waitFor();
  const buttons = await page.locator("jiuzhu-result button").allInnerTexts();
  for (const name of ["存成图片", "打印一张", "存在这台设备上"]) assert.ok(!buttons.includes(name), name);
  page.innocent();
});

for (const [zone, moment, day] of [
  ["UTC", "2026-11-21T23:30:00Z", "2026-11-22"],
  ["America/New_York", "2026-12-31T16:30:00Z", "2027-01-01"],
  ["Pacific/Kiritimati", "2026-12-31T15:30:00Z", "2026-12-31"],
]) {
  test(`on a device set to ${zone} it is ${day} at ${moment}, and the next day after midnight`, async () => {
    const page = await site.page({ timezoneId: zone, day: undefined });
    await page.context().clock.setFixedTime(new Date(moment));
    await open(page, site.url);
    assert.equal(await state(page, "today"), day);
    await arrive(page, family, "amounts");
    await page.context().clock.setFixedTime(new Date(Date.parse(moment) + 86_400_000));
    await page.locator("#field-total").fill("1");
    assert.equal(await state(page, "today"), new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10));
    await page.context().close();
  });
}

test("what one copy of the calculator saved is not another's", async () => {
  const entries = new Map();
  globalThis.localStorage = { getItem: (key) => entries.get(key) ?? null, setItem: (key, value) => entries.set(key, value), removeItem: (key) => entries.delete(key) };
  const { Shelf } = await load("src/state/saved.ts");
  const draft = { version: 1, given: {}, bills: [], withoutBills: false, readings: {} };
  const [one, other] = [new Shelf("/a/jiuzhu/"), new Shelf("/b/jiuzhu/")];
  assert.equal(one.write(draft, "2026-11-22"), "saved");
  assert.equal(other.read(), undefined);
  other.erase();
  assert.deepEqual(one.read().draft, draft);
  assert.equal(new Shelf("/a/jiuzhu/").write(draft, "2026-11-23"), "elsewhere");
  delete globalThis.localStorage;
});
