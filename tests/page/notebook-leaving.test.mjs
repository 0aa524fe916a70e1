// Sending something and looking whether a file arrived takes her to another application, which locks the notebook: what
// was on the way is there again, and counts as what it was.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { start } from "./support/browser.mjs";
import { begin, chooseFile, journey, unlock } from "./support/notebook.mjs";

const PIN = "248163970524";
const THEIR_PIN = "975310864213";
const NAMES = ["王家湾三号", "李家坳五号"];

let site;
before(async () => {
  site = await start();
});
after(() => site.close());

/** Another application comes to the front, and she comes back. */
async function away(one, pin) {
  await one.page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
    delete document.visibilityState;
  });
  await one.page.getByRole("heading", { name: "走访本锁着" }).waitFor();
  await unlock(one, pin);
}

async function household({ page, press, type, choose, place }, name) {
  await press("记一户新的");
  await type("怎么叫这一户", name);
  await place("wuhan-2023");
  await choose("问过本人");
  await press("记下");
  await page.getByRole("heading", { name, exact: true }).waitFor();
}

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

test("a household that is sent as a text is marked after the lock, after a reload, and once more", journey(async (phoneOf) => {
  const mine = await phoneOf(site.url);
  const theirs = await phoneOf(site.url);
  const { page, press } = mine;
  const their = theirs.page;
  for (const one of [mine, theirs]) await one.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await theirs.open();
  await begin(theirs, THEIR_PIN);
  await theirs.press("收进来");
  await theirs.type("您的名字", "张同事");
  await theirs.press("做一个收件码");
  await their.locator("svg.code").waitFor();
  const code = await their.locator("svg.code").screenshot({ scale: "css" });
  await theirs.press("复制成文字");
  await their.locator("[data-copied]").waitFor();

  await mine.open();
  await begin(mine, PIN);
  for (const name of NAMES) {
    await household(mine, name);
    await press("上一步");
  }
  await mine.tap(`[data-household]:has-text("${NAMES[0]}")`);
  await press("交给别人");
  // The picture of the code is taken with the camera's own application: the notebook is locked when it comes.
  await page.locator("#field-code-picture").waitFor();
  await page.evaluate(() => (window.chooser = document.querySelector("jiuzhu-notebook").shadowRoot.querySelector("#field-code-picture")));
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
    delete document.visibilityState;
  });
  await page.getByRole("heading", { name: "走访本锁着" }).waitFor();
  await page.evaluate(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    const chosen = new DataTransfer();
    chosen.items.add(new File([bytes], "code.png", { type: "image/png" }));
    window.chooser.files = chosen.files;
    window.chooser.dispatchEvent(new Event("change"));
    while (window.chooser.value !== "") await new Promise((done) => setTimeout(done, 20));
  }, code.toString("base64"));
  assert.doesNotMatch(await mine.text(), /张同事/);
  await unlock(mine, PIN);
  await page.getByRole("heading", { name: `把${NAMES[0]}交给别人` }).waitFor();
  await page.locator("[data-receiver]", { hasText: "张同事" }).waitFor();

  await press("下一步");
  await press("复制成文字");
  await page.locator("[data-copied]").waitFor();
  const text = await clipboard(page);
  // To the colleague, in another application.
  await away(mine, PIN);
  await page.locator("[data-sealed]", { hasText: "1 户，交给张同事" }).waitFor();
  await their.locator("summary", { hasText: "没有文件" }).tap();
  await their.locator("#field-pieces").fill(text);
  await their.locator("[data-chosen]").waitFor();
  await theirs.press("打开看看");
  await theirs.press("收下");
  await their.locator("[data-said]", { hasText: "收下了 1 户" }).waitFor();
  // The phone threw the page away meanwhile.
  await mine.open();
  await unlock(mine, PIN);
  await page.locator("[data-sealed]", { hasText: "1 户，交给张同事" }).waitFor();
  await page.locator("[data-outgoing]").waitFor();
  // Sealed anew it is the same word: nothing to choose, and nothing twice.
  await press("复制成文字");
  await page.locator("[data-copied]").waitFor();
  const again = await clipboard(page);
  await theirs.press("收进来");
  await their.locator("summary", { hasText: "没有文件" }).tap();
  await their.locator("#field-pieces").fill(again);
  await theirs.press("打开看看");
  await theirs.press("收下");
  await their.locator("[data-said]", { hasText: "收下了 1 户" }).waitFor();
  assert.equal(await their.locator("[data-household]").count(), 1);
  assert.doesNotMatch(await theirs.text(), /记的不一样/);
  await press("交过去了");
  await page.locator("[data-handed]", { hasText: "交给了张同事" }).waitFor();
  await press("回到名单");
  assert.equal(await page.locator("[data-household]").count(), 1);
  const marks = ({ page: one }) => one.evaluate((name) => Object.values(document.querySelector("jiuzhu-notebook").door.state.notebook.households).map(({ fields }) => fields).find(({ name: called }) => JSON.stringify(called ?? "").includes(name)).handed, NAMES[0]);
  assert.deepEqual(await marks(theirs), await marks(mine));

  // What did not go over stays.
  await mine.tap("[data-household]");
  await press("交给别人");
  await mine.choose("张同事");
  await press("下一步");
  await page.locator("[data-outgoing]").waitFor();
  // As a file it opens for her, too.
  const saved = page.waitForEvent("download");
  await press("存成文件");
  const file = readFileSync(await (await saved).path());
  await theirs.press("收进来");
  await chooseFile(their, { name: "走访本交接.jiuzhu", mimeType: "application/octet-stream", buffer: file });
  await theirs.press("打开看看");
  await their.locator("p", { hasText: `交来 1 户：${NAMES[1]}` }).waitFor();
  await theirs.press("不收");
  await press("没有交成");
  await page.locator("[data-sealed]").waitFor({ state: "detached" });
  await away(mine, PIN);
  await page.getByRole("heading", { name: `把${NAMES[1]}交给别人` }).waitFor();
  assert.equal(await page.locator("[data-sealed]").count(), 0);
  page.innocent();
  their.innocent();
}));

