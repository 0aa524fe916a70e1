// The element on a page that does everything to break it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { start, watched } from "../page/support/browser.mjs";
import { sites } from "./support/site.mjs";
import { clickToResult, headline, toResult } from "./support/walk.mjs";

describe("the element", () => {
  let chrome;
  let portal;
  let context;

  before(async () => {
    [chrome, portal] = await Promise.all([start(), sites()]);
    context = await chrome.browser.newContext({ viewport: { width: 412, height: 800 }, locale: "zh-CN", serviceWorkers: "block" });
    context.setDefaultTimeout(30_000);
  });
  after(async () => {
    await context.close();
    await chrome.close();
    await portal.close();
  });

  test("two on one hostile page, each by itself", async () => {
    const page = await watched(context, portal.url);
    await page.goto(`${portal.url}hostile.html`);
    const [first, second] = [page.locator("jiuzhu-calculator").nth(0), page.locator("jiuzhu-calculator").nth(1)];
    await clickToResult(first);
    assert.equal(await second.locator("jiuzhu-start").count(), 1, "the second has moved with the first");
    await clickToResult(second, { total: "13000", paid: "7200" });
    assert.notEqual(await headline(first), await headline(second));

    const look = (calculator) =>
      calculator.evaluate((element) => {
        const title = getComputedStyle(element.shadowRoot.querySelector("h1"));
        const { width } = element.getBoundingClientRect();
        const { color, fontFamily, letterSpacing, textAlign, visibility, direction, textTransform } = title;
        return { size: parseFloat(getComputedStyle(element.shadowRoot.querySelector(".app")).fontSize), width, color, cursive: fontFamily.includes("cursive"), letterSpacing, textAlign, visibility, direction, textTransform };
      });
    const seen = await look(first);
    assert.deepEqual({ ...seen, width: 0 }, { size: 18, width: 0, color: "rgb(26, 26, 26)", cursive: false, letterSpacing: "normal", textAlign: "left", visibility: "visible", direction: "ltr", textTransform: "none" });
    assert.ok(seen.width > 300, `${seen.width} px wide`);
    assert.equal((await look(second)).size, 30);
    assert.equal(await second.getByRole("button", { name: "打印一张" }).count(), 0);
    assert.equal(await first.getByRole("button", { name: "打印一张" }).count(), 1);
    assert.equal(await page.evaluate(() => document.querySelectorAll('script[src*="jiuzhu-"][data-module]').length), 1, "the element's script is there once");
    page.innocent();
    await page.close();
  });

  test("follows the size that the page sets, whenever it does", async () => {
    const page = await watched(context, portal.url);
    await page.goto(`${portal.url}plain.html`);
    const calculator = page.locator("jiuzhu-calculator");
    const button = calculator.locator("[data-act=size]");
    const offered = async (size) => {
      await calculator.evaluate((element, value) => element.setAttribute("size", value), size);
      await calculator.evaluate((element) => element.updateComplete);
      return [await button.innerText(), await calculator.evaluate((element) => parseFloat(getComputedStyle(element.shadowRoot.querySelector(".app")).fontSize))];
    };
    await button.waitFor();
    const [toLarge, toElder, toNormal] = ["字大一点", "长辈版", "标准字"];
    assert.deepEqual(await offered("elder"), [toNormal, 30]);
    assert.deepEqual(await offered("large"), [toElder, 24]);
    assert.deepEqual(await offered("enormous"), [toLarge, 18]);
    page.innocent();
    await page.close();
  });

  test("leads who goes from house to house to the notebook, and nobody else", async () => {
    const page = await watched(context, portal.url);
    // Two tags: the second says for whom it is.
    await page.route("**/plain.html", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace(/<script.*<\/script>/, (tag) => tag + tag.replace("src=", 'data-mode="liaison" src=')) });
    });
    await page.goto(`${portal.url}plain.html`);
    const [resident, liaison] = [page.locator("jiuzhu-calculator:not([mode])"), page.locator("jiuzhu-calculator[mode=liaison]")];
    for (const one of [resident, liaison]) await one.locator(".screen .button-main").waitFor();
    assert.equal(await resident.locator("a[slot=others]").count(), 0);
    const notebook = liaison.locator("a[slot=others]");
    assert.deepEqual(await notebook.evaluateAll((all) => all.map(({ href, target, innerText }) => [href, target, innerText])), [[`${portal.kit}liaison.html`, "_blank", "我帮很多家查"]]);
    assert.ok(await notebook.isVisible());
    await liaison.locator(".screen .button-main").click();
    await notebook.waitFor({ state: "hidden" });
    page.innocent();
    await page.close();
  });

  test("does not ask for the place that the page gives, however late the list of places comes", async () => {
    const page = await watched(context, portal.url);
    let come;
    const wanted = new Promise((resolve) => (come = resolve));
    await page.route("**/packs/index*.json", async (route) => {
      await wanted;
      await route.continue();
    });
    await page.goto(`${portal.url}plain.html`);
    const calculator = page.locator("jiuzhu-calculator");
    await calculator.evaluate((element) => element.setAttribute("policy", "county-70"));
    await calculator.locator(".screen .button-main").click();
    await calculator.locator("jiuzhu-place").waitFor();
    come();
    await calculator.locator("jiuzhu-place").waitFor({ state: "detached" });
    await calculator.locator("jiuzhu-question").waitFor();
    page.innocent();
    await page.close();
  });

  test("tells its steps, and nothing that was told to it", async () => {
    const page = await watched(context, portal.url);
    await page.addInitScript(() => {
      window.heard = [];
      for (const name of ["ready", "step", "result", "error"]) addEventListener(`jiuzhu-${name}`, (event) => window.heard.push([name, event.detail]));
    });
    await page.goto(`${portal.url}plain.html`);
    await toResult(page.locator("jiuzhu-calculator"));
    const heard = await page.evaluate(() => window.heard);
    assert.deepEqual(heard[0], ["ready", { v: 1 }]);
    assert.ok(heard.every(([, detail]) => detail.v === 1));
    const result = heard.find(([name]) => name === "result");
    assert.deepEqual(Object.keys(result[1]).sort(), ["policy", "v"]);
    assert.deepEqual(Object.keys(result[1].policy).sort(), ["digest", "id", "version"]);
    const words = JSON.stringify(heard);
    for (const secret of ["12000", "7200", "3360", "subsistence"]) assert.ok(!words.includes(secret), `${secret} was told`);
    page.innocent();
    await page.close();
  });

  test("tells the amount only after a person agreed, seeing who asks", async () => {
    const page = await watched(context, portal.url);
    await page.addInitScript(() => {
      window.amounts = [];
      addEventListener("jiuzhu-result", (event) => event.detail.amount && window.amounts.push(event.detail.amount));
    });
    await page.goto(`${portal.url}asks.html`);
    const calculator = page.locator("jiuzhu-calculator");
    await toResult(calculator);
    const asked = await calculator.locator("[data-share]").innerText();
    assert.ok(asked.includes(new URL(portal.url).host), asked);
    assert.ok(!asked.includes("医保局官网"), "the page's own claim is shown as its name");
    await calculator.locator("[data-act=share]").evaluate((button) => button.click());
    await calculator.evaluate((element) => element.dispatchEvent(new CustomEvent("jiuzhu-agree")));
    assert.deepEqual(await page.evaluate(() => window.amounts), [], "a program agreed for the person");
    await calculator.locator("[data-act=share]").click();
    const amounts = await page.evaluate(() => window.amounts);
    assert.equal(amounts.length, 1);
    assert.ok((await headline(calculator)).replace(/[,\s]/g, "").includes(amounts[0].min.replace(/\.00$/, "")), JSON.stringify(amounts));
    page.innocent();
    await page.close();
  });

  test("takes a portal's settings and answers, and asks what does not fit", async () => {
    const page = await watched(context, portal.url);
    await page.goto(`${portal.url}settings.html`);
    const calculator = page.locator("#known jiuzhu-calculator, jiuzhu-calculator#known");
    await toResult(calculator);
    const told = await calculator.evaluate((element) => element.shadowRoot.querySelector(".page").textContent);
    assert.ok(told.includes("低保"), "the known identity is used");
    assert.equal(await calculator.locator("[data-phone] a").getAttribute("href"), "tel:07171234567");
    assert.equal(await calculator.locator("jiuzhu-changes").count(), 0);
    assert.equal(await calculator.getByRole("button", { name: "存在这台设备上" }).count(), 0, "nothing is kept at a counter");
    const colour = await calculator.evaluate((element) => getComputedStyle(element.shadowRoot.querySelector(".brand")).color);
    assert.equal(colour, "rgb(122, 16, 32)");
    const errors = await page.evaluate(() => window.errors);
    assert.deepEqual(errors.map(({ where, names }) => [where, names]), [["attributes", ["phones"]]]);
    await page.close();
  });
});
