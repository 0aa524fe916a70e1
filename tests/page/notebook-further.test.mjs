// What a liaison meets besides: an application's own browser, the same household told twice, a question that is cut off, a
// list of the office, an agreed day that is over, the letter out of a household.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { axeSource, start } from "./support/browser.mjs";
import { backupOf, householdsOf } from "./support/households.mjs";
import { begin, catchPrinting, journey, restore, unlock } from "./support/notebook.mjs";

const PIN = "248163970524";
const LIST = readFileSync(new URL("../notebook/visits.json", import.meta.url));

let site;
before(async () => {
  site = await start();
});
after(() => site.close());

async function opened(phoneOf, settings = {}) {
  const mine = await phoneOf(site.url, { worker: false, ...settings });
  await mine.open();
  return mine;
}

async function accessible({ page }, where) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], where);
}

async function household({ page, press, type, choose, place }, name, more = {}) {
  await press("记一户新的");
  await type("怎么叫这一户", name);
  for (const [label, text] of Object.entries(more)) await type(label, text);
  await place("wuhan-2023");
  await choose("问过本人");
  await press("记下");
  await page.getByRole("heading", { name, exact: true }).waitFor();
}

test("an application's own browser is named, and the way out of it said, before anything is told", journey(async (phoneOf) => {
  const agents = {
    微信: "Mozilla/5.0 (Linux; Android 10; V1990A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.22",
    支付宝: "Mozilla/5.0 (Linux; Android 10; V1990A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 AlipayClient/10.3",
    钉钉: "Mozilla/5.0 (Linux; Android 10; V1990A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 AliApp(DingTalk/6.5)",
  };
  for (const [name, userAgent] of Object.entries(agents)) {
    const mine = await opened(phoneOf, { userAgent });
    const conditions = await mine.page.locator("[data-conditions]").innerText();
    assert.match(conditions, new RegExp(`在${name}里面打开的[^]*清掉[^]*在浏览器打开`));
    await accessible(mine, name);
    await begin(mine, PIN);
    // A file cannot be kept there; a text can.
    await household(mine, "王家湾三号");
    await mine.press("上一步");
    await mine.press("备份和安全");
    await mine.page.locator("button", { hasText: "复制成文字" }).waitFor();
    assert.equal(await mine.page.locator("button", { hasText: "做一个备份文件" }).count(), 0);
    assert.match(await mine.text(), /这里存不了文件[^]*在浏览器打开/);
    mine.page.innocent();
    await mine.close();
  }
}));

test("the same household told twice is said at once, and merged by nobody", journey(async (phoneOf) => {
  const mine = await opened(phoneOf);
  const { page, press, type } = mine;
  await page.evaluate(() => Object.assign(navigator.storage, { persist: async () => (window.isAsked = true) }));
  await begin(mine, PIN);
  assert.ok(await page.evaluate(() => window.isAsked), "the browser is asked to keep it, once there is something to keep");
  await household(mine, "王桂英", { 电话: "138 7123 4567" });
  await press("上一步");
  await press("记一户新的");
  await type("怎么叫这一户", "王桂英");
  await page.locator("[data-alike]", { hasText: "王桂英" }).waitFor();
  await type("怎么叫这一户", "河边那家");
  await page.locator("[data-alike]").waitFor({ state: "detached" });
  await type("电话", "13871234567");
  await page.locator("[data-alike]", { hasText: "王桂英" }).waitFor();
  await accessible(mine, "told twice");
  await press("王桂英", "[data-alike]");
  await page.getByRole("heading", { name: "王桂英", exact: true }).waitFor();
  await press("上一步");
  assert.equal(await page.locator("[data-household]").count(), 1);
  page.innocent();
}));

