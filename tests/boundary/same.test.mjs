// The module and the command line give the same answers, byte for byte, for every pack.
import assert from "node:assert/strict";
import { test } from "node:test";
import { spawnSync } from "node:child_process";
import { at, jiuzhu } from "../floor/tools.mjs";
import { Policy, bytes, packs } from "./module.mjs";

const bill = (date, more) => ({ date, care: "inpatient", total: "53528.47", in_scope: "50000.00", ...more });

/** Families that differ in what they know. */
const families = [
  (day) => ({
    person: { categories: ["subsistence-allowance"], residence: "rural", insurance: "resident", age: 76, diagnoses: ["uremia"] },
    bills: [bill(day, { level: "county", place: "local", basic_paid: "28000.00", critical_paid: "0.00" })],
  }),
  (day) => ({ person: {}, bills: [bill(day)] }),
  (day) => ({
    person: { categories: ["general"], residence: "urban", insurance: "none", diagnoses: [] },
    bills: [bill(day, { in_scope: { min: "20000.00", max: "48000.01" }, care: "outpatient" }), bill(day, { total: "60000" })],
  }),
  (day) => ({ person: { categories: ["nobody"], age: -1 }, bills: [bill(`${day}x`, { total: "1,5" })], more: 1 }),
];

const requests = packs.flatMap((pack) =>
  families.map((family) => ({ policy: pack.id, answers: { contract: 1, as_of: pack.from, ...family(pack.from) } })),
);
// Some of the answers are wrong on purpose, which the exit code says.
const input = requests.map((request) => JSON.stringify(request)).join("\n");
const asked = spawnSync(jiuzhu, ["assess", "--ndjson"], { cwd: at("."), input, encoding: "utf8", maxBuffer: 64 << 20 });
const printed = asked.stdout.trimEnd().split("\n");

test("there is a line for every request", () => assert.equal(printed.length, requests.length));

for (const pack of packs) {
  test(`${pack.id}: the same bytes`, () => {
    const policy = new Policy(bytes(pack));
    requests.forEach((request, index) => {
      if (request.policy === pack.id) assert.equal(JSON.stringify(policy.assess(request.answers)), printed[index]);
    });
  });
}
