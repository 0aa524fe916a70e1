// What goes wrong on real phones: a part that does not load, a clock that is off, double taps, a turned screen, a
// host page with rude styles. None may lose an answer or end in a dead page.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { dist, open, screenName, settled, start } from "./support/browser.mjs";
import { family } from "./support/family.mjs";
import { finger } from "./support/hands.mjs";
import { arrive, walk } from "./support/journey.mjs";
import { seen } from "./support/seen.mjs";

let site;
before(async () => {
  site = await start();
});
afterEach(() => site.rest());
after(() => site.close());

/** The browser's own notes about a file that the test took away. */
const takenAway = (page) => page.sins.splice(0).filter((sin) => !sin.includes("Failed to load resource"));

const noteOf = (page) => page.locator("[data-failure]");

for (const [what, pattern, words] of [
  ["the module", "**/*.wasm", /计算的部分没有打开.*在浏览器里打开/s],
  ["the list of places", "**/packs/index.*.json", /各地的办法没有打开.*网络/s],
]) {
  test(`${what} does not load: the page says what to do, and a second try works`, async () => {
    const page = await site.page();
    await page.route(pattern, (route) => route.abort());
    await open(page, site.url);
    await noteOf(page).waitFor();
    assert.match(await noteOf(page).innerText(), words);
    await page.unroute(pattern);
    await finger(page).press("再试一次");
    await noteOf(page).waitFor({ state: "detached" });
    await arrive(page, family);
    assert.deepEqual(await seen(page), family.expect);
    assert.deepEqual(takenAway(page), []);
  });
}

test("a place does not load: the page says so and the choice can be made again", async () => {
  const page = await site.page();
  await page.route("**/*.pack", (route) => route.fulfill({ status: 404, body: "gone" }));
  await open(page, site.url);
  const hands = finger(page);
  await hands.press("开始");
  await page.locator("[data-pack]").first().waitFor({ state: "attached" });
  await hands.pressAt(`details:has([data-pack="${family.pack}"]) > summary`);
  await hands.pressAt(`[data-pack="${family.pack}"]`);
  await noteOf(page).waitFor();
  assert.equal(await screenName(page), "place");
  await page.unroute("**/*.pack");
  await arrive(page, family);
  assert.deepEqual(await seen(page), family.expect);
  assert.deepEqual(takenAway(page), []);
});

test("a pack of another edition is not used", async () => {
  const page = await site.page();
  await page.route("**/packs/index.*.json", async (route) => {
    const list = await (await route.fetch()).json();
    for (const pack of list.packs) pack.digest = "0".repeat(64);
    await route.fulfill({ json: list });
  });
  await open(page, site.url);
  const hands = finger(page);
  await hands.press("开始");
  await page.locator("[data-pack]").first().waitFor({ state: "attached" });
  await hands.pressAt(`details:has([data-pack="${family.pack}"]) > summary`);
  await hands.pressAt(`[data-pack="${family.pack}"]`);
  await noteOf(page).waitFor();
  assert.match(await noteOf(page).innerText(), /这个地方的办法没有打开/);
});

test("before any script the page can be read", async () => {
  const page = await site.page({ javaScriptEnabled: false });
  await page.goto(site.url);
  const text = await page.locator("body").innerText();
  for (const part of ["看看能领多少救助", "填的内容不会上传", "12393", "最后以医保局核定为准"]) assert.ok(text.includes(part), part);
});

test("a clock that is off is asked about, not believed", async () => {
  const page = await site.page({ day: "1970-01-02" });
  await open(page, site.url);
  const hands = finger(page);
  await hands.press("开始");
  assert.equal(await screenName(page), "day");
  await hands.press("继续");
  assert.match(await page.locator("#problems").innerText(), /今天的年、月、日/);
  await hands.type("#field-day", "2026");
  await hands.type("#field-day-month", "11");
  await hands.type("#field-day-day", "22");
  await hands.press("继续");
  assert.equal(await screenName(page), "place");
  await arrive(page, family);
  assert.deepEqual(await seen(page), family.expect);
  page.innocent();
});

