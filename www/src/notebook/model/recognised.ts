/** 认定日期: the day that the notebook has of an identity, for a question that asks for it again. */

import type { Person, Question } from "../../contract.js";

/** Facts of this name ask when an identity was recognised. */
const PATH = "person.facts.recognised_on";

/** How a question names the identity that it means; one that names none means whichever is held. */
const NAMES: Record<string, RegExp> = {
  "extreme-poverty": /特困/,
  "subsistence-allowance": /低保(?!边缘)/,
  "subsistence-margin": /低保边缘/,
  "illness-impoverished": /因病致贫/,
};

/** The day, where it can only be that one: nothing else is or was held, and the question means it. */
export function recognisedOn({ path, text }: Question, person: Person, today: string): string | undefined {
  const { categories = [], held = [] } = person;
  const [only, another] = held;
  if (path !== PATH || !only?.from || only.from > today || another || categories.some((id) => id !== "general"))
    return undefined;
  const isNamed = Object.values(NAMES).some((name) => name.test(text));
  return !isNamed || NAMES[only.category]?.test(text) ? only.from : undefined;
}
