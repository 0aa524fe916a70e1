// A month of a liaison in a real browser: thirty households out of a backup, an afternoon without a network, prints for
// all, a household handed to a colleague, the month that follows with other rules, the report, and a lost phone. Every
// figure is that of the core at the prompt; nothing of it can be found in the phones' folders afterwards.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { bringAxe, start } from "./support/browser.mjs";
import { editionWith, otherRules, publish, smallSite } from "./support/editions.mjs";
import { backupOf, householdsOf } from "./support/households.mjs";
import { atPrompt, begin, catchPrinting, journey, leftAfter, restore, unlock } from "./support/notebook.mjs";
import { load } from "../notebook/load.mjs";

const PACK = "wuhan-2023";
const PIN = "248163970524";
const THEIR_PIN = "975310864213";
const NOTE = "屋里没人邻居说去了女儿家";

let small;
let rules;
let next;
let site;
/** Of the rules that hold on the site. */
let policies;
before(async () => {
  small = smallSite();
  rules = otherRules(PACK, 'value = "80%", cite = "second-class"', 'value = "75%", cite = "second-class"');
  next = editionWith(small.folder, rules);
  site = await start({ root: small.folder });
});
after(async () => {
  await site.close();
  for (const one of [small, rules, next]) one.remove();
});

/** Opens the page until it is that of the edition after the first one. */
async function openNext(one) {
  await one.open();
  const isNext = (edition) => document.querySelector("script[data-offline]")?.dataset.offline === edition;
  for (let tries = 0; tries < 100 && !(await one.page.evaluate(isNext, next.stamp).catch(() => false)); tries += 1) {
    await one.page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update())).catch(() => undefined);
    await one.page.waitForTimeout(100);
  }
  assert.ok(await one.page.evaluate(isNext, next.stamp), "the new edition came");
}

const grouped = (value) => Number(value).toLocaleString("en-US", { minimumFractionDigits: Number.isInteger(Number(value)) ? 0 : 2, maximumFractionDigits: 2 });
const figure = ({ min, max }) => (Number(min) === Number(max) ? grouped(min) : `${grouped(min)} 到 ${grouped(max)}`);
const fen = (value) => Math.round(Number(value) * 100);

/** What stands on the list, household by household, once all are reckoned. */
async function listOf({ page }) {
  await page.waitForFunction(() => {
    const root = document.querySelector("jiuzhu-notebook").shadowRoot;
    return root.querySelector("[data-list]") && /\d 家$/.test(root.querySelector(".screen [role=status]").innerText) && root.querySelector("[data-waiting]") && !/再看/.test(root.querySelector(".screen").innerText);
  });
  const rows = await page.locator("[data-household]").evaluateAll((all) => all.map((row) => [row.dataset.household, row.innerText]));
  return Object.fromEntries(rows);
}

/** What the core says at the prompt can still be had: all, but for what was applied for. */
function leftOf({ applied = [] }, answers) {
  const assessment = atPrompt(PACK, answers, policies);
  return applied.length > 0 ? leftAfter(assessment, applied) : assessment.total;
}

/** Each member's figure at the prompt stands on the list. */
function sameAsPrompt(list, households, what) {
  for (const one of households) {
    for (const answers of one.asked) {
      const left = leftOf(one, answers);
      if (Number(left.max) === 0) continue;
      assert.ok(list[one.id]?.includes(`${figure(left)}\u00a0元`), `${what}: ${one.name} ${figure(left)}, not ${list[one.id]}`);
    }
  }
}

async function accessible({ page }, where) {
  await bringAxe(page);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], where);
}

