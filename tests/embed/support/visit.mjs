// A page of a portal, watched in a browser of its own; the messages and the events that it gets are written down.
import { serve } from "../../../www/serve.mjs";
import { start, watched } from "../../page/support/browser.mjs";
import { folder, putCalculator } from "./site.mjs";

/**
 * The calculator by itself on a site whose files a test may change; `close()` ends all of it. `tab()` is the page of the
 * visit before, which keeps nothing and has the scripts at hand, or a new one where that was closed.
 */
export async function calculatorSite() {
  const site = folder();
  putCalculator(site.path);
  const [chrome, server] = await Promise.all([start(), serve({ root: site.path })]);
  const context = await chrome.browser.newContext({ viewport: { width: 412, height: 800 }, locale: "zh-CN", serviceWorkers: "block" });
  context.setDefaultTimeout(30_000);
  await context.addInitScript(() => {
    window.errors = [];
    addEventListener("jiuzhu-error", (event) => window.errors.push(event.detail));
    addEventListener("jiuzhu-ready", () => (window.ready = true));
  });
  let tab;
  return {
    path: site.path,
    url: server.url,
    async tab() {
      if (!tab || tab.isClosed()) tab = await watched(context, server.url);
      await tab.unrouteAll();
      await tab.goto("about:blank");
      tab.sins.length = 0;
      return tab;
    },
    async close() {
      await context.close();
      await chrome.close();
      await server.close();
      site.remove();
    },
  };
}

/**
 * One browser for a test file; `close()` ends it. Where visits leave nothing but what `leave()` takes away, the next one
 * is `again` in the same tab, which has the scripts at hand.
 */
export async function visitors({ again = false } = {}) {
  const chrome = await start();
  const left = [];

  async function tab() {
    const context = await chrome.browser.newContext({ viewport: { width: 412, height: 800 }, locale: "zh-CN", serviceWorkers: "block" });
    context.setDefaultTimeout(30_000);
    await context.addInitScript(() => {
      window.messages = [];
      window.events = [];
      addEventListener("message", (event) => window.messages.push(event.data));
      for (const name of ["ready", "step", "result", "error"]) addEventListener(`jiuzhu-${name}`, (event) => window.events.push([name, event.detail]));
    });
    const page = await watched(context, "http://127.0.0.1:");
    page.leave = async () => {
      if (!again) return context.close();
      await page.evaluate(() => localStorage.clear());
      // What the page says on its way out is nobody's sin.
      await page.goto("about:blank");
      page.sins.length = 0;
      left.push(page);
    };
    return page;
  }

  return {
    close: () => chrome.close(),
    async visit(portal, path = "empty.html") {
      const page = left.pop() ?? (await tab());
      await page.goto(portal.url + path);
      return page;
    },
  };
}
