// Keys and taps that come faster than the workbench computes: none is lost, none waits for what takes long, and nothing
// moves from under a finger.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { start } from "./support/browser.mjs";
import { drawn, opened, turn } from "./support/workbench.mjs";

const source = (id) => readFileSync(fileURLToPath(new URL(`../../policies/${id}.toml`, import.meta.url)), "utf8");
/** So many letters are typed without a pause, and so many of them at a time. */
const LETTERS = 2000;
const AT_ONCE = 20;
/** Milliseconds from which on a task on the page's own thread is told of. */
const LONG = 200;

let site;
before(async () => (site = await start()));
afterEach(() => site.rest());
after(() => site.close());

/** The workbench with a pack of which everything is known. */
async function withPack(id) {
  const page = await opened(site);
  await page.evaluate(([id, text]) => document.querySelector("jiuzhu-workbench").bench.open(`${id}.toml`, text), [id, source(id)]);
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.cases.length > 0);
  await drawn(page);
  return page;
}

/** Types without waiting for anything; the tasks meanwhile that took long. */
async function hurry(page, text) {
  const client = await page.context().newCDPSession(page);
  await page.evaluate(() => {
    window.tasks = [];
    window.watching = new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration)));
    window.watching.observe({ type: "longtask" });
  });
  const key = (letter) => (letter === "\n" ? { type: "keyDown", key: "Enter", windowsVirtualKeyCode: 13, text: "\r" } : { type: "char", text: letter });
  for (let at = 0; at < text.length; at += AT_ONCE) await Promise.all([...text.slice(at, at + AT_ONCE)].map((letter) => client.send("Input.dispatchKeyEvent", key(letter))));
  await page.evaluate(async () => {
    const { bench } = document.querySelector("jiuzhu-workbench");
    for (let before; before !== bench.editing; ) await (before = bench.editing);
    while (bench.formOf !== bench.state.draft.text) await new Promise(requestAnimationFrame);
  });
  await drawn(page);
  return page.evaluate(() => {
    window.watching.disconnect();
    return window.tasks;
  });
}

/** What the core says of the draft, and what is shown. */
const reports = (page) =>
  page.evaluate(async () => {
    const { bench } = document.querySelector("jiuzhu-workbench");
    const { text } = bench.state.draft;
    const told = async (depth) => JSON.stringify((await bench.office.ask("check_pack", [bench.file, text, depth])).value);
    // Of the text alone, and with its examples once those are worked.
    const known = [await told("text"), await told("cases")];
    return known.includes(JSON.stringify(bench.state.report));
  });

const letters = Array.from({ length: LETTERS }, (_, at) => (at % 50 === 49 ? "，" : String.fromCharCode(97 + ((at * 7) % 26)))).join("");

test("two thousand letters without a pause are in the draft as they were typed, in the form and in the text, and the last check is of the last text", async (context) => {
  const page = await withPack("wuhan-2023");
  const told = [];
  const cell = await page.evaluate(() => document.querySelector("jiuzhu-workbench").bench.state.form.citations[0].cells.find(({ name }) => name === "summary"));
  const typed = `${source("wuhan-2023").slice(0, cell.from)}"${letters}"${source("wuhan-2023").slice(cell.to)}`;
  const summary = page.locator("textarea[id^='cell-citations-'][id$='-summary']").first();
  await summary.fill("");
  await summary.focus();
  told.push(["in the form", await hurry(page, letters)]);
  assert.equal(await summary.inputValue(), letters);
  const draft = () => page.evaluate(() => document.querySelector("jiuzhu-workbench").bench.state.draft.text);
  assert.equal(await draft(), typed);
  assert.ok(await reports(page), "what is wrong is told of another text");

  await turn(page, "text");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+Home");
  const lines = letters.replace(/.{50}/g, "# $&\n");
  told.push(["in the text", await hurry(page, lines)]);
  assert.equal(await draft(), lines + typed);
  assert.equal(await page.evaluate(() => document.querySelector("jiuzhu-workbench").text.text), await draft());
  assert.ok(await reports(page), "what is wrong is told of another text");
  for (const [where, tasks] of told) {
    const long = tasks.filter((task) => task > LONG);
    context.diagnostic(`${where}: ${long.length} tasks over ${LONG} ms, the longest ${Math.round(Math.max(0, ...tasks))} ms`);
  }
  page.innocent();
});

