// Every screen of the notebook, and what stands on it when something is wrong: readable, reachable, and by the book of axe;
// on a narrow and a usual phone and on a desktop, in the largest letters, light and dark. Each is drawn once, and looked at
// in one view after the other. With SHOTS=1 there are screenshots for human eyes, which stay out of the repository.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { bringAxe, shots, start } from "./support/browser.mjs";
import { backupOf, householdsOf } from "./support/households.mjs";
import { faults } from "./support/measure.mjs";
import { handsOf, restore } from "./support/notebook.mjs";

const wanted = process.env.SHOTS !== undefined;
const PIN = "248163970524";
const DAY = "2026-11-22";

/** Width, type size and colours; `doubled` is the text of an in-app browser set to twice its size, `again` what differs from what was looked at before. */
const VIEWS = [
  { width: 360, size: "normal" },
  { width: 320, size: "normal", doubled: true, again: "size" },
  { width: 412, size: "large", again: "size" },
  { width: 320, size: "elder", dark: true, again: "colour" },
  { width: 1280, size: "normal", dark: true, again: "size" },
];

const [rich, given, over, ...others] = householdsOf(6, { bills: 4 });
const { id } = rich;
const [member] = rich.members;
const put = (one, path, value, stamp = "00000900.aaaaaaaa", over = []) => (one.household.fields[path] = { ...one.household.fields[path], [stamp]: { value, day: DAY, over } });
for (const [program, state, more] of [["inpatient", "paid", { amount: "1234.5" }], ["hardship-top-up", "refused", { note: "没带户口本，叫下个月再来" }]])
  put(rich, `application/${program}`, { member: member.id, program, name: program === "inpatient" ? "住院救助" : "倾斜救助", year: "2026", state, amount: "", day: DAY, note: "", ...more });
for (const at of [1, 2]) put(rich, `visit/${at}`, { day: `2026-11-0${at}`, note: "门锁着，邻居说去了女儿家，赶集那天回来" });
put(rich, "next", "2026-11-24");
put(rich, "note", "从后门进，狗不咬人", "00000901.aaaaaaaa");
put(rich, "note", "从前门进", "00000901.bbbbbbbb");
put(rich, `seen/${member.id}/2026`, { pack: "wuhan-2023", digest: "an earlier one", min: "0", max: "1", day: "2026-11-01" });
put(given, "handed", { to: "张同事", key: "abcdef0123456789", day: "2026-11-20" });
put(over, "until", "2026-11-21", "00000900.aaaaaaaa", Object.keys(over.household.fields.until));
put(others[0], "listed", { list: "名单", row: "17", from: "某镇民政办", reason: "可能漏了，要上门" });

const wait = { wrong: 5, left: 17 * 60_000 };
const household = { screen: { name: "household", id } };
const marker = { households: 37, day: "2026-11-20", backup: "2026-11-01" };

/**
 * `screen` is gone to with what is typed on it, `state` is put over it, `press` are buttons, cards and folds that are tapped
 * then, by how their text begins, `type` is written into fields, then come those of `then`.
 */
