/** Which notes bear on the figure, and which of them go with it. */

import type { Assessment, Note } from "../contract.js";
import type { State } from "../state/state.js";
import { t } from "../text/strings.js";

/** Said in another place of the page as well, or true of the rules whoever asks. */
const CAN_WAIT = ["not-computed", "parameter-missing", "stale", "scope-derived", "framework", "unchecked", "historical", "region-inferred", "own-parameter", "remark"];
/** Of these, what the picture and the paper do without. */
const STAYS_HERE = ["historical", "region-inferred", "own-parameter", "remark"];

/** Notes without which the figure would be taken for another. */
export function notesToCarry(state: State, assessment: Assessment): Note[] {
  return notesInOrder(state, assessment).filter((note) => bears(note) || !STAYS_HERE.includes(note.code));
}

/** A remark that speaks of the total bears on the headline, whichever programme it belongs to. */
export function bears(note: Note): boolean {
  return !CAN_WAIT.includes(note.code) || note.text.includes("合计");
}

export function notesInOrder(state: State, { notes }: Assessment): Note[] {
  const place = (note: Note): number => (bears(note) ? -1 : CAN_WAIT.indexOf(note.code));
  // The core takes no range for what was received: that nobody knows it is said here.
  const received = state.draft.received?.kind === "unknown" ? [{ code: "received", text: t("result.receivedUnknown") }] : [];
  return [...received, ...notes].sort((left, right) => place(left) - place(right));
}
