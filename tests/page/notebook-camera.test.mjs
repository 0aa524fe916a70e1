// Handing over by the camera, in a real browser: one notebook's codes are the film that the other one's camera sees. And
// what is said where there is no camera, or it is refused.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { axeSource, start } from "./support/browser.mjs";
import { cameras, dark, film, frameOf, seeing, watchCamera } from "./support/camera.mjs";
import { householdsOf, backupOf } from "./support/households.mjs";
import { seeded } from "../notebook/load.mjs";
import { begin, journey, restore, unlock } from "./support/notebook.mjs";

const PIN = "248163970524";
const NOTE = "邻居说去了女儿家";
const THEIR_PIN = "975310864213";

let site;
let films;
before(async () => {
  site = await start();
  films = mkdtempSync(join(tmpdir(), "jiuzhu-films-"));
});
after(async () => {
  await site.close();
  rmSync(films, { recursive: true, force: true });
});

async function accessible(mine, where) {
  await mine.page.evaluate(axeSource);
  const { violations } = await mine.page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], where);
  await mine.page.setViewportSize({ width: 320, height: 740 });
  assert.ok((await mine.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `${where} is too wide`);
  await mine.page.setViewportSize({ width: 360, height: 740 });
}

const letGo = async (page, count) => assert.deepEqual(await cameras(page), Array(count).fill("ended"));

test("a household goes from one notebook to another by the camera, both ways, and the camera is let go", journey(async (phoneOf) => {
  const [code, pieces] = ["code.y4m", "pieces.y4m"].map((name) => join(films, name));
  // A browser looks for its cameras once.
  for (const file of [code, pieces]) film(file, [dark()]);
  // A household with so much in it that it takes some pieces.
  const [given] = householdsOf(1, { bills: 3 });
  const book = given.household;
  const words = seeded(5);
  const note = () => String.fromCharCode(...Array.from({ length: 60 }, () => 0x4e00 + Math.floor(words() * 5000)));
  for (let at = 0; at < 12; at += 1) book.fields[`visit/${at}`] = { [`${String(900 + at).padStart(8, "0")}.aaaaaaaa`]: { value: { day: "2026-11-01", note: `${NOTE}${note()}` }, day: "2026-11-01", over: [] } };
  const backup = await backupOf([book], "2026-11-01");
  const mine = await phoneOf(site.url, { flags: seeing(code), whole: true });
  const theirs = await phoneOf(site.url, { flags: seeing(pieces), whole: true });
  const { page, press, type, tap } = mine;
  const their = theirs.page;
  for (const one of [mine, theirs]) await one.context.addInitScript(watchCamera);
  await theirs.open();
  await begin(theirs, THEIR_PIN);
  await theirs.press("收进来");
  await theirs.type("您的名字", "张同事");
  await theirs.press("做一个收件码");
  film(code, [await frameOf(their)]);
  const digits = await their.locator("[data-own] b").innerText();

  // Her code, through the camera.
  await mine.open();
  await restore(mine, backup, PIN, 1);
  await tap("[data-household]");
  await press("交给别人");
  await press("用镜头扫二维码");
  await page.locator("[data-receiver]", { hasText: "张同事" }).waitFor();
  assert.equal(await page.locator("[data-receiver] b").innerText(), digits);
  assert.equal(await page.locator("video").count(), 0);
  await letGo(page, 1);

  // The pieces, of which one is seen with a thumb before it.
  await press("下一步");
  await press("给对方扫");
  await press("停一停");
  const count = Number((await page.locator("button", { hasText: "给对方扫" }).innerText()).match(/\d+/)[0]);
  assert.ok(count >= 5, `${count} pieces`);
  const spoilt = await frameOf(page, { spoilt: true });
  const frames = [];
  for (let at = 0; at < count; at += 1) {
    frames.push(await frameOf(page, { tilt: at % 2 ? 0.06 : -0.04 }));
    await press("下一个");
  }
  const [first, ...others] = frames;

  // Opened, and stopped, and left; and before it there is a code of something else.
  film(pieces, [await frameOf(their)]);
  await theirs.press("用镜头扫二维码");
  await their.locator("video").waitFor();
  await their.waitForFunction(() => window.opened.length === 1);
  await theirs.press("停下");
  await their.locator("video").waitFor({ state: "detached" });
  await their.waitForFunction(() => window.opened[0].readyState === "ended");
  await theirs.press("用镜头扫二维码");
  await their.waitForFunction(() => window.opened.length === 2);
  await theirs.press("上一步");
  await their.waitForFunction(() => window.opened[1].readyState === "ended");
  await theirs.press("收进来");
  await theirs.press("用镜头扫二维码");
  await their.locator("[data-incoming]", { hasText: "不是走访本交东西用的" }).waitFor();
  await accessible(theirs, "the camera");
  await theirs.press("停下");
  // One piece, and a call comes in: the lock takes the camera, and what was seen stays.
  film(pieces, [spoilt, first]);
  await theirs.press("用镜头扫二维码");
  await their.locator("[data-pieces]", { hasText: `一共 ${count} 段，有了 1 段` }).waitFor();
  await their.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
    delete document.visibilityState;
  });
  await their.getByRole("heading", { name: "走访本锁着" }).waitFor();
  await their.waitForFunction(() => window.opened[3].readyState === "ended");
  assert.equal(await their.locator("video").count(), 0);
  await unlock(theirs, THEIR_PIN);
  // The others, from behind, again and again, and one that cannot be read.
  film(pieces, [others[0], others[0], spoilt, ...others.slice().reverse()]);
  await theirs.press("收进来");
  await their.locator("[data-pieces]", { hasText: "有了 1 段" }).waitFor();
  await theirs.press("用镜头扫二维码");
  await their.locator("[data-chosen]").waitFor();
  await letGo(their, 5);
  await theirs.press("打开看看");
  await their.locator("p", { hasText: `交来 1 户：${given.name}` }).waitFor();
  await theirs.press("收下");
  await their.locator("[data-said]", { hasText: "收下了 1 户" }).waitFor();
  await press("交过去了");
  await page.locator(`[data-handed="${given.id}"]`, { hasText: "交给了张同事" }).waitFor();

  // All of it is there: every bill and every visit.
  await theirs.tap("[data-household]");
  await their.locator("summary", { hasText: "走访过 12 次" }).waitFor();
  const fieldsOf = (one) => one.evaluate((id) => document.querySelector("jiuzhu-notebook").door.household(id).fields, given.id);
  const [sent, got] = [await fieldsOf(page), await fieldsOf(their)];
  const own = (fields) => Object.fromEntries(Object.entries(fields).filter(([path]) => !path.startsWith("seen/")));
  assert.deepEqual(own(got), own(sent));
  page.innocent();
  their.innocent();
}));

