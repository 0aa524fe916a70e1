// The answer card and what stands behind it: one thing to do next, chosen by the case; what was left out and why; what
// nobody can say is not said; and the same on the table of bills, the paper and the picture.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { open, settled, start } from "./support/browser.mjs";
import { forget, listen, rows } from "./support/drawn.mjs";
import { finger } from "./support/hands.mjs";
import { load } from "./support/load.mjs";
import { seen } from "./support/seen.mjs";
import { tell } from "./support/told.mjs";

const STAY = { total: "60000", in_scope: "50000", basic_paid: "30000", critical_paid: "5000" };
const SMALL = { total: "10000", in_scope: "8000", basic_paid: "5000", critical_paid: "0" };
const stay = (date, amounts = STAY, place = "local") => [date, "inpatient", place, amounts];
const ALLOWANCE = { "person.categories": ["choices", ["subsistence-allowance"], "低保户"], "person.facts.recognised_on": ["date", "2020-01-01", "2020年1月1日"], "person.facts.poverty_risk": ["yes-no", "no", "不是"] };
const wuhan = (...bills) => ({ pack: "wuhan-2023", given: ALLOWANCE, bills });
const TWELVE = {
  pack: "foshan-2025",
  given: { "person.categories": ["choices", ["subsistence-allowance"], "低保户"], "person.facts.income_below_average": ["yes-no", "yes", "是"], "person.facts.spending_over_third": ["yes-no", "yes", "是"] },
  bills: Array.from({ length: 12 }, (_, at) => stay(`2026-${String(1 + (at % 10)).padStart(2, "0")}-${10 + at}`, { total: String(12000 + 1000 * at), in_scope: String(9000 + 900 * at), basic_paid: String(5000 + 300 * at), critical_paid: at > 6 ? "1200.50" : "0" })),
};

let site;
let page;
before(async () => {
  site = await start();
  page = await site.page();
  await listen(page);
  await open(page, site.url);
});
after(() => site.close());

/** Of a small phone: 360 x 640. */
const THREE_SCREENS = 1920;

const card = () => page.locator(".headline").innerText();
const bottomOf = (selector) => page.locator(selector).evaluate((node) => node.getBoundingClientRect().bottom + window.scrollY);

/** The rows of the table of bills, as they stand in the picture. */
async function billsInPicture() {
  await forget(page);
  await finger(page).press("存成图片");
  await page.locator("img.picture").waitFor();
  const all = await rows(page);
  const head = all.findIndex(([first, ...names]) => first === "哪一天" && names.join() === "总费用,自己掏的,当年累计");
  assert.ok(head > 0, "the table has no head");
  return all.slice(head + 1).filter((row) => row.length === 4);
}

test("one bill: the figure, why, where to go, in the first screen; the whole answer in three", async () => {
  await tell(page, wuhan(stay("2026-10-20")));
  const { sum, why, next, year, bills } = await seen(page);
  assert.equal(sum, "约 12,000 元");
  assert.equal(why, "报完还剩 15,000 元，按“住院救助”能帮 12,000 元。");
  assert.equal(next, "apply");
  assert.match(await card(), /下一步\s*带上材料，去：定点医院结算窗口/);
  assert.match(await card(), /这是估算.*核定/s);
  assert.deepEqual(year, { "医保报的": "30,000 元", "大病报的": "5,000 元", "救助": "12,000 元", "自己付的": "3,000 元", "医保不认的": "10,000 元", "总费用": "60,000 元" });
  assert.deepEqual(bills, [["60,000", "25,000", "25,000"]]);
  assert.ok((await bottomOf(".act")) <= 740, "the next thing to do is below the first screen");
  assert.ok((await bottomOf("section[aria-labelledby=why-title]")) <= THREE_SCREENS, `${await bottomOf("section[aria-labelledby=why-title]")} px`);
  page.innocent();
});

test("each article is quoted once, and the steps refer to it", async () => {
  const articles = await page.locator(".articles > li").allTextContents();
  assert.ok(articles.length > 1);
  assert.equal(new Set(articles).size, articles.length);
  const numbers = (await page.locator(".ref").allTextContents()).map((text) => Number(/\d+/.exec(text)[0]));
  assert.ok(numbers.length > articles.length, "no article is referred to twice");
  assert.deepEqual([...new Set(numbers)].sort((one, other) => one - other), articles.map((_, at) => at + 1));
});

