// A list in the browser: from the drop to its columns and to the piles, how long a task keeps the page from its reader, how
// soon it stops, and how much memory stays once the list is put away. Of lists of so many rows, as text and as a workbook
// of thirty columns; each beside its goal.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tool } from "../floor/tools.mjs";
import { start } from "../page/support/browser.mjs";
import { county, DAY } from "../page/support/county.mjs";

const { strToU8, zipSync } = await tool("fflate");
const ROWS = (process.env.ROWS ?? "2000,100000").split(",").map(Number);
/** Milliseconds to the piles, by how many rows there are and of which kind. */
const GOALS = { 2000: { csv: 1000, xlsx: 1000 }, 100000: { csv: 6000, xlsx: 15000 } };
const TASK = 50;
const STOP = 200;
const COLUMNS = 30;

const folder = mkdtempSync(join(tmpdir(), "jiuzhu-"));
const site = await start({ flags: ["--enable-precise-memory-info", "--js-flags=--expose-gc"] });
const page = await site.page({ width: 1280, height: 900, touch: false, day: DAY, reducedMotion: "reduce" });
page.setDefaultTimeout(180_000);
await page.addInitScript(() => {
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
});
await page.goto(`${site.url}roster.html`);
await page.locator("#place-search").fill("黄石");
await page.locator("#place-found").waitFor();
await page.keyboard.press("ArrowDown");
await page.keyboard.press("Enter");
await page.locator("[data-pack=huangshi-2024]").click();
await page.locator("[data-place]").waitFor();

const cdp = await page.context().newCDPSession(page);
const whole = await site.browser.newBrowserCDPSession();
const processes = async () => (await whole.send("SystemInfo.getProcessInfo")).processInfo;
/** Milliseconds of processor time that the browser has taken, which a busy machine does not make more. */
const processor = async () => Math.round(1000 * (await processes()).reduce((sum, { cpuTime }) => sum + cpuTime, 0));
/** Megabytes of the pages, what is let go taken away first. */
async function memory() {
  await cdp.send("HeapProfiler.collectGarbage");
  const processInfo = await processes();
  const resident = ({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))[1]) / 1024;
  return Math.round(processInfo.filter(({ type }) => type === "renderer").reduce((sum, one) => sum + resident(one), 0));
}

/** A text as the workbook that Excel would make of it: every word once, and its number in each cell. */
function workbook(text) {
  const words = new Map();
  const number = (word) => words.get(word) ?? (words.set(word, words.size), words.size - 1);
  const escaped = (word) => word.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const lines = text.split("\r\n").slice(0, -1);
  const cells = (line) => line.split(",").map((word) => (word ? `<c t="s"><v>${number(word)}</v></c>` : "<c/>"));
  const rows = lines.map((line, at) => `<row r="${at + 1}">${cells(line).join("")}</row>`);
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const related = (...of) => `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${of.map(([type, target], at) => `<Relationship Id="r${at + 1}" Type="${document}/${type}" Target="${target}"/>`).join("")}</Relationships>`;
  const files = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": related(["officeDocument", "xl/workbook.xml"]),
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${document}"><sheets><sheet name="结算" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": related(["worksheet", "worksheets/sheet1.xml"], ["sharedStrings", "sharedStrings.xml"]),
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetData>${rows.join("")}</sheetData></worksheet>`,
    "xl/sharedStrings.xml": `<sst xmlns="${main}">${[...words.keys()].map((word) => `<si><t>${escaped(word)}</t></si>`).join("")}</sst>`,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])));
}

const told = (what, value, goal, unit) => console.log(`  ${what.padEnd(38)} ${String(value).padStart(7)} ${unit}${goal ? `; goal ${goal} ${unit}` : ""}`);
for (const rows of ROWS) {
  // Two settlements a person, about.
  const { settlements } = county(Math.ceil(rows / 2), { pad: COLUMNS - 14 });
  const [head, ...lines] = settlements.split("\r\n");
  const text = `${[head, ...lines.slice(0, rows)].join("\r\n")}\r\n`;
  const csv = join(folder, `${rows}.csv`);
  const xlsx = join(folder, `${rows}.xlsx`);
  writeFileSync(csv, text);
  writeFileSync(xlsx, workbook(text));
  for (const [kind, file] of Object.entries({ csv, xlsx })) {
    console.log(`\n${rows} rows × ${COLUMNS} columns, ${kind}, ${(readFileSync(file).length / 2 ** 20).toFixed(1)} MB`);
    const before = await memory();
    await page.evaluate(() => void (window.tasks.length = 0));
    const taken = await processor();
    const began = Date.now();
    await page.locator("#files").setInputFiles(file);
    await page.locator("[data-table]").waitFor();
    const columns = Date.now() - began;
    const computing = Date.now();
    await page.locator("[data-act=begin]").click();
    await page.locator("[data-result]").waitFor();
    await page.locator("[data-row]").first().waitFor();
    const piles = columns + Date.now() - computing;
    const worked = (await processor()) - taken;
    const most = await memory();
    const longest = Math.round(Math.max(0, ...(await page.evaluate(() => window.tasks))));
    told("to the columns", columns, 0, "ms");
    told("to the piles, reading included", piles, GOALS[rows]?.[kind], "ms");
    told("processor time of that", worked, 0, "ms");
    told("longest task", longest, TASK, "ms");
    told("the browser's pages with the list", most, 500, "MB");
    // The same once more, stopped in the middle.
    await page.locator("[data-act=begin]").click();
    if (await page.locator("button", { hasText: "停下" }).isVisible()) {
      const stopping = Date.now();
      await page.locator("button", { hasText: "停下" }).click();
      await page.locator("[data-busy]").waitFor({ state: "detached" });
      told("stopped", Date.now() - stopping, STOP, "ms");
    }
    await page.locator("button", { hasText: "去掉名单" }).click();
    await page.locator("[data-table]").first().waitFor({ state: "detached" });
    told("left behind by the list", (await memory()) - before, 0, "MB");
  }
}
await site.close();
rmSync(folder, { recursive: true });
