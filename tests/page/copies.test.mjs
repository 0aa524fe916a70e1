// The copies for visits without a network, before a server that answers with anything: nothing is kept and nothing is
// believed but the very file that was asked for, and what is broken or missing mends itself.
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { CSP } from "../../www/serve.mjs";
import { dist, open, start, watched } from "./support/browser.mjs";
import { nextEdition, publish, smallSite } from "./support/editions.mjs";
import { family } from "./support/family.mjs";
import { seen } from "./support/seen.mjs";
import { arriveAgain } from "./support/told.mjs";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".json": "application/json" };
/** Milliseconds: a whole edition is fetched and digested within it, also where other tests take both cores. */
const PATIENCE = 30_000;
const PHONE = "0717-1234567";
const LOGIN = "<!doctype html><title>请登录</title>";

/** How a server can go wrong; each is asked for one file. */
const SINS = {
  "is down": (response) => response.writeHead(502).end("down"),
  "shows a page to log in": (response) => response.writeHead(200, { "content-type": "text/html" }).end(LOGIN),
  "leads to a page to log in": (response) => response.writeHead(302, { location: "/login.json" }).end(),
  "has half of the file": (response, body) => response.writeHead(200, { "content-type": "application/json" }).end(body.subarray(0, body.length / 2)),
  "says that this is a part": (response, body) => response.writeHead(206, { "content-type": "application/json" }).end(body),
  "breaks off": (response, body) => {
    response.writeHead(200, { "content-length": body.length });
    response.write(body.subarray(0, 10));
    setTimeout(() => response.destroy(), 50);
  },
  "has no words for it": (response) => response.writeHead(200).end(),
};
const never = () => {};