test("cut off at any question, it is the same question with the answers, in its household", journey(async (phoneOf) => {
  const mine = await opened(phoneOf);
  const { page, press, choose, type } = mine;
  await begin(mine, PIN);
  await household(mine, "王家湾三号");
  await press("记一张单子");
  for (const [field, text] of Object.entries({ total: "40000", in_scope: "32500", basic_paid: "20000", critical_paid: "0" })) await type(`#field-${field}`, text);
  await press("记下");
  await page.locator("[data-answer]").waitFor();
  await press("一步一步问");
  const within = "jiuzhu-sitting";
  /** The question that stands there, and all that was answered so far. */
  const asked = () =>
    page.evaluate(() => {
      const { session, shadowRoot: root } = document.querySelector("jiuzhu-notebook").shadowRoot.querySelector("jiuzhu-sitting");
      const { draft } = session.state;
      const { given, received, bills } = draft;
      return JSON.stringify({ screen: root.querySelector(".screen > :last-child").localName, heading: root.querySelector("h1").innerText, given, received, bills });
    }).then((told) => JSON.parse(told));
  const stands = (heading) => page.waitForFunction((heading) => document.querySelector("jiuzhu-notebook").shadowRoot.querySelector("jiuzhu-sitting")?.shadowRoot.querySelector("h1")?.innerText === heading, heading);
  let cut = 0;
  for (let at = 0; at < 12; at += 1) {
    await page.waitForFunction(() => document.querySelector("jiuzhu-notebook").shadowRoot.querySelector("jiuzhu-sitting")?.shadowRoot.querySelector(".screen > :last-child"));
    const before = await asked();
    if (before.screen === "jiuzhu-result") break;
    // The browser is ended, as when the phone needs its memory for something else.
    await page.evaluate(() => document.querySelector("jiuzhu-notebook").door.keep());
    await mine.open();
    await unlock(mine, PIN);
    await stands(before.heading);
    assert.deepEqual(await asked(), before);
    cut += 1;
    if (before.screen === "jiuzhu-check") {
      await press("算一算", within);
      continue;
    }
    const options = page.locator(`${within} label`, { hasText: "不清楚" }).locator("visible=true");
    for (let option = 0; option < (await options.count()); option += 1) await options.nth(option).tap();
    if ((await options.count()) === 0) await choose("没领过", within);
    await press("继续", within);
    await page.waitForFunction((heading) => document.querySelector("jiuzhu-notebook").shadowRoot.querySelector("jiuzhu-sitting")?.shadowRoot.querySelector("h1")?.innerText !== heading, before.heading);
  }
  assert.ok(cut >= 3, `${cut} questions`);
  page.innocent();

  // The letter, out of the household, with the phone's own printer.
  await page.locator("jiuzhu-result").waitFor();
  const paper = await catchPrinting(page);
  await press("申请书", "jiuzhu-sitting");
  await page.locator("jiuzhu-letter").waitFor();
  await press("打印", "jiuzhu-letter");
  const [letter] = await paper(1);
  assert.match(letter.text, /申请书[^]*2026年11月22日[^]*40,000[^]*申请人/);
  page.innocent();
}));

test("a list of the office is looked at, taken in once, visited, and goes back without names", journey(async (phoneOf) => {
  const mine = await opened(phoneOf);
  const { page, press, choose, type, tap } = mine;
  await begin(mine, PIN);
  const upload = { name: "名单.json", mimeType: "application/json" };
  const bad = JSON.parse(LIST);
  bad.households[1].visit_by = "2026-13-01";
  await press("收进来");
  await page.locator("#field-file").setInputFiles({ ...upload, buffer: Buffer.from(JSON.stringify(bad)) });
  await press("打开看看");
  assert.match(await page.locator("[data-refused]").innerText(), /有 1 处读不懂[^]*第 2 户：[^]*不是日子/);
  await accessible(mine, "a list with a row that is refused");
  await press("不收");
  for (const told of ["收下了 2 户", "收下了 0 户。另外 2 户以前收过，没有动"]) {
    await page.locator("#field-file").setInputFiles({ ...upload, buffer: LIST });
    await press("打开看看");
    await page.locator("p", { hasText: "某镇民政办2026年11月20日的走访名单，2 户" }).waitFor();
    await press("收下 2 户");
    await page.locator("[data-said]", { hasText: told }).waitFor();
    if (told.includes("收下了 2")) await press("收进来");
  }
  assert.equal(await page.locator("[data-household]").count(), 2);
  await press("今天该去的 1 家");
  assert.match(await page.locator("[data-list]").innerText(), /李家坳五号[^]*说好2026年11月22日去/);
  await press("今天该去的 1 家");
  await tap('[data-household]:has-text("王桂英")');
  assert.match(await mine.text(), /可能漏了，要上门[^]*还没有问过本人/);
  await page.locator("[data-answer]").waitFor();
  // What was told of somebody stands there.
  await tap("summary:has-text('答过')");
  assert.match(await page.locator("[data-given]").innerText(), /居民医保/);
  await press("改这一户");
  await press("记下");
  await page.locator(".field-problem", { hasText: "要先问过本人" }).waitFor();
  await choose("问过本人");
  await press("记下");
  await press("记一次走访");
  await type("看到什么", "本人在家");
  await press("记下");
  await page.locator("summary", { hasText: "走访过 1 次" }).waitFor();
  await press("上一步");
  await press("交给别人");
  assert.match(await page.locator("[data-lists]").innerText(), /某镇民政办的名单：2 户，去过 1 户[^]*/);
  await accessible(mine, "back to the office");
  const coming = page.waitForEvent("download");
  await press("做结果文件");
  const download = await coming;
  assert.equal(download.suggestedFilename(), "走访结果-2026-11-22.json");
  const text = readFileSync(await download.path(), "utf8");
  assert.doesNotMatch(text, /王桂英|李家坳|1387|本人在家/);
  assert.deepEqual(JSON.parse(text).households, [
    { row: "17", visited: ["2026-11-22"], consent: "2026-11-22", applications: [] },
    { row: "18", visited: [], applications: [] },
  ]);
  page.innocent();
}));