/** A phone with an empty notebook, where something comes in. */
async function taking(phoneOf, flags) {
  const one = await phoneOf(site.url, { flags, whole: true });
  await one.context.addInitScript(watchCamera);
  await one.open();
  await begin(one, PIN);
  await one.press("收进来");
  return one;
}

test("where there is no camera, or it is refused or breaks off, it is said, with the other ways", journey(async (phoneOf) => {
  const file = join(films, "dark.y4m");
  film(file, [dark()]);
  const none = await taking(phoneOf, []);
  await none.page.locator("[data-lens=none]", { hasText: "这台机器没有" }).waitFor();
  await none.page.locator("[data-lens=none]", { hasText: "请对方发文件或者文字" }).waitFor();
  assert.equal(await none.page.locator("button", { hasText: "用镜头扫二维码" }).count(), 0);
  await accessible(none, "without a camera");
  none.page.innocent();
  await none.close();

  const refusing = await taking(phoneOf, seeing(file, { ask: true }));
  await refusing.press("用镜头扫二维码");
  await refusing.page.locator("[data-lens=refused]", { hasText: "没有让这一页用" }).waitFor();
  await refusing.page.locator("[data-lens=refused]", { hasText: "请对方发文件或者文字" }).waitFor();
  assert.equal(await refusing.page.locator("video").count(), 0);
  await accessible(refusing, "refused");
  refusing.page.innocent();
  // Allowed after all: the same button opens it; another application takes it away.
  await refusing.context.grantPermissions(["camera"]);
  await refusing.press("用镜头扫二维码");
  await refusing.page.locator("video").waitFor();
  await refusing.page.waitForFunction(() => window.opened.length === 1);
  await refusing.page.evaluate(() => window.opened[0].stop());
  await refusing.page.locator("[data-lens=refused]", { hasText: "别的应用正在用" }).waitFor();
  assert.equal(await refusing.page.locator("video").count(), 0);
}));

test("the browser's own reader is asked first, and does not stand in the way where it does not work", journey(async (phoneOf) => {
  const file = join(films, "own.y4m");
  film(file, [dark()]);
  const one = await taking(phoneOf, seeing(file));
  await one.press("做一个收件码");
  await one.page.locator("svg.code").waitFor();
  const seen = await frameOf(one.page);
  // As it is on many phones: there, and of no use.
  await one.page.evaluate(() => {
    window.asked = 0;
    window.BarcodeDetector = class {
      static getSupportedFormats = async () => ["qr_code"];
      async detect() {
        window.asked += 1;
        throw new DOMException("Barcode detection service unavailable.", "NotSupportedError");
      }
    };
  });
  film(file, [seen]);
  await one.press("用镜头扫二维码");
  await one.page.locator("[data-incoming]", { hasText: "不是走访本交东西用的" }).waitFor();
  assert.equal(await one.page.evaluate(() => window.asked), 1);
  await one.press("停下");
  // And where it works, nothing else looks.
  film(file, [dark()]);
  await one.page.evaluate(() => {
    window.BarcodeDetector.prototype.detect = async () => [{ rawValue: "https://example.invalid/" }];
  });
  await one.press("用镜头扫二维码");
  await one.page.locator("[data-incoming]", { hasText: "不是走访本交东西用的" }).waitFor();
  one.page.innocent();
}));
