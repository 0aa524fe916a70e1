// Whole families, from the start page to the result: every amount, document and date that is shown, where WebAssembly
// runs and where it may not, with the core as JavaScript. By finger there and by keyboard alone here go as many as it
// takes to touch whatever any family touches, or all with HANDS=all; a script in the page answers for the others.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { CSP } from "../../www/serve.mjs";
import { open, start } from "./support/browser.mjs";
import { finger, keyboard } from "./support/hands.mjs";
import { arrive, walk } from "./support/journey.mjs";
import { seen } from "./support/seen.mjs";

const folder = new URL("./journeys/", import.meta.url);
const journeys = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder))));

/** Screens that put a question: all but the start, the check page and the result. */
const MOST_QUESTIONS = 7;

let site;
let forbidding;
before(async () => {
  site = await start({ prepare: async (page) => void page.on("request", (request) => page.loaded?.push(request.url())) });
  forbidding = await site.beside({ headers: { "content-security-policy": CSP.replace(" 'wasm-unsafe-eval'", "") } });
});
afterEach(() => site.rest());
after(() => site.close());

const PLAIN = /\/jiuzhu-plain-[0-9a-f]{8}\.js$/;
/** That it was asked for is all that the policy may have against the page. */
const FORBIDDEN = /wasm-eval|WebAssembly/;

test("there are at least six families over four packs", () => {
  assert.ok(journeys.length >= 6);
  assert.ok(new Set(journeys.map((journey) => journey.pack)).size >= 4);
});

/** What a family has to touch on its way, kind by kind. */
function touched({ answers, illness, bills = [], received }) {
  const kind = (given) => (given.date ? "a date" : given.type ? "a number" : Array.isArray(given) ? "several of a list" : "one of a list");
  const ofBill = ({ where = [], date, rough, fold }) => [`asked where ${where.length} times`, date ? "a day" : "no day", rough && "roughly", fold && "a fold"];
  const all = [...Object.values(answers).map(kind), typeof illness === "object" ? "an illness" : illness, `${Math.min(bills.length, 2)} bills`, received && "received", ...bills.flatMap(ofBill)];
  return new Set(all.filter(Boolean));
}

/** The families that touch all of it: each in turn the one that touches most of what is left. */
function byHand() {
  if (process.env.HANDS === "all") return journeys;
  const left = new Set(journeys.flatMap((journey) => [...touched(journey)]));
  const chosen = [];
  const ofLeft = (journey) => [...touched(journey)].filter((kind) => left.has(kind)).length;
  while (left.size > 0) {
    const next = journeys.reduce((best, journey) => (ofLeft(journey) > ofLeft(best) ? journey : best));
    chosen.push(next);
    for (const kind of touched(next)) left.delete(kind);
  }
  return chosen;
}

const walked = byHand();

for (const journey of journeys) {
  for (const [way, hands, settings] of [
    ["by finger", finger, { width: 360 }],
    ["by keyboard", keyboard, { width: 1100, height: 900, touch: false }],
  ]) {
    const isWalked = walked.includes(journey);
    test(`${journey.name}, ${isWalked ? way : `by a script ${hands === finger ? "with" : "without"} WebAssembly`}`, async () => {
      const { url } = hands === finger ? site : forbidding;
      const page = await site.page({ ...settings, home: url });
      const loaded = (page.loaded = []);
      await open(page, url);
      const met = await (isWalked ? walk(page, journey, hands(page)) : arrive(page, journey));
      assert.deepEqual(await seen(page), journey.expect);
      const questions = met.filter((name) => !["start", "check", "result"].includes(name)).length / (journey.bills?.length ?? 1);
      assert.ok(questions <= MOST_QUESTIONS, `${questions} questions: ${met.join(" ")}`);
      assert.equal(page.url(), url, "the address holds nothing of the answers");
      assert.equal(await page.title(), "看病救助测算");
      assert.equal(loaded.some((name) => PLAIN.test(name)), url === forbidding.url);
      assert.equal(loaded.some((name) => name.endsWith(".wasm")), url === site.url);
      assert.deepEqual(page.sins.filter((sin) => url === site.url || !FORBIDDEN.test(sin)), []);
    });
  }
}
