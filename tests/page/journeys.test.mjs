// Whole families, from the start page to the result, by finger and by keyboard alone: every amount, document and
// date that is shown. The keyboard's way is gone where no WebAssembly may run, with the core as JavaScript.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { CSP } from "../../www/serve.mjs";
import { open, start } from "./support/browser.mjs";
import { finger, keyboard } from "./support/hands.mjs";
import { walk } from "./support/journey.mjs";
import { seen } from "./support/seen.mjs";

const folder = new URL("./journeys/", import.meta.url);
const journeys = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder))));

/** Screens that put a question: all but the start, the check page and the result. */
const MOST_QUESTIONS = 7;

let site;
let forbidding;
before(async () => {
  site = await start();
  forbidding = await site.beside({ headers: { "content-security-policy": CSP.replace(" 'wasm-unsafe-eval'", "") } });
});
after(() => site.close());

const PLAIN = /\/jiuzhu-plain-[0-9a-f]{8}\.js$/;
/** That it was asked for is all that the policy may have against the page. */
const FORBIDDEN = /wasm-eval|WebAssembly/;

test("there are at least six families over four packs", () => {
  assert.ok(journeys.length >= 6);
  assert.ok(new Set(journeys.map((journey) => journey.pack)).size >= 4);
});

for (const journey of journeys) {
  for (const [way, hands, settings] of [
    ["by finger", finger, { width: 360 }],
    ["by keyboard", keyboard, { width: 1100, height: 900, touch: false }],
  ]) {
    test(`${journey.name}, ${way}`, async () => {
      const { url } = hands === finger ? site : forbidding;
      const page = await site.page({ ...settings, home: url });
      const loaded = [];
      page.on("request", (request) => loaded.push(request.url()));
      await open(page, url);
      const met = await walk(page, journey, hands(page));
      assert.deepEqual(await seen(page), journey.expect);
      const questions = met.filter((name) => !["start", "check", "result"].includes(name)).length / (journey.bills?.length ?? 1);
      assert.ok(questions <= MOST_QUESTIONS, `${questions} questions: ${met.join(" ")}`);
      assert.equal(page.url(), url, "the address holds nothing of the answers");
      assert.equal(await page.title(), "看病救助测算");
      assert.equal(loaded.some((name) => PLAIN.test(name)), url === forbidding.url);
      assert.equal(loaded.some((name) => name.endsWith(".wasm")), url === site.url);
      assert.deepEqual(page.sins.filter((sin) => url === site.url || !FORBIDDEN.test(sin)), []);
      await page.context().close();
    });
  }
}
