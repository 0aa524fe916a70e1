// 淄博, 宿迁 and 塔什库尔干 from their documents into packs, through the form alone: by keyboard on a desktop, and by touch
// on a phone of 360 px. What comes out computes the same amounts as the packs that were written by hand.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { start } from "./support/browser.mjs";
import { Typist } from "./support/typist.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

let site;
before(async () => (site = await start()));
after(() => site.close());

const table = (...lines) => lines.map((line) => line.split("|"));
/** The classes of 宿迁, which both programmes have. */
const classes = (limit) => table("类别|年起付标准|救助比例|年度救助限额", `一类|不设|100%|${limit}`, `二类|不设|80%|${limit}`, `三类|3000元|70%|${limit}`);
const [LINE, LIMIT, ONCE] = ["没写清起付怎么扣", "没写清受不受限额", "没写清几个项目各扣一次起付"];
const GATE = ["因病致贫重病患者", "17425元"];

/** What each place's document says, and what its pack calls what the form calls otherwise. */
const PLACES = {
  "zibo-2025": {
    head: { title: "山东省淄博市医疗救助", region: "山东省 淄博市", region_code: "370300", from: "2025-11-11" },
    source: { title: "医疗救助标准", issuer: "淄博市医疗保障局淄川分局", date: "2025-11-11" },
    quotes: [
      ["救助标准", "特困人员、低保对象、返贫致贫人口按75%比例救助，年度救助限额为3万元。"],
      ["救助标准", "低保边缘家庭成员、监测对象超过3000元以上部分按50%比例救助，年度救助限额为2万元。"],
      ["救助标准", "因病致贫重病患者超过本市上年居民人均可支配收入25%以上的部分，按60%比例给予救助，年度救助限额为2万元。"],
      ["再救助", "特困人员、低保对象、返贫致贫人口超过5000元以上部分按70%比例给予再救助，年度再救助限额为2万元；低保边缘家庭成员、监测对象超过10000元以上的部分按70%比例再救助，年度再救助限额为2万元。"],
    ],
    programs: [
      {
        button: "加住院救助",
        pasted: table(
          "救助对象|起付标准|救助比例|年度限额",
          "特困、低保、返贫致贫|不设|75%|3万元",
          "低保边缘、监测对象|3000元|50%|2万元",
          "因病致贫重病患者|本市上年居民人均可支配收入的25%|60%|2万元",
        ),
      },
      {
        button: "加倾斜救助、再救助",
        pasted: table(
          "身份|起付|比例|限额",
          "特困、低保、返贫致贫|5000元|70%|2万元",
          "低保边缘、监测对象|1万元|70%|2万元",
          "因病致贫重病患者||没有写|",
        ),
      },
    ],
    cases: [["inpatient", "特困", "40000", "30000"], ["inpatient", "低保边缘", "3100", "50"], ["top-up", "低保边缘", "23000", "2100"]],
    named: [['id = "inpatient"', 'id = "assistance"'], ['id = "top-up"', 'id = "second-assistance"'], ["income_last_year", "city_income_last_year"]],
  },
  "suqian-2024": {
    head: { title: "江苏省宿迁市医疗救助", region: "江苏省 宿迁市", region_code: "321300", from: "2024-06-07" },
    source: { title: "宿迁市医疗保障局关于医疗救助标准的问答", issuer: "宿迁市医疗保障局", date: "2024-06-07" },
    quotes: [
      ["救助标准", "一类特困人员、孤儿、事实无人抚养儿童，不设年度救助起付标准，救助比例为100%。"],
      ["救助标准", "二类低保对象、困境儿童、重点优抚对象、精减退职老职工、特困职工，不设年度救助起付标准，救助比例为80%。"],
      ["救助标准", "三类低保边缘家庭成员、因病致贫重病患者、临时救助对象里的大重病患者、参加居民医保的重度残疾人，年度救助起付标准为3000元，救助比例为70%。"],
      ["年度限额", "以上医疗救助对象，年度救助限额10万元，其中普通门诊救助限额1万元，门诊慢特病和住院共用年度救助限额9万元。"],
    ],
    question: ["临时救助对象里的大重病患者", "病人得了大病重病，而且民政部门给办过临时救助吗？"],
    groups: [
      ["一类", "特困人员、孤儿、事实无人抚养儿童"],
      ["二类", "低保对象、困境儿童、重点优抚对象、精减退职老职工、特困职工"],
      ["三类", "低保边缘家庭成员、因病致贫重病患者、本地户籍的临时救助对象里的大重病患者、参加居民医保的重度残疾人"],
    ],
    programs: [
      { button: "加普通门诊救助", pasted: classes("1万元"), readings: [["一类", LIMIT], ["三类", LINE]] },
      { button: "加住院和慢特病合用的", pasted: classes("9万元"), readings: [["一类", LIMIT], ["三类", LINE], ["三类", ONCE]] },
    ],
    cases: [["outpatient", "一类", "12000", "10000"], ["inpatient", "二类", "112500", "90000"], ["inpatient", "低保边缘", "3100", "70"]],
    named: [['id = "inpatient"', 'id = "assistance"'], ["question_1", "temporary_relief_serious"], ["limit-applies", "cap-class-one"]],
  },
  "tashikuergan-2023": {
    head: { title: "新疆塔什库尔干县医疗救助", region: "新疆维吾尔自治区 喀什地区 塔什库尔干塔吉克自治县", region_code: "653131", from: "2023-09-20" },
    source: { title: "塔什库尔干县城乡居民医疗救助办理流程", issuer: "塔什库尔干县医疗保障局", date: "2023-09-20" },
    quotes: [
      ["救助标准", "一类特困人员、孤儿按照100%给予救助，不封顶。"],
      ["救助标准", "二类低保对象、防止返贫监测对象按照80%给予救助，年度最高支付限额2万元。"],
      ["救助标准", "三类因病致贫重病患者个人自付达到17425元以上的，初次救助起付线为4000元，按60%给予救助，年度最高支付限额2万元。"],
      ["二次救助", "规范转诊且在疆内就医的，二类低保对象、监测对象二次救助起付线为4000元，三类因病致贫重病患者二次救助起付线为10000元，政策范围内救助比例为60%。"],
    ],
    programs: [
      {
        button: "加住院救助",
        pasted: table(
          "对象|起付线|比例|最高支付限额",
          "特困人员、孤儿|不设|100%|不封顶",
          "低保对象、监测对象|不设|80%|2万元",
          "因病致贫重病患者|4000元|60%|2万元",
          "低保边缘||没有写|",
        ),
        gates: [GATE],
        readings: [["因病致贫重病患者", LINE]],
      },
      {
        button: "加倾斜救助、再救助",
        pasted: table(
          "对象|起付线|比例|限额",
          "低保对象、监测对象|4000元|60%|没有写",
          "因病致贫重病患者|10000元|60%|没有写",
        ),
        gates: [GATE],
        readings: [["低保对象、监测对象", LINE], ["因病致贫重病患者", LINE]],
        province: "same",
      },
    ],
    cases: [["inpatient", "低保", "25000", "20000"], ["inpatient", "特困", "50000", "50000"], ["inpatient", "因病致贫", "17425", "8055"]],
    named: [['id = "inpatient"', 'id = "assistance"'], ['id = "top-up"', 'id = "hardship-top-up"'], ["top_up_limit", "second_limit"]],
  },
};

