// Without a network: after one visit, through updates, and from the single file.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { dist, open, screenName, single, start, watched } from "./support/browser.mjs";
import { nextEdition, publish, smallSite } from "./support/editions.mjs";
import { family } from "./support/family.mjs";
import { finger } from "./support/hands.mjs";
import { arrive, walk } from "./support/journey.mjs";
import { seen } from "./support/seen.mjs";

/** Milliseconds: a whole edition is fetched and digested within it, also where other tests take both cores. */
const PATIENCE = 30_000;

let site;
before(async () => {
  site = await start();
});
after(() => site.close());

const workerReady = (page) => page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.active !== null));

test("after one visit the whole journey needs no network", async () => {
  const page = await site.page({ worker: true });
  await open(page, site.url);
  await page.evaluate(() => (window.unchanged = true));
  await workerReady(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  assert.ok(await page.evaluate(() => window.unchanged), "the first worker changes nothing on screen");
  await page.context().setOffline(true);
  await open(page, site.url);
  await walk(page, family, finger(page));
  assert.deepEqual(await seen(page), family.expect);
  page.innocent();
});

test("every list and every pack is named by its content", () => {
  for (const name of readdirSync(join(dist, "packs"))) {
    const [, of, digest] = name.match(/^([\w-]+)\.([0-9a-f]{8})\.(?:pack|(?:cases\.)?json)$/) ?? assert.fail(name);
    // The name of a pack is that of the policy in it, which the page itself compares.
    if (of === "index" || of === "diseases") assert.equal(createHash("sha256").update(readFileSync(join(dist, "packs", name))).digest("hex").slice(0, 8), digest, name);
  }
});

/** A site of the test's own with few packs, its edition, and a page of it that the worker has given, with all that it needs. */
async function visited(context) {
  const first = smallSite();
  const own = await start({ root: first.folder });
  context.after(() => own.close().then(first.remove));
  const page = await own.page({ worker: true });
  await open(page, own.url);
  await workerReady(page);
  await page.addInitScript(() => document.addEventListener("jiuzhu-ready", () => (window.ready = true)));
  await open(page, own.url);
  await page.waitForFunction(() => window.ready);
  return { url: own.url, page, first };
}

/** The edition after the one that a site has, put in its place, all or but one file. */
function update(context, { folder }, later) {
  const next = nextEdition(folder);
  context.after(next.remove);
  publish(next, folder, later);
  return next;
}

/** Asks until it is so. */
async function until(page, condition, argument) {
  for (const end = Date.now() + PATIENCE; !(await page.evaluate(condition, argument)); await delay(20)) assert.ok(Date.now() < end, `never ${condition}`);
}

/**
 * Has the browser look for an update, and waits until the worker of this edition is there to take over. It is asked
 * again and again: a look that was already under way answers for one that is asked for meanwhile, and may be too early.
 */
async function waits(page, { stamp }) {
  await until(
    page,
    async (edition) => {
      const registration = await navigator.serviceWorker.getRegistration();
      const { installing, waiting, scope } = registration;
      const isKept = async () => (await caches.match("index.html", { cacheName: `jiuzhu ${scope} ${edition}` })) !== undefined;
      if (installing === null && waiting !== null && (await isKept())) return true;
      if (installing === null) await registration.update().catch(() => undefined);
      return false;
    },
    stamp,
  );
}

/** Has the browser look for an update until there is one, and says what has become of its worker. */
async function found(page) {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker.addEventListener("statechange", () => (window.became ??= worker.state));
    });
  });
  await until(page, async () => {
    if (window.became === undefined) await (await navigator.serviceWorker.getRegistration()).update().catch(() => undefined);
    return window.became !== undefined;
  });
  return page.evaluate(() => window.became);
}

const editionsKept = (page) => page.evaluate(() => caches.keys().then((names) => names.map((name) => name.replace(/.* /, ""))));

async function begin(page) {
  await finger(page).press("开始");
  await page.locator("[data-pack]").first().waitFor({ state: "attached" });
}

/** The page still has the draft that was begun, and computes with the packs of its own edition. */
async function goesOn(page) {
  assert.equal(await screenName(page), "place", "the draft stays open");
  await arrive(page, family);
  assert.deepEqual(await seen(page), family.expect);
  page.innocent();
}

/** The visit comes to the start screen of this edition, and computes with its packs. */
async function comesTo(page, { stamp }) {
  await page.waitForFunction((edition) => document.querySelector("script[data-offline]")?.dataset.offline === edition, stamp);
  await page.locator("jiuzhu-start").waitFor();
  await arrive(page, family);
  assert.match(await page.locator("jiuzhu-result").textContent(), /新版的青神县/);
  page.innocent();
}

