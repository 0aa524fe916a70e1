// Without a network: after one visit, through an update, and from the single file.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { dist, open, screenName, single, start, watched } from "./support/browser.mjs";
import { family } from "./support/family.mjs";
import { finger } from "./support/hands.mjs";
import { walk } from "./support/journey.mjs";
import { seen } from "./support/seen.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site.close());

const workerReady = (page) => page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.active !== null));

test("after one visit the whole journey needs no network", async () => {
  const page = await site.page({ worker: true });
  await open(page, site.url);
  await workerReady(page);
  await page.context().setOffline(true);
  await open(page, site.url);
  await walk(page, family, finger(page));
  assert.deepEqual(await seen(page), family.expect);
  page.innocent();
});

test("an update waits for the open draft, and is there on the next visit", async () => {
  const folder = mkdtempSync(join(tmpdir(), "jiuzhu-"));
  cpSync(dist, folder, { recursive: true });
  const own = await start({ root: folder });
  try {
    const page = await own.page({ worker: true });
    await open(page, own.url);
    await workerReady(page);
    await open(page, own.url);
    const hands = finger(page);
    await hands.press("开始");
    await page.locator("[data-pack]").first().waitFor({ state: "attached" });
    newEdition(folder);
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.update();
      while (!registration.waiting) await new Promise((done) => setTimeout(done, 20));
    });
    assert.equal(await screenName(page), "place", "the draft stays open");
    await walk(page, family, hands);
    assert.deepEqual(await seen(page), family.expect, "the old page goes on with its own packs");
    page.innocent();

    const next = await watched(page.context(), own.url);
    await page.close();
    // A visit that begins in the very moment in which the workers change meets either edition; the next one is later.
    await new Promise((done) => setTimeout(done, 1000));
    await next.goto(own.url);
    await next.waitForFunction(() => document.querySelector('meta[name="edition"]') !== null);
    await next.locator("jiuzhu-start").waitFor();
    await walk(next, family, finger(next));
    assert.match(await next.locator("jiuzhu-result").textContent(), /新版的青神县/, "the new page has the new list of packs");
    next.innocent();
  } finally {
    await own.close();
    rmSync(folder, { recursive: true });
  }
});

/** Turns the folder into another edition: a marked page, a renamed pack, a new list under a new name, a new worker. */
function newEdition(folder) {
  const edit = (name, change) => writeFileSync(join(folder, name), change(readFileSync(join(folder, name), "utf8")));
  const pack = readdirSync(join(folder, "packs")).find((name) => name.startsWith("qingshen-2014."));
  const renamed = pack.replace(/\.[0-9a-f]{8}\./, ".00000000.");
  renameSync(join(folder, "packs", pack), join(folder, "packs", renamed));
  const list = readdirSync(join(folder, "packs")).find((name) => name.startsWith("index."));
  const newList = "index.00000000.json";
  edit(`packs/${list}`, (text) => text.replace(pack, renamed).replace('"青神县"', '"新版的青神县"'));
  renameSync(join(folder, "packs", list), join(folder, "packs", newList));
  edit("index.html", (text) => text.replace("</head>", '<meta name="edition" content="2" /></head>').replace(list, newList));
  edit("sw.js", (text) => text.replace(pack, renamed).replace(list, newList).replace(/(jiuzhu-)[0-9a-f]{8}\b(?!\.)/, "$199999999"));
}

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
