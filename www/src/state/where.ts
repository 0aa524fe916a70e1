/** Where a bill was run up: what the rules want to know of it, and what of that goes without asking. */

import type { Question } from "../contract.js";

const PLACE_OF_CARE = ["place", "province", "level"];

/** The questions about the place of the first bill, in the order in which they are put. */
export function placeQuestions(questions: Question[]): Question[] {
  return PLACE_OF_CARE.flatMap((name) => questions.find(({ path }) => path === `bills[0].${name}`) ?? []);
}

/** Without those that what is told answers already: near home is in the province. */
export function stillAsked(questions: Question[], where: Record<string, string>): Question[] {
  return questions.filter((question) => nameOf(question) !== "province" || where.place !== "local");
}

/** The field of a bill that a question is about. */
export function nameOf({ path }: Question): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
