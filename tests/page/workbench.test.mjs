// The workbench in a real browser: a pack opened, changed in the form and in the text, checked as at the prompt, taken
// away as the same bytes, and kept.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { headline, toResult } from "../embed/support/walk.mjs";
import { bringAxe, dist, start, watched } from "./support/browser.mjs";
import { begin, handsOf } from "./support/notebook.mjs";
import { drawn, find, opened, turn } from "./support/workbench.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const bad = join(root, "tests/bad-packs");
const jiuzhu = process.env.JIUZHU ?? join(root, "target/debug/jiuzhu");

let site;
let page;
/** The pack that is written from nothing. */
let made;
before(async () => {
  site = await start();
  page = await opened(site);
});
after(() => site.close());

const bench = (read, told) => page.evaluate(read, told);
/** The text of the draft, once all that was done has come to it. */
const text = () => bench(() => document.querySelector("jiuzhu-workbench").bench.state.draft.text);
const pane = (name) => turn(page, name);
/** Opens a text as a file of this name, and waits until its examples are worked. */
async function openText(name, content) {
  await bench(([name, content]) => document.querySelector("jiuzhu-workbench").bench.open(name, content), [name, content]);
  await looked();
}
/** Leaves the draft, whether or not it has anything to ask. */
async function leave() {
  const accept = (dialog) => dialog.accept();
  page.once("dialog", accept);
  await page.locator(".link-back").click();
  await page.locator("button", { hasText: "写一份新的" }).waitFor();
  page.off("dialog", accept);
}
/** Waits until everything that is shown is about the text as it is; what the core says of a text is asked anew now and then. */
async function looked() {
  const isThere = (anew) =>
    bench(async (anew) => {
      const { bench } = document.querySelector("jiuzhu-workbench");
      // What was typed goes into the text one after the other.
      for (let before; before !== bench.editing; ) await (before = bench.editing);
      const { file, state: { draft: { text } } } = bench;
      const isKnown = window.said?.text === text && window.said.file === file;
      if (anew || !isKnown) window.said = { file, text, value: (await bench.office.ask("check_pack", [file, text, "cases"])).value };
      const { value } = window.said;
      const isForm = bench.formOf === text || value.diagnostics.some(({ code }) => code === "syntax");
      return isForm && text === bench.state.draft.text && JSON.stringify(value) === JSON.stringify(bench.state.report);
    }, anew);
  for (let look = 0; !(await isThere(look % 20 === 0)); look += 1) {
    assert.ok(look < 1200, "the text is never looked at");
    await new Promise((later) => setTimeout(later, 25));
  }
  await drawn(page);
}
/** What one text has in place of what another had, all else being the same. */
function patched(before, after) {
  const most = Math.min(before.length, after.length);
  let [from, same] = [0, 0];
  while (from < most && before[from] === after[from]) from += 1;
  while (same < most - from && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return { gone: before.slice(from, before.length - same), come: after.slice(from, after.length - same) };
}
const source = (id) => readFileSync(join(root, `policies/${id}.toml`), "utf8");

async function accessible(where) {
  await bringAxe(page);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], where);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${where}: ${over} px too wide`);
}

test("a pack of the site opens as a form, whose figures stand beside what the articles say", async () => {
  await accessible("the beginning");
  assert.ok(await page.evaluate(() => document.documentElement.scrollHeight < 2000), "what is only read out makes the page no longer");
  await find(page, "淄博");
  await page.locator(".pick li > button:first-child").click();
  await page.locator("#section-programs").waitFor();
  await looked();
  assert.equal(await text(), source("zibo-2025"));
  await pane("form");
  await accessible("the form");
});

test("a figure changed in the form changes its bytes alone, is held against its words, and is taken back", async () => {
  const row = page.locator("[role=group][aria-label='特困、低保、返贫致贫']").first();
  const share = row.getByLabel("比例");
  await share.fill("7.5%");
  await page.locator("[data-doubt=tenfold]").waitFor();
  assert.equal(await text(), source("zibo-2025").replace('value = "75%"', 'value = "7.5%"'));
  await share.fill("很多");
  await row.locator(".bad", { hasText: "要写比例" }).waitFor();
  await share.fill("七成");
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.draft.text.includes('value = "70%" }, { op = "cap", value = "30000"'));
  await share.blur();
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.typing === undefined);
  await drawn(page);
  assert.equal(await share.inputValue(), "70%");
  await page.locator("[data-act=undo]").click();
  assert.equal(await text(), source("zibo-2025"));
});

test("the text is the same document: what is typed there is in the form, and one undo goes back through both", async () => {
  await pane("text");
  const editor = page.locator(".cm-content");
  await editor.waitFor();
  await accessible("the text");
  await editor.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# 甲");
  await pane("form");
  await page.getByLabel("文号").first().fill("淄医保发〔2025〕1号");
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.draft.text.includes("number = "));
  const whole = await text();
  assert.equal(whole, `# 甲${source("zibo-2025").replace("}\"\nissuer", "}\"\nnumber")}`.replace('title = "医疗救助标准（索引号11370300MB28626165/2025-5550388）"\n', (line) => `${line}number = "淄医保发〔2025〕1号"\n`));
  await pane("text");
  assert.equal(await bench(() => document.querySelector("jiuzhu-workbench").text.text), whole);
  await editor.click();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  assert.equal(await text(), source("zibo-2025"));
  assert.equal(await bench(() => document.querySelector("jiuzhu-workbench").text.text), source("zibo-2025"));
  await page.keyboard.press("Control+y");
  assert.equal(await text(), `# 甲${source("zibo-2025")}`);
  await page.keyboard.press("Control+z");
});

