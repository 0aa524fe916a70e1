// A real Chromium before the built site, watched: no request leaves for another origin, no policy is broken, nothing
// is thrown.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { serve } from "../../../www/serve.mjs";
import { quick } from "./quick.mjs";

const require = createRequire(new URL("../../../www/package.json", import.meta.url));
const { chromium } = require("playwright-core");
/** The rules of accessibility, in the short form; for `page.evaluate`. */
export const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const dist = fileURLToPath(new URL("../../../www/dist", import.meta.url));
export const single = fileURLToPath(new URL("../../../www/dist-single/jiuzhu.html", import.meta.url));
export const shots = fileURLToPath(new URL("../shots/", import.meta.url));

/** The day on which every test takes place. */
export const TODAY = "2026-11-22";

export const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** The engine alone, where it is there: the same as in the whole browser, for half the work around it. */
const BROWSERS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

/** The browser that is asked for by its path. */
const asked = process.env.CHROMIUM?.includes("/") ? process.env.CHROMIUM : undefined;
/** That, or else the first that is there. */
export const executablePath = asked ?? BROWSERS.find((path) => existsSync(path));
/** With all that is around a page, such as the question before a camera is opened. */
export const wholeBrowser = asked ?? BROWSERS.at(-1);

/** Brings axe into the page, where it is not there already. */
export async function bringAxe(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeSource);
}

/** What stays with a page, or is for one test: a page that was given any of it is not handed on. */
const LASTING = {
  page: ["addInitScript", "emulateMedia", "exposeBinding", "exposeFunction", "on", "once", "route", "setViewportSize"],
  context: ["addCookies", "addInitScript", "exposeBinding", "exposeFunction", "grantPermissions", "newCDPSession", "newPage", "on", "once", "route"],
  clock: ["fastForward", "install", "pauseAt", "resume", "runFor", "setFixedTime", "setSystemTime"],
};

/**
 * One browser and one server for a test file; `close()` ends both. A page for a test may be that of a test before, which
 * has the scripts at hand: after each test `rest()` takes back those that were given out, and hands on what is as good as
 * new, with nothing kept and nothing noted. Others are closed.
 *
 * @param {object} [told]
 * @param {(page: import("playwright-core").Page) => Promise<void>} [told.prepare] what every page is given first
 */
export async function start({ flags = [], prepare, ...options } = {}) {
  // The server first: without a built page there is nothing to open a browser for.
  const server = await serve({ root: dist, ...options });
  const browser = await chromium.launch({ executablePath, args: [...FLAGS, ...flags] });
  const contexts = [];
  const servers = [server];
  const given = [];
  const rested = [];

  async function fresh(home, settings) {
    const context = await newContext(browser, settings);
    contexts.push(context);
    const page = await watched(context, home);
    await prepare?.(page);
    const asMade = { page, kind: JSON.stringify([home, settings]), isSpoilt: false, client: undefined };
    for (const [owner, names] of [[page, LASTING.page], [context, LASTING.context], [context.clock, LASTING.clock]]) {
      for (const name of names) {
        const real = owner[name];
        owner[name] = (...told) => {
          asMade.isSpoilt = true;
          return real.apply(owner, told);
        };
      }
    }
    return asMade;
  }

  /** Leaves the page of a test before, with all that it kept. */
  async function anew(one) {
    const { origin } = new URL(one.page.url());
    one.client ??= await Object.getPrototypeOf(one.page.context()).newCDPSession.call(one.page.context(), one.page);
    await one.page.context().setOffline(false);
    await one.page.goto("about:blank");
    await one.client.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
    one.page.sins.length = 0;
  }

  return {
    browser,
    server,
    url: server.url,
    /** The same site on another server, for pages whose home it is. */
    async beside(others) {
      servers.push(await serve({ root: dist, ...others }));
      return servers[servers.length - 1];
    },
    async page({ home = server.url, ...settings } = {}) {
      const kind = JSON.stringify([home, settings]);
      const at = rested.findIndex((one) => one.kind === kind);
      const [left] = at < 0 ? [] : rested.splice(at, 1);
      if (left) await anew(left);
      const one = left ?? (await fresh(home, settings));
      given.push(one);
      return one.page;
    },
    /** After a test: its pages are handed on, or closed. */
    async rest() {
      for (const one of given.splice(0)) {
        const isAsNew = !one.isSpoilt && !one.page.isClosed() && one.page.url().startsWith("http");
        if (isAsNew) rested.push(one);
        else await one.page.context().close();
      }
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      await browser.close();
      await Promise.all(servers.map((one) => one.close()));
    },
  };
}

async function newContext(browser, { width = 360, height = 740, touch = true, worker = false, day = TODAY, ...settings }) {
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: touch,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    serviceWorkers: worker ? "allow" : "block",
    ...settings,
  });
  if (day) await context.clock.setFixedTime(new Date(`${day}T10:00:00+08:00`));
  return context;
}

/** A page whose sins are written down; `innocent()` fails on any. */
export async function watched(context, home) {
  const page = await context.newPage();
  quick(page);
  page.setDefaultTimeout(30_000);
  const sins = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !/^(data|blob):/.test(url)) sins.push(`request to ${url}`);
  });
  page.on("pageerror", (error) => sins.push(`error ${error.message}`));
  page.on("console", (message) => {
    // Playwright itself says this where a test asks for no worker.
    if (message.text().includes("registration blocked by Playwright")) return;
    if (message.type() === "error" || message.type() === "warning") sins.push(`console ${message.text()}`);
  });
  await page.exposeFunction("tellViolation", (text) => sins.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => window.tellViolation(`policy ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  page.innocent = () => assert.deepEqual(sins, []);
  page.sins = sins;
  return page;
}

/** What the calculator's shadow tree shows. */
export const inside = (page) => page.locator("jiuzhu-calculator");

/** Name of the element of the screen that is shown, without its prefix. */
export function screenName(page) {
  return page.evaluate(() => document.querySelector("jiuzhu-calculator").shadowRoot.querySelector(".screen > :last-child")?.localName.replace("jiuzhu-", ""));
}

/** Paths of the questions of the core that stand on the screen, from the top. */
export function questionPaths(page) {
  return page.locator("[data-question]").evaluateAll((questions) => questions.map((question) => question.dataset.question));
}

/** Waits until the page has drawn what the last act changed. */
export async function settled(page) {
  await page.evaluate(async () => {
    const calculator = document.querySelector("jiuzhu-calculator");
    for (let round = 0; round < 5; round += 1) {
      await calculator.updateComplete;
      await calculator.shadowRoot.querySelector(".screen > :last-child")?.updateComplete;
      await new Promise((done) => setTimeout(done, 0));
    }
  });
}

export async function open(page, url) {
  await page.goto(url);
  await page.locator("jiuzhu-start").waitFor();
  await settled(page);
}

/** The type sizes by the number of taps on the size button. */
export const SIZES = ["normal", "large", "elder"];

export async function setSize(page, size) {
  for (let taps = SIZES.indexOf(size); taps > 0; taps -= 1) await page.locator("[data-act=size]").click();
  await settled(page);
}
