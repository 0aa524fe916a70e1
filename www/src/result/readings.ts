/** Ambiguous clauses: which reading was used, what the others give, and a way to switch. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment } from "../contract.js";
import type { Session } from "../state/session.js";
import { readingTotals } from "../state/what-if.js";
import { yuanRange } from "../text/amount.js";
import { t } from "../text/strings.js";

export function readingsPanel(session: Session, assessment: Assessment): TemplateResult | typeof nothing {
  const used = new Map(assessment.programs.flatMap((program) => program.readings.map((reading) => [reading.id, reading.chosen] as const)));
  const readings = (session.state.summary?.readings ?? []).filter((reading) => used.has(reading.id) || reading.id in session.state.draft.readings);
  if (readings.length === 0) return nothing;
  return html`<section class="panel" aria-labelledby="readings-title">
    <h2 id="readings-title">${t("result.readings")}</h2>
    <p class="lead">${t("result.readingsHelp")}</p>
    ${readings.map((reading) => {
      const totals = readingTotals(session.answers, reading.id, reading.options, (answers) => session.assess(answers));
      return html`<fieldset class="field" data-reading=${reading.id}>
        <legend>${reading.question}</legend>
        <div class="cards">
          ${reading.options.map((option) => {
            const chosen = (used.get(reading.id) ?? session.state.draft.readings[reading.id] ?? reading.default) === option.id;
            const total = totals.find((other) => other.id === option.id)?.total;
            return html`<label class=${chosen ? "card card-chosen" : "card"}>
              <input type="radio" name=${`reading-${reading.id}`} value=${option.id} .checked=${chosen} @change=${() => session.setReading(reading.id, option.id)} />
              <span class="card-text">${option.text}${total ? html`<small class="amount">${yuanRange(total)}${chosen ? ` · ${t("result.readingUsed")}` : ""}</small>` : nothing}</span>
            </label>`;
          })}
        </div>
      </fieldset>`;
    })}
  </section>`;
}