test("Chinese typed by composition arrives once, in the text and in the form", async () => {
  const client = await page.context().newCDPSession(page);
  const compose = async (...steps) => {
    for (const step of steps) await client.send("Input.imeSetComposition", { text: step, selectionStart: step.length, selectionEnd: step.length });
    await client.send("Input.insertText", { text: steps[steps.length - 1].replace(/[a-z']/g, "") || "救助" });
  };
  await pane("text");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# ");
  await compose("j", "jiu", "jiu'zhu", "救助");
  assert.equal(await text(), `# 救助${source("zibo-2025")}`);
  await page.keyboard.press("Control+z");
  await pane("form");
  const title = page.getByLabel("名称").nth(1);
  await title.fill("");
  await title.focus();
  await compose("z", "zi'bo", "淄博");
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.draft.text.includes('\ntitle = "淄博"\n'));
  await title.blur();
  for (let taps = 0; (await text()) !== source("zibo-2025") && taps < 9; taps += 1) await page.locator("[data-act=undo]").click();
  assert.equal(await text(), source("zibo-2025"));
  await client.detach();
});

test("the keyboard leaves the editor, and one key leads to what is wrong", async () => {
  await pane("text");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.equal(await bench(() => document.querySelector("jiuzhu-workbench").shadowRoot.activeElement?.closest(".cm-editor") ?? null), null);
  await page.locator(".cm-content").click();
  await page.keyboard.press("Alt+p");
  await page.locator("#problems-heading:focus").waitFor();
  assert.equal(await page.locator("#problems-heading").innerText(), "没有查出问题");
});

test("every bad pack is told the same, at the same place, as at the prompt", async () => {
  const files = readdirSync(bad).filter((name) => name.endsWith(".toml"));
  assert.ok(files.length > 100);
  await pane("problems");
  const read = files.map((name) => [name, readFileSync(join(bad, name))]).filter(([, bytes]) => !bytes.toString().includes("�"));
  for (const [name, bytes] of read) {
    const content = bytes.toString();
    const expected = content.split("\n").filter((line) => line.startsWith("#= ")).map((line) => line.slice(3));
    const report = await bench(
      async ([name, content]) => (await document.querySelector("jiuzhu-workbench").bench.office.ask("check_pack", [name, content, "cases"])).value,
      [name, content],
    );
    const told = report.diagnostics.flatMap(({ line, column, severity, code, text }) => `${name}:${line}:${column}: ${severity === "error" ? "错误" : "警告"}[${code}] ${text}`.split("\n"));
    assert.deepEqual(told, expected, name);
  }
});

test("packs of one place in two files are told of as at the prompt", async () => {
  for (const folder of ["period-gap", "period-gap-explained", "period-overlap"]) {
    const [first, second] = ["first-2020.toml", "second-2021.toml"].map((name) => [`tests/bad-packs/${folder}/${name}`, readFileSync(join(bad, folder, name), "utf8")]);
    const expected = second[1].split("\n").filter((line) => line.startsWith("#= ")).map((line) => line.slice(3));
    const report = await bench(async ([first, second]) => {
      const { office } = document.querySelector("jiuzhu-workbench").bench;
      office.found("put_beside", ...first);
      return (await office.ask("check_pack", [...second, "cases"])).value;
    }, [first, second]);
    const told = report.diagnostics.flatMap(({ line, column, severity, code, text }) => `${folder}/second-2021.toml:${line}:${column}: ${severity === "error" ? "错误" : "警告"}[${code}] ${text}`.split("\n"));
    assert.deepEqual(told, expected, folder);
  }
});

test("江门 and 武汉 are opened, changed in the form and saved: every byte that was not changed stays", async () => {
  for (const id of ["jiangmen-2025", "wuhan-2023"]) {
    await openText(`${id}.toml`, source(id));
    await pane("form");
    const share = page.locator("input[id^='cell-programs-'][id$='-share']").first();
    const cell = await bench((id) => {
      const { programs } = document.querySelector("jiuzhu-workbench").bench.state.form;
      const way = programs.flatMap(({ ways }) => ways).find(({ place }) => `cell-${place.replaceAll(".", "-")}-share` === id);
      return way.figures.find(({ column }) => column === "share");
    }, await share.getAttribute("id"));
    await share.fill("61%");
    await share.blur();
    await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.draft.text.includes('"61%"'));
    const changed = `${source(id).slice(0, cell.from)}"61%"${source(id).slice(cell.to)}`;
    assert.equal(await text(), changed);
    await page.getByLabel("文号").first().fill("甲〔2026〕1号");
    await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.draft.text.includes("甲〔2026〕1号"));
    await pane("files");
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator("button", { hasText: "下载 .toml" }).click()]);
    assert.equal(file.suggestedFilename(), `${id}.toml`);
    const after = readFileSync(await file.path(), "utf8");
    const { gone, come } = patched(changed, after);
    assert.ok(come.includes("甲〔2026〕1号") && come.length <= 30 && !gone.includes("\n"), `${gone}\n${come}`);
  }
});

