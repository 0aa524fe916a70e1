import { Policy, type Answers } from "jiuzhu";

export function total(pack: Uint8Array, answers: Answers): string {
  const outcome = new Policy(pack).assess(answers);
  return outcome.ok ? outcome.value.total.max : "";
}
