/** One person: the words, which are made only when somebody wants to read them. */

import { html, nothing, type TemplateResult } from "lit";
import type { PersonTold } from "../../office/protocol.js";
import { whole, yuanRange } from "../../text/amount.js";
import { fill, WORDS } from "../words.js";

export interface OpenPerson {
  told: PersonTold;
}

const OUTCOMES: Record<string, string> = { met: WORDS.met, failed: WORDS.failed, unknown: WORDS.unknown };

export function personDialog(person: OpenPerson | undefined, shut: () => void): TemplateResult | typeof nothing {
  if (!person) return nothing;
  const { cells, steps, assessment, other } = person.told;
  const name = cells.find(([head]) => head === "姓名")?.[1] || WORDS.person;
  return html`<dialog aria-labelledby="person-title" @close=${shut} @cancel=${shut}>
    <div class="dialog-head"><h2 id="person-title" tabindex="-1" autofocus>${name}</h2>
      <button type="button" class="button button-small" data-act="close" @click=${shut}>${WORDS.close}</button></div>
    <dl class="cells">${cells.filter(([, text]) => text !== "").map(([head, text]) => html`<dt>${head}</dt><dd>${text}</dd>`)}</dl>
    ${other ? html`<h3 data-other-person>${fill(WORDS.otherWay, { title: other.title, due: yuanRange(other.due) })}</h3>${stepsView(other.steps || WORDS.nothingThere)}` : nothing}
    ${steps ? html`<h3>${other ? WORDS.howNow : WORDS.how}</h3>${stepsView(steps)}` : nothing}
    <h3>${WORDS.reasons}</h3>
    ${assessment.programs
      .filter(({ reasons }) => reasons.length > 0)
      .map(
        (program) => html`<h4>${program.name}</h4>
        <ul class="reasons">${program.reasons.map(
          ({ outcome, text, gap, citation }) => html`<li data-outcome=${outcome}>
          <b>${OUTCOMES[outcome]}</b>　${text}${gap ? `，还差 ${gap} 元` : ""}${citation ? html`<small>（${citation.document} ${citation.article}）</small>` : nothing}</li>`,
        )}</ul>`,
      )}
  </dialog>`;
}

function stepsView(steps: string): TemplateResult {
  return html`<div class="steps">${steps.split("\n").map((line) => html`<p>${whole(line)}</p>`)}</div>`;
}