test("on the sheet for a second pair of eyes a figure stands once, with its readings, and no number is cut", async () => {
  await openText("jiangmen-2025.toml", source("jiangmen-2025"));
  await pane("files");
  const last = page.locator("[data-check]").last();
  const told = (await last.innerText()).split("\n").filter(Boolean);
  assert.deepEqual(told.slice(0, 5), ["二次救助，救助以后自付达到2000元", "□ 起付 2,000 元", "两种读法：只算超过2000元的部分；达到2000元，按全部算", "□ 比例 80%", "□ 一年最多 30,000 元"]);
  await bench(() => void (document.querySelector("jiuzhu-workbench").size = "elder"));
  await accessible("the sheet in large type");
  const lines = await page.locator("[data-check] .amount").evaluateAll((amounts) => amounts.map((amount) => amount.offsetHeight / parseFloat(getComputedStyle(amount).fontSize)));
  assert.ok(lines.length > 1 && lines.every((one) => one < 2), `${lines}`);
  await bench(() => void (document.querySelector("jiuzhu-workbench").size = "normal"));
});

test("what is asked to be kept is kept, though nothing was changed in it", async () => {
  const context = await site.page({ width: 360 });
  await context.goto(`${site.url}workbench.html`);
  await context.locator("button", { hasText: "写一份新的" }).click();
  await context.locator("[data-keeping=not] button").click();
  await context.locator("[data-keeping=kept]").waitFor();
  context.innocent();
  await context.context().close();
});

test("a pasted table with a figure that is none says in which row, and fills nothing", async () => {
  await openText("zibo-2025.toml", source("zibo-2025"));
  await pane("form");
  await page.locator("button", { hasText: "粘贴一张表格" }).first().click();
  await page.locator("#paste").fill("救助对象\t起付标准\t救助比例\t年度限额\n特困人员\t不设\t100%\t不设\n低保对象\t—\t7O%\t3万元\n");
  await page.locator("button", { hasText: "填进去" }).click();
  await page.locator("[role=status]", { hasText: "“低保对象”这一行填不进去（不设，7O%，3万元）：要写比例" }).waitFor();
  assert.equal(await text(), source("zibo-2025"));
  await accessible("a table that is refused");
});

test("a pack that is based on another holds only what differs, and a row of it is one tap away", async () => {
  await leave();
  await find(page, "武汉");
  await page.locator("button", { hasText: "以它为底写" }).click();
  await page.locator("h3", { hasText: "照底稿的" }).waitFor();
  await page.locator("button", { hasText: "改这一行" }).first().click();
  await page.locator(".class-row").waitFor();
  await looked();
  assert.match(await text(), /based_on = "wuhan-2023"[^]*\[\[programs\]\]\nid = "[\w-]+"\n\n\[\[programs\.ways\]\]\n/);
  const report = await bench(() => document.querySelector("jiuzhu-workbench").bench.state.report);
  assert.ok(!report.diagnostics.some(({ code }) => code === "based-on"), JSON.stringify(report.diagnostics));
  await accessible("the form on a base");
});

test("what is wrong is listed, marked where it stands, and its place is one tap away", async () => {
  await openText("case-fails.toml", readFileSync(join(bad, "case-fails.toml"), "utf8"));
  await pane("problems");
  const report = await bench(() => document.querySelector("jiuzhu-workbench").bench.state.report);
  assert.equal(await page.locator("[data-problem]").count(), report.diagnostics.length);
  await accessible("the problems");
  await page.locator("[data-problem] button").first().click();
  await page.locator(".cm-editor.cm-focused").waitFor();
  const line = await bench(() => {
    const { state } = document.querySelector("jiuzhu-workbench").text.view;
    return state.doc.lineAt(state.selection.main.head).number;
  });
  assert.equal(line, report.diagnostics[0].line);
  await pane("cases");
  await page.locator(".lines .fails").first().waitFor();
  await accessible("the examples");
});

