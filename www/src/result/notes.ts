/** Which notes bear on the figure, and which of them go with it. */

import type { Assessment, Note } from "../contract.js";
import { t } from "../text/strings.js";
import type { ResultView } from "./view.js";

/** Said in another place of the page as well, or true of the rules whoever asks. */
const CAN_WAIT = ["not-computed", "parameter-missing", "stale", "scope-derived", "paid-derived", "rounded", "framework", "unchecked", "historical", "region-inferred", "own-parameter", "remark"];
/** Of these, what the picture and the paper do without. */
const STAYS_HERE = ["historical", "region-inferred", "own-parameter", "remark", "not-computed"];

/** Notes without which the figure would be taken for another. */
export function notesToCarry(view: ResultView, assessment: Assessment): Note[] {
  return notesInOrder(view, assessment).filter((note) => bears(note) || !STAYS_HERE.includes(note.code));
}

/** A remark that speaks of the total bears on the headline, whichever programme it belongs to. */
export function bears(note: Note): boolean {
  return !CAN_WAIT.includes(note.code) || note.text.includes("合计");
}

/** Remarks on what does not apply here are left out. */
export function notesInOrder(view: Pick<ResultView, "receivedUnknown">, { notes, programs }: Assessment): Note[] {
  const place = (note: Note): number => (bears(note) ? -1 : CAN_WAIT.indexOf(note.code));
  const idle = programs.filter(({ status, replaced_by }) => status === "not-eligible" || replaced_by !== undefined).map(({ name }) => `“${name}”`);
  const meant = notes.filter(({ code, text }) => code !== "remark" || !idle.some((name) => text.startsWith(name)));
  // The core takes no range for what was received: that nobody knows it is said here.
  const received = view.receivedUnknown ? [{ code: "received", text: t("result.receivedUnknown") }] : [];
  return [...received, ...meant].sort((left, right) => place(left) - place(right));
}