test("what was agreed to be kept until a day is to be erased on the next, and can be taken back until the lock", journey(async (phoneOf) => {
  const [over, other] = householdsOf(2);
  const stamp = Object.keys(over.household.fields.until)[0];
  over.household.fields.until[stamp].value = "2026-11-21";
  const backup = await backupOf([over.household, other.household], "2026-11-01");
  const mine = await opened(phoneOf);
  const { page, press, type } = mine;
  await restore(mine, backup, PIN, 2);
  const warning = page.locator("[data-warning]", { hasText: "说好只记到今天以前的，有 1 户" });
  assert.ok((await warning.innerText()).includes(over.name));
  await press("删掉", "[data-warning]");
  await page.locator("[data-undo]", { hasText: over.name }).waitFor();
  await warning.waitFor({ state: "detached" });
  assert.equal(await page.locator("[data-household]").count(), 1);
  await press("拿回来");
  await page.locator("[data-household]").nth(1).waitFor();
  await press("问过了，再记一年");
  await warning.waitFor({ state: "detached" });
  await page.locator("[data-household]", { hasText: over.name }).tap();
  await page.locator("p", { hasText: "2026年11月22日问过本人，记到2027年11月22日为止" }).waitFor();
  await press("删掉这一户");
  await page.locator("[data-undo]").waitFor();
  await page.locator("[data-household]").waitFor();
  await press("锁上");
  await unlock(mine, PIN);
  await page.locator("[data-list]").waitFor();
  assert.equal(await page.locator("[data-undo]").count(), 0);
  assert.equal(await page.locator("[data-household]").count(), 1);
  page.innocent();
}));

test("whoever wants no PIN is asked for the phrase every time, and has to have it", journey(async (phoneOf) => {
  const mine = await opened(phoneOf);
  const { page, press, type, tap } = mine;
  const phrase = await begin(mine, PIN);
  const other = phrase.replace(/^(\d{3})(\d)/, (_, three, last) => `${three}${(Number(last) + 1) % 10}`);
  await household(mine, "王家湾三号");
  await press("上一步");
  await press("备份和安全");
  await page.locator("[data-lens=none]").waitFor();
  await tap("summary:has-text('不要开本密码')");
  await press("以后每次都用口令");
  await page.locator("#field-always-problem", { hasText: "还没有填满" }).waitFor();
  await type("#field-always", other);
  await page.locator("#field-always-problem", { hasText: "第 1 组不对" }).waitFor();
  await type("#field-always", phrase);
  await accessible(mine, "the phrase instead of a PIN");
  await press("以后每次都用口令");
  await page.locator("[data-said]", { hasText: "以后每次都用口令打开" }).waitFor();
  await page.locator("[data-always]").waitFor();
  for (const away of [() => press("锁上"), () => mine.open()]) {
    if (await page.locator("button", { hasText: "回到名单" }).count()) await press("回到名单");
    await away();
    await page.locator("p", { hasText: "每次都用纸上的口令打开" }).waitFor();
    assert.equal(await page.locator("#field-pin").count(), 0);
    await accessible(mine, "locked, without a PIN");
    await press("打开");
    await page.locator("#field-phrase-problem", { hasText: "还没有填满" }).waitFor();
    await type("口令", phrase);
    await press("打开");
    await page.locator("[data-household]").waitFor();
  }
  // Back to a PIN: with the phrase, too.
  await press("锁上");
  await press("改用开本密码");
  await type("口令", phrase);
  for (const field of ["#field-pin", "#field-pin-again"]) await type(field, "135790246802");
  await press("打开");
  await page.locator("[data-household]").waitFor();
  await press("锁上");
  await unlock(mine, "135790246802");
  await page.locator("[data-household]").waitFor();
  page.innocent();
}));

/** Tab, Enter, Space, arrows and letters; nothing is tapped, and no script gives anything the focus. */
function keysOf({ page, told }) {
  const here = () =>
    page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      const labels = [...(active?.labels ?? [])].map(({ innerText }) => innerText);
      return `${active?.localName} ${active?.id ?? ""} ${labels.join(" ")} ${["button", "a", "summary"].includes(active?.localName) ? active.innerText : ""}`;
    });
  const to = async (what) => {
    for (let tab = 0; tab < 150; tab += 1) {
      if ((await here()).includes(what)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`the keyboard does not reach ${what}: it is at ${await here()}`);
  };
  return {
    press: (what) => to(what).then(() => page.keyboard.press("Enter")),
    tick: (what) => to(what).then(() => page.keyboard.press("Space")),
    async type(what, text) {
      await to(what);
      told.add(text);
      await page.keyboard.press("Control+A");
      await page.keyboard.type(text);
    },
    /** One of several circles: the group is one stop. */
    async choose(group, what) {
      await to(group);
      for (let step = 0; step < 12 && !(await here()).includes(what); step += 1) await page.keyboard.press("ArrowDown");
      assert.ok((await here()).includes(what), `the arrows do not reach ${what}`);
    },
  };
}