test("what is proposed in place of a wrong word is taken by one tap, in the list and in the text, and taken back by one", async () => {
  const wrong = readFileSync(join(bad, "unknown-category.toml"), "utf8");
  await openText("unknown-category.toml", wrong);
  await pane("problems");
  const told = await page.locator("[data-problem]").count();
  await page.locator("[data-problem] button", { hasText: '改成 "subsistence-allowance"' }).click();
  const right = wrong.replace('"subsistance-allowance"', '"subsistence-allowance"');
  assert.equal(await text(), right);
  await page.waitForFunction((told) => document.querySelector("jiuzhu-workbench").bench.state.report.diagnostics.length < told, told);
  await page.locator("[data-act=undo]").click();
  assert.equal(await text(), wrong);
  await looked();
  await accessible("a proposal in the list");
  await pane("text");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+Shift+M");
  await page.locator(".cm-panel-lint button", { hasText: '改成 "subsistence-allowance"' }).click();
  assert.equal(await text(), right);
  await page.keyboard.press("Escape");
  await page.locator("[data-act=undo]").click();
  assert.equal(await text(), wrong);
});

test("a pack written from nothing, by the form alone, computes; no figure is left without an example", async () => {
  await leave();
  await page.locator("button", { hasText: "写一份新的" }).click();
  await page.locator("#section-programs").waitFor();
  const typed = async (label, value, nth = 0) => {
    const field = page.getByLabel(label, { exact: true }).nth(nth);
    await field.fill(value);
    await field.blur();
    await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.typing === undefined);
    await drawn(page);
  };
  const press = async (words) => {
    const before = await text();
    await page.locator("button", { hasText: words }).first().click();
    await page.waitForFunction((before) => document.querySelector("jiuzhu-workbench").bench.state.draft.text !== before, before);
    await looked();
  };
  await typed("名称", "示例县医疗救助");
  await typed("编号", "shili-2026");
  await typed("省、市、县（中间空一格）", "示例省 示例市 示例县");
  await typed("从哪天起", "2026-01-01");
  await press("加一份文件");
  await typed("名称", "示例县医疗救助办法");
  await press("加一条依据");
  await typed("第几条", "第八条");
  await typed("原话或自己的话", "特困人员全额救助；低保对象按70%救助，一年不超过3万元。");
  await press("加一份材料");
  await typed("名称", "医保结算单", 2);
  await press("加一条途径");
  await typed("在哪里办", "乡镇社会事务办公室");
  await typed("怎么办（一步一行）", "把材料交到乡镇");
  await press("加住院救助");
  await page.locator("button", { hasText: "粘贴一张表格" }).click();
  await page.locator("#paste").fill("救助对象\t起付标准\t救助比例\t年度限额\n特困人员\t不设\t100%\t不设\n低保对象\t—\t70%\t3万元\n");
  await press("填进去");
  await pane("cases");
  for (const [name, people, total, amount] of [["特困", "特困", "50000", "50000.00"], ["低保", "低保", "10000", "7000.00"], ["低保，到限额", "低保", "50000", "30000.00"]]) {
    if (!(await page.locator("#case-name").isVisible())) await page.locator("summary", { hasText: "加一个例子" }).click();
    for (const [field, value] of Object.entries({ name, people, total, amount })) await page.locator(`#case-${field}`).fill(value);
    await press("加上");
  }
  await looked();
  assert.equal(await page.locator("[data-cases]").getAttribute("data-cases"), "3/3", await text());
  const report = await bench(() => document.querySelector("jiuzhu-workbench").bench.state.report);
  assert.deepEqual(report.diagnostics, []);
  await page.locator("button", { hasText: "查一遍" }).click();
  await page.locator("[data-uncovered]").waitFor();
  const uncovered = await bench(() => document.querySelector("jiuzhu-workbench").bench.state.uncovered);
  await page.locator("button", { hasText: "画出来" }).click();
  await page.locator("[data-chart]").first().waitFor();
  assert.equal(await page.locator("[data-chart]").count(), 2);
  assert.match(await page.locator("[data-chart] .lines").last().innerText(), /限额 30,000[^]*剩 42,857\.1. 元[^]*30,000/);
  await accessible("the charts");
  assert.ok(uncovered.found.every(({ place }) => place.includes("：")), JSON.stringify(uncovered));
  const share = Math.floor(((uncovered.figures - uncovered.unnoticed) / uncovered.figures) * 100);
  assert.equal((await page.locator("[data-uncovered]").innerText()).includes(`${uncovered.figures} 个数里 ${uncovered.figures - uncovered.unnoticed} 个有例子（${share}%）`), true);
  made = await text();
});