test("nothing left is no application: no green, no window, no papers", async () => {
  await tell(page, wuhan(stay("2026-10-20", { ...SMALL, assistance_paid: "2400" })));
  const { standing, why, next, year, dates } = await seen(page);
  assert.deepEqual([standing, next, dates], ["settled", "settled", []]);
  assert.equal(why, "出院时已经减掉 2,400 元，没有还能再领的了。");
  assert.equal(year["救助"], "2,400 元");
  assert.doesNotMatch(await card(), /可以申请|带上材料|窗口/);
  // Help with the premium stays in reach, folded away.
  assert.equal(await page.locator("[data-document]").first().isVisible(), false);
  page.innocent();
});

test("bills that do not count are named beside the figure, each with its reason", async () => {
  await tell(page, wuhan(stay("2026-10-20", STAY, "unreferred"), stay("2026-09-20", SMALL), stay("2025-08-03", SMALL)));
  const { sum, standing } = await seen(page);
  assert.deepEqual([sum, standing], ["约 2,400 元", "eligible"]);
  const out = await page.locator("[data-left-out]").innerText();
  assert.match(out, /2025年8月3日的单据不在“住院救助”的同一个年度里，没有算进这一项/);
  assert.match(out, /2026年10月20日的单子：外地，没办手续/);
  assert.ok((await bottomOf("[data-left-out]")) <= 740 + 100, "far from the headline");
  // The bar is of the year that the help is of.
  assert.equal((await seen(page)).year["总费用"], "70,000 元");
  for (const part of ["2025年8月3日的单据不在“住院救助”的同一个年度里", "2026年10月20日的单子：外地，没办手续"]) assert.ok((await page.locator(".print-sheet").textContent()).includes(part), part);
  page.innocent();
});

test("what was paid at the counter is added up year by year wherever it stands", async () => {
  await tell(page, wuhan(stay("2025-12-20", STAY), stay("2026-09-20", SMALL), stay("2025-08-03", SMALL), stay("2026-10-20", SMALL)), "check");
  const running = () => page.locator("[data-row]").evaluateAll((rows) => rows.map((row) => row.querySelectorAll("td")[2].lastChild.textContent));
  const added = ["25,000", "5,000", "30,000", "10,000"];
  assert.deepEqual(await running(), added);
  await finger(page).press("算一算");
  const { bills } = await seen(page);
  assert.deepEqual(bills.map(([, , sum]) => sum), added);
  assert.deepEqual((await billsInPicture()).map(([, , , sum]) => sum), added);
  page.innocent();
});

test("where only the bill does not qualify, it is not said of the person", async () => {
  await tell(page, wuhan(stay("2026-10-20", STAY, "unreferred")));
  const { next, programs } = await seen(page);
  assert.deepEqual([next, programs.inpatient], ["refer", "这张单子不算"]);
  assert.match(await card(), /备案，还能不能补办/);
  assert.doesNotMatch(await card(), /可以申请/);
  page.innocent();
});

test("with nothing known no range is shown over a blank bar, but what to find out first", async () => {
  const unknown = { "person.categories": ["choices", "?", "不清楚"], "person.diagnoses": ["choices", "?", "不清楚"] };
  await tell(page, { pack: "wuhan-2023", given: unknown, bills: [["2026-10-20", "inpatient", "?", { total: "0到30000" }]] });
  const { sum, next, year } = await seen(page);
  assert.deepEqual([sum, next], ["还说不准，先弄清这三样", "ask"]);
  assert.equal(await page.locator(".asks li").count(), 3);
  assert.equal(await page.locator(".chart").count(), 0);
  for (const [part, said] of Object.entries(year)) assert.equal(said, part === "总费用" ? "0 到 30,000 元" : "还说不准", part);
  page.innocent();
});

test("what would make it surer is answered on the spot, and the focus goes to the answer", async () => {
  await tell(page, { ...wuhan(stay("2026-10-20")), given: { ...ALLOWANCE, "person.facts.poverty_risk": ["yes-no", "?", "不清楚"] } });
  const hands = finger(page);
  const ask = page.locator("[data-ask='person.facts.poverty_risk']");
  if ((await ask.count()) > 0) {
    const said = await ask.locator("button .amount").allTextContents();
    if (!(await ask.locator("button").first().isVisible())) await ask.locator("summary").tap();
    await ask.locator("button").last().tap();
    await settled(page);
    assert.equal(await page.evaluate(() => document.querySelector("jiuzhu-calculator").shadowRoot.activeElement.id), "heading");
    const { sum } = await seen(page);
    assert.ok(sum.includes(said.at(-1).replace(" 元", "")), `${sum} and ${said}`);
  }
  await hands.press("改答案");
  await page.locator("jiuzhu-check").waitFor();
  assert.deepEqual(await page.locator("[data-row] td:not(.detail)").evaluateAll((cells) => cells.map((cell) => cell.lastChild.textContent.trim())), ["60,000", "25,000", "25,000"], "the same table on the check page");
  page.innocent();
});

