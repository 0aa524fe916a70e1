/** What a letter can be written for. */

import type { Assessment, ProgramResult } from "../contract.js";
import { compare } from "../text/amount.js";

/** The programmes one can write a letter for: those that are or may be paid on application, the largest first. */
export function letterPrograms(assessment: Assessment): ProgramResult[] {
  return assessment.programs
    .filter((program) => program.kind !== "insurance" && program.replaced_by === undefined && program.status !== "not-eligible" && program.route?.kind !== "one-stop")
    .sort((left, right) => Number(left.kind === "enrolment") - Number(right.kind === "enrolment") || compare(right.amount.max, left.amount.max));
}
