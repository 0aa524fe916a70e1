// The script that no first answer needs: there without a network, in the single file, and missed without harm.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { single, start, watched } from "../page/support/browser.mjs";
import { dist, sites } from "./support/site.mjs";
import { toResult } from "./support/walk.mjs";

const EXTRAS = readdirSync(dist).find((name) => name.startsWith("jiuzhu-extras-"));

let chrome;
let portal;
before(async () => {
  [chrome, portal] = await Promise.all([start(), sites()]);
});
after(async () => {
  await chrome.close();
  await portal.close();
});

async function visit(address, settings = {}) {
  const context = await chrome.browser.newContext({ viewport: { width: 412, height: 800 }, locale: "zh-CN", ...settings });
  context.setDefaultTimeout(30_000);
  const page = await watched(context, address.startsWith("file:") ? "file:" : portal.url);
  page.leave = () => context.close();
  await page.goto(address);
  return { page, calculator: page.locator("jiuzhu-calculator") };
}

const press = (calculator, name) => calculator.getByRole("button", { name }).click();

async function keeps(calculator, code = true) {
  await press(calculator, "存成图片");
  await calculator.locator("img.picture").waitFor();
  if (!code) return;
  await press(calculator, "换手机打开");
  await calculator.locator("svg.code").waitFor();
}

test("the page has it without a network, from its worker", async () => {
  const { page, calculator } = await visit(`${portal.url}jiuzhu/`, { serviceWorkers: "allow" });
  await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.active !== null));
  await page.context().setOffline(true);
  await page.reload();
  await toResult(calculator);
  await keeps(calculator);
  page.innocent();
  await page.leave();
});

test("the single file has it inside", async () => {
  const { page, calculator } = await visit(pathToFileURL(single).href);
  await toResult(calculator);
  await keeps(calculator, false);
  await press(calculator, "写申请书");
  const [file] = await Promise.all([page.waitForEvent("download"), press(calculator, "下载 Word 文件")]);
  assert.match(file.suggestedFilename(), /\.docx$/);
  page.innocent();
  await page.leave();
});

test("on a portal's page it comes with the result, not before, and a network lost later does no harm", async () => {
  const { page, calculator } = await visit(`${portal.url}plain.html`, { serviceWorkers: "block" });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  const arrived = page.waitForResponse((response) => response.url().includes(EXTRAS));
  await calculator.locator(".screen .button-main").waitFor();
  assert.ok(!asked.some((address) => address.includes(EXTRAS)));
  await toResult(calculator);
  await (await arrived).finished();
  await page.context().setOffline(true);
  await keeps(calculator);
  page.innocent();
  await page.leave();
});

test("where it does not come, the result stands, the page says so, and it can be tried again", async () => {
  const { page, calculator } = await visit(`${portal.url}plain.html`, { serviceWorkers: "block" });
  await page.route(`**/${EXTRAS}`, (route) => route.abort());
  await toResult(calculator);
  await press(calculator, "存成图片");
  await calculator.locator("[role=alert]", { hasText: "再试一次" }).waitFor();
  assert.equal(await calculator.locator(".headline .sum").count(), 1);
  await page.unroute(`**/${EXTRAS}`);
  await keeps(calculator);
  assert.equal(await calculator.locator("[role=alert]").count(), 0);
  await page.leave();
});
