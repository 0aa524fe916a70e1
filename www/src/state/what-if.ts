/**
 * What would change the answer: the core is asked again with one thing different. The page only compares; every
 * figure shown is one the core gave.
 */

import type { Answers, Assessment, Outcome, Question, Range } from "../contract.js";
import { compare } from "../text/amount.js";

export interface Alternative {
  id: string;
  text: string;
  assessment: Assessment;
}

type Option = Pick<Alternative, "id" | "text">;
type Assess = (answers: Answers) => Outcome<Assessment>;

const MOST_OPTIONS = 6;

const YES_NO: Option[] = [
  { id: "yes", text: "是" },
  { id: "no", text: "不是" },
];

/** What each way of answering a question comes to; none where it asks for more than a choice. */
export function alternatives(answers: Answers, question: Question, assess: Assess): Alternative[] {
  const isYesNo = question.kind === "yes-no";
  if (!isYesNo && question.kind !== "choice") return [];
  return (question.options ?? YES_NO).slice(0, MOST_OPTIONS).flatMap((option) => {
    const value = isYesNo ? option.id === "yes" : option.id;
    return found(option, assess(withValue(answers, question.path, value)));
  });
}

/** Identities that would raise the total, the highest first. */
export function betterIdentities(
  answers: Answers,
  question: Question | undefined,
  now: Range,
  assess: Assess,
): Alternative[] {
  const held = (answers.person.categories ?? []).filter((id) => id !== "general");
  return (question?.options ?? [])
    .filter((option) => !held.includes(option.id) && option.id !== "general")
    .flatMap((option) =>
      found(option, assess({ ...answers, person: { ...answers.person, categories: [...held, option.id] } })),
    )
    .filter(({ assessment: { total } }) => compare(total.max, now.max) > 0 && compare(total.min, now.min) >= 0)
    .sort((left, right) => compare(right.assessment.total.max, left.assessment.total.max))
    .slice(0, 3);
}

/** What each reading of an ambiguous clause comes to. */
export function underReadings(answers: Answers, reading: string, options: Option[], assess: Assess): Alternative[] {
  return options.flatMap((option) =>
    found(option, assess({ ...answers, readings: { ...answers.readings, [reading]: option.id } })),
  );
}

function found({ id, text }: Option, outcome: Outcome<Assessment>): Alternative[] {
  return outcome.ok ? [{ id, text, assessment: outcome.value }] : [];
}

/** A copy of the answers with the value at a path such as "person.age" or "bills[0].place". */
export function withValue(answers: Answers, path: string, value: unknown): Answers {
  const copy = JSON.parse(JSON.stringify(answers)) as Answers;
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  const last = keys.pop() as string;
  let at = copy as unknown as Record<string, unknown>;
  for (const key of keys) {
    at[key] = at[key] || {};
    at = at[key] as Record<string, unknown>;
  }
  at[last] = value;
  return copy;
}
