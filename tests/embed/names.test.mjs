// A page whose pictures, forms and anchors have the names of what document and window have: the calculator goes by
// the names of the browser, not by those of the page.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { CSP, serve } from "../../www/serve.mjs";
import { dist, sites } from "./support/site.mjs";
import { visitors } from "./support/visit.mjs";
import { clickToResult } from "./support/walk.mjs";

const MAIN = readdirSync(dist).find((name) => /^jiuzhu-[\w-]{8}\.js$/.test(name));

/** What not every browser has, and so may be an anchor of the page; no browser has the last ones. */
const LATER = ["trustedTypes", "speechSynthesis", "SpeechSynthesisUtterance"];
const NOBODYS = [
  "jiuzhuEmbed",
  "jiuzhu",
  ...["litHtmlPolyfillSupport", "litHtmlVersions", "litElementHydrateSupport", "litElementPolyfillSupport", "litElementVersions"],
  ...["reactiveElementPolyfillSupport", "reactiveElementVersions", "litPropertyMetadata", "litNonce", "ShadyCSS", "ShadyDOM"],
];

let chrome;
let portal;
let older;
before(async () => {
  [chrome, portal] = await Promise.all([visitors({ again: true }), sites()]);
  // What somebody could lay where the pictures of visitors lie.
  mkdirSync(join(portal.folder, "uploads"));
  for (const name of [MAIN, "frame.html"]) writeFileSync(join(portal.folder, "uploads", name), "window.stolen = true;");
  // A browser that does not know trusted types does not require them either.
  const policy = CSP.replace(/; require-trusted-types-for.*/, "");
  older = await serve({ root: portal.folder, headers: { "content-security-policy": policy } });
});
after(async () => {
  await chrome.close();
  await older.close();
  await portal.close();
});

/** A page with this before the tag. */
async function visit(html, { attributes = "", script = "", site = portal } = {}) {
  writeFileSync(join(portal.folder, "names.js"), script);
  writeFileSync(
    join(portal.folder, "names.html"),
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8" /><title>portal</title><link rel="icon" href="data:," />
    <script src="names.js"></script></head><body>${html}
    <script src="/jiuzhu/embed.js" data-policy="county-70" ${attributes}></script></body></html>`,
  );
  return chrome.visit(site, "names.html");
}

async function works(page) {
  const calculator = page.locator("jiuzhu-calculator");
  await clickToResult(calculator);
  // The script of the rarely used parts, then the old way to the clipboard.
  await calculator.getByRole("button", { name: "存成图片" }).click();
  await calculator.locator("img.picture").waitFor();
  assert.equal(await page.evaluate(() => window.stolen), undefined);
  page.innocent();
}

describe("the tag is the script itself, whatever the page calls", () => {
  const pictures = {
    "a picture": '<img name="currentScript" src="/uploads/a.png" alt="" />',
    "two pictures": '<img name="currentScript" src="/uploads/a.png" alt="" /><img name="currentScript" src="/uploads/b.png" alt="" />',
    "a form": '<form name="currentScript"><input name="src" value="/uploads/a.png" /></form>',
    "a frame": '<iframe name="currentScript" src="about:blank"></iframe>',
    "an object": '<object id="currentScript"></object>',
  };
  for (const [what, html] of Object.entries(pictures)) {
    test(`${what} its current script`, async () => {
      const page = await visit(html);
      await page.locator("jiuzhu-calculator .button-main").waitFor();
      assert.equal(await page.evaluate(() => window.stolen), undefined);
      assert.deepEqual(page.sins.filter((sin) => !sin.includes("404")), []);
      await page.leave();
    });
  }
});

test("names of the document", async () => {
  const empty = await chrome.visit(portal, "empty.html");
  const names = await empty.evaluate(() => {
    const all = [];
    for (let at = Document.prototype; at !== Object.prototype; at = Object.getPrototypeOf(at)) {
      all.push(...Object.getOwnPropertyNames(at));
    }
    return all;
  });
  await empty.leave();
  assert.ok(names.includes("currentScript") && names.includes("addEventListener"));
  const page = await visit(names.map((name) => `<img name="${name}" src="data:," alt="" />`).join(""));
  await works(page);
  await page.leave();
});

test("names of the window that a browser lacks", async () => {
  const names = [...LATER, ...NOBODYS];
  const anchors = names.map((name) => `<a id="${name}">${name}</a>`).join("");
  const page = await visit(anchors, { site: older, script: LATER.map((name) => `delete window.${name};`).join("") });
  const others = (all) => all.filter((name) => !(window[name] instanceof HTMLElement) && window[name] !== 1);
  assert.deepEqual(await page.evaluate(others, names), []);
  await works(page);
  await page.leave();
});

test("the frame is where it should be", async () => {
  const named = ["currentScript", "head", "body"].map((name) => `<img name="${name}" src="data:," alt="" />`).join("");
  const page = await visit(`${named}<a id="origin"></a>`, { attributes: "data-frame" });
  await clickToResult(page.frameLocator("iframe").locator("jiuzhu-calculator"));
  page.innocent();
  await page.leave();
});
