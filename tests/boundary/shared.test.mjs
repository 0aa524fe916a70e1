// What the policy itself says is one and the same object in every result, and nobody can change it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { policy } from "./module.mjs";

const answers = {
  contract: 1,
  as_of: "2015-06-01",
  person: { categories: ["subsistence-allowance"], insurance: "resident", diagnoses: ["uremia"] },
  bills: [{ date: "2015-03-15", care: "inpatient", total: "50000.00", in_scope: "50000.00", basic_paid: "28000.00" }],
};
const of = (outcome, id) => outcome.value.programs.find((program) => program.id === id);

test("what a result shares with the next one cannot be changed", () => {
  const qingshen = policy("qingshen-2014");
  const [first, second] = [of(qingshen.assess(answers), "major-inpatient"), of(qingshen.assess(answers), "major-inpatient")];
  const shared = [
    [first.steps[0].citation, second.steps[0].citation],
    [first.documents[0], second.documents[0]],
    [first.documents[0].for, second.documents[0].for],
    [first.reasons[0], second.reasons[0]],
    [first.route.steps, second.route.steps],
  ];
  for (const [one, other] of shared) {
    assert.equal(one, other, JSON.stringify(one));
    assert.ok(Object.isFrozen(one), JSON.stringify(one));
  }
});

test("what is of this case alone is nobody else's", () => {
  const qingshen = policy("qingshen-2014");
  const expected = JSON.stringify(qingshen.assess(answers));
  const outcome = qingshen.assess(answers);
  outcome.value.total.min = "1.00";
  outcome.value.notes.length = 0;
  of(outcome, "major-inpatient").steps.pop();
  of(outcome, "major-inpatient").amount.max = "";
  assert.equal(JSON.stringify(qingshen.assess(answers)), expected);
});

test("two policies of one pack know nothing of each other", () => {
  const [one, other] = [policy("qingshen-2014"), policy("qingshen-2014")];
  const expected = JSON.stringify(one.assess(answers));
  one.free();
  assert.equal(JSON.stringify(other.assess(answers)), expected);
});