test("what is paid of what others leave turns at figures that are named, with their articles; it is drawn anew once something is changed", async () => {
  await openText("zibo-2025.toml", source("zibo-2025"));
  await pane("cases");
  await page.locator("button", { hasText: "画出来" }).click();
  const chart = page.locator("[data-chart='programs.2.ways.0']");
  await chart.waitFor();
  assert.match(await chart.locator("figcaption").innerText(), /^再救助，特困、低保、返贫致贫/);
  const turns = async () => (await chart.locator(".lines li > div:first-child").allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
  const article = "再救助";
  assert.deepEqual(await turns(), [
    `1 起付 5,000 再救助，特困、低保、返贫致贫 剩 20,000 元，${article}`,
    `2 住院救助的限额 30,000 再救助，特困、低保、返贫致贫 剩 40,000 元，救助标准`,
    `3 限额 20,000 再救助，特困、低保、返贫致贫 剩 63,571.43 元，${article}`,
  ]);
  assert.equal(await chart.locator("circle.corner").count(), 3);
  // Each leads to its figure, that of the other programme too.
  await chart.locator("button", { hasText: "住院救助的限额" }).click();
  await page.locator(".cm-editor.cm-focused").waitFor();
  const at = await bench(() => document.querySelector("jiuzhu-workbench").text.view.state.selection.main.head);
  assert.equal(source("zibo-2025").slice(at, at + 7), '"30000"');
  await pane("form");
  const limit = page.locator("#cell-programs-1-ways-0-limit");
  await limit.fill("4万");
  await limit.blur();
  await pane("cases");
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.curves.of.includes('value = "40000"'));
  await drawn(page);
  assert.match((await turns())[1], /^2 住院救助的限额 40,000.* 剩 53,333.34 元/);
  for (const size of ["elder", "normal"]) {
    await bench((size) => void (document.querySelector("jiuzhu-workbench").size = size), size);
    await drawn(page);
    const [line, words, picture] = await chart.locator("svg").evaluate((svg) => [".axis", ".mark", null].map((of) => (of ? svg.querySelector(of) : svg).getBoundingClientRect().toJSON()));
    assert.ok(words.top >= line.bottom && words.bottom <= picture.bottom + 2, `${size}: ${JSON.stringify([line, words, picture])}`);
    await accessible(`the chart of what others leave, ${size}`);
  }
});

test("whom a row is for is told in words, where facts tell it too", async () => {
  for (const [id, told] of [["beijing-2023", "突发急难"], ["baoding-2025", "防止返贫监测对象，并且监测认定的种类：边缘易致贫、突发严重困难"], ["wuhan-2023", "丧失劳动能力，并且《残疾人证》"]]) {
    await openText(`${id}.toml`, source(id));
    await pane("form");
    const said = page.locator(".cell", { has: page.locator(".head", { hasText: /^谁/ }) }).locator("p");
    const words = await said.allTextContents();
    assert.ok(words.includes(told), words.join("\n"));
    assert.deepEqual(words.filter((text) => /[a-z]{2,}[_-][a-z]|[{}]/.test(text)), [], id);
    for (const size of ["elder", "normal"]) {
      await bench((size) => void (document.querySelector("jiuzhu-workbench").size = size), size);
      await accessible(`people in words, ${id}, ${size}`);
    }
  }
});

