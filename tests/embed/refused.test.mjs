// Pages that let in less than others: XHTML, a policy of nonces, a base elsewhere, a frame within a frame, and a
// calculator that does not come at all.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { CSP, serve } from "../../www/serve.mjs";
import { folder, putCalculator, putHosts, sites } from "./support/site.mjs";
import { visitors } from "./support/visit.mjs";
import { toResult } from "./support/walk.mjs";

const NONCES = "default-src 'none'; script-src 'nonce-r4nd0m' 'wasm-unsafe-eval'; style-src 'nonce-r4nd0m'; connect-src 'self'; img-src 'self' data:";
/** The element's script. */
const MAIN = /\/jiuzhu-[\w-]{8}\.js$/;
/** Longer than the loader waits. */
const PATIENCE = 30_000;

let chrome;
let portal;
let nonces;
before(async () => {
  [chrome, portal] = await Promise.all([visitors(), sites()]);
  nonces = await serve({ root: portal.folder, headers: { "content-security-policy": NONCES } });
});
after(async () => {
  await chrome.close();
  await nonces.close();
  await portal.close();
});

async function complete(page, calculator = page.locator("jiuzhu-calculator")) {
  await toResult(calculator);
  // The script of the rarely used parts.
  await calculator.getByRole("button", { name: "存成图片" }).click();
  await calculator.locator("img.picture").waitFor();
}

test("a page of XHTML has the element and the frame", async () => {
  const page = await chrome.visit(portal, "xhtml.xhtml");
  assert.equal(await page.evaluate(() => document.contentType), "application/xhtml+xml");
  await complete(page);
  await toResult(page.frames()[1].locator("jiuzhu-calculator"));
  page.innocent();
  await page.leave();
});

test("a policy that lets in nothing without its nonce", async () => {
  const page = await chrome.visit(nonces, "nonce.html");
  await complete(page);
  page.innocent();
  await page.leave();
});

test("a tag that the page writes, and one that it moves, under a base elsewhere", async (running) => {
  // What writes its page in this way sends no policy.
  const site = await serve({ root: portal.folder, headers: { "content-security-policy": null } });
  running.after(() => site.close());
  const page = await chrome.visit(site, "moved.html");
  await complete(page, page.locator("#by-write > jiuzhu-calculator"));
  assert.equal(await page.locator("#moved > jiuzhu-calculator").count(), 1);
  assert.equal(await page.locator("jiuzhu-calculator").count(), 2);
  page.innocent();
  await page.leave();
});

describe("a plain link is shown", () => {
  const link = (where) => where.locator("a", { hasText: "点这里打开" });

  test("at once where the script is refused", async () => {
    const page = await chrome.visit(portal);
    await page.route(MAIN, (route) => route.abort());
    await page.goto(`${portal.url}plain.html`);
    await link(page).waitFor();
    assert.equal(await link(page).evaluate((element) => element.href), `${portal.kit}index.html`);
    assert.deepEqual(await page.evaluate(() => window.events), [["error", { v: 1, code: "script" }]]);
    await page.leave();
  });

  test("after some seconds where nothing answers, and gives way to what comes late", async () => {
    const page = await chrome.visit(portal);
    let come;
    const wanted = new Promise((resolve) => (come = resolve));
    await page.route(MAIN, async (route) => {
      await wanted;
      await route.continue();
    });
    await page.goto(`${portal.url}plain.html`, { waitUntil: "commit" });
    await link(page).waitFor({ timeout: PATIENCE });
    come();
    await page.locator("jiuzhu-calculator .button-main").waitFor();
    assert.equal(await link(page).isVisible(), false);
    await page.leave();
  });

  test("where the frame may not stand within a third site's, and not where it may", async (running) => {
    const place = folder();
    const around = await serve({ root: place.path, headers: { "content-security-policy": null } });
    const county = await serve({ root: portal.folder, headers: { "content-security-policy": null } });
    const { origin } = new URL(county.url);
    const calculators = folder();
    const policy = CSP.replace("frame-ancestors 'self'", `frame-ancestors ${origin}`);
    const other = await serve({ root: calculators.path, headers: { "content-security-policy": policy } });
    running.after(async () => {
      await Promise.all([around, county, other].map((server) => server.close()));
      [place, calculators].forEach(({ remove }) => remove());
    });
    putCalculator(calculators.path, { parents: [{ origin, name: "某县人民政府" }] });
    putHosts(portal.folder, { kit: other.url, origin });
    writeFileSync(join(place.path, "province.html"), `<!doctype html><meta charset="utf-8" /><title>province</title><link rel="icon" href="data:," /><iframe src="${county.url}framed.html"></iframe>`);

    const [page, alone] = await Promise.all([chrome.visit(around, "province.html"), chrome.visit(county, "framed.html")]);
    const inner = page.frameLocator("iframe");
    await link(inner).waitFor({ timeout: PATIENCE });
    assert.equal(await link(inner).evaluate((element) => element.href), `${other.url}index.html`);
    await page.leave();

    await alone.frameLocator("iframe").locator("jiuzhu-calculator .button-main").waitFor();
    // Both have been there for as long.
    await alone.waitForTimeout(2_500);
    assert.equal(await link(alone).count(), 0);
    await alone.leave();
  });
});
