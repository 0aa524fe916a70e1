// What a poor phone on a poor network has to carry and wait for. Times are the best of several runs: the test machine
// may be busy, a phone is slow but not shared.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { dist, open, start } from "./support/browser.mjs";
import { family } from "./support/family.mjs";
import { finger } from "./support/hands.mjs";
import { walk } from "./support/journey.mjs";

const RUNS = 24;
/** Milliseconds at most. */
const READABLE = 2000;
const USABLE = 2500;
const ANSWERED = 100;
const KILO = 1024;

let site;
before(async () => {
  site = await start();
});
after(() => site.close());

test("the first load stays within its bytes", async (context) => {
  const page = await site.page();
  const sizes = { page: 0, module: 0, rest: 0 };
  const waiting = [];
  page.on("response", (response) =>
    waiting.push(
      response.body().then((body) => {
        const { pathname } = new URL(response.url());
        const kind = pathname.endsWith(".wasm") ? "module" : /\/$|\.(html|css|js)$/.test(pathname) ? "page" : "rest";
        sizes[kind] += gzipSync(body, { level: 9 }).length;
      }),
    ),
  );
  await open(page, site.url);
  await page.waitForFunction(() => document.querySelector("jiuzhu-calculator").session.state.packs.length > 0);
  await Promise.all(waiting);
  // The pack comes when the place is chosen; the largest counts.
  const packs = readdirSync(`${dist}/packs`).filter((name) => name.endsWith(".pack"));
  sizes.rest += Math.max(...packs.map((name) => gzipSync(readFileSync(`${dist}/packs/${name}`), { level: 9 }).length));
  context.diagnostic(JSON.stringify(sizes));
  assert.ok(sizes.page <= 60 * KILO, `page, style and script ${sizes.page}`);
  assert.ok(sizes.page + sizes.module + sizes.rest <= 150 * KILO, `in all ${JSON.stringify(sizes)}`);
});

/** Lighthouse's slow 4G: 150 ms, 1.6 Mbit/s. */
const SLOW = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };

/** The best of at most so many runs; one that is good enough ends them. */
async function best(runs, enough, measure) {
  let found = Infinity;
  for (let run = 0; run < runs && found > enough; run += 1) found = Math.min(found, await measure());
  return found;
}

test("on a slow network and a slow phone it can be read within 2.0 s and used within 2.5 s", async (context) => {
  const readable = [];
  const usable = await best(RUNS, USABLE, async () => {
    const page = await site.page();
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", SLOW);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.addInitScript(() => {
      window.largest = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.largest = entry.startTime;
      }).observe({ type: "largest-contentful-paint", buffered: true });
    });
    await page.goto(site.url);
    await page.locator("jiuzhu-start .button-main").waitFor();
    const at = await page.evaluate(() => performance.now());
    readable.push(await page.evaluate(() => window.largest));
    await page.context().close();
    return at;
  });
  context.diagnostic(`readable ${Math.round(Math.min(...readable))} ms, usable ${Math.round(usable)} ms`);
  assert.ok(Math.min(...readable) <= READABLE, `readable after ${readable} ms`);
  assert.ok(usable <= USABLE, `usable after ${usable} ms`);
});

test("the answer is there within 100 ms of the last tap on a phone six times slower", async (context) => {
  const page = await site.page();
  await open(page, site.url);
  const hands = finger(page);
  await walk(page, family, hands);
  await hands.press("改答案");
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  const time = await best(RUNS, ANSWERED, async () => {
    await page.locator("jiuzhu-check").waitFor();
    const took = await page.evaluate(async () => {
      const calculator = document.querySelector("jiuzhu-calculator");
      const from = performance.now();
      calculator.shadowRoot.querySelector("jiuzhu-check .button-main").click();
      while (!calculator.shadowRoot.querySelector("jiuzhu-result .sum")) await new Promise((done) => setTimeout(done, 0));
      calculator.getBoundingClientRect();
      return performance.now() - from;
    });
    await page.locator("jiuzhu-result").waitFor();
    await page.evaluate(() => document.querySelector("jiuzhu-calculator").session.show({ name: "check" }));
    return took;
  });
  context.diagnostic(`${Math.round(time)} ms`);
  assert.ok(time <= ANSWERED, `${time} ms`);
});
