// What is kept on the device, and what is carried away: only with consent, only what works, always small.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { after, afterEach, before, test } from "node:test";
import { open, screenName, settled, start } from "./support/browser.mjs";
import { family } from "./support/family.mjs";
import { finger } from "./support/hands.mjs";
import { arrive } from "./support/journey.mjs";
import { seen } from "./support/seen.mjs";
import { arriveAgain } from "./support/told.mjs";
import { load } from "./support/load.mjs";

const KEY = "jiuzhu.saved /";
const IN_APP = "Mozilla/5.0 (Linux; Android 10; V1990A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/86.0.4240.99 XWEB/4296 Mobile Safari/537.36 MicroMessenger/8.0.22";

let site;
before(async () => {
  site = await start();
});
afterEach(() => site.rest());
after(() => site.close());

async function atResult(settings) {
  const page = await site.page(settings);
  await open(page, site.url);
  const hands = finger(page);
  await arriveAgain(page, family);
  await page.locator(".print-sheet").waitFor({ state: "attached" });
  return { page, hands };
}

const stored = (page) =>
  page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    cookies: document.cookie,
    databases: (await indexedDB.databases()).map((database) => database.name),
  }));
const NOTHING = { local: [], session: [], cookies: "", databases: [] };

test("without consent nothing at all is stored", async () => {
  const { page } = await atResult();
  assert.deepEqual(await stored(page), NOTHING);
  page.innocent();
});

test("with consent the answers come back when asked for, and one tap clears them", async () => {
  const page = await site.page();
  await open(page, site.url);
  const hands = finger(page);
  await hands.choose("把填的内容存在这台设备上");
  await arrive(page, family);
  assert.deepEqual((await stored(page)).local, [KEY]);
  await open(page, site.url);
  assert.equal(await screenName(page), "start", "nothing comes back unasked");
  await hands.press("接着上次的");
  await page.locator("jiuzhu-check").waitFor();
  await hands.press("算一算");
  assert.deepEqual(await seen(page), family.expect);
  await hands.press("清空");
  assert.deepEqual(await stored(page), NOTHING);
  assert.equal(await screenName(page), "start");
  page.innocent();
});

test("saving on the result page, and the next household", async () => {
  const { page, hands } = await atResult();
  await hands.press("存在这台设备上");
  assert.deepEqual((await stored(page)).local, [KEY]);
  await hands.press("换一户");
  assert.deepEqual(await stored(page), NOTHING);
  assert.equal(await screenName(page), "place");
  page.innocent();
});

test("a full storage is said plainly", async () => {
  const { page, hands } = await atResult();
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await hands.press("存在这台设备上");
  assert.match(await page.locator("[role=alert]").innerText(), /这里存满了/);
  page.innocent();
});

const form1 = readFileSync(new URL("./saved/form-1.json", import.meta.url), "utf8");

test("what an earlier page saved opens", async () => {
  const page = await site.page();
  await open(page, site.url);
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [KEY, form1]);
  await open(page, site.url);
  await finger(page).press("接着上次的（2026年11月20日）");
  await page.locator("jiuzhu-check").waitFor();
  await finger(page).press("算一算");
  assert.deepEqual(await seen(page), family.expect);
  page.innocent();
});

const { lift } = await load("src/state/saved.ts");
for (const [name, text] of [
  ["nothing", null],
  ["no JSON", "{"],
  ["another kind of value", "[]"],
  ["a later form", form1.replace('"form":1', '"form":99')],
  ["a form without a step", form1.replace('"form":1', '"form":0')],
  ["a draft without bills", form1.replace('"bills"', '"bill"')],
  ["a bill without amounts", form1.replace('"amounts":{"total"', '"amount":{"total"')],
]) {
  test(`${name} is politely refused`, () => assert.equal(lift(text), undefined));
}
test("an older form is lifted step by step", () => {
  const lifts = { 1: (old) => ({ ...old, form: 2 }), 2: (old) => ({ ...old, form: 3, day: "2026-12-01" }) };
  assert.equal(lift(form1, lifts, 3).day, "2026-12-01");
});

test("the picture is small, whole and can be kept by a long press", async () => {
  const { page, hands } = await atResult();
  await hands.press("存成图片");
  const picture = page.locator("img.picture");
  await picture.waitFor();
  const source = await picture.getAttribute("src");
  assert.match(source, /^data:image\/(png|jpeg);base64,/);
  assert.ok(Buffer.from(source.split(",")[1], "base64").length <= 300 * 1024);
  const { width, height } = await picture.evaluate((image) => ({ width: image.naturalWidth, height: image.naturalHeight }));
  assert.equal(width, 1080);
  assert.ok(height > 600 && height <= 2400, `${height} high`);
  page.innocent();
});

