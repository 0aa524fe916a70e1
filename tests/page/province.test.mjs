// Whether a bill is of the scheme's own province is asked where rules count that, kept with the bill and shown with it.
// The page's own flow with the real module and a pack of such rules, without a browser.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { TODAY } from "./support/browser.mjs";
import { load } from "./support/load.mjs";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const WHOLE = { total: "20000", in_scope: "20000", basic_paid: "8000" };

// An offer to undo waits for nobody here.
const later = globalThis.setTimeout;
globalThis.setTimeout = (...told) => later(...told).unref();
const entries = new Map();
globalThis.localStorage = { getItem: (key) => entries.get(key) ?? null, setItem: (key, value) => void entries.set(key, value), removeItem: (key) => void entries.delete(key) };

let place;
let Session;
let modules;
before(async () => {
  place = mkdtempSync(join(tmpdir(), "within-"));
  const source = join(place, "policies");
  mkdirSync(source);
  cpSync(path("../../policies/common"), join(source, "common"), { recursive: true });
  cpSync(path("support/within.toml"), join(source, "within.toml"));
  execFileSync(process.env.JIUZHU, ["compile", source, "--out", join(place, "out")], { stdio: ["ignore", "ignore", "pipe"] });
  ({ Session } = await load("src/state/session.ts"));
  const [{ billRows }, { asksOf, leftOutOf }, { viewOf }] = await Promise.all(
    ["state/recap", "result/answer", "result/view"].map((name) => load(`src/${name}.ts`)),
  );
  modules = { billRows, asksOf, leftOutOf, viewOf };
});
after(() => rmSync(place, { recursive: true, force: true }));

async function sitting() {
  const read = (name) => readFileSync(join(place, "out", name));
  const resources = {
    online: true,
    module: async () => readFileSync(path("../../www/pkg/jiuzhu_bg.wasm")),
    packs: async () => ({ packs: JSON.parse(read("index.json")).packs, refused: "" }),
    pack: async (entry) => read(entry.file),
    diseases: async () => [],
  };
  const session = new Session(resources, "/", () => undefined, () => undefined);
  await session.prepare();
  session.setToday(TODAY);
  return session;
}

/** A 低保户 with one stay. */
async function told(where) {
  const session = await sitting();
  session.begin();
  await session.choosePack("within");
  const { kind, text } = session.state.known["person.categories"];
  session.answer("person.categories", { kind, text, value: ["subsistence-allowance"], shown: "低保户" });
  stay(session, 0, where);
  session.setReceived({ kind: "none", amounts: {} });
  session.finish();
  return session;
}

function stay(session, at, where) {
  session.setCare(at, "inpatient", where);
  session.setBill(at, { date: { year: "2026", month: "10", day: String(20 + at) }, amounts: WHOLE, amountsDone: true });
}

const total = ({ state: { assessment } }) => [assessment.total.min, assessment.total.max];

test("it is asked after the place, and only where it can decide", async () => {
  const session = await told({ place: "local" });
  const asked = (where) => session.placeQuestions("inpatient", where).map((question) => question.path.slice(9));
  assert.deepEqual(asked({}), ["place"]);
  assert.deepEqual(asked({ place: "local" }), ["place"]);
  assert.deepEqual(asked({ place: "unreferred" }), ["place"]);
  assert.deepEqual(asked({ place: "?" }), ["place"]);
  for (const province of [undefined, "same", "?"]) assert.deepEqual(asked({ place: "referred", province }), ["place", "province"]);
  const [, { text, options }] = session.placeQuestions("inpatient", { place: "referred" });
  assert.deepEqual([text, options.map(({ id }) => id)], ["看病的地方在本省吗？", ["same", "other"]]);
});

test("it counts, and stands with its bill in the table", async () => {
  for (const [where, amounts, words, out] of [
    [{ place: "local" }, ["6000.00", "6000.00"], "本县、本地", []],
    [{ place: "referred", province: "same" }, ["6000.00", "6000.00"], "外地，办过转诊或备案、本省", []],
    [{ place: "referred", province: "other" }, ["0.00", "0.00"], "外地，办过转诊或备案、外省", ["2026年10月20日的单子：外省。"]],
    [{ place: "referred", province: "?" }, ["0.00", "6000.00"], "外地，办过转诊或备案、不清楚", []],
    [{ place: "unreferred" }, ["0.00", "0.00"], "外地，没办手续", ["2026年10月20日的单子：外地，没办手续。"]],
  ]) {
    const session = await told(where);
    assert.deepEqual(total(session), amounts, words);
    const [row] = modules.billRows(session.state);
    assert.deepEqual(row.details[0], { name: "在哪里看的？", value: words, screen: { name: "care", bill: 0 } });
    assert.deepEqual(modules.leftOutOf(modules.viewOf(session.state), session.state.assessment), out);
  }
});

test("of two bills the one in another province is left out and said to be", async () => {
  const session = await told({ place: "local" });
  stay(session, 1, { place: "referred", province: "other" });
  session.finish();
  assert.deepEqual(total(session), ["6000.00", "6000.00"]);
  assert.deepEqual(modules.leftOutOf(modules.viewOf(session.state), session.state.assessment), ["2026年10月21日的单子：外省。"]);
});

test("it is saved with the visit; of a visit saved without it, it is asked for", async () => {
  entries.clear();
  const session = await told({ place: "referred", province: "same" });
  session.keep(true);
  const again = await sitting();
  await again.resume();
  again.finish();
  assert.equal(again.answers.bills[0].province, "same");
  assert.deepEqual(total(again), total(session));

  session.setCare(0, "inpatient", { place: "referred" });
  const before = await sitting();
  await before.resume();
  before.finish();
  assert.deepEqual(total(before), ["0.00", "6000.00"]);
  const [{ path: asked, text }] = modules.asksOf(modules.viewOf(before.state), before.state.assessment);
  assert.deepEqual([asked, text], ["bills[0].province", "看病的地方在本省吗？"]);
});