const SCREENS = {
  "打开": { screen: { name: "opening" } },
  "第一页": { screen: { name: "welcome" }, state: { marker: undefined } },
  "第一页，不让存": { screen: { name: "welcome" }, state: { marker: undefined, refused: true } },
  "第一页，清掉了": { screen: { name: "welcome" }, state: { marker } },
  "口令": { screen: { name: "setup", step: "phrase" } },
  "口令，抄错了": { screen: { name: "setup", step: "repeat" }, press: ["继续"] },
  "开本密码，没填": { screen: { name: "setup", step: "pin" }, press: ["开本子"] },
  "锁着": { screen: { name: "locked" } },
  "锁着，没填": { screen: { name: "locked" }, press: ["打开"] },
  "锁着，要等": { screen: { name: "locked" }, state: { tries: wait } },
  "锁着，只有口令": { screen: { name: "locked" }, state: { tries: { wrong: 10, left: 0 } } },
  "锁着，每次都用口令": { screen: { name: "locked" }, state: { tries: { wrong: 0, left: 0, always: true } } },
  "用口令打开，填错了": { screen: { name: "forgotten" }, press: ["打开"], type: { "#field-phrase": "1234 5678" } },
  "恢复，没填": { screen: { name: "restore" }, press: ["没有文件", "恢复"] },
  "名单": { screen: { name: "list" } },
  "名单，有话要说": { screen: { name: "list" }, state: { damaged: 2, behind: true, said: "恢复了 6 户，一户不少。", keeping: "kept" } },
  "名单，没有这样的": { screen: { name: "list" }, type: { "#field-search": "没有这一家" } },
  "名单，没有存上": { screen: { name: "list" }, state: { keeping: "full" } },
  "名单，空的": { screen: { name: "list" }, empty: true },
  "一户": household,
  "一户，没有存上": { screen: { name: "household", id: others[1].id }, state: { keeping: "failed" } },
  "一户，删了单子": { ...household, press: ["\\d 张单子", "删掉"] },
  "记一户新的，没填": { screen: { name: "list" }, press: ["记一户新的", "记下"] },
  "记一户新的，记过的": { screen: { name: "list" }, press: ["记一户新的"], type: { "#field-name": rich.name } },
  "改这一户": { ...household, press: ["改这一户"] },
  "改这一户，换地方": { ...household, press: ["改这一户", "换医保"] },
  "改这一户，找地方": { ...household, press: ["改这一户", "换医保"], type: { "#place-search": "wh" }, awaited: "#place-found" },
  "改这个人": { ...household, press: ["改这个人"] },
  "再记一个人，没填": { ...household, press: ["再记一个人", "记下"] },
  "记一张单子": { ...household, press: ["记一张单子"] },
  "记一张单子，没填": { ...household, press: ["记一张单子", "记下"] },
  "记一张单子，一个月的": { ...household, press: ["记一张单子", "门诊看慢性病"], type: { "#field-times": "12", "#field-total": "400.5" } },
  "改一张单子": { ...household, press: ["\\d 张单子", "改："] },
  "记申请": { ...household, press: ["记申请"] },
  "记申请，没批": { ...household, press: ["记申请", "没批"] },
  "有了结果": { ...household, press: ["有了结果"] },
  "记一次走访": { ...household, press: ["记一次走访"] },
  "一步一步问": { screen: { name: "sitting", id, member: member.id, year: "2026" } },
  "备份和安全": { screen: { name: "safety" }, press: ["没有文件", "不要开本密码", "以后每次"] },
  "备份和安全，全部删掉": { screen: { name: "safety" }, press: ["全部删掉", "全部删掉$"] },
  "备份和安全，做好了": { screen: { name: "safety" }, settings: { made: `file ${DAY} 9`, since: id, backup: "2026-11-10", backed: "9", before: "2026-11-01 8" } },
  "打印": { screen: { name: "paper", id: "" } },
  "打印，一户": { screen: { name: "paper", id } },
  "打印，今天的": { screen: { name: "paper", id: "" }, press: ["今天该去的"] },
  "月报": { screen: { name: "month" } },
  "收进来": { screen: { name: "take" }, press: ["没有文件"], type: { "#field-pieces": "看看" } },
  "收进来，有了收件码": { screen: { name: "take" }, press: ["做一个收件码"], wait: "svg.code" },
  "交给别人，没选": { screen: { name: "give", id }, press: ["下一步"] },
  "交给别人，很多户": { screen: { name: "give", id: "" }, contact: true },
  "交给别人，给对方扫": { screen: { name: "give", id }, contact: true, press: ["张同事", "下一步"], wait: "[data-outgoing]", then: ["给对方扫"] },
  "交出去的": { screen: { name: "elsewhere" } },
};

let site;
let page;
const met = new Set();
before(async () => {
  if (wanted) mkdirSync(shots, { recursive: true });
  const all = [rich, given, over, ...others].map(({ household }) => household);
  const [started, backup] = await Promise.all([start(), backupOf(all, "2026-11-01")]);
  site = started;
  page = await site.page({ reducedMotion: "reduce" });
  page.setDefaultTimeout(10_000);
  await page.goto(`${site.url}liaison.html`);
  await page.locator("[data-conditions]").waitFor();
  await page.evaluate(() => (Object.getPrototypeOf(document.querySelector("jiuzhu-notebook").door).lock = () => undefined));
  await restore({ page, ...handsOf(page) }, backup, PIN, 6);
  await bringAxe(page);
});
after(() => site.close());

