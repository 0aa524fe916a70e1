// The built page in a whole Chromium 86, the oldest browser that the project supports: the same families come to the same
// amounts as in today's, under the strict policy, of which that browser knows nothing that would let WebAssembly run,
// and where no policy is sent.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { CSP, serve } from "../../www/serve.mjs";
import { TODAY } from "../page/support/browser.mjs";
import { wayOf } from "../page/support/journey.mjs";
import { seen } from "../page/support/seen.mjs";
import { chromium86 } from "./chromium.mjs";
import { at } from "./tools.mjs";

/** That browser is published for this platform alone. */
const skip = process.platform === "linux" && process.arch === "x64" ? false : "Chromium 86 runs on Linux x64 only";

const folder = new URL("../page/journeys/", import.meta.url);
const journeys = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder))));
const MOMENT = Date.parse(`${TODAY}T10:00:00+08:00`);
const PLAIN = /\/jiuzhu-plain-[0-9a-f]{8}\.js$/;
/** The one word of the policy that it does not know. */
const UNKNOWN = /'wasm-unsafe-eval''\. It will be ignored/;

let browser;
const sites = {};
before(async () => {
  if (skip) return;
  browser = await chromium86();
  sites.strict = await serve({ root: at("www/dist") });
  sites.open = await serve({ root: at("www/dist"), headers: { "content-security-policy": null } });
});
after(async () => {
  try {
    await browser?.close();
  } finally {
    // An open server would keep the file from ending.
    await Promise.all(Object.values(sites).map((site) => site.close()));
  }
});

async function answered(url, journey) {
  const page = await browser.page(MOMENT);
  await page.open(url);
  await page.until(`Boolean(document.querySelector("jiuzhu-calculator") && document.querySelector("jiuzhu-calculator").shadowRoot && document.querySelector("jiuzhu-calculator").shadowRoot.querySelector("jiuzhu-start h1"))`);
  await page.evaluate(`((calculator) => ${wayOf(journey)})(document.querySelector("jiuzhu-calculator"))`);
  assert.deepEqual(await seen(page), journey.expect);
  if (process.env.SHOTS !== undefined) await page.screenshot(at(`target/chromium-86-${journey.pack}.png`));
  await page.close();
  return page;
}

test("it is Chromium 86, and the policy is the strict one", { skip }, async () => {
  assert.match(await browser.version(), /^\w*Chrome\/86\./);
  assert.doesNotMatch(CSP, /'unsafe-eval'/);
});

for (const journey of journeys) {
  test(`${journey.name}, under the strict policy, with the core as JavaScript`, { skip }, async () => {
    const { loaded, sins } = await answered(sites.strict.url, journey);
    assert.ok(loaded.some((url) => PLAIN.test(url)));
    assert.deepEqual(sins.filter((sin) => !UNKNOWN.test(sin)), []);
    assert.deepEqual(loaded.filter((url) => !url.startsWith(sites.strict.url) && !/^(data|blob|about):/.test(url)), []);
  });
}

test("where no policy is sent, WebAssembly runs there and comes to the same", { skip }, async () => {
  const { loaded, sins } = await answered(sites.open.url, journeys[0]);
  assert.ok(!loaded.some((url) => PLAIN.test(url)));
  assert.deepEqual(sins, []);
});
