/** What the person should know beside the figure: what bears on it in sight, the rest in a fold. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment, Note } from "../contract.js";
import { t } from "../text/strings.js";
import { fold } from "../ui/pieces.js";

const LEAST_IN_SIGHT = 3;

/** Said in another place of the page as well, or true of the rules whoever asks. */
const CAN_WAIT = ["not-computed", "parameter-missing", "stale", "scope-derived", "framework", "unchecked", "historical", "region-inferred", "own-parameter", "remark"];
/** Of these, what the picture and the paper do without. */
const STAYS_HERE = ["historical", "region-inferred", "own-parameter", "remark"];

export function notesPanel(assessment: Assessment): TemplateResult | typeof nothing {
  const notes = inOrder(assessment);
  if (notes.length === 0) return nothing;
  const inSight = Math.max(LEAST_IN_SIGHT, notes.filter(bears).length);
  const list = (some: Note[]): TemplateResult => html`<ul class="plain-list">${some.map((note) => html`<li data-note=${note.code}>${note.text}</li>`)}</ul>`;
  return html`<section class="panel" aria-labelledby="notes-title">
    <h2 id="notes-title">${t("result.notes")}</h2>
    ${list(notes.slice(0, inSight))} ${notes.length > inSight ? fold(t("result.notesMore", { count: notes.length - inSight }), list(notes.slice(inSight))) : nothing}
  </section>`;
}

/** Notes without which the figure would be taken for another. */
export function notesToCarry(assessment: Assessment): Note[] {
  return inOrder(assessment).filter((note) => bears(note) || !STAYS_HERE.includes(note.code));
}

/** A remark that speaks of the total bears on the headline, whichever programme it belongs to. */
function bears(note: Note): boolean {
  return !CAN_WAIT.includes(note.code) || note.text.includes("合计");
}

function inOrder({ notes }: Assessment): Note[] {
  const place = (note: Note): number => (bears(note) ? -1 : CAN_WAIT.indexOf(note.code));
  return [...notes].sort((left, right) => place(left) - place(right));
}
