/**
 * Which screen comes next. The order is fixed, so that people meet the questions in the order of their own story;
 * whether a question is asked at all is said by the core for the chosen pack and what is known so far.
 */

import type { Question } from "../contract.js";
import { amountOrNothing } from "../text/amount.js";
import { clockIsBelievable } from "../text/date.js";
import { lacksBills, type Draft, type Given } from "./draft.js";
import type { Screen } from "./screens.js";
import type { State } from "./state.js";

export const IDENTITY = "person.categories";
const ILLNESS = "person.diagnoses";
/** Asked right after the identity: they belong to "who". */
const ABOUT_THE_PERSON = ["person.residence", "person.insurance", "person.age"];

const FIRST = [IDENTITY, ...ABOUT_THE_PERSON, ILLNESS];

/** How many questions may follow the story itself; the core names the most telling first, the rest wait on the result page. */
const MOST_FURTHER = 3;
const MOST_FURTHER_WITHOUT_BILLS = 5;

export type Asked = Pick<State, "draft" | "questions" | "bearing" | "today">;

/** The first question still open, or the check page. */
export function nextScreen(asked: Asked): Screen {
  return openScreens(asked)[0] ?? { name: "check" };
}

/** The screens that still wait for an answer, in the order in which they come; the small questions where nothing else waits. */
export function openScreens(asked: Asked): Screen[] {
  const { draft, questions, today } = asked;
  if (!clockIsBelievable(today)) return [{ name: "day" }];
  if (draft.pack === undefined) return [{ name: "place" }];
  const open: Screen[] = [];
  const isAsked = (path: string): boolean => !(path in draft.given) && asksFor(questions, path);
  if (isAsked(IDENTITY)) open.push({ name: "question", path: IDENTITY, more: false });
  if (asksFor(questions, "bills") && draft.bills.length === 0 && !draft.withoutBills)
    open.push({ name: "care", bill: 0 });
  if (isAsked(ILLNESS)) open.push({ name: "illness" });
  draft.bills.forEach((bill, index) => {
    if (bill.placeOpen) open.push({ name: "care", bill: index });
    if (!bill.amountsDone) open.push({ name: "amounts", bill: index });
  });
  // Only who has a bill can have drawn on the year's cap for it; what the portal told may be there to be put right.
  const { received } = draft;
  const isWrong = (raw: string): boolean => raw.trim() !== "" && !amountOrNothing(raw);
  const isOpen = received
    ? received.kind === "some" && (lacksBills(draft) || Object.values(received.amounts).some(isWrong))
    : draft.bills.length > 0;
  if (isOpen) open.push({ name: "received" });
  // The core is asked which of them bear on the bills only where nothing else comes first.
  const [path] = open.length === 0 ? furtherOpen(asked) : [];
  if (path !== undefined) open.push({ name: "question", path, more: true });
  return open;
}

/** The small questions at the end that are still worth an answer; they stand on one screen. */
export function furtherOpen({ draft, questions, bearing }: Asked): string[] {
  const withBills = draft.bills.length > 0;
  // With a bill in hand, what does not bear on it is left for the result page, where it can still be answered.
  const isOpen = (path: string): boolean => !(path in draft.given) && (!withBills || bearing().includes(path));
  const further = [
    ...ABOUT_THE_PERSON.filter((about) => asksFor(questions, about)),
    ...questions.map(({ path }) => path).filter(isFact),
  ];
  const left = (withBills ? MOST_FURTHER : MOST_FURTHER_WITHOUT_BILLS) - furtherAnswered(draft).length;
  return left > 0 ? further.filter(isOpen).slice(0, left) : [];
}

/** Those that were answered, in the order of their answers. */
export function furtherAnswered({ given }: Pick<Draft, "given">): string[] {
  return Object.keys(given).filter((path) => ABOUT_THE_PERSON.includes(path) || isFact(path));
}

/** The same answers in the same order, however they came about: who it is, what ails them, and the rest by name. */
export function inOrder(given: Draft["given"]): [string, Given][] {
  const rank = (path: string): string => `${FIRST.includes(path) ? FIRST.indexOf(path) : FIRST.length}${path}`;
  return Object.entries(given).sort(([left], [right]) => (rank(left) < rank(right) ? -1 : 1));
}

function asksFor(questions: Question[], path: string): boolean {
  return questions.some((question) => question.path === path);
}

function isFact(path: string): boolean {
  return path.startsWith("person.facts.") || path.startsWith("parameters.");
}