test("a double tap moves one step, a turned screen keeps the answers", async () => {
  const page = await site.page();
  await open(page, site.url);
  const hands = finger(page);
  await hands.press("开始");
  await page.locator("[data-pack]").first().waitFor({ state: "attached" });
  await hands.pressAt(`details:has([data-pack="${family.pack}"]) > summary`);
  await hands.pressAt(`[data-pack="${family.pack}"]`);
  await page.locator("jiuzhu-question").waitFor();
  await hands.choose("低保户");
  await page.setViewportSize({ width: 740, height: 360 });
  await settled(page);
  const box = await page.locator(".button-main").boundingBox();
  const at = [box.x + box.width / 2, box.y + box.height / 2];
  if (at[1] > 360) await page.locator(".button-main").scrollIntoViewIfNeeded();
  await page.locator(".button-main").dblclick();
  await settled(page);
  assert.equal(await screenName(page), "care");
  assert.equal(await page.locator("#problems").count(), 0);
  await hands.press("上一步");
  assert.ok(await page.locator("label.card-chosen", { hasText: "低保户" }).isVisible(), "back keeps the answer");
  page.innocent();
});

test("the browser's back button leads one step back, never out of the answers", async () => {
  const page = await site.page();
  await open(page, site.url);
  await arrive(page, family);
  await page.goBack();
  await page.locator("jiuzhu-check").waitFor();
  await page.goBack();
  await page.locator("jiuzhu-question").waitFor();
  await page.goBack();
  await page.locator("jiuzhu-received").waitFor();
  assert.ok(await page.locator("label.card-chosen", { hasText: "没领过" }).isVisible());
  page.innocent();
});

test("one answer is changed on the result and leads straight back to it", async () => {
  const page = await site.page();
  await open(page, site.url);
  const hands = finger(page);
  await arrive(page, family);
  await page.locator("summary", { hasText: "您填的" }).tap();
  await hands.pressAt('button:has-text("改：您家是下面哪一种？")');
  await page.locator("jiuzhu-question").waitFor();
  await hands.choose("低保户");
  await hands.choose("低收入家庭");
  await hands.press("继续");
  await page.locator("jiuzhu-result").waitFor();
  // 低收入: 22,000 自付达到 20,000 的门槛，报 30%。
  assert.equal((await seen(page)).sum, "约 6,600 元");
  page.innocent();
});

test("switching a reading changes the figure, and can be undone", async () => {
  const page = await site.page();
  await open(page, site.url);
  const hands = finger(page);
  await arrive(page, { ...family, answers: { ...family.answers, "person.categories": "低收入家庭" } });
  assert.equal((await seen(page)).sum, "约 6,600 元");
  await page.locator("summary", { hasText: "给经办的人看" }).tap();
  await page.locator('[data-reading="threshold-base"] label').nth(1).tap();
  await settled(page);
  // Only what exceeds 20,000: 2,000 × 30%.
  assert.equal((await seen(page)).sum, "约 600 元");
  await page.locator('[data-reading="threshold-base"] label').nth(0).tap();
  await settled(page);
  assert.equal((await seen(page)).sum, "约 6,600 元");
  page.innocent();
});

test("figures that the locality sets can be filled in where the result waits for them", async () => {
  const page = await site.page();
  await open(page, site.url);
  const hands = finger(page);
  const margin = JSON.parse(readFileSync(new URL("./journeys/national-margin.json", import.meta.url)));
  await arrive(page, margin);
  assert.equal((await seen(page)).standing, "not-computed");
  for (const [id, value] of [
    ["margin_deductible", "4000"],
    ["annual_limit", "5万"],
    ["topup_threshold", "7000"],
  ]) {
    const field = page.locator(`[data-parameter="${id}"] input`);
    if (!(await field.isVisible())) await page.locator("summary", { hasText: "给经办的人看" }).tap();
    await field.fill(value);
  }
  // What the result waits for stands in one form, the rest in the part for the office.
  await hands.press("算一算");
  const rest = page.locator("[data-parameter=margin_ratio] input");
  if (!(await rest.isVisible())) await page.locator("summary", { hasText: "给经办的人看" }).tap();
  await rest.fill("65％");
  await page.locator("jiuzhu-figures", { has: rest }).locator("button", { hasText: "算一算" }).tap();
  await settled(page);
  // 25,000 - 15,000 - 4,000 = 6,000; 65% of it.
  assert.equal((await seen(page)).programs.inpatient, "3,900 元");
  page.innocent();
});

test("a part that breaks leaves the others standing", async () => {
  const page = await site.page();
  await open(page, site.url);
  await page.evaluate(async () => {
    (await customElements.whenDefined("jiuzhu-keep")).prototype.view = () => {
      throw new Error("姓名王某某");
    };
  });
  await arrive(page, family);
  assert.deepEqual(await seen(page), family.expect);
  assert.match(await page.locator("jiuzhu-keep").innerText(), /这一块没有显示出来/);
  assert.deepEqual([...new Set(page.sins)], ["console jiuzhu-keep Error"], "no answer gets into the log");
});

