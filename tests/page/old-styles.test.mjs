// Browsers without constructed style sheets, under a policy that forbids <style>: every page looks as it does elsewhere,
// and nothing of it is blocked.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { CSP } from "../../www/serve.mjs";
import { open, single, start } from "./support/browser.mjs";
import { family } from "./support/family.mjs";
import { finger } from "./support/hands.mjs";
import { arrive } from "./support/journey.mjs";
import { seen } from "./support/seen.mjs";

let site;
before(async () => (site = await start()));
afterEach(() => site.rest());
after(() => site.close());

/** As in Safari before 16.4. */
async function withoutSheets(page) {
  await page.addInitScript(() => {
    for (const { prototype } of [Document, ShadowRoot]) delete prototype.adoptedStyleSheets;
    const { prototype } = CSSStyleSheet;
    for (const name of ["replace", "replaceSync"]) delete prototype[name];
    window.CSSStyleSheet = function () {
      throw new TypeError("Illegal constructor");
    };
    window.CSSStyleSheet.prototype = prototype;
  });
  return page;
}

/** How all of a page's element looks, once it stands. */
async function looksOf(page, element, sheet) {
  await page.waitForFunction(([name, sheet]) => {
    const root = document.querySelector(name)?.shadowRoot;
    return root?.querySelector("button, a, h1") && (!sheet || root.querySelector(sheet)?.sheet?.cssRules.length > 0);
  }, [element, sheet]);
  return page.evaluate(async (name) => {
    await document.querySelector(name).updateComplete;
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    // Colours that are on their way have come there.
    for (const change of document.querySelector(name).shadowRoot.getAnimations()) change.finish();
    const told = ["display", "fontSize", "color", "backgroundColor", "paddingTop", "paddingLeft", "borderTopWidth", "minHeight", "width"];
    return [...document.querySelector(name).shadowRoot.querySelectorAll("*")]
      .filter(({ localName }) => localName !== "link" && localName !== "style")
      .map((node) => [node.localName, node.className, ...told.map((one) => getComputedStyle(node)[one])].join(" "));
  }, element);
}

/** The pages, the element on each, and where its rules stand in an old browser. */
const PAGES = [
  ["the calculator", () => site.url, "jiuzhu-calculator", "link"],
  ["the notebook", () => `${site.url}liaison.html`, "jiuzhu-notebook", "link"],
  ["the page for whole lists", () => `${site.url}roster.html`, "jiuzhu-roster", "link"],
  ["the workbench", () => `${site.url}workbench.html`, "jiuzhu-workbench", "link"],
  ["the one-file page", () => pathToFileURL(single).href, "jiuzhu-calculator", "style"],
];

for (const [what, address, element, sheet] of PAGES) {
  test(`${what} looks as it does elsewhere`, async () => {
    const url = address();
    const settings = { home: new URL(".", url).href };
    const today = await site.page(settings);
    await today.goto(url);
    const elsewhere = await looksOf(today, element);
    const page = await withoutSheets(await site.page({ ...settings }));
    await page.goto(url);
    assert.deepEqual(await looksOf(page, element, sheet), elsewhere);
    page.innocent();
  });
}

describe("in the page of a portal", () => {
  /** A page in another folder than the calculator's, under the policy that the kit asks for. */
  async function portal(page, body) {
    await page.route("**/portal/host.html", (route) =>
      route.fulfill({ contentType: "text/html; charset=utf-8", headers: { "content-security-policy": CSP }, body: `<!doctype html><html lang="zh-CN"><head><title>门户</title></head><body>${body}</body></html>` }),
    );
    await page.goto(`${site.url}portal/host.html`);
    return page;
  }

  test("as an element", async () => {
    const body = '<script defer src="../embed.js"></script><jiuzhu-calculator></jiuzhu-calculator>';
    const elsewhere = await looksOf(await portal(await site.page(), body), "jiuzhu-calculator");
    const page = await portal(await withoutSheets(await site.page()), body);
    assert.deepEqual(await looksOf(page, "jiuzhu-calculator", "link"), elsewhere);
    page.innocent();
  });

  test("in a frame", async () => {
    const framed = async (page) => {
      await page.goto(`${site.url}integrate.html`);
      await page.locator("select[name=way]").selectOption("frame");
      await page.frameLocator("#preview iframe").locator(".button-main").first().waitFor();
      return page.frames()[1];
    };
    const elsewhere = await looksOf(await framed(await site.page()), "jiuzhu-calculator");
    const page = await withoutSheets(await site.page());
    assert.deepEqual(await looksOf(await framed(page), "jiuzhu-calculator", "link"), elsewhere);
    page.innocent();
  });
});

test("the answer is whole, and what cannot work is not offered", async () => {
  const page = await withoutSheets(await site.page({ permissions: ["clipboard-read", "clipboard-write"] }));
  await open(page, site.url);
  await arrive(page, family);
  assert.deepEqual(await seen(page), family.expect);
  const hands = finger(page);
  await hands.press("复制文字");
  await page.locator("text=已复制").waitFor();
  await hands.press("存成图片");
  await page.locator("img.picture").waitFor();
  // Nothing would keep it off the screen, or from being read twice.
  assert.equal(await page.locator(".print-sheet").count(), 0);
  assert.equal(await page.locator("jiuzhu-keep button", { hasText: "打印" }).count(), 0);
  page.innocent();
});

test("without a network it has its looks too", async () => {
  const page = await withoutSheets(await site.page({ worker: true }));
  await open(page, site.url);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const before = await looksOf(page, "jiuzhu-calculator", "link");
  await page.context().setOffline(true);
  await open(page, site.url);
  const after = await looksOf(page, "jiuzhu-calculator", "link");
  assert.deepEqual(after, before);
  page.innocent();
});

describe("the page that checks a site", () => {
  const row = async (page) => {
    const found = page.locator('[data-check="样式"]');
    await found.waitFor();
    return [await found.getAttribute("data-state"), await found.innerText()];
  };

  test("finds the looks of an old browser in order", async () => {
    const page = await withoutSheets(await site.page());
    await page.goto(`${site.url}check.html`);
    assert.equal((await row(page))[0], "ok");
  });

  test("says where the policy forbids them, and what would bring them", async () => {
    const forbidding = await site.beside({ headers: { "content-security-policy": CSP.replace("style-src 'self'", "style-src 'none'") } });
    for (const [page, state] of [[await site.page({ home: forbidding.url }), "ok"], [await withoutSheets(await site.page({ home: forbidding.url, locale: "zh-CN" })), "note"]]) {
      await page.goto(`${forbidding.url}check.html`);
      const [found, text] = await row(page);
      assert.equal(found, state);
      if (state === "note") assert.match(text, /没有样式，照样能算.*style-src 加上 'self'/);
    }
  });
});
