/**
 * Which screen comes next. The order is fixed, so that people meet the questions in the order of their own story;
 * whether a question is asked at all is said by the core for the chosen pack and what is known so far.
 */

import type { Question } from "../contract.js";
import { placeQuestions } from "./place-of-care.js";
import { clockIsBelievable } from "../text/date.js";
import type { Screen } from "./screens.js";
import type { State } from "./state.js";

const IDENTITY = "person.categories";
const ILLNESS = "person.diagnoses";
/** Asked right after the identity: they belong to "who". */
const ABOUT_THE_PERSON = ["person.residence", "person.insurance", "person.age"];

/** How many questions may follow the story itself; the core names the most telling first, the rest wait on the result page. */
const MOST_FURTHER = 3;
const MOST_FURTHER_WITHOUT_BILLS = 5;

export type Asked = Pick<State, "draft" | "questions" | "known" | "bearing" | "today">;

/** The first question still open, or the check page. */
export function nextScreen(asked: Asked): Screen {
  return openScreens(asked)[0] ?? { name: "check" };
}

/** All screens that still wait for an answer, in the order in which they come. */
export function openScreens({ draft, questions, known, bearing, today }: Asked): Screen[] {
  if (!clockIsBelievable(today)) return [{ name: "day" }];
  if (draft.pack === undefined) return [{ name: "place" }];
  const open: Screen[] = [];
  const asked = questions.filter((question) => !(question.path in draft.given));
  const paths = asked.map((question) => question.path);
  if (paths.includes(IDENTITY)) open.push({ name: "question", path: IDENTITY });
  if (asksForBills(questions) && draft.bills.length === 0 && !draft.withoutBills) open.push({ name: "care", bill: 0 });
  if (paths.includes(ILLNESS)) open.push({ name: "illness" });
  draft.bills.forEach((bill, index) => {
    if (!bill.whereDone && placeQuestions({ known }, index).length > 0) open.push({ name: "where", bill: index });
    if (!bill.amountsDone) open.push({ name: "amounts", bill: index });
  });
  // Only who has a bill can have drawn on the year's cap for it.
  if (draft.bills.length > 0 && draft.received === undefined) open.push({ name: "received" });
  // With a bill in hand, what does not bear on it is left for the result page, where it can still be answered.
  const wanted = draft.bills.length > 0 ? paths.filter((path) => bearing.includes(path)) : paths;
  const further = [...ABOUT_THE_PERSON.filter((about) => wanted.includes(about)), ...wanted.filter(isFurther)];
  const answered = Object.keys(draft.given).filter((path) => ABOUT_THE_PERSON.includes(path) || isFurther(path)).length;
  const left = (draft.bills.length > 0 ? MOST_FURTHER : MOST_FURTHER_WITHOUT_BILLS) - answered;
  for (const path of further.slice(0, Math.max(0, left))) open.push({ name: "question", path });
  return open;
}

function asksForBills(questions: Question[]): boolean {
  return questions.some((question) => question.path === "bills");
}

function isFurther(path: string): boolean {
  return path.startsWith("person.facts.") || path.startsWith("parameters.");
}
