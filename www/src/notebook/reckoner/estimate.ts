/** What the list needs of an answer: it goes from the worker to the page, and is kept there of every household. */

import type { Assessment, Outcome, ProgramResult } from "../../contract.js";

/** An answer without its arithmetic: of each programme what it comes to and till when, and no step or reason. */
export type Estimate = Pick<Assessment, "policy" | "total" | "programs" | "notes" | "documents">;

export function estimateOf(outcome: Outcome<Assessment>): Outcome<Estimate> {
  if (!outcome.ok) return outcome;
  const { policy, total, programs, notes, documents } = outcome.value;
  return {
    ok: true,
    value: {
      policy,
      total,
      programs: programs.map(({ route, ...program }) => ({
        ...program,
        ...{ steps: [], reasons: [], missing: [], readings: [], documents: [] },
        ...(route && { route: { ...route, steps: [], citation: undefined } }),
      })) as unknown as ProgramResult[],
      // By these alone a sum is known to lack a figure.
      notes: notes.filter(({ code }) => code === "not-computed"),
      documents,
    },
  };
}

/** What cannot be read in one household, as where a later edition wrote it, keeps nobody from the others. */
export function tried<T>(of: () => T): T | undefined {
  try {
    return of();
  } catch {
    return undefined;
  }
}