test("the copied text says what the page says", async () => {
  const { page, hands } = await atResult({ permissions: ["clipboard-read", "clipboard-write"] });
  await hands.press("复制文字");
  await page.locator("text=已复制").waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  for (const part of ["约 14,300\u00a0元", "重特大疾病", "□ 申请书", "估算", "12393"]) assert.ok(text.includes(part), `${part} in ${text}`);
  page.innocent();
});

test("where copying is refused the text can be selected", async () => {
  const { page, hands } = await atResult();
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    Document.prototype.execCommand = () => false;
  });
  await hands.press("复制文字");
  assert.match(await page.locator("textarea.selectable").inputValue(), /14,300\s元/);
  page.innocent();
});

/** The text of a printed page, and how many there are. */
async function printed(page) {
  const file = join(tmpdir(), `jiuzhu-${process.pid}.pdf`);
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));
  const pages = /Pages:\s+(\d+)/.exec(execFileSync("pdfinfo", [file], { encoding: "utf8" }))[1];
  return { pages: Number(pages), text: execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).replace(/\s+/g, "") };
}

test("the result prints on one page", async () => {
  const { page } = await atResult();
  const { pages, text } = await printed(page);
  assert.equal(pages, 1);
  for (const part of ["医疗救助估算单", "14,300元", "□申请书", "12393"]) assert.ok(text.includes(part), part);
  for (const part of ["字大一点", "上一步", "清空"]) assert.ok(!text.includes(part), part);
  page.innocent();
});

test("the letter prints on one page and comes as a Word file", async () => {
  const { page, hands } = await atResult();
  await hands.press("写申请书");
  await page.locator("section.letter").waitFor();
  await hands.pressAt("details > summary");
  await hands.type("#letter-name", "王某某");
  const { pages, text } = await printed(page);
  assert.equal(pages, 1);
  assert.ok(text.includes("王某某") && text.includes("____"), "told is filled in, untold stays blank");
  const waiting = page.waitForEvent("download");
  await hands.press("下载 Word 文件");
  const file = await (await waiting).path();
  const document = execFileSync("unzip", ["-p", file, "word/document.xml"], { encoding: "utf8" });
  assert.ok(document.includes("王某某"));
  assert.match(execFileSync("unzip", ["-t", file], { encoding: "utf8" }), /No errors/);
  page.innocent();
});

test("the print button prints the sheet alone, from a frame of its own", async () => {
  const { page, hands } = await atResult();
  await page.evaluate(() => {
    window.printed = [];
    const { append } = Element.prototype;
    Element.prototype.append = function (...nodes) {
      append.apply(this, nodes);
      for (const node of nodes) if (node.localName === "iframe") node.contentWindow.print = () => window.printed.push(node.contentDocument.body.innerText);
    };
  });
  await hands.press("打印一张");
  const [text] = await page.evaluate(() => window.printed);
  assert.match(text, /医疗救助估算单/);
  page.innocent();
});

test("inside an app only what works there is offered", async () => {
  const { page, hands } = await atResult({ userAgent: IN_APP });
  const buttons = await page.locator("jiuzhu-keep button").allInnerTexts();
  assert.deepEqual(buttons, ["存成图片", "复制文字", "写申请书", "换手机打开"]);
  assert.match(await page.locator("jiuzhu-keep").innerText(), /在浏览器打开/);
  await hands.press("存成图片");
  await page.locator("img.picture").waitFor();
  assert.equal(await page.locator("text=下载图片").count(), 0);
  page.innocent();
});

test("the code of the page holds its address and nothing else", async () => {
  const { page, hands } = await atResult();
  await hands.press("换手机打开");
  await page.locator("svg.code path").waitFor();
  const { codeOf } = await load("src/keep/page-code.ts");
  assert.equal(await page.locator("svg.code path").getAttribute("d"), codeOf(site.url).path);
  await settled(page);
  page.innocent();
});

test("an illness that was told of one bill has its name again after a reload, and no other sign before", async () => {
  // A page that has not had the catalogue before.
  const page = await site.page({ reducedMotion: "reduce" });
  await open(page, site.url);
  const hands = finger(page);
  await hands.choose("把填的内容存在这台设备上");
  await arrive(page, family);
  await page.evaluate(() => document.querySelector("jiuzhu-calculator").session.setBill(0, { diagnoses: ["uremia"] }));
  let send;
  const held = new Promise((done) => (send = done));
  await page.route("**/packs/diseases.*", (route) => held.then(() => route.continue()));
  await page.reload();
  await page.locator("jiuzhu-start").waitFor();
  await hands.press("接着上次的");
  const told = page.locator(".told");
  assert.match(await told.innerText(), /^…$/m);
  assert.doesNotMatch(await told.innerText(), /uremia/);
  send();
  await told.filter({ hasText: "尿毒症" }).waitFor();
  page.innocent();
});