test("a limit that two programmes share, and 依申请 with look-back and a time limit, are filled in and computed", async () => {
  await openText("shili-2026.toml", made);
  await pane("form");
  /** Of a list of the form, the one at a number; of a programme, the row at another. */
  const typed = async ([list, at, row], name, value) => {
    const place = await bench(([list, at, row, name]) => {
      const entry = document.querySelector("jiuzhu-workbench").bench.state.form[list][at];
      const found = row === undefined ? entry : entry.ways[row];
      return found.cells.find((cell) => cell.name === name)?.place ?? `${found.place}.${name}`;
    }, [list, at, row, name]);
    const field = page.locator(`#cell-${place.replaceAll(".", "-")}`);
    await field.pressSequentially(value);
    await field.blur();
    await looked();
    assert.equal(await field.getAttribute("aria-invalid"), "false", name);
  };
  const press = async (words, within = page) => {
    const before = await text();
    await within.locator("button:visible", { hasText: words }).first().click();
    await page.waitForFunction((before) => document.querySelector("jiuzhu-workbench").bench.state.draft.text !== before, before);
    await looked();
  };
  await page.locator("summary", { hasText: "合用一个限额" }).click();
  await press("加一条共用限额");
  await typed(["pools", 0], "name", "两项合计");
  await typed(["pools", 0], "amount", "3万");
  await typed(["routes", 0], "deadline", "出院后6个月以内");
  await press("加依申请救助");
  await press("加一行", page.locator("[role=group][aria-label^='项目 ']").nth(1));
  const row = ["programs", 1, 0];
  await typed(row, "who", "因病致贫重病患者、低保");
  await typed(row, "share", "50%");
  await typed(row, "limit", "两项合计");
  await page.locator("[role=group][aria-label^='项目 ']").nth(1).locator(":scope > details > summary").first().click();
  await typed(["programs", 1], "look_back", "12");
  // What the row is called follows who is in it, as long as nobody calls it otherwise.
  assert.match(await text(), /\nname = "因病致贫重病患者、低保"\n/);
  const { diagnostics } = await bench(() => document.querySelector("jiuzhu-workbench").bench.state.report);
  assert.deepEqual(diagnostics.filter(({ severity }) => severity === "error"), [], await text());
  assert.match(await text(), /pool = "pool/);
  assert.match(await text(), /fact = "recognised_on", bill = "before", months = 12/);
});

test("the pack made here and the one compiled at the prompt are the same bytes", async () => {
  const folder = mkdtempSync(join(tmpdir(), "jiuzhu-bench-"));
  try {
    const written = [["zibo-2025", source("zibo-2025")], ["shili-2026", made]];
    for (const [id, content] of written) {
      writeFileSync(join(folder, `${id}.toml`), content);
      await openText(`${id}.toml`, content);
      await pane("files");
      await page.locator("button", { hasText: "编译" }).click();
      await page.locator("[data-digest]").waitFor();
    }
    execFileSync(jiuzhu, ["compile", folder, "--common", join(root, "policies/common"), "--out", join(folder, "own")]);
    const index = JSON.parse(readFileSync(join(folder, "own/index.json"), "utf8"));
    for (const [id, content] of written) {
      const here = await bench(async ([name, content]) => {
        const { value } = await document.querySelector("jiuzhu-workbench").bench.office.ask("compile_pack", [name, content]);
        return value.packs.map((part) => ({ ...part, pack: [...part.pack] }));
      }, [`${id}.toml`, content]);
      assert.equal(here.length, 1);
      const entry = index.packs.find((pack) => pack.id === id);
      assert.deepEqual(here[0].entry, entry);
      assert.deepEqual(Buffer.from(here[0].pack), readFileSync(join(folder, "own", entry.file)));
      assert.equal(here[0].cases, readFileSync(join(folder, "own", entry.cases), "utf8"));
    }
    await accessible("the files");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a figure without an example is told with one for it, whose amount is left to fill in", async () => {
  const bare = source("zibo-2025").split("[case_defaults]")[0];
  await openText("zibo-2025.toml", bare);
  await openText("zibo-2025.toml", `${bare}[[cases]]\nname = "甲"\nsource = "手算"\nas_of = "2026-06-30"\nprogram = "assistance"\ncategories = ["general"]\nstatus = "not-eligible"\n`);
  await pane("cases");
  await page.locator("button", { hasText: "查一遍" }).click();
  await page.locator("[data-uncovered]").waitFor();
  const first = page.locator("[data-proposed=true]", { hasText: "这个数没有例子" }).first();
  await first.locator("button", { hasText: "拟一个例子" }).click();
  await page.locator("#case-amount:focus").waitFor();
  assert.notEqual(await page.locator("#case-total").inputValue(), "");
  assert.equal(await page.locator("#case-amount").inputValue(), "");
  await accessible("a proposed example");
});

test("one pack made here is used on this device, in the notebook, in a portal's own/ and at the prompt", async () => {
  const folder = mkdtempSync(join(tmpdir(), "jiuzhu-used-"));
  try {
    await openText("shili-2026.toml", made);
    await pane("files");
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator("button", { hasText: "下载 .toml" }).click()]);
    const pack = join(folder, file.suggestedFilename());
    writeFileSync(pack, readFileSync(await file.path()));
    await page.locator("button", { hasText: /^编译$/ }).click();
    await page.locator("[data-digest]").waitFor();
    const [zip] = await Promise.all([page.waitForEvent("download"), page.locator("button", { hasText: "下载 own.zip" }).click()]);
    await page.locator("button", { hasText: /^在这台设备上用$/ }).click();
    await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.used.length === 1);

    // Here.
    await page.locator(".link-back").click();
    await page.locator("button", { hasText: "用它们测算" }).click();
    await page.locator("[data-using='1']", { hasText: "示例县医疗救助（按您录入的办法），没有经过别人核对" }).waitFor();
    const here = page.frameLocator(".trial-whole").locator("jiuzhu-calculator[mode=liaison]");
    await toResult(here);
    const said = await headline(here);
    assert.ok((await here.evaluate((element) => element.shadowRoot.textContent)).includes("示例县医疗救助"));

    // In the notebook on the same device.
    const notebook = await watched(page.context(), site.url);
    const hands = handsOf(notebook);
    await notebook.goto(`${site.url}liaison.html`);
    await notebook.locator("[data-conditions]").waitFor();
    await begin({ page: notebook, ...hands }, "248163970524");
    await hands.press("记一户新的");
    await hands.type("怎么叫这一户", "王家湾三号");
    await hands.place("shili-2026");
    assert.match(await notebook.locator("[data-chosen=shili-2026]").innerText(), /^示例省 示例市 示例县：示例县医疗救助（按您录入的办法）/);
    await hands.choose("问过本人");
    await hands.press("记下");
    await hands.press("记一张单子");
    const paid = { total: "12000", in_scope: "12000", basic_paid: "7200", critical_paid: "0" };
    for (const [field, amount] of Object.entries(paid)) await hands.type(`#field-${field}`, amount);
    await hands.press("记下");
    const answer = notebook.locator("[data-answer]", { hasText: "元" });
    const told = { contract: 1, as_of: "2026-11-22", person: {}, bills: [{ ...paid, care: "inpatient", date: "2026-11-01" }] };
    const assessed = JSON.parse(execFileSync(jiuzhu, ["assess", "--policy", pack], { input: JSON.stringify(told), cwd: root, encoding: "utf8" }));
    const { min, max } = assessed.value.total;
    assert.deepEqual([min, max], ["0.00", "4800.00"]);
    assert.match(await answer.first().innerText(), /0 到 4,800\s元/);
    notebook.innocent();
    await notebook.close();

    // In a portal.
    const portal = join(folder, "portal");
    cpSync(dist, portal, { recursive: true });
    unpack(readFileSync(await zip.path()), portal);
    const { url } = await site.beside({ root: portal });
    const there = await watched(page.context(), url);
    await there.goto(url);
    await toResult(there.locator("jiuzhu-calculator"), { pack: "shili-2026" });
    assert.equal(await headline(there.locator("jiuzhu-calculator")), said);
    there.innocent();
    await there.close();

    // At the prompt, over a list, by the file alone.
    const list = join(folder, "list.csv");
    writeFileSync(list, "姓名,身份证号,救助类别,医保就诊类别,出院日期,总费用,政策范围内费用,基本医保支付,大病保险支付,医疗救助\n某甲,420281195103120110,低保,普通住院,2026-03-11,12000,12000,7200,0,0\n");
    const out = join(folder, "out.csv");
    execFileSync(jiuzhu, ["screen", "--policy", pack, "--as-of", "2026-06-30", "-o", out, list], { cwd: root });
    assert.match(readFileSync(out, "utf8"), /3360/);

    await page.locator(".back button").click();
    await page.locator("button", { hasText: "不用了" }).click();
    await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.used.length === 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("what is used here stands in the page for lists too, and is compiled anew where the format has changed", async () => {
  await openText("shili-2026.toml", made);
  await pane("files");
  await page.locator("button", { hasText: /^在这台设备上用$/ }).click();
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.used.length === 1);
  /** What is kept as used, each changed first, where that is asked for. */
  const kept = (change = "") =>
    bench(async (change) => {
      const { shelf } = document.querySelector("jiuzhu-workbench").bench.keeper;
      for (const used of await shelf.used()) {
        if (change === "") continue;
        for (const { made } of used.packs) made.pack[4] = 99;
        if (change === "no text") delete used.text;
        await shelf.use(used);
      }
      return (await shelf.used()).map(({ name, text, packs }) => ({ name, text, packs: packs.map(({ made, digest }) => [digest, ...made.pack]) }));
    }, change);
  const before = await kept();
  assert.equal(before[0].text, made);

  // Over a list, on the same device.
  const desk = await watched(page.context(), site.url);
  const title = "示例县医疗救助（按您录入的办法）";
  const card = desk.locator("[data-pack=shili-2026]");
  await desk.goto(`${site.url}roster.html`);
  await card.locator("small", { hasText: title }).first().click();
  await desk.locator("[data-place]", { hasText: title }).waitFor();
  await desk.evaluate((list) => document.querySelector("jiuzhu-roster").sieve.addText(list), "姓名,身份证号,救助类别,医保就诊类别,出院日期,总费用,政策范围内费用,基本医保支付,大病保险支付,医疗救助\n某甲,420281195103120110,低保,普通住院,2026-03-11,12000,12000,7200,0,0\n");
  await desk.locator("[data-act=begin]").click();
  await desk.locator("[data-row]").first().waitFor();
  assert.match(await desk.locator("[data-row]").first().innerText(), /3,360/);

  // Another edition of the page cannot read it, and says what to do.
  await kept("old");
  await desk.reload();
  await card.locator("small", { hasText: `${title}：先打开一次工作台` }).first().waitFor();
  await card.click();
  await desk.locator("[data-failure]").waitFor();
  await page.reload();
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.used[0]?.packs[0].made.pack[4] < 99);
  assert.deepEqual(await kept(), before);
  await desk.reload();
  await card.click();
  await desk.locator("[data-place]", { hasText: title }).waitFor();
  desk.innocent();
  await desk.close();

  // Without its text nothing is lost, and what to do stands beside it.
  await kept("no text");
  await page.reload();
  await page.locator("[data-old]", { hasText: "打开 shili-2026.toml" }).waitFor();
  await accessible("what another edition compiled");
  assert.equal((await kept()).length, 1);
  await page.locator("button", { hasText: "不用了" }).click();
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.used.length === 0);
});

