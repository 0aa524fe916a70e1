// A device that does not keep the draft: it says so in words, the text stays and is handed over, and it is kept once there is
// room again.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { start } from "./support/browser.mjs";
import { opened } from "./support/workbench.mjs";

const source = readFileSync(fileURLToPath(new URL("../../policies/zibo-2025.toml", import.meta.url)), "utf8");

let site;
before(async () => (site = await start()));
afterEach(() => site.rest());
after(() => site.close());

/** The workbench with a pack open. */
async function withPack(prepare) {
  const page = await opened(site, prepare);
  await page.evaluate((text) => document.querySelector("jiuzhu-workbench").bench.open("zibo-2025.toml", text), source);
  await page.locator("#section-programs").waitFor();
  return page;
}

const text = (page) => page.evaluate(() => document.querySelector("jiuzhu-workbench").bench.state.draft.text);

/** Types another number of a document. */
async function number(page, told) {
  await page.getByLabel("文号").first().fill(told);
  await page.waitForFunction((told) => document.querySelector("jiuzhu-workbench").bench.state.draft.text.includes(`number = "${told}"`), told);
}

/** What is said of keeping; and the whole text handed over by one tap. */
async function refused(page, keeping, words) {
  const line = page.locator(`[data-keeping=${keeping}]`);
  await line.filter({ hasText: words }).waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), line.locator("button", { hasText: "下载 .toml" }).click()]);
  assert.equal(file.suggestedFilename(), "zibo-2025.toml");
  assert.equal(readFileSync(await file.path(), "utf8"), await text(page));
}

test("a device that is full says so, hands the text over, and keeps it once there is room", async () => {
  const page = await withPack();
  await page.locator("[data-keeping=not] button").click();
  await page.locator("[data-keeping=kept]").waitFor();
  const kept = () => page.evaluate(async () => (await document.querySelector("jiuzhu-workbench").bench.keeper.shelf.drafts()).map(({ text }) => text));
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    window.free = () => void (IDBObjectStore.prototype.put = put);
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await number(page, "甲");
  await refused(page, "full", "设备满了");
  // What was kept before lies there as it was, and leaving the page would be asked about.
  assert.deepEqual(await kept(), [source]);
  assert.equal(await page.evaluate(() => document.querySelector("jiuzhu-workbench").bench.isUnkept), true);
  await page.evaluate(() => window.free());
  await number(page, "乙");
  await page.locator("[data-keeping=kept]").waitFor();
  assert.deepEqual(await kept(), [await text(page)]);
  page.innocent();
});

test("a device that keeps nothing says so, and hands the text over", async () => {
  const page = await withPack((page) =>
    page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("denied", "SecurityError");
      };
    }),
  );
  await number(page, "甲");
  await refused(page, "failed", "设备不让存");
  // It is worked on all the same.
  await page.locator("[data-pane=cases]").click();
  await page.locator("[data-cases]").filter({ hasText: "都对" }).waitFor();
  page.innocent();
});