test("an update waits for the open draft, and is there on the visit that begins as the page is closed", async (context) => {
  const { url, page, first } = await visited(context);
  await begin(page);
  const next = update(context, first);
  await waits(page, next);
  await goesOn(page);

  const visit = await watched(page.context(), url);
  // In this order: Playwright's debugger now and then holds a worker for ever that stops with its last page and is wanted at once.
  await Promise.all([visit.goto(url, { waitUntil: "commit" }), page.close()]);
  await comesTo(visit, next);
});

test("a page with an open draft keeps its own files beside a newer page, and they are given up after it", async (context) => {
  const { url, page, first } = await visited(context);
  await begin(page);
  // An update that another follows before it was ever used.
  const unused = update(context, first);
  await waits(page, unused);
  const next = update(context, first);
  await waits(page, next);
  const visit = await watched(page.context(), url);
  await visit.goto(url, { waitUntil: "commit" });
  await comesTo(visit, next);
  assert.equal(await page.evaluate(() => navigator.serviceWorker.getRegistration().then(({ waiting }) => waiting)), null, "the new worker has taken over");
  const list = await page.evaluate(() => document.querySelector("jiuzhu-calculator").session.ownResources.packs());
  assert.doesNotMatch(JSON.stringify(list), /新版/);
  await page.bringToFront();
  await goesOn(page);

  assert.deepEqual(await editionsKept(page), [first.stamp, unused.stamp, next.stamp]);
  await page.close();
  await visit.reload();
  await until(visit, async () => (await caches.keys()).length < 3);
  assert.deepEqual(await editionsKept(visit), [unused.stamp, next.stamp]);
});

test("an update that is not wholly there changes nothing, and comes with the visit after it is", async (context) => {
  const { url, page, first } = await visited(context);
  const next = update(context, first, "index.html");
  assert.equal(await found(page), "redundant");
  assert.deepEqual(await editionsKept(page), [first.stamp]);
  await page.context().setOffline(true);
  await open(page, url);
  await begin(page);
  await goesOn(page);
  await page.context().setOffline(false);
  publish(next, first.folder);
  await page.goto(url, { waitUntil: "commit" });
  await comesTo(page, next);
});

test("what comes new beside an old worker has the new packs", async (context) => {
  const { url, page, first } = await visited(context);
  await begin(page);
  update(context, first);
  const portal = await watched(page.context(), url);
  await portal.goto(`${url}integrate.html`);
  await portal.locator("select[name=policy] option", { hasText: "新版的青神县" }).waitFor({ state: "attached" });
  await portal.locator("select[name=way]").selectOption("frame");
  const framed = portal.frameLocator("#preview iframe");
  await framed.locator(".screen .button-main").click();
  await framed.locator("summary", { hasText: "以前" }).click();
  await framed.locator('[data-pack="qingshen-2014"]', { hasText: "新版的青神县" }).click();
  await framed.locator("jiuzhu-question").waitFor();
  assert.ok((await portal.evaluate(() => fetch("index.html").then((response) => response.text()))).includes(first.stamp), "the worker is the old one");
  // The check is of what lies on the server.
  const sums = execFileSync("sh", ["-c", "find . -type f ! -name config.json ! -path './own/*' -printf '%P\\0' | xargs -0 sha256sum"], { cwd: first.folder });
  writeFileSync(join(first.folder, "SHA256SUMS"), sums);
  await portal.goto(`${url}check.html`);
  await portal.locator('[data-check="文件校验"][data-state="ok"]').waitFor();
  portal.innocent();
});

test("a page that stays of another edition than the worker reloads once", async (context) => {
  const { url, page, first } = await visited(context);
  // As where the browser has thrown the copies away.
  await page.evaluate(() => caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name)))));
  const next = update(context, first, "sw.js");
  let loads = 0;
  page.on("domcontentloaded", () => (loads += 1));
  const again = page.waitForEvent("domcontentloaded", () => loads === 2);
  await page.goto(url, { waitUntil: "commit" });
  await again;
  await comesTo(page, next);
  assert.equal(loads, 2);
});

test("the single file works from a folder with the network off", async () => {
  assert.ok(statSync(single).size <= 450 * 1024, `${statSync(single).size} bytes`);
  const context = await site.browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, offline: true, timezoneId: "Asia/Shanghai" });
  const page = await watched(context, "file://");
  await open(page, pathToFileURL(single).href);
  await walk(page, family, finger(page));
  assert.deepEqual(await seen(page), family.expect);
  page.innocent();
  await context.close();
});
