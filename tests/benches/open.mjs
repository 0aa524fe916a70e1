// Milliseconds of one answer of the module that ships where half is known: four answers of the person left open, ranges
// on many bills, nothing told at all. Beside each stands how often the same with everything told goes into it.
import { policy as policyOf } from "../boundary/module.mjs";

const PACKS = { "wuhan-2023": 2026, "beijing-2023": 2026, "qingshen-2014": 2015 };

const person = { categories: ["subsistence-allowance"], residence: "rural", insurance: "resident", age: 50, diagnoses: [] };
const known = { level: "county", place: "local", in_scope: "8000", basic_paid: "4000", critical_paid: "100", assistance_paid: "0" };
const { in_scope, critical_paid, assistance_paid, ...ranged } = known;
/** As people remember them. */
const about = (least, most) => ({ min: String(least), max: String(most) });
const rough = { ...known, total: about(9000, 12000), in_scope: about(7000, 9000), basic_paid: about(3000, 5000) };
const { basic_paid, ...unpaid } = known;

/** What is told of the person and of each bill, and how many bills there are. */
const CASES = {
  "1 bill, all told": [person, known, 1],
  "1 bill, nothing told of the person": [{}, known, 1],
  "1 bill, identity, insurance, age and illness open": [{ residence: "rural" }, known, 1],
  "1 bill, three amounts rough": [person, rough, 1],
  "1 bill, what insurance paid open": [person, unpaid, 1],
  "1 bill, three amounts rough, nothing told of the person": [{}, rough, 1],
  "2 bills, all told": [person, known, 2],
  "2 bills, three amounts of each rough": [person, rough, 2],
  "2 bills, three amounts of each rough, nothing told of the person": [{}, rough, 2],
  "40 bills, all told": [person, known, 40],
  "40 bills, nothing told of the person": [{}, known, 40],
  "160 bills, all told": [person, known, 160],
  "160 bills, each a range": [person, ranged, 160],
};

/** The quickest of some rounds. */
function quickest(call) {
  let least = Infinity;
  for (let round = 0; round < 8; round += 1) {
    const begin = performance.now();
    call();
    least = Math.min(least, performance.now() - begin);
  }
  return least;
}

for (const [id, year] of Object.entries(PACKS)) {
  const policy = policyOf(id);
  console.log(`\n${id}, node ${process.version}`);
  const all = {};
  for (const [name, [who, bill, count]] of Object.entries(CASES)) {
    const bills = Array.from({ length: count }, (_, at) => ({ date: `${year}-0${1 + (at % 9)}-1${at % 9}`, care: "inpatient", total: String(9000 + 200 * at), ...bill }));
    const answers = { contract: 1, as_of: `${year}-11-20`, person: who, bills };
    const { ok, problems } = policy.assess(answers);
    if (!ok) throw new Error(JSON.stringify(problems));
    const time = quickest(() => policy.assess(answers));
    all[count] ??= time;
    console.log(`  ${name.padEnd(50)} ${time.toFixed(2).padStart(8)} ms   ${(time / all[count]).toFixed(1)} times all told`);
  }
}
