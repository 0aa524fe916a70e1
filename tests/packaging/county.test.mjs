// The made-up county by the package alone: one call for each person, and the amounts are those that the county knows, to
// the fen.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { county, DAY, POLICY } from "../page/support/county.mjs";
import { install } from "./support.mjs";

/** 身份 by its id. */
const CATEGORIES = { 农村低保: ["subsistence-allowance"], 低保对象: ["subsistence-allowance"], 普通居民: [] };
/** Handed to a program of its own, as whoever installs it has one. */
const PROGRAM = `
import { readFileSync } from "node:fs";
import { init, Policy } from "jiuzhu";
await init();
const file = (name) => readFileSync(new URL(import.meta.resolve("jiuzhu/packs/" + name)));
const { packs } = JSON.parse(file("index.json"));
const policy = new Policy(file(packs.find(({ id }) => id === "${POLICY}").file));
const totals = JSON.parse(readFileSync("county.json", "utf8")).map((answers) => {
  const outcome = policy.assess(answers);
  return outcome.ok ? outcome.value.total : outcome.problems;
});
console.log(JSON.stringify(totals));
`;

let place;
before(() => (place = install()));
after(() => place?.remove());

test("everybody of a county comes to what the document gives them", () => {
  const { expected, families } = county(Number(process.env.PERSONS ?? 1500));
  const people = [...families].map(([id, family]) => ({ ...family, due: expected.get(id).due }));
  const answers = people.map(({ kind, bills }) => ({
    contract: 1,
    as_of: DAY,
    person: { categories: CATEGORIES[kind], insurance: "resident" },
    bills: bills.map((bill) => ({ ...bill, care: "inpatient", place: "local", critical_paid: "0" })),
  }));
  writeFileSync(join(place.folder, "county.json"), JSON.stringify(answers));
  writeFileSync(join(place.folder, "county.mjs"), PROGRAM);
  const totals = JSON.parse(execFileSync("node", ["county.mjs"], { cwd: place.folder, encoding: "utf8", maxBuffer: 64 << 20 }));
  assert.ok(people.length > 1000, String(people.length));
  const otherwise = people.flatMap(({ due }, at) => (totals[at].min === due && totals[at].max === due ? [] : [[due, totals[at], answers[at]]]));
  assert.deepEqual(otherwise.slice(0, 3), []);
});