/** Shows a screen, with all that comes after it. */
async function draw({ screen, state = {}, settings, contact = false, empty = false, press = [], type = {}, wait: awaited, then = [] }) {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.evaluate(
    async ({ screen, state, settings, contact, empty }) => {
      const notebook = document.querySelector("jiuzhu-notebook");
      const { door } = notebook;
      window.plain ??= { state: door.state, settings: door.settings };
      const { plain } = window;
      door.settings = { ...plain.settings, ...settings };
      if (contact) {
        const { open } = JSON.parse((await door.vault.read()).settings.pair);
        door.settings.contacts = JSON.stringify([{ id: "0123456789abcdef", name: "张同事", open }]);
      }
      door.typing = undefined;
      door.set({ ...plain.state, said: "", keeping: "", screen: { name: "opening" }, typed: {} });
      await notebook.updateComplete;
      const { me } = plain.state.notebook;
      if (empty) door.set({ notebook: { me, key: "", households: {}, erased: [] } });
      door.set({ ...state, settings: door.settings, screen, typed: {} });
      await notebook.updateComplete;
    },
    { screen, state, settings, contact, empty },
  );
  await settled();
  for (const text of press) await tap(text);
  for (const [field, text] of Object.entries(type)) await page.locator(field).fill(text);
  if (awaited) await page.locator(awaited).first().waitFor();
  for (const text of then) await tap(text);
  await settled();
}

/** The first that can be tapped and is called so. */
async function tap(text) {
  const called = page.locator("jiuzhu-notebook").locator("button, label, details:not([open]) > summary").filter({ hasText: new RegExp(`^\\s*${text}`) }).locator("visible=true").first();
  await called.evaluate((node) => node.click());
  await settled();
}

/** Drawn, reckoned, and with what is folded up. */
async function settled() {
  await page.waitForFunction(() => {
    const { shadowRoot: root, door } = document.querySelector("jiuzhu-notebook");
    return door.state.screen.name === "opening" || !/正在打开|在算|正在加密/.test(root.querySelector(".screen").innerText);
  });
  await page.evaluate(async () => {
    await document.querySelector("jiuzhu-notebook").updateComplete;
    await new Promise((done) => setTimeout(done, 100));
  });
}

/** What is drawn, in another view. */
async function turn({ width, size, doubled = false, dark = false }) {
  await page.setViewportSize({ width, height: 740 });
  await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
  await page.evaluate(
    async ([type, twice]) => {
      const notebook = document.querySelector("jiuzhu-notebook");
      notebook.size = type;
      await notebook.updateComplete;
      notebook.shadowRoot.querySelector(".app").style.setProperty("font-size", twice ? "36px" : "");
    },
    [size, doubled],
  );
}

for (const [at, [title, fixture]] of Object.entries(SCREENS).entries()) {
  test(`${title}, in every view`, async () => {
    await draw(fixture);
    met.add(await page.evaluate(() => document.querySelector("jiuzhu-notebook").door.state.screen.name));
    const found = [];
    for (const view of VIEWS) {
      const { width, size, doubled = false, dark = false, again } = view;
      const name = [width, size, doubled && "doubled", dark && "dark"].filter(Boolean).join("-");
      await turn(view);
      if (wanted) await page.screenshot({ path: `${shots}notebook-${String(at + 1).padStart(2, "0")}-${name}-${title}.png`, fullPage: true });
      for (const fault of await faults(page, { size, doubled, again })) found.push(`${name}: ${fault}`);
    }
    assert.deepEqual([...new Set(found)], []);
    page.innocent();
  });
}

test("every screen was drawn", () => {
  const source = readFileSync(new URL("../../www/src/notebook/screens.ts", import.meta.url), "utf8");
  const names = [...source.matchAll(/\| \{ name: "(\w+)"/g)].map(([, name]) => name);
  assert.ok(names.length > 15);
  assert.deepEqual(names.filter((name) => !met.has(name)), []);
});