test("a backup counts once she has looked where it is, for what was in it and no more", journey(async (phoneOf) => {
  const mine = await phoneOf(site.url);
  const { page, press, type } = mine;
  await mine.open();
  await begin(mine, PIN);
  for (const name of NAMES) {
    await household(mine, name);
    await press("上一步");
  }
  await press("备份和安全");
  const coming = page.waitForEvent("download");
  await press("做一个备份文件（2 户）");
  assert.ok(readFileSync(await (await coming).path()).length > 0);
  await page.locator("[data-made]").waitFor();
  await away(mine, PIN);
  assert.match(await page.locator("[data-backup]").innerText(), /还没有备份过，改了 2 户。做好的那份，看见了再点「存好了」/);
  // One of them is changed before she says so.
  await mine.tap(`[data-household]:has-text("${NAMES[0]}")`);
  await press("改这一户");
  await type("组、门牌", "三组");
  await press("记下");
  await mine.kept();
  await mine.setDay("2026-11-24");
  await mine.open();
  await unlock(mine, PIN);
  await press("备份和安全");
  await page.locator("[data-since]", { hasText: "做好以后又改了 1 户，不在里面" }).waitFor();
  await press("存好了", "[data-made]");
  await page.locator("[data-backup-state]", { hasText: "最近一次备份是2026年11月22日，2 天以前，这以后改了 1 户" }).waitFor();
  assert.equal(await page.locator("[data-made]").count(), 0);
  // And what did not arrive is none.
  const second = page.waitForEvent("download");
  await press("做一个备份文件（2 户）");
  await second;
  await away(mine, PIN);
  await press("备份和安全");
  await press("没有存上");
  await page.locator("[data-made]").waitFor({ state: "detached" });
  await page.locator("[data-backup-state]", { hasText: "这以后改了 1 户" }).waitFor();
  // Told on the list, the longer the louder.
  await press("回到名单");
  await mine.setDay("2026-12-04");
  await mine.open();
  await unlock(mine, PIN);
  await page.locator("[data-backup].note-warn", { hasText: "没有备份 12 天了，这以后改了 1 户" }).waitFor();
  page.innocent();
}));
