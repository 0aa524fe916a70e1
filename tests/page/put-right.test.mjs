// What cannot be counted as it stands: an answer that the rules refuse, a bill of another time, a bill half told, money
// told twice. It is said at once and in plain words, where it can be put right; no button is dead.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { open, questionPaths, screenName, settled, start } from "./support/browser.mjs";
import { family } from "./support/family.mjs";
import { finger } from "./support/hands.mjs";
import { arrive } from "./support/journey.mjs";

const BILL = { care: "住院了", where: ["本县"], date: "2026-10-20", amounts: { total: "60000", in_scope: "50000", basic_paid: "30000", critical_paid: "5000" } };
const BEIJING = { pack: "beijing-2023", answers: { "person.categories": "低保户" }, bills: [BILL] };
const NATIONAL = { pack: "national-2026", answers: { "person.categories": "低保户" }, bills: [BILL] };
const WUHAN = { pack: "wuhan-2023", answers: { "person.categories": "低保户" }, bills: [BILL] };

let site;
before(async () => {
  site = await start();
});
afterEach(() => site.rest());
after(() => site.close());

/** The family at its result, answering 「不清楚」 to what its data do not answer. */
async function atResult(journey, until = "result") {
  const page = await site.page();
  await open(page, site.url);
  await arrive(page, { ...journey, otherwise: { rest: "不清楚" } }, until);
  return { page, hands: finger(page) };
}

const focused = (page) =>
  page.evaluate(() => {
    const active = document.querySelector("jiuzhu-calculator").shadowRoot.activeElement;
    return active && (active.id || active.name || active.textContent.trim());
  });
const problems = (page) => page.locator("#problems li").allInnerTexts();
const textOf = async (page) => (await page.locator(".screen").innerText()).replace(/\s+/g, " ");
/** What was told, the bills last: each as its line of the table. */
const recap = (page) =>
  page.locator(".pairs > div, .bills tbody tr").evaluateAll((rows) =>
    rows.map((row) =>
      [...row.querySelectorAll("dt, dd:first-of-type, th, td")].map((cell) => [...cell.childNodes].filter(({ nodeType, localName }) => nodeType !== Node.COMMENT_NODE && !["button", "small"].includes(localName)).map(({ textContent }) => textContent).join("").replace(/\s+/g, " ").trim()).join(" "),
    ),
  );
const state = (page, name) => page.evaluate((key) => document.querySelector("jiuzhu-calculator").session.state[key], name);

/** 「改」 of one of the lines under 「您填的」 on the result. */
async function revise(page, hands, name) {
  await page.locator("summary", { hasText: "您填的" }).tap();
  await hands.pressAt(`button:has-text("改：${name}")`);
}

/** A local figure in its form: among those that the result waits for, or else in the part for the office. */
async function fillFigure(page, hands, label, typed) {
  const form = page.locator("jiuzhu-figures", { has: page.locator("[data-parameter]", { hasText: label }) });
  const line = form.locator("[data-parameter]", { hasText: label });
  if (!(await line.isVisible())) await page.locator("summary", { hasText: "给经办的人看" }).tap();
  await line.locator("input").fill(typed);
  await form.locator("button", { hasText: "算一算" }).tap();
  await settled(page);
}

for (const [label, typed, range] of [
  ["年度救助限额", "500", "1,000\u00a0元到1,000,000\u00a0元"],
  ["特困人员救助比例", "500", "0%到100%"],
]) {
  test(`${typed} for ${label} is out of range: said at its field at once, and the result stays in reach`, async () => {
    const { page, hands } = await atResult(NATIONAL);
    const sum = await page.locator(".headline .sum").innerText();
    await fillFigure(page, hands, label, typed);
    assert.equal(await focused(page), "problems");
    assert.ok((await problems(page))[0].includes(range), (await problems(page))[0]);
    assert.ok((await page.locator(".field-problem").innerText()).includes(range));
    assert.equal(await page.locator(".headline .sum").innerText(), sum);
    page.innocent();
  });
}

