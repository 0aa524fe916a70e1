// What is carried away: one printed page in every pack in force, a picture of whole items, a letter by the usual form.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { open, start } from "./support/browser.mjs";
import { drawn, listen } from "./support/drawn.mjs";
import { finger } from "./support/hands.mjs";
import { arrive } from "./support/journey.mjs";

const journey = (name) => JSON.parse(readFileSync(new URL(`./journeys/${name}.json`, import.meta.url)));
const stay = (date) => ({ care: "住院了", where: ["本县"], date, amounts: { total: "60000", in_scope: "50000", basic_paid: "30000", critical_paid: "5000" } });
const ONE = [stay("2026-10-20")];
const THREE = [stay("2026-10-20"), stay("2026-09-01"), stay("2026-08-03")];

const beijing = journey("beijing-allowance");
const wuhan = journey("wuhan-allowance");
const wuhanUndated = { ...wuhan, illness: "不清楚", answers: { "person.categories": "低保户", "person.facts.recognised_on": "不清楚" } };
const national = journey("national-margin");
const foshan = journey("foshan-rough");
const foshanBills = (bills) => bills.map(({ where: _where, ...bill }) => bill);

let site;
before(async () => {
  site = await start({ prepare: listen });
});
afterEach(() => site.rest());
after(() => site.close());

async function atResult(told) {
  const page = await site.page();
  await open(page, site.url);
  const hands = finger(page);
  await arrive(page, told);
  await page.locator(".print-sheet").waitFor({ state: "attached" });
  return { page, hands };
}

async function printed(page) {
  const file = join(tmpdir(), `jiuzhu-paper-${process.pid}.pdf`);
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));
  const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync("pdfinfo", [file], { encoding: "utf8" }))[1]);
  return { pages, text: execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).replace(/\s+/g, "") };
}

const ALWAYS = ["核定", "要带什么", "去哪里", "没写最后一天", "12393", "规则第1版"];

for (const [name, told, part] of [
  ["Beijing, one bill", { ...beijing, bills: ONE }, "可以申请，12,750元"],
  ["Beijing, three bills", { ...beijing, bills: THREE }, "可以申请"],
  ["Foshan, one bill", { ...foshan, bills: foshanBills(ONE) }, "可以申请，13,500元"],
  ["Foshan, three bills", { ...foshan, bills: foshanBills(THREE) }, "可以申请"],
  ["Wuhan, one bill", { ...wuhan, bills: ONE }, "可以申请，12,000元"],
  ["Wuhan, one bill, much unknown", { ...wuhanUndated, bills: ONE }, "合计按只给一项估"],
  ["Wuhan, three bills, much unknown", { ...wuhanUndated, answers: { ...wuhanUndated.answers, "person.facts.poverty_risk": "不清楚" }, bills: THREE }, "其余请看页面"],
  ["the national frame, one bill", { ...national, bills: ONE }, "算不出来"],
  ["the national frame, three bills", { ...national, bills: THREE }, "算不出来"],
]) {
  test(`one page: ${name}`, async () => {
    const { page } = await atResult(told);
    const { pages, text } = await printed(page);
    assert.equal(pages, 1);
    for (const wanted of [...ALWAYS, part]) assert.ok(text.includes(wanted), `${wanted} in ${text}`);
    page.innocent();
  });
}

async function drawnOf({ page, hands }) {
  await hands.press("存成图片");
  await page.locator("img.picture").waitFor();
  const source = await page.locator("img.picture").getAttribute("src");
  assert.ok(Buffer.from(source.split(",")[1], "base64").length <= 300 * 1024);
  return drawn(page);
}

test("the picture says what kind of figure it shows, and how sure each part is", async () => {
  const text = await drawnOf(await atResult({ ...wuhanUndated, bills: ONE }));
  for (const wanted of ["可以申请", "估计还能领", "住院救助：可能可以，0 到 12,000\u00a0元", "合计按只给一项估", "没写最后一天", "规则第 1 版"]) assert.ok(text.includes(wanted), `${wanted} in ${text}`);
});

test("the picture of a rule of the past says so", async () => {
  const text = await drawnOf(await atResult(journey("qingshen-uremia")));
  assert.ok(text.includes("按当时的办法，估计能领"), text);
});