let chrome;
let small;
let folder;
let server;
let url;
let asked;
let sins;
before(async () => {
  chrome = await start();
  small = smallSite();
  folder = mkdtempSync(join(tmpdir(), "jiuzhu-copies-"));
  server = createServer((request, response) => {
    const path = decodeURIComponent(request.url.split("?")[0]);
    const name = path.endsWith("/") ? `${path}index.html` : path;
    asked.push(name);
    const file = join(folder, name);
    response.setHeader("content-security-policy", CSP);
    response.setHeader("cache-control", "no-cache");
    if (name === "/login.json") return response.writeHead(200, { "content-type": "application/json" }).end('{"contract":1}');
    const sin = Object.entries(sins).find(([part]) => name.includes(part))?.[1];
    if (!existsSync(file)) return response.writeHead(404).end();
    const body = readFileSync(file);
    if (sin) return sin(response, body);
    response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "application/octet-stream" }).end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${server.address().port}/`;
});
after(async () => {
  await chrome.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true });
  small.remove();
});

/** The site with few packs at a place of the server, with a number of its own among the settings. */
function lay(place = "a/") {
  sins = {};
  asked = [];
  rmSync(join(folder, place), { recursive: true, force: true });
  mkdirSync(join(folder, place), { recursive: true });
  cpSync(small.folder, join(folder, place), { recursive: true });
  settings({ phones: [{ name: "县医保局", number: PHONE }] }, place);
}
const settings = (own, place = "a/") => writeFileSync(join(folder, place, "config.json"), JSON.stringify({ contract: 1, ...own }));

async function visitor(context) {
  const browser = await chrome.browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  await browser.clock.setFixedTime(new Date("2026-11-22T10:00:00+08:00"));
  context.after(() => browser.close());
  await browser.addInitScript(() => {
    const { register } = ServiceWorkerContainer.prototype;
    ServiceWorkerContainer.prototype.register = function (...given) {
      return (window.registered = register.apply(this, given));
    };
  });
  return watched(browser, url);
}

/** A visit that ends when its worker is there, or has given up. */
async function visit(page, place = "a/") {
  await open(page, url + place);
  await page.waitForFunction(() => window.registered, undefined, { timeout: PATIENCE });
  return page.evaluate(async (patience) => {
    const registration = await window.registered;
    // The clock stands still here.
    for (let round = 0; round < patience / 20; round += 1) {
      const { active, waiting, installing } = registration;
      if (active?.state === "activated" && !installing && navigator.serviceWorker.controller) return "activated";
      if (!active && !waiting && !installing) return "redundant";
      await new Promise((done) => setTimeout(done, 20));
    }
    return "waiting";
  }, PATIENCE);
}

/** Every copy is what its name says; the names come back. */
function copies(page) {
  return page.evaluate(async () => {
    const found = [];
    for (const name of (await caches.keys()).filter((one) => / [0-9a-f]{8}$/.test(one))) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        const bytes = await response.arrayBuffer();
        const [, sum, extension] = request.url.match(/[.-]([0-9a-f]{8})\.(\w+)$/) ?? [];
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.slice(extension === "pack" ? 37 : 0)));
        const hexadecimal = Array.from(digest.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
        if (sum && sum !== hexadecimal) throw new Error(`${request.url} is something else`);
        if (/login|请登录/.test(new TextDecoder().decode(bytes))) throw new Error(`${request.url} is a page to log in`);
        found.push(request.url.replace(/^\w+:\/\/[^/]+\//, ""));
      }
    }
    return found.sort();
  });
}

/** The whole way without a network. */
async function goesOffline(page, place = "a/") {
  await page.context().setOffline(true);
  await open(page, url + place);
  await arriveAgain(page, family);
  assert.deepEqual(await seen(page), family.expect);
  assert.ok((await page.locator("jiuzhu-calculator").evaluate((element) => element.shadowRoot.textContent)).includes(PHONE));
  await page.context().setOffline(false);
}

const named = (part) => readdirSync(dist).find((name) => name.includes(part));

test("whatever a server says of how its answers vary, they are kept", async (context) => {
  lay();
  const varies = (type) => (response, body) => response.writeHead(200, { vary: "*", "content-type": type }).end(body);
  sins = { "index.html": varies("text/html"), ".js": varies("text/javascript"), ".wasm": varies("application/wasm"), ".css": varies("text/css") };
  const page = await visitor(context);
  assert.equal(await visit(page), "activated");
  await goesOffline(page);
  page.innocent();
});

const gone = (response) => response.writeHead(404).end();
for (const [part, name, sin] of [["manifest", "is not there", gone], ["packs/beijing", "is not there", gone], ["packs/beijing", "is a page to log in", SINS["shows a page to log in"]]]) {
  test(`a copy does without ${part} where it ${name}, and has it once it is`, async (context) => {
    lay();
    sins = { [part]: sin };
    const page = await visitor(context);
    assert.equal(await visit(page), "activated");
    const [, kind, start] = part.match(/(packs\/)?(.*)/);
    const has = async () => (await copies(page)).some((file) => file.includes(part));
    assert.equal(await has(), false);
    sins = {};
    const file = readdirSync(join(dist, kind ?? "")).find((one) => one.startsWith(start) && !one.includes("cases"));
    await page.evaluate(async (address) => (await fetch(address)).arrayBuffer(), (kind ?? "") + file);
    assert.equal(await has(), true);
    await goesOffline(page);
  });
}

for (const part of ["jiuzhu-extras"]) {
  for (const [name, sin] of Object.entries(SINS)) {
    test(`there is no copy where for ${part} the server ${name}, and there is one once it does not`, async (context) => {
      lay();
      sins = { [part]: sin };
      const page = await visitor(context);
      assert.equal(await visit(page), "redundant");
      assert.deepEqual(await copies(page), []);
      sins = {};
      assert.equal(await visit(page), "activated");
      await goesOffline(page);
    });
  }
}

for (const [name, sin] of [...Object.entries(SINS), ["never answers", never]]) {
  test(`what the portal has set stays in force where the server ${name}`, async (context) => {
    lay();
    const page = await visitor(context);
    await visit(page);
    await page.waitForFunction(() => caches.match("config.json"));
    sins = { "config.json": sin, "own/index.json": sin };
    await page.evaluate(() => document.addEventListener("x", () => {}));
    await open(page, `${url}a/`);
    await page.waitForFunction((phone) => document.querySelector("jiuzhu-calculator").shadowRoot.textContent.includes(phone), PHONE);
    assert.equal(await page.locator("[data-failure]").count(), 0);
    await copies(page);
    sins = {};
    settings({ phones: [{ name: "x", number: "12345" }] });
    await open(page, `${url}a/`);
    await page.waitForFunction(() => document.querySelector("jiuzhu-calculator").shadowRoot.textContent.includes("12345"));
  });
}

test("settings that were taken away are gone, with a network and without", async (context) => {
  lay();
  const page = await visitor(context);
  await visit(page);
  rmSync(join(folder, "a/own/index.json"));
  await open(page, `${url}a/`);
  await page.context().setOffline(true);
  await open(page, `${url}a/`);
  await page.locator("[data-phone]").waitFor();
  assert.equal(await page.locator("[data-failure]").count(), 0);
});

test("a broken copy mends itself", async (context) => {
  lay();
  const page = await visitor(context);
  await visit(page);
  const whole = await copies(page);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) await cache.put(request, new Response("{", { headers: { "content-type": "text/html" } }));
    }
  });
  await open(page, `${url}a/`);
  await arriveAgain(page, family);
  await goesOffline(page);
  const wanted = (file) => !/packs\/(?!index|qingshen)|icon|manifest|own\//.test(file);
  const mended = await page.evaluate(async () => {
    const [name] = await caches.keys();
    const cache = await caches.open(name);
    const sizes = await Promise.all((await cache.keys()).map(async (request) => [request.url, (await (await cache.match(request)).arrayBuffer()).byteLength]));
    return sizes.filter(([, size]) => size > 1).map(([address]) => address.replace(/^\w+:\/\/[^/]+\//, ""));
  });
  for (const file of whole.filter(wanted)) if (!/extras|slips|diseases/.test(file)) assert.ok(mended.includes(file), file);
});

test("copies of two places of one site, and of other applications, have nothing to do with each other", async (context) => {
  lay("a/");
  lay("b/");
  const page = await visitor(context);
  await visit(page, "a/");
  await visit(page, "b/");
  await page.evaluate(async ([base, module]) => {
    for (const name of ["other", "jiuzhu-old", `jiuzhu ${base}`]) await (await caches.open(name)).put(`${base}a/${module}`, new Response("x"));
  }, [url, named(".wasm")]);
  const before = (await copies(page)).length;
  const next = nextEdition(join(folder, "b"));
  publish(next, join(folder, "b"));
  settings({ phones: [{ name: "县医保局", number: PHONE }] }, "b/");
  next.remove();
  const current = page.locator(`script[data-offline="${next.stamp}"]`);
  for (const end = Date.now() + PATIENCE; (await current.count()) === 0 && Date.now() < end; ) {
    await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()).then(() => undefined)).catch(() => {});
    await page.waitForTimeout(200);
    // The page may just be opening its new edition by itself.
    await open(page, `${url}b/`).catch(() => {});
  }
  await current.waitFor({ state: "attached" });
  assert.ok((await copies(page)).length >= before);
  await goesOffline(page, "a/");
});

/** A county's index of 300 packs, which all are the same but for their names. */
function many(region) {
  const [pack] = JSON.parse(readFileSync(join(dist, "packs", readdirSync(join(dist, "packs")).find((name) => name.startsWith("index."))), "utf8")).packs.filter(({ id }) => id === "county-70");
  const packs = Array.from({ length: 300 }, (_, at) => {
    const entry = { ...pack, region_code: String(420000 + at), id: `town-${at}`, title: `乡镇${at}` };
    for (const kind of ["file", "cases"]) {
      entry[kind] = entry[kind].replace("county-70", entry.id);
      cpSync(join(dist, "packs", pack[kind]), join(folder, "a/own", entry[kind]));
    }
    return entry;
  });
  packs[5] = null;
  writeFileSync(join(folder, "a/own/index.json"), JSON.stringify({ contract: 1, packs }));
  settings({ region, phones: [{ name: "x", number: PHONE }] });
}

for (const [region, kept] of [["420200000000", ["town-0", ...Array.from({ length: 11 }, (_, at) => `town-${200 + at}`)]], ["", 11], ["99", 0]]) {
  test(`of 300 packs of a portal's own those of its place are kept, ${region || "or some where it names none"}, and what was opened`, async (context) => {
    lay();
    many(region);
    const page = await visitor(context);
    await visit(page);
    const towns = async () => (await copies(page)).filter((file) => file.endsWith(".pack") && file.includes("own/")).map((file) => file.match(/town-\d+/)[0]);
    const first = await towns();
    if (Array.isArray(kept)) assert.deepEqual(first, kept);
    else assert.equal(first.length, kept, first.join());
    assert.ok(asked.filter((name) => name.includes("own/town")).length <= 2 * first.length);
    await page.evaluate(() => document.querySelector("jiuzhu-calculator").session.ownResources.packs().then(async ({ packs }) => {
      const entry = packs.find(({ id }) => id === "town-150");
      const { ownResources } = document.querySelector("jiuzhu-calculator").session;
      await Promise.all([ownResources.pack(entry), ownResources.cases(entry)]);
    }));
    assert.ok((await towns()).includes("town-150"));
    assert.ok((await copies(page)).some((file) => /town-150\..*cases\.json$/.test(file)));
  });
}