/** Lays the files of a package, which are in it as they are, into a folder. */
function unpack(zip, folder) {
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    const [size, name] = [zip.readUInt32LE(at + 18), zip.readUInt16LE(at + 26)];
    const path = join(folder, zip.toString("utf8", at + 30, at + 30 + name));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, zip.subarray(at + 30 + name, at + 30 + name + size));
    at += 30 + name + size;
  }
}

test("the calculator in place goes by the draft", async () => {
  await openText("zibo-2025.toml", source("zibo-2025").replace('title = "山东省淄博市医疗救助"', 'title = "试一试"'));
  await pane("trial");
  await page.locator("button", { hasText: "照这份草稿算" }).click();
  const frame = page.frameLocator(".trial");
  await frame.locator("button", { hasText: /开始/ }).first().click();
  const state = () => bench(() => {
    const calculator = document.querySelector("jiuzhu-workbench").shadowRoot.querySelector(".trial").contentDocument.querySelector("jiuzhu-calculator");
    const { packs, summary, failure } = calculator.session.state;
    return { own: packs?.filter(({ own }) => own).map(({ title }) => title), title: summary?.title, failure };
  });
  for (let look = 0; (await state()).title !== "试一试" && look < 600; look += 1) await new Promise((later) => setTimeout(later, 50));
  assert.deepEqual(await state(), { own: ["试一试（按您录入的办法）"], title: "试一试", failure: undefined });
});

