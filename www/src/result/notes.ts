/** Which notes bear on the figure, and which of them go with it. */

import type { Assessment, Note } from "../contract.js";
import type { State } from "../state/state.js";
import { t } from "../text/strings.js";

/** A note of the core, or the page's own about what nobody knows was received. */
export type Said = Pick<Note, "text"> & { code: Note["code"] | "received" };

/** Said in another place of the page as well, or true of the rules whoever asks. */
const CAN_WAIT = ["not-computed", "parameter-missing", "stale", "scope-derived", "rounded", "framework", "unchecked", "historical", "region-inferred", "own-parameter", "remark"];
/** Of these, what the picture and the paper do without. */
const STAYS_HERE = ["historical", "region-inferred", "own-parameter", "remark"];

/** Notes without which the figure would be taken for another. */
export function notesToCarry(state: State, assessment: Assessment): Said[] {
  return notesInOrder(state, assessment).filter((note) => bears(note) || !STAYS_HERE.includes(note.code));
}

/** Whether it bears on the headline. */
export function bears(note: Said): boolean {
  return !CAN_WAIT.includes(note.code);
}

export function notesInOrder(state: State, { notes }: Assessment): Said[] {
  const place = (note: Said): number => (bears(note) ? -1 : CAN_WAIT.indexOf(note.code));
  // The core takes no range for what was received: that nobody knows it is said here.
  const received: Said[] = state.draft.received?.kind === "unknown" ? [{ code: "received", text: t("result.receivedUnknown") }] : [];
  return [...received, ...notes].sort((left, right) => place(left) - place(right));
}
