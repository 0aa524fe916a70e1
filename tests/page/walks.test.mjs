// Whatever way the answers came about, forwards and back, changed, taken out, saved and gone on with: the same answers
// ask the same, show the same and come to the same. Walked at random without a browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "./support/load.mjs";
import { SEED, pick, random } from "./support/chance.mjs";

const { Session } = await load("src/state/session.ts");
const { recap } = await load("src/state/recap.ts");
const { nextScreen } = await load("src/state/flow.ts");
const { makeSheet } = await load("src/result/sheet.ts");
const { viewOf } = await load("src/result/view.ts");

const www = new URL("../../www/", import.meta.url);
const read = (name) => readFileSync(new URL(name, www));
const index = JSON.parse(read("public/packs/index.json"));
const wasm = read("pkg/jiuzhu_bg.wasm");
const PACKS = ["wuhan-2023", "beijing-2023", "foshan-2025", "qingshen-2014", "county-70"].filter((id) => index.packs.some((pack) => pack.id === id));
const WALKS = 24;
const STEPS = 24;

// An offer to undo waits for nobody here.
const later = globalThis.setTimeout;
globalThis.setTimeout = (...told) => later(...told).unref();
const entries = new Map();
globalThis.localStorage = { getItem: (key) => entries.get(key) ?? null, setItem: (key, value) => void entries.set(key, value), removeItem: (key) => void entries.delete(key) };

const resources = {
  online: true,
  module: async () => wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength),
  packs: async () => ({ packs: index.packs, refused: "" }),
  pack: async (entry) => new Uint8Array(read(`public/packs/${entry.file}`)),
  diseases: async () => JSON.parse(read(`public/packs/${index.diseases}`)),
};

async function sitting() {
  const session = new Session(resources, "/", () => undefined, () => undefined);
  assert.ok(await session.prepare());
  return session;
}

/** Any answer to a question of the core. */
function anything({ kind, text, options = [] }) {
  const given = (value) => ({ kind, text, value, shown: String(value) });
  if (random(5) === 0) return given("?");
  switch (kind) {
    case "yes-no":
      return given(pick(["yes", "no"]));
    case "number":
      return given(String(random(90)));
    case "yuan":
      return given(String(100 * random(300)));
    case "date":
      return given(`20${10 + random(17)}-0${1 + random(9)}-1${random(9)}`);
    case "choices":
      return given([pick(options)?.id].filter(Boolean));
    default:
      return options.length > 0 ? given(pick(options).id) : given("?");
  }
}

const day = (session) => session.asOf();

function tellBill(session, at) {
  const care = pick(["inpatient", "outpatient", "chronic-outpatient"]);
  const where = {};
  // What is asked of the place may hang on what was told of it.
  const open = () => session.placeQuestions(care, where).find(({ path }) => !(path.slice(9) in where));
  for (let question = open(); question; question = open()) where[question.path.slice(9)] = pick([...question.options.map(({ id }) => id), "?"]);
  session.setCare(at, care, where);
  const [year, month, date] = day(session).split("-");
  const total = 1000 * (1 + random(90));
  const amounts = { total: String(total), basic_paid: String(Math.floor(total / 2)), ...(random(2) ? { critical_paid: "0" } : {}), ...(random(2) ? { in_scope: String(total) } : {}) };
  session.setBill(at, { date: { year, month, day: date }, amounts, amountsDone: true });
}

/** One step of somebody who does not go straight. */
async function stray(session) {
  const { draft, known } = session.state;
  const asked = Object.values(known).filter(({ path, kind }) => kind !== "bill" && !path.startsWith("bills"));
  switch (random(9)) {
    case 0:
      session.back();
      return session;
    case 1:
      session.go(session.state.trail.length + 1);
      return session;
    case 2: {
      session.keep(true);
      const next = await sitting();
      await next.resume();
      return next;
    }
    case 3:
      if (draft.bills.length > 0) session.removeBill(random(draft.bills.length));
      return session;
    case 4:
      tellBill(session, draft.bills.length < 3 ? draft.bills.length : 0);
      return session;
    case 5:
      session.setReceived(pick([{ kind: "none", amounts: {} }, { kind: "unknown", amounts: {} }]));
      return session;
    case 6: {
      const path = pick(Object.keys(draft.given));
      if (path) session.answer(path, undefined);
      return session;
    }
    default: {
      const question = pick(asked);
      if (!question) return session;
      const told = anything(question);
      if (!session.refusal(question.path, told)) {
        session.revise({ name: "question", path: question.path, more: false });
        session.answer(question.path, told);
        session.forward();
      }
      return session;
    }
  }
}

/** What the page is made of, and the words and figures of its result. */
function page(session) {
  const { state } = session;
  const fields = Object.fromEntries(["inpatient", "outpatient", "chronic-outpatient"].map((care) => [care, session.asksOfBill(care)]));
  const outcome = session.assess();
  const sheet = outcome.ok ? makeSheet(viewOf(state), outcome.value) : undefined;
  return JSON.parse(JSON.stringify({ sheet, recap: recap(state), next: nextScreen(state), questions: state.questions, bearing: state.bearing(), fields, answers: session.answers, outcome }));
}

/** The same answers, told one after another in another order. */
async function straight(draft) {
  const session = await sitting();
  session.begin();
  await session.choosePack(draft.pack);
  if (draft.received) session.setReceived(draft.received);
  draft.bills.forEach((bill, at) => {
    session.setCare(at, bill.care, bill.where);
    session.setBill(at, bill);
  });
  if (draft.withoutBills) session.setCare(0, undefined);
  for (const [path, given] of Object.entries(draft.given).reverse()) session.answer(path, given);
  return session;
}

test(`the same answers show the same page, whatever the way to them (SEED=${SEED})`, async () => {
  let answers = 0;
  for (let walk = 0; walk < WALKS; walk += 1) {
    entries.clear();
    let session = await sitting();
    session.begin();
    await session.choosePack(pick(PACKS));
    for (let step = 0; step < STEPS; step += 1) session = await stray(session);
    await Promise.resolve();
    const { draft } = session.state;
    answers += Object.keys(draft.given).length + draft.bills.length;
    const told = page(session);
    assert.deepEqual(page(await straight(draft)), told, `walk ${walk} of ${draft.pack}`);
    // What the rules refuse is asked again by whoever goes on with it.
    if (!session.assess().ok) continue;
    session.keep(true);
    const resumed = await sitting();
    await resumed.resume();
    assert.deepEqual(page(resumed), told, `walk ${walk} of ${draft.pack}, gone on with`);
  }
  assert.ok(answers > WALKS, `${answers} answers`);
});
