// The workers that reckon for the list, with a core that is none: whom is asked, and what becomes of it when one breaks
// down or the notebook locks.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { bytes, packs, policy } from "../boundary/module.mjs";
import { at } from "../floor/tools.mjs";
import { draftOf } from "../page/support/households.mjs";
import { load } from "./load.mjs";

const { Reckoners, estimateOf } = await load("notebook/reckoner/reckoners.ts", "notebook/reckoner/estimate.ts");
Object.defineProperty(globalThis, "navigator", { value: { hardwareConcurrency: 3 }, configurable: true });

const PACKS = [["digest", new Uint8Array([1])]];
const later = () => new Promise((next) => setTimeout(next));

/** Workers that answer when they are told to. */
function staff({ module = new ArrayBuffer(8), starts = true } = {}) {
  const workers = [];
  const reckoners = new Reckoners({
    module: async () => module,
    worker() {
      if (!starts) throw new Error("no worker");
      const worker = { heard: [], ended: false, postMessage: (message) => worker.heard.push(message), terminate: () => (worker.ended = true) };
      workers.push(worker);
      return worker;
    },
  });
  return { workers, reckoners, ask: (...told) => reckoners.ask(told.map((asked) => ({ digest: "digest", asked, asOf: "2026-11-22" })), PACKS) };
}
const lots = ({ heard }) => heard.filter(({ questions }) => questions);

test("each has the core and the pack before it is asked, and whoever has least to do is asked", async () => {
  const { workers, reckoners, ask } = staff();
  assert.equal(reckoners.lanes, 6);
  const answers = Array.from({ length: 6 }, (_, at) => ask({ at }, { at: -at }));
  await later();
  assert.deepEqual(workers.map((worker) => lots(worker).length), [2, 2, 2]);
  for (const worker of workers) {
    const [core, pack] = worker.heard;
    assert.ok(core.module && pack.pack && worker.heard.filter((message) => message.pack).length === 1);
    for (const { id, questions } of lots(worker)) worker.onmessage({ data: { id, outcomes: questions.map(({ asked }) => asked.at) } });
  }
  assert.deepEqual(await Promise.all(answers), [0, 1, 2, 3, 4, 5].map((at) => [at, -at]));
  assert.deepEqual(await ask(), []);
});

test("the lock ends them with whatever they were asked, and they can be had again", async () => {
  const { workers, reckoners, ask } = staff();
  const answer = ask({});
  await later();
  reckoners.end();
  assert.equal(await answer, "ended");
  assert.ok(workers.every(({ ended }) => ended));
  void ask({});
  await later();
  assert.equal(workers.length, 6);
});

test("where one breaks down or none starts, the page reckons by itself", async () => {
  const { workers, reckoners, ask } = staff();
  const answer = ask({});
  await later();
  workers[2].onmessage({ data: { broken: true } });
  assert.equal(await answer, "broken");
  assert.deepEqual([await ask({}), reckoners.lanes, workers.every(({ ended }) => ended)], ["broken", 1, true]);
  assert.equal(await staff({ starts: false }).ask({}), "broken");
  assert.equal(await staff({ module: () => undefined }).ask({}), "broken");
});

test("an estimate is an answer without its arithmetic", () => {
  const program = { id: "inpatient", amount: { min: "1", max: "2" }, steps: [{}], reasons: [{}], missing: ["a"], readings: [{}], documents: [{}] };
  const route = { kind: "on-application", steps: ["a"], where: "b", deadline: { date: "2026-12-01" }, citation: {} };
  const notes = [{ code: "stale" }, { code: "not-computed" }];
  const { value } = estimateOf({ ok: true, value: { programs: [program, { ...program, route }], total: program.amount, notes, documents: [{ id: "form" }], policy: { id: "p" }, bills: [{}] } });
  const bare = { ...program, steps: [], reasons: [], missing: [], readings: [], documents: [] };
  assert.deepEqual(value, { policy: { id: "p" }, total: program.amount, programs: [bare, { ...bare, route: { ...route, steps: [], citation: undefined } }], notes: [notes[1]], documents: [{ id: "form" }] });
  assert.deepEqual(estimateOf({ ok: false, problems: [1] }), { ok: false, problems: [1] });
});

test("the built worker answers as the core does, and says so when it cannot", async () => {
  const [file] = readdirSync(at("www/dist")).filter((name) => /^liaison\.html-worker-[0-9a-f]{8}\.js$/.test(name));
  const page = readFileSync(at("www/dist/liaison.html"), "utf8");
  assert.ok(page.includes(` data-worker="./${file}"`), file);
  const told = [];
  const self = { postMessage: (message) => told.push(structuredClone(message)) };
  runInNewContext(readFileSync(at(`www/dist/${file}`), "utf8"), { self, WebAssembly, TextDecoder, TextEncoder, Uint8Array, ArrayBuffer });
  const say = async (data) => {
    self.onmessage({ data });
    for (let waited = 0; waited < 200 && told.length === 0; waited += 1) await later();
    return told.splice(0)[0];
  };
  const module = readFileSync(at("www/pkg/jiuzhu_bg.wasm"));
  self.onmessage({ data: { module: module.buffer.slice(module.byteOffset, module.byteOffset + module.length) } });
  const id = "wuhan-2023";
  self.onmessage({ data: { digest: "d", pack: new Uint8Array(bytes(packs.find((pack) => pack.id === id))) } });
  const bill = { date: "2026-10-08", care: "inpatient", place: "local", total: "40000", in_scope: "32500", basic_paid: "20000", critical_paid: "0" };
  const identities = [{ id: "1", value: { member: "1", category: "subsistence-allowance", text: "低保对象", from: "", until: "2026-11-10" } }];
  const given = { "person.categories": { kind: "choices", text: "", value: [], shown: "" } };
  const draft = { version: 1, given, bills: [draftOf(bill)], withoutBills: false, readings: {} };
  const question = { digest: "d", asked: { draft, identities, day: "2026-11-22" }, asOf: "2026-11-22" };
  const answer = await say({ id: 7, questions: [question, { ...question, asOf: "never" }] });
  const person = { categories: [], held: [{ category: "subsistence-allowance", until: "2026-11-10" }] };
  const asked = { contract: 1, as_of: "2026-11-22", person, bills: [bill] };
  assert.deepEqual(answer, { id: 7, outcomes: [asked, { ...asked, as_of: "never" }].map((one) => estimateOf(policy(id).assess(one))) });
  assert.ok(Number(answer.outcomes[0].value.total.max) > 0);
  // What cannot be read has no answer, and the others have theirs.
  const { outcomes } = await say({ id: 8, questions: [{ ...question, asked: { draft: {} } }, question] });
  assert.deepEqual([outcomes[0], outcomes[1].ok], [undefined, true]);
  assert.deepEqual(await say({ id: 9, questions: [question, { ...question, digest: "none" }] }), { broken: true });
});
