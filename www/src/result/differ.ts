/** Whether an answer matters. */

import type { Alternative } from "../state/what-if.js";
import { headlineAmount, totalText } from "./sheet.js";

/** Whether it matters to the headline which of them holds. */
export function differ(answers: Alternative[]): boolean {
  const said = answers.map(({ assessment }) => headlineAmount(assessment) + totalText(assessment));
  return new Set(said).size > 1;
}