test("a bill that was not counted is named wherever the answers stand", async () => {
  const { page, hands } = await atResult({ ...beijing, bills: [stay("2026-10-20"), stay("2025-08-03")] });
  const note = "2025年8月3日的单据不在同一个年度里，没有算进来";
  assert.ok((await printed(page)).text.includes(note));
  assert.ok((await drawnOf({ page, hands })).includes(note));
});

test("a picture that is too full leaves out whole items, the steps first", async () => {
  const text = await drawnOf(await atResult({ ...beijing, bills: [stay("2026-10-20"), stay("2026-08-03")] }));
  assert.match(text, /□ 登记表、声明书和授权书（原件）/);
  assert.match(text, /支出型临时救助，要自己去申请（依申请救助），街道（乡镇）/);
  assert.match(text, /其余请看页面这是估算/);
  assert.doesNotMatch(text, /减去医保报的/);
});

/** The letter for a case whose second insurance is not known, with nothing filled in. */
async function atLetter() {
  const bill = { ...stay("2026-10-20"), amounts: { total: "60000", in_scope: "50000", basic_paid: "30000" } };
  const { page, hands } = await atResult({ ...beijing, bills: [bill] });
  await hands.press("写申请书");
  await page.locator("section.letter").waitFor();
  return { page, hands };
}

test("the letter claims only what is known, and its blanks are as long as what goes there", async () => {
  const { page, hands } = await atLetter();
  const letter = page.locator("section.letter");
  const text = await letter.innerText();
  assert.match(text, /基本医疗保险报销 30,000\s元（人民币叁万元整），大病保险报销_{16}元，个人负担_{16}元。/);
  assert.doesNotMatch(text, /可以得到的救助/);
  assert.match(text, /_{12}区医疗保障局/);
  assert.match(text, /性别_+，民族_+，_+年_+月出生，身份证号_{30}/);
  await hands.pressAt("details > summary");
  await hands.type("#letter-ethnicity", "土家族");
  assert.match(await letter.innerText(), /，土家族，/);
  await hands.choose("支出型临时救助");
  assert.match(await letter.innerText(), /_{12}街道办事处/);
  page.innocent();
});

test("the letter leaves blank the day that nobody knows, and no other", async () => {
  const [today, words] = ["2026-11-22", "2026年11月22日"];
  const amounts = { total: "60000", in_scope: "50000", basic_paid: "30000", critical_paid: "5000" };
  const { page, hands } = await atResult({ ...beijing, bills: [{ ...stay(today), amounts }, { ...stay(), amounts }] });
  await hands.press("写申请书");
  const letter = page.locator("section.letter");
  await letter.waitFor();
  await hands.pressAt("details > summary");
  await hands.type("#letter-hardship", `${words}停工`);
  const text = await letter.innerText();
  assert.ok(text.includes(`出院日期：${words}、______年____月____日。`), text);
  assert.ok(text.includes(`${words}停工。`), text);
  page.innocent();
});

test("the letter has the usual form, on paper and in the Word file", async () => {
  const { page, hands } = await atLetter();
  const places = await page.locator("section.letter").evaluate((letter) => Object.fromEntries([...letter.querySelectorAll("p")].map((line) => [line.innerText.slice(0, 2), line.className])));
  assert.equal(places["此致"], "indent");
  assert.equal(places["敬礼"], "left");
  assert.equal(places["申请"], "right");
  assert.equal(places["__"], "right");
  await page.emulateMedia({ media: "print" });
  const title = await page.locator(".print-letter h2").evaluate((heading) => {
    const { textAlign, borderBottomStyle } = getComputedStyle(heading);
    return { textAlign, borderBottomStyle };
  });
  assert.deepEqual(title, { textAlign: "center", borderBottomStyle: "none" });
  await page.emulateMedia({ media: null });
  const { pages } = await printed(page);
  assert.equal(pages, 1);
  const waiting = page.waitForEvent("download");
  await hands.press("下载 Word 文件");
  const document = execFileSync("unzip", ["-p", await (await waiting).path(), "word/document.xml"], { encoding: "utf8" });
  const paragraph = (text) => document.split("</w:p>").find((one) => one.includes(text));
  assert.match(paragraph("此致"), /firstLineChars="200".*w:val="left"/);
  assert.doesNotMatch(paragraph("敬礼"), /firstLine/);
  assert.match(paragraph("敬礼"), /w:jc w:val="left"/);
  assert.match(paragraph("申请人（签字"), /w:jc w:val="right"/);
  page.innocent();
});