/** No screen is wider than the narrowest phone, in the largest letters. */
async function narrow({ page }, where) {
  await page.setViewportSize({ width: 320, height: 740 });
  for (const size of ["elder", "normal"]) {
    await page.evaluate((size) => (document.querySelector("jiuzhu-notebook").size = size), size);
    await page.evaluate(() => document.querySelector("jiuzhu-notebook").updateComplete);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${where} in ${size}: ${over} px too wide`);
  }
  await page.setViewportSize({ width: 360, height: 740 });
}

async function checked(mine, where) {
  await accessible(mine, where);
  await narrow(mine, where);
}

async function openHousehold({ page, tap }, id) {
  await tap(`[data-household="${id}"]`);
  await page.locator("[data-answer]").first().waitFor();
}

async function apply(mine, program, state, more) {
  const { page, tap, choose, type, press } = mine;
  await tap(`[data-open="${program}"] button`);
  await choose(state);
  for (const [label, text] of Object.entries(more)) await type(label, text);
  await press("记下");
  await page.locator(`[data-application="${program}"]`).first().waitFor();
}

/** By the keyboard alone. */
async function byKeys({ page }, name) {
  await page.locator("button", { hasText: name }).locator("visible=true").first().focus();
  await page.keyboard.press("Enter");
}

/** Counts what workers answer, and keeps what they are told of households. */
function overhear() {
  const { postMessage } = Worker.prototype;
  const known = new Set();
  Object.assign(window, { told: [], answered: 0 });
  Worker.prototype.postMessage = function (message, ...more) {
    if (!known.has(this)) this.addEventListener("message", ({ data }) => (window.answered += data.outcomes?.length ?? 0));
    known.add(this);
    if (message.questions) window.told.push(JSON.stringify(message));
    postMessage.call(this, message, ...more);
  };
}

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

test("a month of a liaison: offline visits, prints, a handing-over, what changes, the report, a lost phone", journey(async (phoneOf) => {
  const { after: then, emptyNotebook } = await load("notebook/model/notebook.ts");
  const households = householdsOf(30);
  // Of one the identity ends this month.
  const ending = households.find(({ members }) => members.length === 1 && members[0].category);
  const write = (one, fields) => {
    const book = then({ ...emptyNotebook("aaaaaaaa"), households: { [one.id]: one.household } }, { kind: "write", household: one.id, day: "2026-11-01", fields });
    one.household = book.households[one.id];
  };
  const [{ id: member, category }] = ending.members;
  write(ending, { [`identity/${member}`]: { member, category, text: "低保对象", from: "", until: "2026-11-30" } });
  const backup = await backupOf(households.map(({ household }) => household), "2026-11-01");
  // As many dots as a phone has: its codes are read from its screen.
  const mine = await phoneOf(site.url, { scale: 2 });
  const theirs = await phoneOf(site.url);
  const { page, press, type, choose, tap } = mine;
  await mine.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await mine.context.addInitScript(overhear);
  await mine.open();
  await press("用备份恢复");
  await page.locator("#field-file").waitFor();
  await checked(mine, "restore");
  await press("上一步");
  await restore(mine, backup, PIN, 30);
  const before = await listOf(mine);
  assert.equal(Object.keys(before).length, 30);
  // Workers have reckoned all of it, and know nobody's name.
  const { told: handed, answered } = await page.evaluate(() => ({ told: window.told, answered: window.answered }));
  assert.ok(answered >= 30, `${answered} answers of workers`);
  for (const { name, village, household } of households)
    for (const word of [name, village, Object.values(household.fields.phone)[0].value]) assert.ok(!handed.some((one) => one.includes(word)), word);
  sameAsPrompt(before, households, "restored");

  // What is looked at now is what the next time is compared with.
  await openHousehold(mine, ending.id);
  await press("上一步");

  // The afternoon, without a network: five are visited, two of them have a new bill; two were refused, one was paid.
  await page.waitForFunction(() => navigator.serviceWorker.controller?.scriptURL.endsWith("liaison-sw.js"));
  await page.waitForFunction(() => caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys())))).then((all) => all.flat().some(({ url }) => /index\.[0-9a-f]{8}\.json$/.test(url))));
  await mine.context.setOffline(true);
  await mine.open();
  await unlock(mine, PIN);
  sameAsPrompt(await listOf(mine), households, "without a network");
  assert.ok((await page.evaluate(() => window.answered)) >= 30, "workers reckon without a network");
  const paper = await catchPrinting(page);
  const others = households.filter((one) => one !== ending && one.members.length === 1);
  const visited = others.slice(0, 5);
  for (const [at, one] of visited.entries()) {
    await openHousehold(mine, one.id);
    if (at < 2) {
      const bill = { total: String(9000 + at), in_scope: "8000", basic_paid: "4100" };
      await press("记一张单子");
      for (const [field, text] of Object.entries(bill)) await type(`#field-${field}`, text);
      await press("记下");
      await page.locator("[data-total]").first().waitFor();
      one.asked[0].bills.push({ date: "2026-11-22", care: "inpatient", place: "local", ...bill });
    } else if (at < 4) await apply(mine, "inpatient", "没批", { "为什么没批": NOTE });
    else {
      await apply(mine, "inpatient", "钱到了", { "#field-amount": "500.5" });
      one.asked[0].received = [{ program: "inpatient", amount: "500.5", bills: "listed" }];
    }
    if (at >= 2) one.applied = ["inpatient"];
    const left = leftOf(one, one.asked[0]);
    const answer = await page.locator("[data-answer]").first().innerText();
    assert.ok(Number(left.max) === 0 ? !/\d/.test(answer) : answer.includes(figure(left)), `${one.name}: ${answer}, not ${figure(left)}`);
    await press("记一次走访");
    await type("看到什么", NOTE);
    await press("记下");
    await page.locator("summary", { hasText: "走访过 1 次" }).waitFor();
    await press("上一步");
  }
  // What is left under each limit is said in the core's words.
  await openHousehold(mine, visited[4].id);
  await tap("summary:has-text('限额')");
  const steps = atPrompt(PACK, visited[4].asked[0]).programs.find(({ id }) => id === "inpatient").steps;
  const [left] = steps.filter(({ text }) => text.startsWith("今年已经领过"));
  assert.ok((await page.locator("[data-limits]").innerText()).includes(left.text.replace(/(\d)\.00(?!\d)/g, "$1").replace(/ 元/g, "\u00a0元")), left.text);
  await press("上一步");

  // Prints for all at once.
  await press("打印");
  await press("打印 30 张");
  const sheets = await paper(1);
  assert.equal(sheets.length, 30);
  for (const { height, text } of sheets) {
    assert.ok(height <= 264, `${height} mm`);
    assert.doesNotMatch(text, /1387\d{7}|女儿家/);
  }
  const printed = sheets.map(({ text }) => text).join("\n");
  for (const one of others) {
    const left = leftOf(one, one.asked[0]);
    assert.ok(Number(left.max) === 0 || printed.includes(figure(left)), printed);
  }
  await press("上一步");
  await mine.context.setOffline(false);

  // A colleague shows her code; a household goes over by square codes, and stops counting here.
  const their = theirs.page;
  await theirs.open();
  const phrase = await begin(theirs, THEIR_PIN);
  await theirs.press("收进来");
  await theirs.type("您的名字", "张同事");
  await theirs.press("做一个收件码");
  await their.locator("svg.code").waitFor();
  await checked(theirs, "take");
  const code = await their.locator("svg.code").screenshot();
  const given = others[6];
  await openHousehold(mine, given.id);
  await press("交给别人");
  await page.locator("#field-code").waitFor();
  await press("下一步");
  await page.locator("#field-code-problem", { hasText: "先选交给谁" }).waitFor();
  await page.locator("#field-code-picture").setInputFiles({ name: "code.png", mimeType: "image/png", buffer: code });
  const digits = await page.locator("[data-receiver] b").innerText();
  assert.ok((await theirs.text()).includes(digits), digits);
  await checked(mine, "give");
  await byKeys(mine, "下一步");
  await press("给对方扫");
  await press("停一停");
  await checked(mine, "codes");
  const pictures = [];
  const count = Number((await page.locator("button", { hasText: "给对方扫" }).innerText()).match(/\d+/)[0]);
  assert.ok(count <= 3, `${count} codes`);
  for (let at = 0; at < count * 2; at += 1) {
    // One was missed.
    if (at !== 1) pictures.push({ name: `${at}.png`, mimeType: "image/png", buffer: await page.locator("svg.code").screenshot() });
    await press("下一个");
  }
  await their.locator("#field-file").setInputFiles(pictures);
  await their.locator("[data-chosen]").waitFor();
  await theirs.press("打开看看");
  await their.locator("p", { hasText: `交来 1 户：${given.name}` }).waitFor();
  await byKeys(theirs, "收下");
  await their.locator("[data-said]", { hasText: "收下了 1 户" }).waitFor();
  sameAsPrompt(await listOf(theirs), [given], "handed over");
  await press("交过去了");
  await page.locator(`[data-handed="${given.id}"]`, { hasText: "2026年11月22日交给了张同事" }).waitFor();
  await checked(mine, "elsewhere");
  await press("回到名单");
  assert.equal((await listOf(mine))[given.id], undefined);
  await page.locator("[data-away]", { hasText: "交出去的 1 户" }).waitFor();

  // What she writes there comes back with her notebook, as a text, and it stays hers.
  await openHousehold(theirs, given.id);
  await theirs.press("改这一户");
  await theirs.type("电话", "13900001111");
  await theirs.press("记下");
  await theirs.kept();
  await theirs.press("上一步");
  await theirs.press("备份和安全");
  await theirs.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await theirs.press("复制成文字");
  await their.locator("[data-made]").waitFor();
  const text = await clipboard(their);
  await press("备份和安全");
  await tap("summary:has-text('没有文件')");
  await page.locator("#field-pieces").fill(text);
  await page.locator("[data-chosen]").waitFor();
  await type("那个备份的口令", phrase);
  await press("合进来");
  await page.locator("[data-said]", { hasText: "合进来 1 户" }).waitFor();
  await checked(mine, "safety");
  await press("回到名单");
  await page.locator("[data-away]", { hasText: "交出去的 1 户" }).waitFor();
  assert.equal(Object.keys(await listOf(mine)).length, 29);

  // The month that follows: the office has changed a figure, an identity has ended, a bill comes in.
  const counted = households.filter((one) => one !== given);
  for (const one of counted) for (const answers of one.asked) answers.as_of = "2026-12-10";
  const told = () => counted.map((one) => one.asked.map((answers) => figure(leftOf(one, answers))).join());
  const earlier = told();
  publish(next, small.folder);
  policies = rules.policies;
  const later = told();
  await mine.setDay("2026-12-10");
  await openNext(mine);
  await unlock(mine, PIN);
  const papers = await catchPrinting(page);
  const december = await listOf(mine);
  assert.match(december[ending.id], /低保对象到2026年11月30日为止/);
  // Her bills until then are judged by it. Nobody asked what she is now: she is none of those that were told.
  ending.asked[0].person = { ...ending.asked[0].person, categories: [], held: [{ category, until: "2026-11-30" }] };
  sameAsPrompt(december, counted, "in december");
  // Of those that were looked at it is said that the rules are others; and they are.
  for (const { id } of visited) assert.match(december[id], /办法改过了/);
  assert.notDeepEqual(later, earlier);
  await openHousehold(mine, ending.id);
  assert.match(await page.locator("[data-changed]").innerText(), /低保对象到2026年11月30日为止/);
  await press("记一张单子");
  for (const [field, value] of Object.entries({ "date-month": "12", "date-day": "5", total: "7000", in_scope: "6000", basic_paid: "3000" })) await type(`#field-${field}`, value);
  await press("记下");
  await page.locator("[data-total]").first().waitFor();
  ending.asked[0].bills.push({ date: "2026-12-05", care: "inpatient", place: "local", total: "7000", in_scope: "6000", basic_paid: "3000" });
  const { total: rest } = atPrompt(PACK, ending.asked[0], policies);
  const answer = await page.locator("[data-answer]").first().innerText();
  assert.ok(Number(rest.max) === 0 ? !/\d 元/.test(answer) : answer.includes(figure(rest)), `${answer}: ${figure(rest)}`);
  await press("上一步");

  // The report of November, and what waits today to the fen.
  await byKeys(mine, "月报");
  await page.locator("[data-month]").waitFor();
  await choose("2026年11月");
  await checked(mine, "month");
  const report = await page.locator("[data-month]").innerText();
  const waiting = counted.flatMap((one) => one.asked.map((answers) => leftOf(one, answers)));
  const sum = (end) => waiting.reduce((all, left) => all + fen(left[end]), 0) / 100;
  assert.match(report, /本子里 29 户/);
  assert.match(report, /去了 5 户，5 次/);
  assert.match(report, /交了 0 件申请，批了 0 件，没批 2 件；钱到了 1 件，一共 500\.50\s元/);
  assert.match(report, /交给张同事 1 户，不算在上面/);
  assert.ok(report.includes(`估计一共 ${figure({ min: sum("min"), max: sum("max") })}\u00a0元`), `${report} ${sum("min")} ${sum("max")}`);
  const coming = page.waitForEvent("download");
  await press("做成表格文件");
  const download = await coming;
  assert.equal(download.suggestedFilename(), "走访月报-2026-11.xlsx");
  const book = readFileSync(await download.path(), "utf8");
  assert.ok(book.includes(`<v>${sum("min").toFixed(2)}</v>`) && book.includes(`<v>${sum("max").toFixed(2)}</v>`) && book.includes("<v>500.50</v>"));
  assert.ok(!households.some(({ name }) => book.includes(name)), "the names are masked");
  await press("打印");
  const [sheet] = await papers(1);
  assert.match(sheet.text, /2026年11月走访月报[^]*一共/);
  assert.ok(sheet.height <= 264 && sheet.over <= 1, `${sheet.height} mm, ${sheet.over} px too wide`);
  await press("上一步");

  // The phone is lost: the text of a backup, on another one.
  await press("备份和安全");
  await press("复制成文字");
  await page.locator("[data-made]").waitFor();
  const last = await clipboard(page);
  await theirs.setDay("2026-12-10");
  await theirs.tap("summary:has-text('全部删掉')");
  await theirs.tap(".button-bad");
  await theirs.press("真的全部删掉");
  await their.locator("[data-conditions]").waitFor();
  await openNext(theirs);
  await theirs.press("用备份恢复");
  await theirs.tap("summary:has-text('没有文件')");
  await their.locator("#field-pieces").fill(last);
  await their.locator("[data-chosen]").waitFor();
  await theirs.type("口令", backup.phrase);
  for (const field of ["#field-pin", "#field-pin-again"]) await theirs.type(field, "135790246802");
  await theirs.press("恢复");
  await their.locator("[data-said]", { hasText: "恢复了 30 户，一户不少" }).waitFor();
  const restored = await listOf(theirs);
  assert.equal(Object.keys(restored).length, 29, "what was handed over is still elsewhere");
  sameAsPrompt(restored, counted, "on another phone");
  page.innocent();
  their.innocent();
}));