test("a key does not wait for what takes seconds, which is given up", async () => {
  const page = await withPack("wuhan-2023");
  await turn(page, "cases");
  await page.locator("button", { hasText: "查一遍" }).click();
  await page.locator("button", { hasText: "正在查" }).waitFor();
  const kinds = await page.evaluate(async () => {
    const { bench } = document.querySelector("jiuzhu-workbench");
    const whole = bench.office.ask("proposals", [bench.file, bench.state.draft.text], { line: "coverage", signal: bench.outdated.signal });
    const made = await bench.edit({ kind: "set", place: "title", text: "甲" }, "title");
    return [made, (await whole).kind];
  });
  assert.deepEqual(kinds, [true, "cancelled"]);
  await page.locator("button", { hasText: "查一遍" }).waitFor();
  // All goes on with the text as it is.
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").bench.state.form.head.some(({ name, text }) => name === "title" && text === "甲"));
  await page.locator("button", { hasText: "画出来" }).click();
  await page.locator("[data-chart]").first().waitFor();
  page.innocent();
});

test("nothing moves from under a finger: what comes in meanwhile is drawn once it is lifted", async () => {
  const page = await withPack("zibo-2025");
  const client = await page.context().newCDPSession(page);
  const field = page.locator("#cell-citations-0-rows-1-article");
  await field.scrollIntoViewIfNeeded();
  const place = () => field.evaluate((node) => node.getBoundingClientRect().y);
  const before = await place();
  const { x, y, width, height } = await field.boundingBox();
  await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: x + width / 2, y: y + height / 2 }] });
  // Two more documents above.
  const known = await page.evaluate(async () => {
    const { bench } = document.querySelector("jiuzhu-workbench");
    for (const title of ["甲", "乙"]) await bench.edit({ kind: "add", added: { what: "source", title, number: "", issuer: "", date: "" } }, title);
    while (bench.state.form.sources.length < 3) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return bench.state.form.sources.length;
  });
  assert.equal(known, 3);
  assert.equal(await page.locator("#cell-sources-2-title").count(), 0);
  assert.equal(await place(), before);
  await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await page.waitForFunction(() => document.querySelector("jiuzhu-workbench").shadowRoot.activeElement?.id === "cell-citations-0-rows-1-article");
  await page.locator("#cell-sources-2-title").waitFor();
  page.innocent();
});

test("what comes in comes with what is wrong with it, and does not move any more", async () => {
  const page = await withPack("zibo-2025");
  await page.locator("summary", { hasText: "另外要问的" }).click();
  const seen = await page.evaluate(async () => {
    const workbench = document.querySelector("jiuzhu-workbench");
    const { bench } = workbench;
    const seen = new Set();
    const look = () => {
      const field = workbench.shadowRoot.querySelector("#cell-fact-0-help");
      const wrong = workbench.shadowRoot.querySelector("[data-pane=problems] .count")?.textContent;
      if (field) seen.add(`${wrong} ${field.getBoundingClientRect().y}`);
    };
    // Each time that something is drawn.
    const watching = new MutationObserver(look);
    watching.observe(workbench.shadowRoot, { childList: true, characterData: true, subtree: true });
    void bench.edit({ kind: "add", added: { what: "question", label: "", text: "" } }, "question");
    while (bench.state.cases.length > 0) await new Promise(requestAnimationFrame);
    await workbench.updateComplete;
    watching.disconnect();
    return [...seen];
  });
  assert.equal(seen.length, 1, seen.join());
  assert.match(seen[0], /^\d+ /);
  page.innocent();
});