test("reading aloud is there with a Chinese voice, and not without", async () => {
  const page = await site.page();
  await page.addInitScript(() => {
    window.spoken = [];
    speechSynthesis.getVoices = () => [{ lang: "zh-CN", localService: true, name: "x" }];
    speechSynthesis.speak = (utterance) => window.spoken.push(utterance.text);
    Object.defineProperty(SpeechSynthesisUtterance.prototype, "voice", { set() {}, get: () => null });
  });
  await open(page, site.url);
  const hands = finger(page);
  await arrive(page, family);
  await hands.press("念给我听");
  const [text] = await page.evaluate(() => window.spoken);
  assert.match(text, /可以申请.*14,300\s元/s);
  await hands.press("不念了");
  page.innocent();
  const silent = await site.page();
  await silent.addInitScript(() => {
    speechSynthesis.getVoices = () => [{ lang: "en-US", localService: true, name: "x" }];
  });
  await open(silent, site.url);
  assert.equal(await silent.locator("[data-act=speak]").count(), 0);
});

test("what does not add up is said at the field, in the core's own words", async () => {
  const page = await site.page();
  await open(page, site.url);
  const wrong = structuredClone(family);
  wrong.bills[0].amounts.basic_paid = "60000";
  await assert.rejects(arrive(page, wrong), /请再看一眼单子/);
  assert.equal(await page.locator("#field-basic_paid").getAttribute("aria-invalid"), "true");
  assert.match(await page.locator("#field-basic_paid-problem").innerText(), /请再看一眼单子/);
  await page.locator("#problems button").tap();
  assert.equal(await page.evaluate(() => document.querySelector("jiuzhu-calculator").shadowRoot.activeElement.id), "field-basic_paid");
  page.innocent();
});

test("nobody is left without a way on", async () => {
  const page = await site.page();
  await open(page, site.url);
  const hands = finger(page);
  await arrive(page, { ...family, answers: { "person.categories": "都不是" } });
  assert.equal((await seen(page)).standing, "not-eligible");
  const text = await page.locator("jiuzhu-result").innerText();
  for (const part of ["依申请救助", "临时救助", "12393", "别的路", "如果认定为"]) assert.ok(text.includes(part), part);
  page.innocent();
});

test("no translator writes over what is drawn: it would leave the figures of the answer before", async () => {
  const page = await site.page();
  await open(page, site.url);
  for (const until of ["start", "result"]) {
    if (until === "result") await arrive(page, family);
    const left = await page.evaluate(() => [...document.querySelector("jiuzhu-calculator").shadowRoot.querySelectorAll("*")].filter((node) => node.translate).map(({ localName }) => localName));
    assert.deepEqual([...new Set(left)].filter((name) => name !== "style"), [], until);
  }
  page.innocent();
});

test("rude styles of a host page stay outside", async () => {
  const page = await site.page();
  await page.route("**/host.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="zh-CN"><head><title>门户</title><link rel="stylesheet" href="host.css"><script defer src="${scriptName()}"></script></head><body><h1>门户网站</h1><jiuzhu-calculator base="./" module="${moduleName()}" extras="${extrasName()}" index="${indexName()}"></jiuzhu-calculator></body></html>`,
    }),
  );
  await page.route("**/host.css", (route) =>
    route.fulfill({ contentType: "text/css", body: "html{font-size:62.5%} *{color:red!important;letter-spacing:9px} div:empty{display:none} button{display:none!important} label{font-size:6px!important} body{line-height:3;text-align:center;visibility:visible}" }),
  );
  await page.goto(`${site.url}host.html`);
  await page.locator("jiuzhu-start").waitFor();
  const style = await page.locator("jiuzhu-start h1").evaluate((node) => ({ size: getComputedStyle(node).fontSize, colour: getComputedStyle(node).color, spacing: getComputedStyle(node).letterSpacing, align: getComputedStyle(node).textAlign }));
  assert.deepEqual(style, { size: "26.1px", colour: "rgb(26, 26, 26)", spacing: "normal", align: "left" });
  await walk(page, family, finger(page));
  assert.deepEqual(await seen(page), family.expect);
  page.innocent();
});

const named = (pattern) => readdirSync(dist).find((name) => pattern.test(name));
const scriptName = () => named(/^jiuzhu-(?!extras|later)[\w-]+\.js$/);
const moduleName = () => named(/\.wasm$/);
const extrasName = () => named(/^jiuzhu-extras/);
const indexName = () => `packs/${readdirSync(`${dist}/packs`).find((name) => name.startsWith("index."))}`;
