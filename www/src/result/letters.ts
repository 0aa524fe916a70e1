/** What a letter can be written for. */

import type { Assessment, ProgramResult } from "../contract.js";
import { compare } from "../text/amount.js";
import { isLive, isPayable } from "./standing.js";

/** The programmes one can write a letter for: what is still to come, also where it was not taken off at once, the largest first. */
export function letterPrograms(assessment: Assessment): ProgramResult[] {
  return assessment.programs
    .filter(
      (program) =>
        isPayable(assessment, program) ||
        (program.kind === "enrolment" && isLive(program) && program.route?.kind !== "one-stop"),
    )
    .sort(
      (left, right) =>
        Number(left.kind === "enrolment") - Number(right.kind === "enrolment") ||
        compare(right.amount.max, left.amount.max),
    );
}