test("two packs beside each other: the figures that differ, and what the examples come to by each", async () => {
  await openText("zibo-2025.toml", source("zibo-2025"));
  await pane("compare");
  const other = source("zibo-2025").replace('op = "ratio", value = "75%"', 'op = "ratio", value = "70%"');
  await page.locator("#other-file").setInputFiles({ name: "colleague.toml", mimeType: "text/plain", buffer: Buffer.from(other) });
  await page.locator("[data-differing='1']").waitFor({ state: "attached" });
  await page.locator(".lines .amount", { hasText: "28,000" }).first().waitFor();
  assert.match(await page.locator("[data-gains]").getAttribute("data-gains"), /^0\/[1-9]/);
  await accessible("the comparison");
  await page.locator("button", { hasText: "照那一份改" }).click();
  await page.locator("[data-differing='0']").waitFor();
  assert.match(await text(), /op = "ratio", value = "70%"/);
});

test("a draft is kept once that is wanted, comes back after a reload, and is not written over by another window", async () => {
  await page.locator("[data-keeping=not] button").click();
  await pane("form");
  await page.getByLabel("文号").first().fill("甲");
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.draft.text.includes('number = "甲"'));
  await page.locator("[data-keeping=kept]").waitFor();
  const drafts = () => bench(async () => (await document.querySelector("jiuzhu-workbench").bench.keeper.shelf.drafts()).map(({ text }) => text));
  const keptAs = async (number) => {
    for (let look = 0; !(await drafts()).some((text) => text.includes(`number = "${number}"`)); look += 1) {
      assert.ok(look < 600, `${number} is never kept`);
      await new Promise((later) => setTimeout(later, 50));
    }
  };
  await keptAs("甲");
  // As another window would.
  await bench(async () => {
    const { bench } = document.querySelector("jiuzhu-workbench");
    await bench.keeper.shelf.keep({ id: bench.keeper.lying.id, name: bench.file, text: "# 别处写的", at: Date.now(), write: bench.keeper.lying.writes + 1 });
  });
  await page.getByLabel("文号").first().fill("乙");
  await keptAs("乙");
  const kept = await text();
  assert.deepEqual((await drafts()).sort(), ["# 别处写的", kept]);
  await page.reload();
  await page.getByRole("button", { name: "zibo-2025.toml", exact: true }).nth(1).waitFor();
  const place = await bench((kept) => document.querySelector("jiuzhu-workbench").bench.state.drafts.findIndex(({ text }) => text === kept), kept);
  await page.getByRole("button", { name: "zibo-2025.toml", exact: true }).nth(place).click();
  await page.locator("#section-programs").waitFor();
  assert.equal(await text(), kept);
});

test("hostile texts do no harm, in any pane", async () => {
  const deep = `a = ${"[".repeat(400)}${"]".repeat(400)}`;
  const markup = `<img src=x onerror=alert(1)><script>alert(2)</script>"${"\\u202e\\u0000"}`;
  const marked = source("zibo-2025").replaceAll("救助", markup.replaceAll('"', '\\"'));
  const long = source("zibo-2025").replace('title = "', `title = "${"甲".repeat(300_000)}`);
  const hostile = ["x".repeat(1_000_000), deep, "\u0000\u0001\u202e", `title = "${markup}"`, "[[programs]]\n".repeat(3000), `# ${"y".repeat(1_000_000)}`, marked, long];
  for (const content of hostile) {
    await bench((content) => document.querySelector("jiuzhu-workbench").bench.open("bad.toml", content), content);
    await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.report !== undefined);
    for (const name of ["form", "text", "cases", "compare", "files", "problems"]) {
      await pane(name);
      await page.locator(name === "text" ? ".cm-content" : ".screen > *").first().waitFor({ state: "attached" });
    }
    assert.ok((await page.locator("[data-problem]").count()) > 0);
    assert.equal(await page.locator(".screen img, .screen script").count(), 0);
  }
  page.innocent();
});

test("every pack of the site opens as the file that it is compiled from", async () => {
  const { files } = await bench(() => fetch(document.querySelector("jiuzhu-workbench").sources).then((response) => response.json()));
  const packs = Object.entries(files);
  assert.ok(packs.length > 60, `${packs.length}`);
  const several = { "foshan-2025": "foshan", "national-2021": "national", "chongqing-2022": "chongqing", "hainan-2023": "hainan-2021", "hefei-2026": "hefei", "suqian-2024": "suqian-2024" };
  for (const [id, file] of Object.entries(several)) {
    await bench((id) => document.querySelector("jiuzhu-workbench").bench.openPack(id), id);
    assert.equal(await text(), source(file), id);
  }
  for (const [, file] of packs) assert.ok((await fetch(site.url + file)).ok, file);
});