async function fill(typist, id, place) {
  const { page } = typist;
  await typist.press("加一份文件");
  for (const [name, value] of Object.entries(place.source)) await typist.write(`sources.0.${name}`, value);
  for (const [name, value] of Object.entries({ id, ...place.head })) await typist.write(name, value);
  for (const [at, [article, summary]] of place.quotes.entries()) {
    await typist.press("加一条依据");
    await typist.write(`citations.0.rows.${at}.article`, article);
    await typist.write(`citations.0.rows.${at}.summary`, summary);
  }
  if (place.question) {
    await typist.unfold(page.locator("summary", { hasText: "另外要问的" }));
    await typist.press("加一条问题");
    await typist.write("fact.0.label", place.question[0]);
    await typist.write("fact.0.text", place.question[1]);
    await typist.shown();
  }
  for (const [at, [name, people]] of (place.groups ?? []).entries()) {
    await typist.press("加一个分类");
    await typist.write(`groups.0.rows.${at}.name`, name);
    await typist.write(`groups.0.rows.${at}.who`, people);
  }
  await typist.press("加一份材料");
  await typist.write("documents.0.rows.0.name", "基本医保、大病保险报销以后的结算单");
  await typist.press("加一条途径");
  await typist.write("routes.0.place", "参保地医保经办机构");
  await typist.write("routes.0.steps", "带材料到参保地医保经办机构申请");
  await typist.shown();
  for (const [at, program] of place.programs.entries()) {
    await typist.press(program.button);
    const sheet = page.locator("[role=group][aria-label^='项目 ']").nth(at);
    await typist.paste(typist.cell(`programs.${at}.name`), program.pasted);
    const row = (people) => sheet.locator(`.class-row[aria-label='${people}']`);
    for (const [people, amount] of program.gates ?? []) {
      await typist.unfold(row(people).locator("summary", { hasText: "资格" }));
      const field = row(people).locator("input[id$='-gate']");
      await typist.reach(field);
      await typist.type(amount);
      await typist.shown();
    }
    for (const [people, words] of program.readings ?? []) {
      await typist.unfold(row(people).locator("summary", { hasText: "资格" }));
      await typist.tick(row(people).locator(".tick", { hasText: words }));
    }
    if (program.province) {
      await typist.unfold(sheet.locator(":scope > details > summary").first());
      await typist.choose(typist.cell(`programs.${at}.covers.province`), program.province);
    }
  }
  await typist.pane("cases");
  for (const [program, people, total, amount] of place.cases) {
    await typist.unfold(page.locator("#case-adding > summary"));
    await page.locator("#case-program").selectOption(program);
    typist.keys += 3;
    for (const [field, value] of Object.entries({ name: `${people}，${total}元`, people, total, amount })) {
      await typist.reach(page.locator(`#case-${field}`));
      await page.keyboard.press("Control+a");
      await typist.type(value);
    }
    await typist.press("加上", page.locator("#case-adding"));
  }
}

