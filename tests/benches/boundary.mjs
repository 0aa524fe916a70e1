// Microseconds of one call from JavaScript into the module that ships: one bill, every step in words.
import { policy } from "../boundary/module.mjs";

const AIM = 40;
const qingshen = policy("qingshen-2014");
const answers = {
  contract: 1,
  as_of: "2015-06-01",
  person: { categories: ["subsistence-allowance"], insurance: "resident", diagnoses: ["uremia"] },
  bills: [{ date: "2015-03-15", care: "inpatient", total: "50000.00", in_scope: "50000.00", basic_paid: "28000.00" }],
};

/** The time of one call, the quickest of many rounds. */
function quickest(call) {
  let least = Infinity;
  for (let round = 0; round < 40; round += 1) {
    const begin = process.hrtime.bigint();
    for (let again = 0; again < 25; again += 1) call();
    least = Math.min(least, Number(process.hrtime.bigint() - begin) / 25 / 1000);
  }
  return least;
}

if (qingshen.assess(answers).ok !== true) throw new Error("the answers have a problem");
console.log(`node ${process.version}, one bill, the whole of qingshen-2014 in words (aim: at most ${AIM} µs)`);
for (const call of ["assess", "questions", "summary"]) {
  console.log(`  ${call.padEnd(10)} ${quickest(() => qingshen[call](answers)).toFixed(1)} µs`);
}
