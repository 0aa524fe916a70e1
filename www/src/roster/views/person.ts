/** One person: the words, which are made only when somebody wants to read them. */

import { html, nothing, type TemplateResult } from "lit";
import type { PersonTold } from "../../office/protocol.js";
import { WORDS } from "../words.js";

export interface OpenPerson {
  told: PersonTold;
}

const OUTCOMES: Record<string, string> = { met: WORDS.met, failed: WORDS.failed, unknown: WORDS.unknown };

export function personDialog(person: OpenPerson | undefined, shut: () => void): TemplateResult | typeof nothing {
  if (!person) return nothing;
  const { cells, steps, assessment } = person.told;
  const name = cells.find(([head]) => head === "姓名")?.[1] || WORDS.person;
  return html`<dialog aria-labelledby="person-title" @close=${shut} @cancel=${shut}>
    <div class="dialog-head"><h2 id="person-title" tabindex="-1" autofocus>${name}</h2>
      <button type="button" class="button button-small" data-act="close" @click=${shut}>${WORDS.close}</button></div>
    <dl class="cells">${cells.filter(([, text]) => text !== "").map(([head, text]) => html`<dt>${head}</dt><dd>${text}</dd>`)}</dl>
    ${steps ? html`<h3>${WORDS.how}</h3><div class="steps">${steps.split("\n").map((line) => html`<p>${line}</p>`)}</div>` : nothing}
    <h3>${WORDS.reasons}</h3>
    ${assessment.programs
      .filter(({ reasons }) => reasons.length > 0)
      .map((program) => html`<h4>${program.name}</h4>
        <ul class="reasons">${program.reasons.map(({ outcome, text, gap, citation }) => html`<li data-outcome=${outcome}>
          <b>${OUTCOMES[outcome]}</b>　${text}${gap ? `，还差 ${gap} 元` : ""}${citation ? html`<small>（${citation.document} ${citation.article}）</small>` : nothing}</li>`)}</ul>`)}
  </dialog>`;
}
