// The liaison's notebook in a real browser: an afternoon with it, and a second phone. Every figure is that of the core at
// the prompt, and nothing of it can be found in the phone's folder afterwards.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { bringAxe, start } from "./support/browser.mjs";
import { atPrompt, begin, catchPrinting, chooseFile, journey, leftAfter, unlock } from "./support/notebook.mjs";

const PIN = "248163970524";
const PACK = "wuhan-2023";
const NAME = "王家湾三号";
let site;
before(async () => {
  site = await start();
});
after(() => site.close());

const grouped = (value) => Number(value).toLocaleString("en-US", { minimumFractionDigits: Number.isInteger(Number(value)) ? 0 : 2 });
/** The total of an assessment as the page says it. */
const said = ({ total: { min, max } }) =>
  Number(min) === Number(max) ? `约 ${grouped(min)} 元` : `${grouped(min)} 到 ${grouped(max)} 元`;
const here = (assessment) => `还能申请：${said(assessment)}`;
/** The same where something was applied for. */
const figureOf = ({ min, max }) => (Number(min) === Number(max) ? grouped(min) : `${grouped(min)} 到 ${grouped(max)}`);
const saidLeft = (left) => (Number(left.max) === 0 ? "都申请过了，没有还能申请的" : `还能申请：${figureOf(left)} 元`);
const answer = (mine) => mine.page.locator("[data-answer]").first().innerText().then((text) => text.replace(/\s/g, " "));

/** The first household, in a list of both. It is in order once every household is reckoned. */
async function openHousehold({ page, tap }, amount) {
  const own = `[data-household]:has-text("${NAME}")`;
  await page.locator(`${own} [data-waiting]`, { hasText: amount }).waitFor();
  await page.locator("[data-household] [data-waiting]").nth(1).waitFor();
  await tap(own);
  await page.locator("h1", { hasText: NAME }).waitFor();
  await page.locator("[data-answer]").waitFor();
}

async function accessible(mine, where) {
  await bringAxe(mine.page);
  const found = await mine.page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(
    found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
    [],
    where,
  );
}

