/** What the person should know beside the figure: what bears on it in sight, the rest in a fold. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment, Note } from "../contract.js";
import { t } from "../text/strings.js";
import { fold } from "../ui/pieces.js";
import { bears, notesInOrder } from "./notes.js";
import type { State } from "../state/state.js";

const LEAST_IN_SIGHT = 3;

export function notesPanel(state: State, assessment: Assessment): TemplateResult | typeof nothing {
  const notes = notesInOrder(state, assessment);
  if (notes.length === 0) return nothing;
  const inSight = Math.max(LEAST_IN_SIGHT, notes.filter(bears).length);
  const list = (some: Note[]): TemplateResult => html`<ul class="plain-list">${some.map((note) => html`<li data-note=${note.code}>${note.text}</li>`)}</ul>`;
  return html`<section class="panel" aria-labelledby="notes-title">
    <h2 id="notes-title">${t("result.notes")}</h2>
    ${list(notes.slice(0, inSight))} ${notes.length > inSight ? fold(t("result.notesMore", { count: notes.length - inSight }), list(notes.slice(inSight))) : nothing}
  </section>`;
}
