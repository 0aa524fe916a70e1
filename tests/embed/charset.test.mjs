// A portal of GBK, whose server names no encoding or names GBK for everything: each word is read as it was written.
import assert from "node:assert/strict";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { serve } from "../../www/serve.mjs";
import { single } from "../page/support/browser.mjs";
import { dist, sites } from "./support/site.mjs";
import { visitors } from "./support/visit.mjs";
import { toResult } from "./support/walk.mjs";

const MARK = "\ufeff";

let chrome;
before(async () => {
  chrome = await visitors();
});
after(() => chrome.close());

for (const [says, charset] of [["no encoding", ""], ["GBK", "gbk"]]) {
  describe(`a server that says ${says}`, () => {
    let portal;
    let open;
    before(async () => {
      portal = await sites({ charset });
      copyFileSync(single, join(portal.folder, "single.html"));
      // The one file brings its own policy, which lets its own scripts in.
      open = await serve({ root: portal.folder, charset, headers: { "content-security-policy": null } });
    });
    after(async () => {
      await open.close();
      await portal.close();
    });

    async function visit(path) {
      const page = await chrome.visit(portal, path);
      return { page, calculator: page.locator("jiuzhu-calculator") };
    }

    test("a page of GBK has the element and the frame", async () => {
      const { page, calculator } = await visit("gbk.html");
      assert.equal(await page.evaluate(() => document.characterSet), "GBK");
      assert.equal(await page.locator("#before").innerText(), "政务公开");
      await toResult(calculator);
      // The script of the rarely used parts.
      await calculator.getByRole("button", { name: "存成图片" }).click();
      await calculator.locator("img.picture").waitFor();
      assert.equal(await page.locator("iframe").getAttribute("title"), "医疗救助");
      await toResult(page.frameLocator("iframe").locator("jiuzhu-calculator"));
      page.innocent();
      await page.leave();
    });

    test("the page itself, and that in one file", async () => {
      for (const path of [`${portal.url}jiuzhu/`, `${open.url}single.html`]) {
        const page = await chrome.visit({ url: path }, "");
        assert.equal(await page.title(), "看病救助测算");
        await toResult(page.locator("jiuzhu-calculator"));
        page.innocent();
        await page.leave();
      }
    });

    test("the pages for those who install it", async () => {
      const { page } = await visit("jiuzhu/check.html");
      await page.waitForFunction(() => document.getElementById("summary").dataset.state);
      assert.equal(await page.locator("#summary").innerText(), "可以用。");
      assert.equal(await page.locator("main > h1").innerText(), "在这台服务器、这台设备上能不能用");
      await page.goto(`${portal.url}jiuzhu/integrate.html`);
      await page.locator("#preview .button-main").waitFor();
      assert.equal(await page.locator("main > h1").innerText(), "把测算放进您的网页");
      assert.equal(await page.locator("#parents").innerText(), "不用写：框和页面在同一个站。");
      // The list of digests comes with the kit, not with the build.
      assert.deepEqual(page.sins.filter((sin) => !sin.includes("404")), []);
      await page.leave();
    });
  });
}

test("every script is of ASCII letters, or says its encoding as every page does", () => {
  for (const name of readdirSync(dist).filter((name) => /\.(js|css|html)$/.test(name))) {
    const text = readFileSync(join(dist, name), "utf8");
    if (/^(jiuzhu|notebook|roster|workbench)-((later|panes|tried|further|exchange|lens|second)-)?[\w-]{8}\.js$|\.html$/.test(name)) assert.ok(text.startsWith(MARK), name);
    else assert.match(text, /^[\0-\x7f]*$/, name);
  }
});