test("what another identity would come to is said of those that one can be recognised as, and of no other", async () => {
  for (const pack of ["wuhan-2023", "gansu-2022"]) {
    await tell(page, { pack, given: { "person.categories": ["choices", ["general"], "都不是"], "person.age": ["number", "72", "72"] }, bills: [stay("2026-10-20")] });
    await page.locator("section[aria-labelledby=changes-title], jiuzhu-changes").first().waitFor({ state: "attached" });
    await settled(page);
    const said = (await page.locator("jiuzhu-result").textContent()).match(/如果认定为「[^」]+」/g) ?? [];
    assert.ok(said.length > 0, pack);
    for (const one of said) assert.match(one, /低保|低收入|边缘|因病致贫/, pack);
  }
  page.innocent();
});

test("a bill of which the scope is not known leaves no more outside it than insurance left over", async () => {
  await tell(page, { ...wuhan(stay("2026-10-20", { total: "30000", basic_paid: "15000" })) });
  const { year } = await seen(page);
  assert.deepEqual([year["医保报的"], year["医保不认的"], year["总费用"]], ["15,000 元", "0 到 15,000 元", "30,000 元"]);
  page.innocent();
});

test("until the figures of the place are known: what it comes to as the state would have it, and only for whom it says so", async () => {
  const floor = page.locator("section[aria-labelledby=figures-title] .note");
  const insured = { "person.insurance": ["choice", "resident", "居民医保"] };
  const bills = [stay("2026-10-20", { total: "30000", in_scope: "25000", basic_paid: "15000", critical_paid: "0" })];
  await tell(page, { pack: "national-2026", given: { "person.categories": ["choices", ["subsistence-allowance"], "低保户"], ...insured }, bills });
  assert.match(await floor.innerText(), /^先按国家的意见估：没有起付线，按70%救助，没有用完一年的限额：至少约 7,000\s元$/);
  const { standing, next } = await seen(page);
  assert.deepEqual([standing, next], ["not-computed", "figures"]);
  if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT, fullPage: true });
  // A second bill of which the scope is not known makes it 7,000 to 17,500: the least of it is said.
  const open = stay("2026-10-25", { total: "30000", basic_paid: "15000", critical_paid: "0" });
  await tell(page, { pack: "national-2026", given: { "person.categories": ["choices", ["subsistence-allowance"], "低保户"], ...insured }, bills: [...bills, open] });
  assert.match(await floor.innerText(), /限额：至少约 7,000\s元$/);
  const range = () => {
    const { session } = document.querySelector("jiuzhu-calculator");
    return session.assess({ ...session.answers, readings: { least: "least" } }).value.total;
  };
  assert.deepEqual(await page.evaluate(range), { min: "7000.00", max: "17500.00" });
  await tell(page, { pack: "national-2026", given: { "person.categories": ["choices", ["subsistence-margin"], "低保边缘"], ...insured }, bills });
  assert.equal(await floor.count(), 0);
  page.innocent();
});

test("local figures: one form in plain words, with the official name, and a page to take along", async () => {
  await tell(page, { pack: "national-2026", given: { "person.categories": ["choices", ["subsistence-margin"], "低保边缘"], "person.insurance": ["choice", "resident", "居民医保"] }, bills: [stay("2026-10-20", { total: "30000", in_scope: "25000", basic_paid: "15000", critical_paid: "0" })] });
  const { standing, next } = await seen(page);
  assert.deepEqual([standing, next], ["not-computed", "figures"]);
  const form = page.locator("section[aria-labelledby=figures-title]");
  const fields = await form.locator("[data-parameter]").evaluateAll((all) => all.map((field) => field.dataset.parameter));
  assert.ok(fields.includes("margin_deductible") && fields.includes("annual_limit"), fields.join());
  assert.match(await form.innerText(), /自己先付多少，才开始救助？\s*（低保边缘家庭起付标准/);
  const sheet = await page.locator(".print-sheet").textContent();
  assert.match(sheet, /请问这几个数.*自己先付多少，才开始救助？（低保边缘家庭起付标准.*＿＿＿＿＿＿ 元/s);
  page.innocent();
});

