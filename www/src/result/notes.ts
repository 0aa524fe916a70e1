/** Which notes bear on the figure, and which of them go with it. */

import type { Assessment, Note } from "../contract.js";
import { t } from "../text/strings.js";
import type { ResultView } from "./view.js";

type Code = Note["code"] | "received";
export type Said = Omit<Note, "code"> & { code: Code };

/** Said in another place of the page as well, or true of the rules whoever asks. */
const CAN_WAIT: Code[] = [
  "not-computed",
  "parameter-missing",
  "stale",
  "scope-derived",
  "paid-derived",
  "rounded",
  "framework",
  "unchecked",
  "historical",
  "region-inferred",
  "own-parameter",
  "remark",
];
/** Of these, what the picture and the paper do without. */
const STAYS_HERE: Code[] = ["historical", "region-inferred", "own-parameter", "remark", "not-computed"];

/** Notes without which the figure would be taken for another. */
export function notesToCarry(view: ResultView, assessment: Assessment): Said[] {
  return notesInOrder(view, assessment).filter((note) => bears(note) || !STAYS_HERE.includes(note.code));
}

/** A remark that speaks of the total bears on the headline, whichever programme it belongs to. */
export function bears({ code, text }: Said): boolean {
  return !CAN_WAIT.includes(code) || (code === "remark" && text.includes("合计"));
}

export function notesInOrder(view: Pick<ResultView, "receivedUnknown">, { notes }: Assessment): Said[] {
  const place = (note: Said): number => (bears(note) ? -1 : CAN_WAIT.indexOf(note.code));
  // The core takes no range for what was received: that nobody knows it is said here.
  const received: Said[] = view.receivedUnknown ? [{ code: "received", text: t("result.receivedUnknown") }] : [];
  return [...received, ...notes].sort((left, right) => place(left) - place(right));
}
