// From a result of the calculator in place back to what of the draft makes it; and the sheet on paper.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { toResult } from "../embed/support/walk.mjs";
import { bringAxe, start } from "./support/browser.mjs";
import { opened, turn } from "./support/workbench.mjs";

const source = (id) => readFileSync(fileURLToPath(new URL(`../../policies/${id}.toml`, import.meta.url)), "utf8");

let site;
let page;
before(async () => {
  site = await start();
  page = await opened(site);
});
after(() => site.close());

const bench = (read, told) => page.evaluate(read, told);
const pane = (name) => turn(page, name);
async function openPack(id, text = source(id)) {
  await bench(([name, text]) => document.querySelector("jiuzhu-workbench").bench.open(name, text), [`${id}.toml`, text]);
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.cases.length > 0);
}

async function accessible(where) {
  await bringAxe(page);
  const found = await page.evaluate(() => globalThis.axe.run({ exclude: [["iframe"]] }, { resultTypes: ["violations"], iframes: false }));
  assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], where);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `${where} is too wide`);
}

/** Where the editor stands, and what is written there. */
async function atLine() {
  await page.locator(".cm-editor.cm-focused").waitFor();
  return bench(() => {
    const { state } = document.querySelector("jiuzhu-workbench").text.view;
    return { rest: state.sliceDoc(state.selection.main.head, state.selection.main.head + 12), line: state.doc.lineAt(state.selection.main.head).text };
  });
}

test("each step of a result leads to its figure in the text, to its field in the form and to its article", async () => {
  await openPack("zibo-2025");
  await pane("trial");
  await page.locator("button", { hasText: "照这份草稿算" }).click();
  const calculator = page.frameLocator(".trial").locator("jiuzhu-calculator[mode=liaison]");
  await toResult(calculator);
  const steps = page.locator("[data-origins] [data-step*='.ways.']");
  await steps.first().waitFor();
  const places = await steps.evaluateAll((all) => all.map(({ dataset }) => dataset.step));
  assert.ok(places.length >= 2, places.join());
  await accessible("the steps");
  for (const [at, place] of places.entries()) {
    const figure = await bench((place) => {
      const { programs } = document.querySelector("jiuzhu-workbench").bench.state.form;
      return programs.flatMap(({ ways }) => ways.flatMap(({ figures }) => figures)).find((figure) => figure.place === place);
    }, place);
    await steps.nth(at).locator("button").first().click();
    assert.ok((await atLine()).rest.startsWith(`"${figure.text}"`.slice(0, 12)), place);
    await pane("trial");
    await steps.nth(at).locator("button", { hasText: "表" }).first().click();
    await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").shadowRoot.activeElement?.id.startsWith("cell-"));
    const field = await bench(() => {
      const { id, value } = document.querySelector("jiuzhu-workbench").shadowRoot.activeElement;
      return { id, value };
    });
    assert.ok(place.startsWith(field.id.replace(/^cell-/, "").replaceAll("-", ".").replace(/\.\w+$/, "")), `${field.id}: ${place}`);
    assert.equal(field.value, figure.text);
    await pane("trial");
  }
  // The article, beside the first of them.
  const article = steps.first().locator("button").last();
  const words = await article.innerText();
  await article.click();
  assert.ok((await atLine()).line.includes(words), words);
  await pane("trial");
  // The calculator went on meanwhile: it is on the same result.
  assert.equal(await calculator.evaluate((element) => element.session.state.screen.name), "result");
});

test("the steps follow what is changed in the draft", async () => {
  const step = page.locator("[data-origins] [data-step*='.steps.'][data-step$='.value']").first();
  const place = await step.getAttribute("data-step");
  await step.locator("button", { hasText: "表" }).first().click();
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").shadowRoot.activeElement?.id.startsWith("cell-"));
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText("61%");
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.draft.text.includes('"61%"'));
  await pane("trial");
  await page.locator(`[data-origins] [data-step='${place}']`, { hasText: "61%" }).first().waitFor();
  page.innocent();
});

test("each page of the printed sheet says which it is of how many, of which place and which document", async () => {
  await openPack("jiangmen-2025");
  await pane("files");
  await page.locator("[data-check]").first().waitFor();
  const file = join(tmpdir(), `jiuzhu-sheet-${process.pid}.pdf`);
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));
  const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync("pdfinfo", [file], { encoding: "utf8" }))[1]);
  assert.ok(pages > 1, `${pages}`);
  const { place, document } = await bench(() => {
    const { form } = globalThis.document.querySelector("jiuzhu-workbench").bench.state;
    const of = (cells, name) => cells.find((cell) => cell.name === name)?.text ?? "";
    return { place: of(form.head, "region").split("\n").join(""), document: of(form.sources[0].cells, "number") || of(form.sources[0].cells, "title") };
  });
  for (let number = 1; number <= pages; number += 1) {
    const told = execFileSync("pdftotext", ["-layout", "-f", `${number}`, "-l", `${number}`, file, "-"], { encoding: "utf8" }).replace(/\s+/g, "");
    for (const part of [`第${number}页，共${pages}页`, place, document.replace(/\s+/g, "")]) assert.ok(told.includes(part), `${number}: ${part}\n${told.slice(0, 300)}`);
  }
  page.innocent();
});

test("what is written in a document does not leave the margin that it stands in", async () => {
  const hostile = `甲"; } @page { margin: 0 } </style><img src=x> \\\\`;
  await openPack("zibo-2025", source("zibo-2025").replace(/title = "医疗救助标准[^"]*"/, `title = ${JSON.stringify(hostile)}`));
  await pane("files");
  await page.locator("[data-check]").first().waitFor();
  const rules = await bench(() => document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText)));
  assert.equal(rules.length, 1, rules.join("\n"));
  page.innocent();
});