test("from the first page to the paper and the lock by the keyboard alone", journey(async (phoneOf) => {
  const mine = await opened(phoneOf, { touch: false });
  const { page } = mine;
  const { press, tick, type, choose } = keysOf(mine);
  const heading = (name) => page.locator("h1", { hasText: name }).waitFor();
  await press("开一个新本子");
  await page.locator(".phrase").waitFor();
  const phrase = (await page.locator(".phrase b").allInnerTexts()).join(" ");
  await press("抄好了");
  await heading("看看抄对了没有");
  await type("第 2 组", "0000");
  await page.keyboard.press("Enter");
  // What is wrong takes the focus, and leads to its field.
  await page.locator("#problems").waitFor();
  await press("第 2 组");
  for (const place of [2, 5]) await type(`field-group-${place}`, phrase.split(" ")[place - 1]);
  await page.keyboard.press("Enter");
  await heading("定一个开本密码");
  await type("field-pin ", PIN);
  await type("field-pin-again", PIN);
  await page.keyboard.press("Enter");
  await page.locator("button", { hasText: "记一户新的" }).waitFor();
  await mine.plant();
  await press("记一户新的");
  await heading("记一户新的");
  await type("怎么叫这一户", "王家湾三号");
  await type("村、社区", "王家湾");
  await type("place-search", "huangpi");
  await page.locator("jiuzhu-place-picker", { hasText: "黄陂" }).waitFor();
  await page.keyboard.press("Enter");
  // The most particular first: of the city, not of the nation.
  await press("湖北省 武汉市");
  await page.locator("[data-chosen=wuhan-2023]").waitFor();
  await tick("问过本人");
  await press("记下");
  await heading("王家湾三号");
  await press("记一张单子");
  await heading("记一张单子");
  await choose("住院了", "住院了");
  for (const [field, text] of Object.entries({ total: "40000", in_scope: "32500", basic_paid: "20000", critical_paid: "0" })) await type(`field-${field} `, text);
  await page.keyboard.press("Enter");
  await heading("王家湾三号");
  await page.locator("[data-answer]").waitFor();
  await press("记申请");
  await page.locator("legend", { hasText: "办到哪一步了" }).waitFor();
  await choose("已经交了", "批了");
  await type("field-amount", "500");
  await press("记下");
  await page.locator("[data-application]").waitFor();
  await press("1 张单子");
  await page.locator("[data-bill]").waitFor();
  await press("记一次走访");
  await type("看到什么", "门锁着");
  await press("过一个星期");
  await press("记下");
  await page.locator("summary", { hasText: "走访过 1 次" }).waitFor();
  await press("改这个人");
  await heading("改这个人");
  await page.locator("label", { hasText: "低保户" }).waitFor();
  await tick("低保户");
  await page.locator("[data-identity]").waitFor();
  await press("记下");
  await page.locator("p", { hasText: "身份：低保户" }).waitFor();
  const paper = await catchPrinting(page);
  await press("打印一张");
  await press("打印 1 张");
  assert.equal((await paper(1)).length, 1);
  await press("上一步");
  await heading("王家湾三号");
  await press("上一步");
  await page.locator("[data-list]").waitFor();
  await type("field-search", "wjw");
  await page.locator("[data-list]", { hasText: "王家湾三号" }).waitFor();
  await tick("今天该去的");
  await page.locator("p", { hasText: "没有今天该去的人家" }).waitFor();
  await tick("今天该去的");
  await press("月报");
  await heading("月报");
  await press("上一步");
  await press("收进来");
  await heading("收进来");
  await press("没有文件");
  await type("贴在这里", "看看");
  await page.locator("[data-incoming]").waitFor();
  await press("上一步");
  await press("备份和安全");
  await heading("备份和安全");
  const coming = page.waitForEvent("download");
  await press("做一个备份文件");
  await coming;
  await press("存好了");
  await page.locator("[data-said]", { hasText: "备份过" }).waitFor();
  await press("回到名单");
  await press("锁上");
  await type("field-pin", PIN);
  await page.keyboard.press("Enter");
  await page.locator("[data-household]").waitFor();
  page.innocent();
}));