test("an answer that does not go with a bill leads to where either can be put right", async () => {
  const { page, hands } = await atResult(BEIJING);
  await page.evaluate(() => document.querySelector("jiuzhu-calculator").session.answer("person.insurance", { kind: "choice", text: "参保", value: "none", shown: "没有参保" }));
  await page.evaluate(() => document.querySelector("jiuzhu-calculator").session.finish());
  await settled(page);
  assert.equal(await screenName(page), "check");
  assert.equal(await focused(page), "problems");
  assert.match((await problems(page))[0], /前面选了没有参保/);
  await page.evaluate(() => document.querySelector("jiuzhu-calculator").session.finish());
  await hands.pressAt("#problems button");
  assert.equal(await screenName(page), "amounts");
  assert.match((await problems(page))[0], /前面选了没有参保/);
  page.innocent();
});

test("another place asks its own questions, and says which bill its rules do not reach", async () => {
  const { page, hands } = await atResult({ ...BEIJING, bills: [{ ...BILL, date: "2026-03-20" }] });
  await revise(page, hands, "地方");
  await hands.pressAt('[data-pack="national-2026"]');
  await page.locator("jiuzhu-question").waitFor();
  assert.deepEqual(await questionPaths(page), ["person.categories"]);
  await hands.choose("低保户");
  await hands.press("继续");
  for (let screen = await screenName(page); screen !== "amounts"; screen = await screenName(page)) {
    await hands.choose("不清楚");
    await hands.press("继续");
  }
  assert.match((await problems(page))[0], /2026年7月1日起.*换那时候的办法/s);
  assert.equal(await focused(page), "problems");
  await hands.press("换成国家");
  await page.locator("jiuzhu-question").waitFor();
  assert.equal((await state(page, "draft")).pack, "national-2021");
  page.innocent();
});

test("without rules of that time the bill is left out, and nothing is asked of the former place", async () => {
  const { page, hands } = await atResult({ ...BEIJING, bills: [{ ...BILL, date: "2026-03-20" }] });
  await revise(page, hands, "地方");
  await page.locator("summary", { hasText: "以前和以后的办法" }).tap();
  await hands.pressAt('[data-pack="qingshen-2014"]');
  await page.locator("jiuzhu-question").waitFor();
  await hands.choose("低保户");
  await hands.press("继续");
  await hands.choose("不清楚");
  await hands.press("继续");
  assert.match((await problems(page))[0], /2018年12月31日.*去掉这张单子/s);
  assert.equal(await page.locator("button", { hasText: "换成" }).count(), 0);
  await hands.pressAt(".button-bad");
  const asked = [];
  while ((await screenName(page)) === "question") {
    for (const path of await questionPaths(page)) {
      asked.push(path);
      await hands.choose("不清楚", `[data-question="${path}"]`);
    }
    await hands.press("继续");
  }
  assert.equal(await screenName(page), "result");
  assert.ok(asked.every((path) => path !== "person.facts.emergency"), asked.join(" "));
  assert.equal(await page.locator("#problems").count(), 0);
  page.innocent();
});

test("a step back after another place does not lead to a question of the former one", async () => {
  const { page, hands } = await atResult(BEIJING, "check");
  await hands.pressAt('button:has-text("改：地方")');
  await hands.pressAt('[data-pack="national-2026"]');
  await page.locator("jiuzhu-question").waitFor();
  const met = [];
  while ((await screenName(page)) !== "start") {
    met.push(await screenName(page));
    await hands.press("上一步");
  }
  assert.ok(!met.slice(1).includes("question"), met.join(" "));
  page.innocent();
});

test("answers that come back from this device can be changed, every one", async () => {
  const page = await site.page();
  await open(page, site.url);
  const hands = finger(page);
  await hands.choose("把填的内容存在这台设备上");
  await arrive(page, family);
  await open(page, site.url);
  await hands.press("接着上次的");
  await page.locator("jiuzhu-check").waitFor();
  for (const row of await recap(page)) assert.doesNotMatch(row, /[a-z]/);
  const changes = page.locator(".pairs-act button, .bills .detail button", { hasText: "改" });
  for (let line = 0; line < (await changes.count()); line += 1) {
    const name = await changes.nth(line).innerText();
    await changes.nth(line).tap();
    await settled(page);
    assert.ok(await page.locator("#heading").isVisible(), name);
    assert.ok((await page.locator("jiuzhu-place button, jiuzhu-illness input, .card input, .entry input").count()) > 0, name);
    await hands.press("上一步");
  }
  page.innocent();
});