/** The shipped examples by the rules that were typed: what differs. */
async function held(typist, id, place) {
  const shipped = readFileSync(`${root}policies/${id}.toml`, "utf8");
  const called = place.named.flatMap(([from, to]) => [[from, to], ...(from.startsWith("id = ") ? [[from.replace("id", "program"), to.replace("id", "program")]] : [])]);
  const typed = called.reduce((text, [from, to]) => text.replaceAll(from, to), await typist.text());
  const rows = await typist.bench(async ([id, shipped, typed]) => (await document.querySelector("jiuzhu-workbench").bench.office.ask("case_table", [`${id}.toml`, shipped, typed])).value, [id, shipped, typed]);
  const told = rows.flatMap(({ name, amounts }) => amounts.filter(({ program, expected }) => expected !== "" && program !== "enrolment").map(({ program, expected, found }) => ({ name, program, expected, found })));
  assert.ok(told.length > 30, `${told.length}`);
  return told.filter(({ expected, found }) => expected !== found);
}

async function entered(id, by, width) {
  const place = PLACES[id];
  const page = await site.page({ width, height: width > 400 ? 900 : 740, touch: by === "touch", reducedMotion: "reduce" });
  const typist = new Typist(page, by);
  await page.goto(`${site.url}workbench.html`);
  await page.locator("button", { hasText: "写一份新的" }).waitFor();
  await typist.reach(page.locator("button", { hasText: "写一份新的" }));
  if (by === "keyboard") await page.keyboard.press("Enter");
  await page.locator("#section-programs").waitFor();
  await fill(typist, id, place);
  const report = await typist.bench(async () => {
    const { bench } = document.querySelector("jiuzhu-workbench");
    return (await bench.office.ask("check_pack", [bench.file, bench.state.draft.text, "cases"])).value;
  });
  const text = await typist.text();
  assert.deepEqual(report.diagnostics.map(({ line, code, text }) => `${line} [${code}] ${text}`), [], text);
  assert.deepEqual(await held(typist, id, place), [], text);
  const doubts = await typist.bench(() => document.querySelector("jiuzhu-workbench").bench.state.form.programs.flatMap(({ ways }) => ways.flatMap(({ figures }) => figures.filter(({ doubt }) => doubt).map(({ text, doubt }) => `${text}: ${doubt.text}`))));
  assert.deepEqual(doubts, [], text);
  // What several share is written once.
  const lines = text.split("\n").filter((line) => /any = |all = |summary = |name = ".{20}/.test(line));
  assert.equal(new Set(lines).size, lines.length, text);
  const minutes = typist.seconds / 60;
  console.log(`${id} ${by}: ${typist.taps} taps, ${typist.keys} keys, ${typist.typed} letters, ${minutes.toFixed(1)} minutes`);
  assert.ok(minutes <= 15, `${minutes} minutes`);
  page.innocent();
  return text;
}

/** Each place one way, and the last one both ways; all of them both ways where that is asked for: WAYS=all. */
const WAYS = { keyboard: ["zibo-2025", "tashikuergan-2023"], touch: ["suqian-2024", "tashikuergan-2023"] };
const both = {};
for (const [by, width] of [["keyboard", 1280], ["touch", 360]]) {
  for (const id of process.env.WAYS === "all" ? Object.keys(PLACES) : WAYS[by]) {
    test(`${id} is entered by ${by} at ${width} px, to a pack that computes what the one written by hand does`, async () => {
      const text = await entered(id, by, width);
      assert.equal(both[id] ?? text, text, "by keyboard and by touch it is the same text");
      both[id] = text;
    });
  }
}
