// A liaison's hands on the notebook: taps are counted, and so are digits and letters.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { executablePath, FLAGS, TODAY, watched, wholeBrowser } from "./browser.mjs";
import { plant, PLANTED } from "./planted.mjs";
import { foundIn } from "./unread.mjs";

const require = createRequire(new URL("../../../www/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Phones that nobody has put away: a test that fails with one in its hand would never end. */
const open = new Set();
after(() => Promise.allSettled([...open].map((context) => context.close())));

/**
 * A journey on phones of its own. When it is over they are put away, and nothing of what was told to them, nor of what was
 * planted beside it, may be readable in their folders, however it is spelt.
 *
 * @param {(phoneOf: typeof phone, context: import("node:test").TestContext) => Promise<void>} walk
 */
export const journey = (walk) => async (context) => {
  const phones = [];
  const phoneOf = async (...settings) => {
    phones.push(await phone(...settings));
    return phones.at(-1);
  };
  try {
    await walk(phoneOf, context);
    for (const one of phones) {
      await one.close();
      assert.ok(one.isPlanted, "there is something to look for");
      assert.notDeepEqual(foundIn(one.folder, ["jiuzhu-notebook"]), [], "what is searched is what was kept");
      assert.deepEqual(foundIn(one.folder, [...PLANTED, ...one.told], one.left), []);
    }
  } finally {
    for (const one of phones) {
      await one.close().catch(() => undefined);
      one.remove();
    }
  }
};

/** What a whole browser writes into its folder as it goes, and its engine alone does not. */
async function leftBy(page) {
  const client = await page.context().newCDPSession(page);
  const history = JSON.stringify(await client.send("Page.getNavigationHistory"));
  const told = () => JSON.stringify([{ ...sessionStorage }, history.state, window.name]);
  return { history, "the session": await page.evaluate(told) };
}

/** A phone with a folder of its own, which can be searched after it is put away. */
export async function phone(
  url,
  { day = TODAY, width = 360, scale = 1, touch = true, worker = true, flags = [], whole = false, folder = mkdtempSync(join(tmpdir(), "jiuzhu-phone-")), ...settings } = {},
) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: whole ? wholeBrowser : executablePath,
    args: [...FLAGS, ...flags],
    viewport: { width, height: 740 },
    deviceScaleFactor: scale,
    hasTouch: touch,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    acceptDownloads: true,
    serviceWorkers: worker ? "allow" : "block",
    ...settings,
  });
  open.add(context);
  context.on("close", () => open.delete(context));
  const setDay = (to) => context.clock.setFixedTime(new Date(`${to}T10:00:00+08:00`));
  await setDay(day);
  const page = await watched(context, url);
  const hands = handsOf(page);
  const one = {
    context,
    page,
    folder,
    setDay,
    isPlanted: false,
    left: {},
    ...hands,
    open: () => page.goto(`${url}liaison.html`),
    /** Once the notebook is open. */
    async plant() {
      await plant(page);
      one.isPlanted = true;
    },
    async close() {
      if (!page.isClosed()) one.left = await leftBy(page);
      await context.close();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  return one;
}

/** Keeps what would be printed: the words of each sheet, and its height in millimetres as on paper. */
export async function catchPrinting(page) {
  await page.evaluate(() => {
    window.printed = [];
    const { append } = Element.prototype;
    const measure = (sheet) => {
      sheet.classList.add("measured");
      return { text: sheet.innerText, rows: sheet.querySelectorAll("tbody tr").length, height: sheet.offsetHeight * (25.4 / 96), over: sheet.scrollWidth - sheet.clientWidth };
    };
    Element.prototype.append = function (...nodes) {
      append.apply(this, nodes);
      for (const frame of nodes.filter(({ localName }) => localName === "iframe"))
        frame.contentWindow.print = () => {
          window.printed.push([...frame.contentDocument.querySelectorAll(".print-sheet")].map(measure));
          setTimeout(() => frame.contentWindow.dispatchEvent(new Event("afterprint")));
        };
    };
  });
  return (count) =>
    page.waitForFunction((count) => window.printed.length === count && document.querySelectorAll("iframe").length === 0 && window.printed[count - 1], count).then((found) => found.jsonValue());
}

export function handsOf(page) {
  const count = { taps: 0, keys: 0 };
  const told = new Set();
  const at = (locator) => locator.locator("visible=true").first();
  const tap = async (locator) => {
    count.taps += 1;
    await at(locator).tap();
  };
  return {
    count,
    /** All that was typed. */
    told,
    /** Seconds by the keystroke model. */
    seconds: () => count.taps * 1.1 + count.keys * 0.28,
    reset: () => Object.assign(count, { taps: 0, keys: 0 }),
    press: (text, within = "") => tap(page.locator(`${within} button`, { hasText: text })),
    tap: (selector) => tap(page.locator(selector)),
    choose: (text, within = "") => tap(page.locator(`${within} label`, { hasText: text })),
    async type(label, text) {
      count.keys += text.length;
      told.add(text);
      const field = at(
        typeof label === "string" && label.startsWith("#") ? page.locator(label) : page.getByLabel(label),
      );
      count.taps += 1;
      await field.fill(text);
    },
    async pick(selector, value) {
      count.taps += 2;
      await page.locator(selector).selectOption(value);
    },
    /** Where a household is insured, by the lists; nowhere, where there is no id. */
    async place(id) {
      const picker = "jiuzhu-place-picker";
      const pack = `${picker} [data-pack="${id}"]`;
      if (await page.locator(`${picker} [data-chosen]`).isVisible()) await tap(page.locator(`${picker} [data-chosen] button`));
      if (!id) return;
      if (!(await page.locator(pack).isVisible())) await tap(page.locator(`${picker} summary`));
      await tap(page.locator(pack));
      await page.locator(`${picker} [data-chosen="${id}"]`).waitFor();
    },
    heading: () => page.locator("h1").locator("visible=true").first().innerText(),
    text: () => page.locator("jiuzhu-notebook .screen").innerText(),
    async kept() {
      await page.locator("[data-keeping=kept]").waitFor();
    },
  };
}

/** From the first page to an open, empty notebook. */
export async function begin(phone, pin) {
  const { page, press, type } = phone;
  await press("开一个新本子");
  await page.locator(".phrase").waitFor();
  const phrase = (await page.locator(".phrase b").allInnerTexts()).join(" ");
  assert.match(phrase, /^(\d{4} ){5}\d{4}$/);
  await press("抄好了");
  for (const place of [2, 5]) await type(`#field-group-${place}`, phrase.split(" ")[place - 1]);
  await press("继续");
  await type("#field-pin", pin);
  await type("#field-pin-again", pin);
  await press("开本子");
  await page.getByRole("heading", { name: "走访本" }).waitFor();
  await page.locator("button", { hasText: "记一户新的" }).waitFor();
  for (const text of [phrase, phrase.replace(/ /g, "")]) phone.told.add(text);
  await phone.plant?.();
  return phrase;
}

/** Chooses a file that comes in; whatever is tapped next waits until it is read. */
export const chooseFile = (page, file) => page.locator("#field-file").setInputFiles(file);

/** From the first page to the notebook that a backup of so many households holds. */
export async function restore({ page, press, type, told, plant }, { file, phrase, words }, pin, count) {
  await press("用备份恢复");
  await chooseFile(page, { name: "走访本.jiuzhu", mimeType: "application/octet-stream", buffer: file });
  await type("口令", phrase);
  for (const field of ["#field-pin", "#field-pin-again"]) await type(field, pin);
  await press("恢复");
  await page.locator("[data-said]", { hasText: `恢复了 ${count} 户，一户不少` }).waitFor();
  for (const word of words) told.add(word);
  await plant?.();
}

export async function unlock(phone, pin) {
  await phone.type("#field-pin", pin);
  await phone.press("打开");
  await phone.page.locator("#field-pin").waitFor({ state: "detached" });
}

/** What was asked at the prompt: the same again has the same answer. */
const answered = new Map();

/** What the core says at the prompt. */
export function atPrompt(policy, answers, policies = "policies") {
  const input = JSON.stringify({ contract: 1, as_of: TODAY, bills: [], ...answers });
  const asked = `${policies} ${policy} ${input}`;
  if (!answered.has(asked)) answered.set(asked, execFileSync(process.env.JIUZHU, ["assess", "--policy", policy, "--policies", policies], { input, cwd: root, encoding: "utf8" }));
  const outcome = JSON.parse(answered.get(asked));
  assert.ok(outcome.ok, JSON.stringify(outcome.problems));
  return outcome.value;
}

/** What the core says at the prompt of many, all at once. */
export function manyAtPrompt(policy, many, policies = "policies") {
  const input = many.map((answers) => JSON.stringify({ policy, answers: { contract: 1, as_of: TODAY, bills: [], ...answers } })).join("\n");
  const told = execFileSync(process.env.JIUZHU, ["assess", "--ndjson", "--policies", policies], { input, cwd: root, encoding: "utf8", maxBuffer: 1e9 });
  return told.trim().split("\n").map((line) => JSON.parse(line)).map(({ ok, value, problems }) => assert.ok(ok, JSON.stringify(problems)) ?? value);
}

/**
 * What can still be had where something was applied for, by the core's own words: of those programmes what the bills since
 * have added, and all of the others.
 *
 * @param then what the core said when they were applied for; the same where no bill came since
 */
export function leftAfter(now, applied, then = now) {
  const fen = (value) => Math.round(Number(value) * 100);
  const isLive = ({ kind, status, replaced_by: other }) => status !== "not-eligible" && !other && !["insurance", "enrolment"].includes(kind);
  const before = (id, end) => (applied.includes(id) ? fen(then.programs.find((program) => program.id === id).amount[end]) : 0);
  const sum = (end) => now.programs.filter(isLive).reduce((all, { id, amount }) => all + Math.max(0, fen(amount[end]) - before(id, end)), 0);
  return { min: (sum("min") / 100).toFixed(2), max: (sum("max") / 100).toFixed(2) };
}
