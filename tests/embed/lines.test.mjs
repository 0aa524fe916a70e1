// The code and the policies that integrate.html writes, used exactly as they are written.
import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serve } from "../../www/serve.mjs";
import { start, watched } from "../page/support/browser.mjs";
import { folder, putCalculator } from "./support/site.mjs";
import { headline, toResult } from "./support/walk.mjs";

const BASE = "zwgk/jiuzhu";

let chrome;
let context;
before(async () => {
  chrome = await start();
  context = await chrome.browser.newContext({ viewport: { width: 412, height: 800 }, locale: "zh-CN", serviceWorkers: "block" });
  context.setDefaultTimeout(30_000);
});
after(async () => {
  await context.close();
  await chrome.close();
});

/** A site with the calculator below it; served again on the same port, its policy can be another. */
async function site(put = true) {
  const place = folder();
  if (put) putCalculator(join(place.path, BASE));
  let server = await serve({ root: place.path });
  return {
    url: server.url,
    origin: new URL(server.url).origin,
    path: place.path,
    async send(policy) {
      await server.close();
      server = await serve({ root: place.path, port: server.port, headers: { "content-security-policy": policy } });
    },
    async close() {
      await server.close();
      place.remove();
    },
  };
}

async function written(from, way, parent = "") {
  const page = await context.newPage();
  await page.goto(`${from.url}${BASE}/integrate.html`);
  await page.locator("#preview > div > *").first().waitFor();
  await page.locator("select[name=way]").selectOption(way);
  await page.locator("select[name=policy]").selectOption("county-70");
  await page.locator("input[name=parent]").fill(parent);
  await page.locator("input[name=parent]").blur();
  const read = (id) => page.locator(`#${id}`).innerText();
  const lines = { code: await read("code"), element: await read("element"), host: await read("host-policy"), own: (await read("own-policy")).replace(/\n/g, " "), parents: await read("parents") };
  await page.close();
  return lines;
}

/** In a page that allows what `policy` says and nothing else. */
async function shows(host, code, policy) {
  writeFileSync(join(host.path, "host.html"), `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8" /><meta http-equiv="content-security-policy" content="default-src 'none'; ${policy}" /><title>portal</title><link rel="icon" href="data:," /></head><body>${code}</body></html>`);
  const page = await watched(context, "http://127.0.0.1:");
  await page.goto(`${host.url}host.html`);
  await page.locator("jiuzhu-calculator, iframe").first().waitFor();
  const framed = (await page.locator("iframe").count()) > 0;
  const calculator = framed ? page.frameLocator("iframe").locator("jiuzhu-calculator") : page.locator("jiuzhu-calculator");
  await toResult(calculator);
  assert.match(await headline(calculator), /3,?360 元/);
  await calculator.getByRole("button", { name: "存成图片" }).click();
  await calculator.locator("img.picture").waitFor();
  if (framed) {
    await calculator.locator("#offer").click();
    await page.locator("html > div img").waitFor();
  }
  page.innocent();
  await page.close();
}

for (const [way, kind] of [["element", "code"], ["element", "element"], ["frame", "code"]]) {
  test(`${way} by ${kind}, in a page of the same site`, async () => {
    const own = await site();
    const lines = await written(own, way);
    await own.send(lines.own);
    await shows(own, lines[kind], lines.host);
    await own.close();
  });
}

test("a frame in another site", async () => {
  const [own, portal] = [await site(), await site(false)];
  const lines = await written(own, "frame", portal.origin);
  const config = join(own.path, BASE, "config.json");
  cpSync(config, `${config}.before`);
  writeFileSync(config, `{ "contract": 1, ${lines.parents} }`);
  await own.send(lines.own);
  await portal.send(null);
  await shows(portal, lines.code, lines.host);
  await portal.close();
  await own.close();
});

test("answers are checked, written as one line, work as written, and are never in an address", async () => {
  const own = await site();
  const page = await context.newPage();
  const addresses = [];
  page.on("request", (request) => addresses.push(request.url()));
  await page.goto(`${own.url}${BASE}/integrate.html`);
  await page.locator("select[name=policy]").selectOption("county-70");
  const tell = async (text) => {
    await page.locator("textarea[name=answers]").fill(text);
    await page.locator("textarea[name=answers]").blur();
  };
  const read = (id) => page.locator(`#${id}`).innerText();
  for (const wrong of ["{", "[1]", "null", "3", '"x"']) {
    await tell(wrong);
    assert.match(await read("answers-problem"), /不是 JSON/);
    assert.ok(!(await read("code")).includes("answers"));
  }
  const bill = { date: "2013-07-01", care: "inpatient", total: "12000", in_scope: "12000", basic_paid: "7200" };
  const answers = { person: { categories: ["subsistence-allowance"], facts: { "it's <b>&amp;": "x" } }, bills: [bill], received: [], readings: { "base-deductions": "all" } };
  await tell(JSON.stringify(answers, null, 2));
  assert.equal(await read("answers-problem"), "");
  const lines = { code: await read("code"), element: await read("element"), host: await read("host-policy"), own: (await read("own-policy")).replace(/\n/g, " ") };
  assert.equal(await page.locator("#preview jiuzhu-calculator").getAttribute("answers"), JSON.stringify(answers));
  await page.locator("input[name=phone]").press("Enter");
  await page.locator("#options").evaluate((form) => form.requestSubmit());
  assert.equal(page.url(), `${own.url}${BASE}/integrate.html`);
  assert.ok(addresses.every((address) => !/subsistence|7200/.test(address)), addresses.join());
  await page.close();
  await own.send(lines.own);
  for (const kind of ["code", "element"]) {
    assert.ok(!lines[kind].replace(/<\/script>\n/, "").includes("\n"));
    await shows(own, lines[kind], lines.host);
  }
  await own.close();
});
