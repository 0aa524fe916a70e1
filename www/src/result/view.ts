/** What a result is drawn from besides the assessment: no session and no screen, so that every door can draw it. */

import type { PolicySummary, Question } from "../contract.js";
import { billRows, recap, type BillRow } from "../state/recap.js";
import { chosenPack, isPast, type State } from "../state/state.js";

export interface ResultView {
  summary: PolicySummary | undefined;
  /** The place as people name it. */
  place: string;
  /** Whether the rules are over. */
  past: boolean;
  bills: BillRow[];
  /** Whether nobody was asked for a bill: none would change anything. */
  unasked: boolean;
  /** Whether a bill has no day, so that nothing can be counted from it. */
  undated: boolean;
  /** Whether something was received and nobody knows how much. */
  receivedUnknown: boolean;
  /** What was told besides the bills. */
  told: { name: string; value: string }[];
  /** The questions that can be asked, by path. */
  known: Record<string, Question>;
}

export function viewOf(state: State): ResultView {
  const pack = chosenPack(state);
  return {
    summary: state.summary,
    place: pack?.region.join(" ") ?? "",
    past: pack !== undefined && isPast(pack, state.today),
    bills: billRows(state).filter((row) => !row.half),
    unasked: state.draft.bills.length === 0 && !state.draft.withoutBills,
    undated: state.draft.bills.some((bill) => bill.dateUnknown),
    receivedUnknown: state.draft.received?.kind === "unknown",
    told: recap(state).map(({ name, value }) => ({ name, value })),
    known: state.known,
  };
}
