// Milliseconds from a key in the workbench to what is known of it: what is wrong, the examples worked, the charts drawn anew,
// for whoever goes to them right after the key. Each is the middle one of some keys, in the form and in the text; the worst
// stands beside it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { start } from "../page/support/browser.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const KEYS = 9;
/** How long each may take: of a pack of so many lines, and of any. */
const GOALS = { diagnostics: 100, examples: 300, charts: 300 };
/** Some packs of a usual size, and long ones. */
const PACKS = (process.env.PACKS ?? "zibo-2025,suqian-2024,wuhan-2023").split(",");

const site = await start();
const page = await site.page({ width: 1280 });
const bench = (act, told) => page.evaluate(act, told);
await page.goto(`${site.url}workbench.html`);
await page.locator("#heading").waitFor();
// Each time that something of the draft becomes known is noted, with what is known then.
await bench(() => {
  const { bench } = document.querySelector("jiuzhu-workbench");
  window.noted = [];
  const set = bench.set.bind(bench);
  bench.set = (change) => {
    set(change);
    const at = performance.now();
    if (change.draft) window.noted = [];
    if (change.report) window.noted.push(["diagnostics", at]);
    if (change.cases) window.noted.push(["examples", at]);
    if (change.curves) window.noted.push(["charts", at]);
  };
  document.querySelector("jiuzhu-workbench").shadowRoot.addEventListener("beforeinput", () => Object.assign(window, { key: performance.now(), noted: [] }), true);
});

/** What came of a key until the last of it was known, each by when it first was. */
async function came(last) {
  await page.waitForFunction((last) => window.noted.some(([what]) => what === last), last, { timeout: 30_000 });
  return bench(() => Object.fromEntries([...window.noted].reverse().map(([what, at]) => [what, at - window.key])));
}

const rows = [];
async function keys(id, where, press) {
  const found = [];
  for (let key = 0; key < KEYS; key += 1) {
    await page.locator(`[data-pane=${where}]`).click();
    await press(2 * key);
    const known = await came("examples");
    await page.waitForTimeout(400);
    await press(2 * key + 1);
    await bench(() => document.querySelector("jiuzhu-workbench").shadowRoot.querySelector("[data-pane=cases]").click());
    found.push({ ...known, charts: (await came("charts")).charts });
    await page.waitForTimeout(400);
  }
  for (const what of Object.keys(GOALS)) {
    const times = found.map((one) => one[what] ?? Infinity).sort((left, right) => left - right);
    rows.push({ id, where, what, middle: times[Math.floor(KEYS / 2)], worst: times[KEYS - 1] });
  }
}

for (const id of PACKS) {
  const text = readFileSync(`${root}policies/${id}.toml`, "utf8");
  await bench(([id, text]) => document.querySelector("jiuzhu-workbench").bench.open(`${id}.toml`, text), [id, text]);
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.cases.length > 0, undefined, { timeout: 60_000 });
  await page.locator("[data-pane=cases]").click();
  await page.locator("button", { hasText: "画出来" }).click();
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.curves, undefined, { timeout: 60_000 });
  const share = page.locator("input[id^='cell-programs-'][id$='-share']").first();
  await keys(id, "form", async (key) => {
    await share.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(`${60 + key}%`);
  });
  await keys(id, "text", async () => {
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("End");
    await page.keyboard.type("a");
  });
  console.log(`\n${id}: ${text.split("\n").length} lines, ${await bench(() => document.querySelector("jiuzhu-workbench").bench.state.cases.length)} examples`);
  for (const { where, what, middle, worst } of rows.splice(0))
    console.log(`  ${where.padEnd(5)} ${what.padEnd(12)} ${middle.toFixed(0).padStart(5)} ms, at worst ${worst.toFixed(0).padStart(5)} ms; goal ${GOALS[what]} ms`);
}
await site.close();
