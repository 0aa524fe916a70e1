import { init, Policy, type Answers, type Assessment, type Outcome } from "jiuzhu";
import { init as initInline } from "jiuzhu/inline";
import { JiuzhuCalculator, type EventDetails } from "jiuzhu/element";
import "jiuzhu/element/define";
import type * as Contract from "./contract.js";
import type * as Package from "jiuzhu";

/** Both ways, so that neither may have what the other has not. */
type Same<Left, Right> = [Left] extends [Right] ? ([Right] extends [Left] ? true : false) : false;
const agree: [
  Same<Contract.Answers, Package.Answers>,
  Same<Contract.Assessment, Package.Assessment>,
  Same<Contract.PolicySummary, Package.PolicySummary>,
  Same<Contract.Question, Package.Question>,
  Same<Contract.Problem, Package.Problem>,
  Same<Contract.Letter, Package.Letter>,
] = [true, true, true, true, true, true];

const answers: Answers = { contract: 1, as_of: "2026-11-22", person: {}, bills: [{ date: "2026-11-01", care: "inpatient", total: "100" }] };
// @ts-expect-error a number is no amount
const wrong: Answers = { ...answers, bills: [{ date: "2026-11-01", care: "inpatient", total: 100 }] };
// @ts-expect-error another contract
const other: Answers = { ...answers, contract: 2 };

export async function run(pack: Uint8Array): Promise<string> {
  await init();
  await initInline();
  const outcome: Outcome<Assessment> = new Policy(pack).assess(answers);
  // @ts-expect-error not before asking whether it is ok
  void outcome.value;
  return outcome.ok ? outcome.value.total.min : outcome.problems.map((problem) => problem.text).join();
}

const calculator = new JiuzhuCalculator();
calculator.size = "elder";
calculator.answers = {
  person: { categories: ["subsistence-allowance"], facts: { recognised_on: "2026-03" } },
  parameters: { threshold: "1000" },
  bills: answers.bills,
  received: [{ program: "inpatient", amount: "1000" }],
  readings: { "base-deductions": "all" },
};
calculator.answers = { received: [], bills: [] };
calculator.answers = JSON.stringify({ received: [] });
// @ts-expect-error no such answer
calculator.answers = { household: {} };
// @ts-expect-error a number is no amount
calculator.answers = { received: [{ program: "inpatient", amount: 1000 }] };

const found: JiuzhuCalculator | null = document.querySelector("jiuzhu-calculator");
document.createElement("jiuzhu-calculator").theme = "dark";
found?.addEventListener("jiuzhu-step", (event) => event.detail.step.length);
document.addEventListener("jiuzhu-error", (event) => event.detail.names?.join());
addEventListener("jiuzhu-result", (event) => {
  const { v, policy, amount } = event.detail;
  if (v === 1 && amount) console.log(policy.id, amount.min, amount.max);
  // @ts-expect-error never without the person's consent, and under another name
  void event.detail.total;
});
export const told = (detail: EventDetails["result"]): string | undefined => detail.amount?.min;
export const used = [agree, wrong, other, calculator];