async function narrow(mine, where) {
  await mine.page.setViewportSize({ width: 320, height: 740 });
  const over = await mine.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${where}: ${over} px too wide`);
  await mine.page.setViewportSize({ width: 360, height: 740 });
}

/** As when another application comes to the front. */
async function hide(page) {
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
    delete document.visibilityState;
  });
  await page.getByRole("heading", { name: "走访本锁着" }).waitFor();
}

/** Answers the calculator's own questions until the result is there; what is not in the list is not known. */
async function answerAll(mine, answers) {
  const { page, choose, press } = mine;
  const within = "jiuzhu-sitting";
  const used = [];
  for (let count = 0; count < 12; count += 1) {
    await page.waitForFunction(() =>
      document
        .querySelector("jiuzhu-notebook")
        .shadowRoot.querySelector("jiuzhu-sitting")
        ?.shadowRoot.querySelector(".screen > :last-child"),
    );
    const name = await page.evaluate(
      () =>
        document
          .querySelector("jiuzhu-notebook")
          .shadowRoot.querySelector("jiuzhu-sitting")
          .shadowRoot.querySelector(".screen > :last-child").localName,
    );
    if (name === "jiuzhu-result") return used;
    if (name === "jiuzhu-question") {
      for (let at = 0; at < 6; at += 1) {
        const paths = await page
          .locator(`${within} [data-question]`)
          .evaluateAll((questions) => questions.map((question) => question.dataset.question));
        const path = paths[at];
        if (path === undefined) break;
        if (answers[path]) used.push(path);
        await choose(answers[path] ?? "不清楚", `${within} [data-question="${path}"]`);
        // An answer may bring up the next question.
        await page.locator(within).evaluate(async (sitting) => {
          for (let round = 0; round < 5; round += 1) {
            await sitting.updateComplete;
            await sitting.shadowRoot?.querySelector(".screen > :last-child")?.updateComplete;
            await new Promise((done) => setTimeout(done, 0));
          }
        });
      }
    } else if (name === "jiuzhu-received") await choose("没领过", within);
    else if (name === "jiuzhu-illness") await choose("不清楚", within);
    else if (name === "jiuzhu-check") {
      await press("算一算", within);
      continue;
    } else assert.fail(`${name} was not expected`);
    const before = await page.locator(`${within} h1`).innerText();
    await press("继续", within);
    await page.waitForFunction(
      (text) =>
        document
          .querySelector("jiuzhu-notebook")
          .shadowRoot.querySelector("jiuzhu-sitting")
          ?.shadowRoot.querySelector("h1")?.innerText !== text,
      before,
    );
  }
  return assert.fail("no result");
}

test("an afternoon: households, bills, applications, the lock, no network, a backup, another phone", journey(async (phoneOf) => {
  const mine = await phoneOf(site.url);
  const { page, press, type, choose, place, tap } = mine;
  const other = await phoneOf(site.url);
  await mine.open();
  await page.locator("[data-conditions]").waitFor();
  assert.match(await mine.text(), /没有备份，就没有了[^]*没有开本密码看不到；备份文件没有纸上的口令打不开[^]*挡不住的：本子开着的时候站在旁边看的人，手机里的坏软件/);
  await accessible(mine, "welcome");
  // On the home screen it is itself.
  const put = await page.evaluate(async () => {
    const { href } = document.querySelector("link[rel=manifest]");
    const { name, start_url: begins, icons } = await fetch(href).then((told) => told.json());
    const there = await Promise.all(icons.map(({ src }) => fetch(new URL(src, href)).then(({ ok }) => ok)));
    return { name, begins: new URL(begins, href).href, icons: there.every(Boolean) };
  });
  assert.deepEqual(put, { name: "走访本", begins: `${site.url}liaison.html`, icons: true });
  const paper = await catchPrinting(page);
  await press("开一个新本子");
  await page.locator(".phrase").waitFor();
  const shown = (await page.locator(".phrase b").allInnerTexts()).join(" ");
  await press("打印在纸上");
  const [written] = await paper(1);
  assert.ok(written.text.includes(shown) && written.height <= 264);
  await press("上一步");
  const phrase = await begin(mine, PIN);
  assert.notEqual(phrase, shown);
  assert.match(await mine.text(), /还没有记下人家/);
  // An empty one takes no backup's place.
  await press("备份和安全");
  await page.locator("p", { hasText: "本子还是空的，不用备份" }).waitFor();
  assert.equal(await page.locator("button", { hasText: /备份文件|复制成文字/ }).count(), 0);
  await press("上一步");

  // A new household with a bill.
  mine.reset();
  await press("记一户新的");
  await type("怎么叫这一户", NAME);
  await type("村、社区", "王家湾");
  await place(PACK);
  await choose("问过本人");
  await press("记下");
  await page.getByRole("heading", { name: NAME, exact: true }).waitFor();
  await press("记一张单子");
  await choose("本县", "");
  await type("#field-date-month", "10");
  await type("#field-date-day", "8");
  for (const [field, text] of Object.entries({
    total: "40000",
    in_scope: "32500",
    basic_paid: "20000",
    critical_paid: "0",
  }))
    await type(`#field-${field}`, text);
  await narrow(mine, "bill");
  await press("记下");
  await mine.kept();
  assert.ok(mine.count.taps <= 20, `${mine.count.taps} taps for a new household with a bill`);
  const bills = [
    {
      date: "2026-10-08",
      care: "inpatient",
      place: "local",
      total: "40000",
      in_scope: "32500",
      basic_paid: "20000",
      critical_paid: "0",
    },
  ];
  await page.locator("[data-answer]").waitFor();
  assert.equal(await answer(mine), here(atPrompt(PACK, { person: {}, bills })));

  // The calculator's own questions at her side, and the answer of the core.
  await press("一步一步问");
  const used = await answerAll(mine, { "person.categories": "低保户", "person.insurance": "居民医保" });
  assert.ok(used.includes("person.categories"), used.join());
  const person = {
    categories: ["subsistence-allowance"],
    ...(used.includes("person.insurance") ? { insurance: "resident" } : {}),
  };
  const assessed = atPrompt(PACK, { person, bills, received: [] });
  assert.ok((await page.locator("jiuzhu-result").innerText()).replace(/\s/g, " ").includes(said(assessed)));
  await press("上一步", "jiuzhu-sitting");
  while (await page.locator("jiuzhu-sitting").count()) await press("上一步", "jiuzhu-sitting");
  await page.locator("[data-answer]").waitFor();
  assert.equal(await answer(mine), here(assessed));

  // What is applied for, refused and paid.
  const claims = await page.locator("[data-open]").evaluateAll((items) => items.map((item) => item.dataset.open));
  assert.ok(claims.includes("inpatient"), claims.join());
  await tap('[data-open="inpatient"] button');
  await choose("钱到了");
  await type("#field-amount", "1000");
  await press("记下");
  await page.locator('[data-application="inpatient"]').waitFor();
  // What was paid was received; and what was applied for is no longer to be had.
  const received = [{ program: "inpatient", amount: "1000", bills: "listed" }];
  const paid = atPrompt(PACK, { person, bills, received });
  assert.equal(await answer(mine), saidLeft(leftAfter(paid, ["inpatient"])));
  const [next] = claims.filter((claim) => claim !== "inpatient");
  await tap(`[data-open="${next}"] button`);
  await choose("没批");
  await type("为什么没批", "没带户口本");
  await press("记下");
  await page.locator(`[data-application="${next}"]`, { hasText: "没带户口本" }).waitFor();
  assert.equal(await page.locator(`[data-open="${next}"]`).count(), 0);
  await tap("summary");
  await accessible(mine, "household");
  await narrow(mine, "household");

  // The next bill of a household that is known: from the list to the figure.
  await press("上一步");
  await page.locator("[data-household]").waitFor();
  mine.reset();
  await tap("[data-household]");
  await press("记一张单子");
  for (const [field, text] of Object.entries({ total: "8000", in_scope: "7000", basic_paid: "4200" }))
    await type(`#field-${field}`, text);
  await press("记下");
  await mine.kept();
  await page.locator("[data-answer]").waitFor();
  assert.ok(mine.count.taps <= 6 && mine.seconds() <= 16, `${mine.count.taps} taps, ${mine.seconds()} s`);
  assert.equal(await page.locator("[data-changed]").count(), 0, "what she has just written down is no news to her");
  const both = [
    ...bills,
    { date: "2026-11-22", care: "inpatient", place: "local", total: "8000", in_scope: "7000", basic_paid: "4200" },
  ];
  const two = atPrompt(PACK, { person, bills: both, received });
  const left = leftAfter(two, ["inpatient", next], paid);
  assert.ok(Number(left.max) > 0 && Number(left.max) < Number(two.total.max), JSON.stringify(left));
  assert.equal(await answer(mine), saidLeft(left));
  assert.equal(await page.locator("[data-total]").innerText(), "48,000\u00a0元");

  // Papers are ticked off as they come.
  const papers = page.locator("summary", { hasText: "材料：还缺" });
  const missing = Number((await papers.innerText()).match(/\d+/)[0]);
  await tap("summary:has-text('材料')");
  await tap("label:has([name=paper])");
  await page.locator("summary", { hasText: `材料：还缺 ${missing - 1} 样` }).waitFor();

  // A visit that is interrupted: the lock takes it from the screen, and it is there again.
  await press("记一次走访");
  await type("看到什么", "门锁着改天再来");
  await hide(page);
  assert.ok(
    !(await page.content()).includes("王家湾") && !(await mine.text()).includes("王家湾"),
    "nothing is left on the screen",
  );
  assert.equal(await page.title(), "走访本");
  assert.equal(page.url(), `${site.url}liaison.html`);
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify(history.state)), /王/);
  await accessible(mine, "locked");
  await type("#field-pin", "999911");
  await press("打开");
  await page.locator("#field-pin-problem", { hasText: "再错 4 次" }).waitFor();
  // By the keyboard alone.
  await page.locator("#field-pin").focus();
  await page.keyboard.type(PIN);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: `走访：${NAME}` }).waitFor();
  assert.equal(await page.getByLabel("看到什么").inputValue(), "门锁着改天再来");
  await press("过一个星期");
  await press("记下");
  await mine.kept();
  await press("上一步");
  await page.locator("[data-household]", { hasText: "说好2026年11月29日去" }).waitFor();

  // Another household; found by its letters; erased and taken back.
  await press("记一户新的");
  await type("怎么叫这一户", "李家坳五号");
  await type("村、社区", "李家坳");
  await type("电话", "13871234567");
  await choose("问过本人");
  await press("记下");
  await page.getByRole("heading", { name: "李家坳五号", exact: true }).waitFor();
  await press("改这个人");
  await type("怎么叫", "王桂英");
  await press("记下");
  await page.locator("h2", { hasText: "王桂英" }).waitFor();
  // A month of slips that are alike, as one.
  await press("记一张单子");
  await choose("门诊看慢性病");
  await choose("本县");
  for (const [field, text] of Object.entries({ times: "12", total: "400.5", in_scope: "380", basic_paid: "200" }))
    await type(`#field-${field}`, text);
  await page.locator("[data-together]", { hasText: "12 次合成一张：总费用一共 4,806 元" }).waitFor();
  await press("记下");
  await page.locator("[data-total]", { hasText: "4,806 元" }).waitFor();
  const month = {
    date: "2026-11-22",
    care: "chronic-outpatient",
    place: "local",
    total: "4806",
    in_scope: "4560",
    basic_paid: "2400",
    slips: 12,
  };
  assert.equal(await answer(mine), here(atPrompt(PACK, { person: {}, bills: [month] })));
  await press("记一次走访");
  for (const [part, text] of Object.entries({ "": "2026", "-month": "11", "-day": "22" }))
    await type(`#field-next${part}`, text);
  await press("记下");
  await page.locator("h2", { hasText: "王桂英" }).waitFor();
  await press("删掉这一户");
  await page.locator("[data-undo]").waitFor();
  await page.locator("[data-list]").waitFor();
  assert.equal(await page.locator("[data-household]").count(), 1);
  await press("拿回来");
  await page.locator("[data-household]").nth(1).waitFor();
  await type("#field-search", "wg");
  await page.waitForFunction(
    () => document.querySelector("jiuzhu-notebook").shadowRoot.querySelectorAll("[data-household]").length === 1,
  );
  assert.match(await page.locator("[data-list]").innerText(), /李家坳五号/);
  await type("#field-search", "");
  await accessible(mine, "list");
  await narrow(mine, "list");

  // On paper: a sheet for each household, which others may see, and the round of the day for her own hand.
  await press("打印");
  await accessible(mine, "paper");
  await narrow(mine, "paper");
  await type("您的名字", "刘联络");
  await type("您的电话", "027-85120000");
  await press("打印 2 张");
  const sheets = await paper(2);
  assert.equal(sheets.length, 2);
  for (const { text, height } of sheets) {
    assert.ok(height <= 264, `${height} mm`);
    assert.doesNotMatch(text, /三号|桂英|李家坳五号|13871234567|没带户口本/);
    assert.match(text, /能申请[^]*最晚[^]*怎么办[^]*联络员：刘联络 027-85120000/);
  }
  const sheet = sheets.find(({ text }) => text.includes("王＊＊：能申请什么"));
  assert.equal(sheet.rows, 3);
  assert.match(sheet.text, /2026年10月8日[^]*40,000[^]*2026年11月22日[^]*8,000[^]*2 张\s*48,000/);
  assert.match(sheet.text, /钱到了，1,000\s元/);
  assert.equal(sheet.text.match(/☑/g)?.length, 1);
  assert.ok(sheet.text.includes(`还缺 ${missing - 1} 样`), sheet.text);
  assert.ok(sheet.text.includes(`${figureOf(left)}\u00a0元`), sheet.text);
  await choose("今天该去的");
  await press("打印一张今天的名单");
  const [round] = await paper(3);
  assert.match(round.text, /该去的 1 家[^]*李家坳[^]*李家坳五号[^]*说好2026年11月22日去/);
  assert.doesNotMatch(round.text, /王家湾|13871234567|元/);
  await press("上一步");

  // Without a network, after the page was closed.
  await page.waitForFunction(() => navigator.serviceWorker.controller?.scriptURL.endsWith("liaison-sw.js"));
  await page.waitForFunction(() =>
    caches
      .keys()
      .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
      .then(
        (all) =>
          /notebook-second-.*jiuzhu-places-|jiuzhu-places-.*notebook-second-/.test(all.flat().map(({ url }) => url)) &&
          all.flat().filter(({ url }) => /packs\/.*\.pack$|notebook-|liaison\.html$/.test(url)).length > 30,
      ),
  );
  await mine.context.setOffline(true);
  await mine.open();
  await unlock(mine, PIN);
  await openHousehold(mine, figureOf(left));
  assert.equal(await answer(mine), saidLeft(left));
  // The calculator is in the second script, and the names of all places in another.
  await press("一步一步问");
  await page.locator("jiuzhu-result", { hasText: said(two) }).waitFor();
  await press("上一步", "jiuzhu-sitting");
  while (await page.locator("jiuzhu-sitting").count()) await press("上一步", "jiuzhu-sitting");
  await press("上一步");
  await tap('[data-household]:has-text("李家坳五号")');
  await press("改这一户");
  await place("");
  await press("记下");
  await page.locator(".note", { hasText: "还没有选医保在哪里交" }).waitFor();
  await press("一步一步问");
  await page.locator("jiuzhu-sitting #place-search").fill("huangpi");
  await tap("jiuzhu-sitting [role=option]");
  await tap(`jiuzhu-sitting [data-pack="${PACK}"]`);
  await page.locator("jiuzhu-sitting #place-search").waitFor({ state: "detached" });
  // The phone's own way back leaves the calculator; what was told is kept.
  await page.goBack();
  await page.locator("[data-answer]").waitFor();
  await mine.context.setOffline(false);
  await press("上一步");

  // A backup, which the PIN has nothing to do with; restored on another phone, by the phrase alone.
  assert.match(await page.locator("[data-backup]").innerText(), /还没有备份过，改了 2 户/);
  await press("备份和安全");
  await accessible(mine, "safety");
  const coming = page.waitForEvent("download");
  await press("做一个备份文件（2 户）");
  const download = await coming;
  assert.equal(download.suggestedFilename(), "走访本备份-2026-11-22-2户.jiuzhu");
  const file = await download.path();
  const upload = { name: "走访本.jiuzhu", mimeType: "application/octet-stream", buffer: readFileSync(file) };
  await press("存好了", "[data-made]");
  await page.locator("[data-backup-state]", { hasText: "这以后改了 0 户" }).waitFor();

  await other.open();
  await other.press("用备份恢复");
  await chooseFile(other.page, { ...upload, buffer: Buffer.from("%PDF-1.7") });
  await other.type("口令", phrase.replace(/ /g, ""));
  await other.type("#field-pin", "135790");
  await other.type("#field-pin-again", "135790");
  await other.press("恢复");
  await other.page.locator("#field-file-problem", { hasText: "不是走访本的文件" }).waitFor();
  await chooseFile(other.page, upload);
  await other.press("恢复");
  await other.page.locator("[data-said]", { hasText: "恢复了 2 户，一户不少" }).waitFor();
  await other.plant();
  await openHousehold(other, figureOf(left));
  assert.equal(await answer(other), saidLeft(left));
  await other.press("改这一户");
  await other.type("电话", "13987654321");
  await other.type("组、门牌", "三组");
  await other.press("记下");
  await other.kept();
  await other.press("上一步");
  await other.press("备份和安全");
  const back = other.page.waitForEvent("download");
  await other.press("做一个备份文件");
  const theirs = readFileSync(await (await back).path());

  // On the first phone the same field was changed meanwhile: both stand there, and one tap chooses.
  await press("回到名单");
  await tap(`[data-household]:has-text("${NAME}")`);
  await press("改这一户");
  await type("组、门牌", "四组");
  await press("记下");
  await mine.kept();
  await press("上一步");
  await press("备份和安全");
  await chooseFile(page, { ...upload, buffer: theirs });
  await type("那个备份的口令", phrase);
  await press("合进来");
  await page.locator("[data-said]", { hasText: "合进来 2 户" }).waitFor();
  await press("回到名单");
  assert.equal(await page.locator("[data-household]").count(), 2);
  await tap(`[data-household]:has-text("${NAME}")`);
  const conflict = page.locator("[data-conflicts]");
  assert.match(await conflict.innerText(), /三组[^]*四组|四组[^]*三组/);
  assert.match(await mine.text(), /13987654321/);
  for (const mind of ["三组", "四组"]) {
    await press(`用这个${mind}`);
    await conflict.waitFor({ state: "detached" });
    await press("重新选");
    await conflict.waitFor();
  }
  await press("用这个三组");
  await conflict.waitFor({ state: "detached" });
  assert.match(await mine.text(), /王家湾 三组/);

  // A notebook that has become smaller says so before it is backed up, and of two backups the older one is told too.
  const { press: theirPress, page: theirPage } = other;
  await theirPress("存好了", "[data-made]");
  await theirPage.locator("[data-backup-state]", { hasText: "这以后改了 0 户" }).waitFor();
  assert.equal(await theirPage.locator("[data-shrunken], [data-before]").count(), 0);
  await theirPress("回到名单");
  await other.tap('[data-household]:has-text("李家坳五号")');
  await theirPress("删掉这一户");
  await theirPage.locator("[data-undo]").waitFor();
  await theirPress("备份和安全");
  assert.match(await theirPage.locator("[data-shrunken]").innerText(), /上次备份的时候有 2 户，现在是 1 户/);
  await theirPress("拿回来");
  await theirPage.locator("[data-shrunken]").waitFor({ state: "detached" });
  const again = theirPage.waitForEvent("download");
  await theirPress("做一个备份文件（2 户）");
  await again;
  await theirPress("存好了", "[data-made]");
  await theirPage.locator("[data-before]", { hasText: "再前一次是2026年11月22日，2 户" }).waitFor();

  // The browser of the other phone clears the notebook: it is said, and no new one is offered first.
  await hide(other.page);
  await other.page.evaluate(
    () => new Promise((done) => (indexedDB.deleteDatabase("jiuzhu-notebook").onsuccess = done)),
  );
  await other.open();
  await other.page.getByRole("heading", { name: "这台手机的浏览器清掉了 2 户" }).waitFor();
  page.innocent();
  other.page.innocent();
}));