async function printed() {
  const file = join(tmpdir(), `jiuzhu-answer-${process.pid}.pdf`);
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));
  const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync("pdfinfo", [file], { encoding: "utf8" }))[1]);
  return { pages, text: execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }) };
}

test("twelve bills fit one page with the calculation, as a table with its sum, and the picture shows them", async () => {
  await tell(page, TWELVE);
  const { bills, year } = await seen(page);
  assert.equal(bills.length, 12);
  assert.equal(year["总费用"], "210,000 元");
  // 210,000 less 79,800 and five times 1,200.50.
  assert.equal(bills[11][2], "124,197.50");
  const { pages, text } = await printed();
  assert.equal(pages, 1);
  for (const [, , running] of bills) assert.ok(text.includes(running), running);
  assert.ok(/按 \d+% 算|一年最多/.test(text), "without its calculation");
  assert.ok(!text.includes("其余请看页面"), text);
  assert.deepEqual((await billsInPicture()).map(([, ...figures]) => figures), bills);
  page.innocent();
});

test("what is typed for one letter stands in the next, also after a look at the result, and not for another household", async () => {
  await tell(page, wuhan(stay("2026-10-20")));
  const hands = finger(page);
  await hands.press("写申请书");
  await page.locator("section.letter").waitFor();
  assert.match(await page.locator("section.letter").innerText(), /住院救助|医疗救助/);
  await hands.pressAt("details > summary");
  await hands.type("#letter-name", "王某某");
  await hands.type("#letter-ethnicity", "汉");
  await hands.press("回到结果");
  await hands.press("写申请书");
  assert.match(await page.locator("section.letter").innerText(), /王某某.*汉族/s);
  await tell(page, wuhan(stay("2026-10-20")));
  await hands.press("写申请书");
  assert.doesNotMatch(await page.locator("section.letter").innerText(), /王某某/);
  page.innocent();
});

test("the Word letter counts on one page, whatever font stands in", async () => {
  const { letterFile } = await load("src/keep/letter-file.ts");
  const letter = (paragraphs) => ({ title: "医疗救助申请书", addressee: "某某街道办事处：", paragraphs, closing: ["特此申请。", "此致", "敬礼", "申请人（签字、按手印）：＿＿＿＿", "____年__月__日"], attachments: ["身份证和户口簿", "出院小结"] });
  for (const count of [4, 10, 16, 22]) {
    const text = Buffer.from(letterFile(letter(Array.from({ length: count }, () => "某年某月某日因病住院，医疗费总额六万元，基本医疗保险报销三万元，大病保险报销五千元，个人负担一万五千元。")))).toString("utf8");
    const paragraphs = text.split("</w:p>").slice(0, -1);
    const room = 11906 - 2 * 1247;
    const height = paragraphs.reduce((sum, paragraph) => {
      const [, line] = /w:line="(\d+)" w:lineRule="exact"/.exec(paragraph);
      const [, size] = /<w:sz w:val="(\d+)"/.exec(paragraph);
      const letters = [.../<w:t[^>]*>([^<]*)/.exec(paragraph)[1]].length + (paragraph.includes("firstLineChars") ? 2 : 0);
      return sum + Math.max(1, Math.ceil((letters * size * 10) / room)) * line;
    }, 0);
    assert.ok(height <= 16838 - 2 * 1247, `${count} paragraphs are ${height} high`);
  }
});

test("where a pack says no way to apply, whom to ask how", async () => {
  await tell(page, wuhan(stay("2026-10-20")));
  await page.evaluate(() => {
    const { session } = document.querySelector("jiuzhu-calculator");
    const { assessment } = session.state;
    session.set({ assessment: { ...assessment, programs: assessment.programs.map(({ route: _route, ...program }) => program) } });
  });
  await page.locator(".act", { hasText: "问怎么申请" }).waitFor();
  const { sum, next } = await seen(page);
  assert.deepEqual([sum, next], ["约 12,000 元", "apply"]);
  assert.match(await card(), /下一步\s*打 12393，或去乡镇、街道，问怎么申请。/);
  assert.doesNotMatch(await card(), /别的救助/);
});