test("what is typed of a bill stays on the way back and in what is saved", async () => {
  const { page, hands } = await atResult({ ...family, bills: [{ ...family.bills[0], where: [] }] }, "amounts");
  await page.evaluate(() => document.querySelector("jiuzhu-calculator").session.keep(true));
  await hands.type("#field-total", "56");
  await hands.press("上一步");
  await hands.press("继续");
  assert.equal(await page.locator("#field-total").inputValue(), "56");
  assert.equal(await page.locator("#problems").count(), 0);
  await open(page, site.url);
  await hands.press("接着上次的");
  await page.locator("jiuzhu-amounts").waitFor();
  assert.equal(await page.locator("#field-total").inputValue(), "56");
  page.innocent();
});

test("who remembers only roughly can say what the critical-illness insurance paid, where the rules look at it", async () => {
  const rough = { total: "5 万到 10 万", basic_paid: "3 万到 5 万" };
  const most = async (told) => {
    const { page } = await atResult({ ...BEIJING, bills: [{ care: "住院了", where: ["本县"], date: "2026-10-20", rough: told }] });
    page.innocent();
    return Number((await state(page, "assessment")).total.max);
  };
  assert.ok((await most({ ...rough, critical_paid: "1 万到 3 万" })) < (await most(rough)));
});

test("a bill half told is named as such, and counts only when it is told", async () => {
  const { page, hands } = await atResult(BEIJING, "check");
  await hands.press("今年还有一张单子");
  await hands.choose("住院了");
  await hands.choose("不清楚");
  await hands.press("继续");
  assert.equal(await screenName(page), "amounts");
  await hands.press("上一步");
  await hands.press("上一步");
  assert.ok((await recap(page)).some((row) => /^2\. .*住院了（还没填完）/.test(row)), JSON.stringify(await recap(page)));
  await hands.press("算一算");
  assert.equal(await screenName(page), "check");
  assert.equal(await focused(page), "problems");
  assert.match((await problems(page))[0], /第 2 张单子还没填完/);
  await hands.press("接着填");
  assert.equal(await screenName(page), "amounts");
  await hands.press("上一步");
  await hands.press("不要这张");
  assert.equal(await focused(page), "heading");
  assert.deepEqual((await recap(page)).filter((row) => row.startsWith("2. ")), []);
  await hands.press("算一算");
  assert.equal(await screenName(page), "result");
  page.innocent();
});

test("a bill begun on the way back from the result does not leave a result without it", async () => {
  const { page, hands } = await atResult(BEIJING);
  await hands.press("改答案");
  await hands.press("今年还有一张单子");
  await hands.choose("住院了");
  await hands.choose("不清楚");
  await hands.press("继续");
  for (let step = 0; step < 3; step += 1) await hands.press("上一步");
  assert.equal(await screenName(page), "check");
  assert.match((await problems(page))[0], /第 2 张单子还没填完/);
  page.innocent();
});

test("what the bill already takes off is not to be told again", async () => {
  const { page, hands } = await atResult({ ...BEIJING, bills: [{ ...BILL, amounts: { ...BILL.amounts, assistance_paid: "3000" } }] }, "received");
  assert.match(await textOf(page), /今年已经领过救助吗？.*出院时单子上已经减掉的/);
  await hands.choose("领过");
  const field = page.locator("[id^=field-received-]").first();
  await field.fill("2999");
  await settled(page);
  assert.equal(await page.locator(".note-warn").count(), 0);
  await field.fill("3,000.00");
  await settled(page);
  assert.match(await page.locator(".note-warn").innerText(), /同一笔钱/);
  await hands.choose("前面填的单子");
  await hands.press("继续");
  assert.notEqual(await screenName(page), "received");
  page.innocent();
});

test("not knowing what was received is said beside the result and in what is carried away", async () => {
  const { page, hands } = await atResult(BEIJING);
  await revise(page, hands, "今年领过的救助");
  await hands.choose("不清楚");
  await hands.press("继续");
  assert.match(await page.locator("[data-note=received]").innerText(), /先按没领过算.*12393/);
  assert.ok((await recap(page)).includes("今年领过的救助 不清楚，先按没领过算"));
  assert.match(await page.locator(".print-sheet").textContent(), /不清楚，先按没领过算/);
  page.innocent();
});

