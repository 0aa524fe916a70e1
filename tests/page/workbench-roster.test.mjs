// A draft held against the edition that is in force, over a list: who gets less by it, name by name; and each door on the
// home screen as itself.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { bringAxe, start, watched } from "./support/browser.mjs";
import { opened } from "./support/workbench.mjs";

const source = readFileSync(fileURLToPath(new URL("../../policies/zibo-2025.toml", import.meta.url)), "utf8");
/** The same with another share. Its own examples would not come out any more, so it has one that does. */
const rules = source.split("[case_defaults]")[0].replace('op = "ratio", value = "75%"', 'op = "ratio", value = "70%"');
const draft = `${rules}[[cases]]\nname = "甲"\nsource = "手算"\nas_of = "2026-06-30"\nprogram = "assistance"\ncategories = ["general"]\nstatus = "not-eligible"\n`;
const HEAD = "参保地,就诊地,姓名,身份证号,救助类别,医保就诊类别,出院日期,总费用,政策范围内费用,基本医保支付,大病保险支付,医疗救助";
const LIST = [HEAD, "淄博市,淄博市,某甲,420281195103120110,低保,普通住院,2026-03-11,12000,12000,7200,0,0", "淄博市,淄博市,某乙,420281196203120112,低保边缘,普通住院,2026-03-11,12000,12000,7200,0,0"].join("\n");

let site;
let page;
before(async () => {
  site = await start();
  page = await opened(site);
});
after(() => site.close());

test("a draft is held against the edition in force over a list: who gets less, by how much, and who gets the same", async () => {
  const open = (text) => page.evaluate((text) => document.querySelector("jiuzhu-workbench").bench.open("zibo-2025.toml", text), text);
  const put = page.locator("button", { hasText: /^在这台设备上用$/ });
  await open(draft);
  await page.locator("#section-programs").waitFor();
  await page.locator("[data-pane=files]").click();
  await put.click();
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.used.length === 1);
  await page.locator("[data-pane=compare]").click();
  await bringAxe(page);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
  const link = page.locator("a", { hasText: "过筛子" });
  assert.equal(await link.evaluate(({ href, target }) => `${href} ${target}`), `${site.url}roster.html _blank`);

  const desk = await watched(page.context(), site.url);
  await desk.setViewportSize({ width: 1280, height: 900 });
  await desk.goto(`${site.url}roster.html`);
  // Both stand there: the one in force, and the one that was entered.
  await desk.locator("#place-search").fill("淄博");
  const cards = desk.locator("[data-pack=zibo-2025]");
  await cards.nth(1).waitFor();
  await cards.filter({ hasNotText: "按您录入的办法" }).first().click();
  await desk.locator("[data-place]").waitFor();
  assert.doesNotMatch(await desk.locator("[data-place]").innerText(), /按您录入的办法/);
  await desk.evaluate((list) => document.querySelector("jiuzhu-roster").sieve.addText(list), LIST);
  await desk.locator("[data-act=begin]").click();
  await desk.locator("[data-row]").first().waitFor();
  await desk.locator("[data-other-pack=zibo-2025]", { hasText: "按您录入的办法" }).click();
  await desk.locator("[data-found-changes]").waitFor();
  // Of 4800 that insurance left, 70% in place of 75%.
  assert.match(await desk.locator("[data-cost]").innerText(), /少花\s*240(\.00)?\s*元/);
  const counts = await desk.locator("[data-changes] tbody tr").evaluateAll((rows) => rows.map((row) => row.innerText.split("\t").slice(0, 2).join(" ")));
  assert.deepEqual(counts, ["多领 0", "少领 1", "说不准 0", "一样 1"]);
  const names = await desk.locator("[data-list=changes] [data-row]").allInnerTexts();
  assert.ok(names.some((row) => /少领[^]*某甲/.test(row)) && names.some((row) => /一样[^]*某乙/.test(row)), names.join("\n"));
  desk.innocent();
  await desk.close();
  page.innocent();
});

test("on the home screen each door is itself", async () => {
  for (const [door, name] of [["", "看病救助测算"], ["liaison.html", "走访本"], ["roster.html", "过筛子"], ["workbench.html", "政策包工作台"]]) {
    await page.goto(site.url + door);
    const put = await page.evaluate(async () => {
      const { href } = document.querySelector("link[rel=manifest]");
      const { name, start_url: begins, icons } = await fetch(href).then((told) => told.json());
      const there = await Promise.all(icons.map(({ src }) => fetch(new URL(src, href)).then(({ ok }) => ok)));
      return { name, begins: new URL(begins, href).href, icons: there.every(Boolean) };
    });
    assert.deepEqual(put, { name, begins: site.url + door, icons: true });
  }
  page.innocent();
});
