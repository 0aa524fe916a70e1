/** What the person should know beside the figure: what bears on it in sight, the rest for the office. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment } from "../contract.js";
import { whole } from "../text/amount.js";
import { t } from "../text/strings.js";
import { bears, notesInOrder, type Said } from "./notes.js";
import type { ResultView } from "./view.js";

/** Bills that were left out are named at the head. */
const AT_THE_HEAD = "other-year";

export function notesPanel(view: ResultView, assessment: Assessment): TemplateResult | typeof nothing {
  const notes = notesInOrder(view, assessment).filter((note) => bears(note) && note.code !== AT_THE_HEAD);
  return notes.length === 0
    ? nothing
    : html`<section class="panel" aria-labelledby="notes-title"><h2 id="notes-title">${t("result.notes")}</h2>${list(notes)}</section>`;
}

/** Said in another place as well, or true of the rules whoever asks. */
export function officeNotes(view: ResultView, assessment: Assessment): TemplateResult | typeof nothing {
  const notes = notesInOrder(view, assessment).filter((note) => !bears(note));
  return notes.length === 0 ? nothing : html`<h3>${t("result.notes")}</h3>${list(notes)}`;
}

function list(notes: Said[]): TemplateResult {
  return html`<ul class="plain-list">${notes.map((note) => html`<li data-note=${note.code}>${whole(note.text)}</li>`)}</ul>`;
}