test("a day that has not come is said at its field", async () => {
  const { page, hands } = await atResult({ ...WUHAN, answers: { ...WUHAN.answers, "person.facts.recognised_on": { date: "2026-10-01" } } });
  await revise(page, hands, "救助身份是哪一天认定的？");
  await hands.type("[data-question] .date-part:nth-of-type(1) input", "2030");
  await hands.press("继续");
  assert.equal(await focused(page), "problems");
  assert.match(await page.locator(".field-problem").innerText(), /还没有到/);
  await hands.type("[data-question] .date-part:nth-of-type(1) input", "2026");
  await hands.press("继续");
  assert.equal(await screenName(page), "result");
  page.innocent();
});

test("a bill is told as people have it: by one sum of all funds, by what they paid, months of slips as one", async () => {
  const { page, hands } = await atResult({ ...BEIJING, bills: [{ ...BILL, care: "门诊看慢性病" }] }, "amounts");
  const labels = () => page.locator("svg.slip text").evaluateAll((texts) => texts.map(({ textContent }) => textContent.trim()).filter((text) => !/^[＊.]+$/.test(text)));
  await hands.choose("只写了基金一共付多少");
  assert.deepEqual(await page.locator(".number").allInnerTexts(), ["1", "2", "3", "4", "5"]);
  assert.deepEqual((await labels()).slice(1), ["费用总金额", "1", "医保范围内金额", "2", "基金支付总金额", "3", "医疗救助支付", "4", "个人支付总金额", "5"]);
  for (const part of ["basic_paid", "critical_paid"]) assert.equal(await page.locator(`#field-${part}`).count(), 0);
  await hands.type("#field-fund_paid", "7000");
  await hands.type("#field-self_paid", "4000");
  await hands.type("#field-assistance_paid", "0");
  for (const [field, text] of Object.entries({ date: "2026", "date-month": "9", "date-day": "30", total: "10000", in_scope: "9000", slips: "12" })) await hands.type(`#field-${field}`, text);
  await hands.press("继续");
  assert.deepEqual(await problems(page), ["报销、减免、救助和自己掏的加起来是 11,000\u00a0元，和总费用对不上，请再看一眼单子"]);
  await hands.type("#field-self_paid", "3000.50");
  await hands.press("继续");
  await page.evaluate(() => {
    const { session } = document.querySelector("jiuzhu-calculator");
    session.setCare(1, "inpatient", { place: "local" });
    session.setBill(1, { date: { year: "2026", month: "10", day: "20" }, amounts: { total: "60000", in_scope: "50000", basic_paid: "30000", self_paid: "25000" }, amountsDone: true });
    session.show({ name: "check" });
  });
  await settled(page);
  const told = await recap(page);
  assert.deepEqual(told.slice(-2).map((row) => row.replace(/ 本县、本地/, "")), [
    "1. 2026年9月30日 门诊看慢性病、特殊病 10,000 3,000.50 3,000.50 基金支付一共 7,000 元；自己掏了多少 3,000.50 元；出院时已经减掉的救助 0 元；医保认的费用 9,000 元；几张单子合在一起 12",
    "2. 2026年10月20日 住院了 60,000 25,000 28,000.50 医保认的费用 50,000 元；医保报了 30,000 元；自己掏了多少 25,000 元",
  ]);
  page.innocent();
});

test("the focus stays where something was chosen or taken back", async () => {
  const { page, hands } = await atResult(family, "illness");
  await hands.type("#field-illness", "ndz");
  await hands.pressAt('[data-disease="uremia"]');
  assert.equal(await focused(page), "chosen");
  await hands.press("去掉");
  assert.equal(await focused(page), "heading");
  await hands.choose("不清楚");
  await hands.press("继续");
  await hands.pressAt("[data-zero=basic_paid]");
  assert.equal(await page.locator("#field-basic_paid").inputValue(), "0");
  assert.match(await focused(page), /^没有/);
  await hands.pressAt("[data-zero=basic_paid]");
  assert.equal(await page.locator("#field-basic_paid").inputValue(), "");
  page.innocent();
  const { page: result, hands: other } = await atResult(family);
  await other.press("存在这台设备上");
  assert.equal(await focused(result), "不存了");
  await other.press("不存了");
  assert.equal(await focused(result), "存在这台设备上");
  result.innocent();
});
