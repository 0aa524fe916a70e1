/** Which details about the place of care matter for a bill: those the core asks for. */

import type { Question } from "../contract.js";
import type { State } from "./state.js";

export interface PlaceField {
  name: "level" | "place";
  text: string;
  options: { id: string; text: string }[];
}

export function placeQuestions(state: Pick<State, "known">, bill: number): PlaceField[] {
  return (["place", "level"] as const).flatMap((name) => {
    const question = questionOf(state.known, bill, name);
    return question?.options ? [{ name, text: question.text, options: question.options }] : [];
  });
}

function questionOf(known: Record<string, Question>, bill: number, name: string): Question | undefined {
  // The core speaks of the bill it was given; what it asks of one bill, the page asks of each.
  return known[`bills[${bill}].${name}`] ?? Object.values(known).find((question) => new RegExp(`^bills\\[\\d+\\]\\.${name}$`).test(question.path));
}
