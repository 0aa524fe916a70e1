// Where WebAssembly is switched off altogether. Where a policy forbids it, whole families are walked through in
// journeys.test.mjs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { inside, open, single, start } from "./support/browser.mjs";
import { arrive } from "./support/journey.mjs";
import { seen } from "./support/seen.mjs";

const journey = JSON.parse(readFileSync(new URL("./journeys/wuhan-allowance.json", import.meta.url)));

let site;
before(async () => {
  // It also compiles nothing else, like the lockdown of some phones.
  site = await start({ flags: ["--js-flags=--jitless"] });
});
after(() => site.close());

test("the core as JavaScript comes to the same", async () => {
  const page = await site.page();
  await open(page, site.url);
  assert.equal(await page.evaluate("typeof WebAssembly"), "undefined");
  await arrive(page, journey);
  assert.deepEqual(await seen(page), journey.expect);
  page.innocent();
});

test("the single file has no room for it, and says what is the matter and where to ask", async () => {
  const page = await site.page();
  await page.goto(`file://${single}`);
  const note = inside(page).locator("[data-failure=engine]");
  await note.waitFor();
  assert.match(await note.innerText(), /WebAssembly.*12393/s);
  assert.doesNotMatch(await note.innerText(), /网络/);
});
