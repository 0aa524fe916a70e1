/** Ambiguous clauses: which reading was used, what the others give, and a way to switch. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment } from "../contract.js";
import type { Session } from "../state/session.js";
import { underReadings } from "../state/what-if.js";
import { t } from "../text/strings.js";
import { fold } from "../ui/pieces.js";
import { differ } from "./differ.js";
import { totalText } from "./standing.js";

export function readingsPanel(session: Session, assessment: Assessment): TemplateResult | typeof nothing {
  const used = { ...session.state.draft.readings };
  for (const program of assessment.programs) for (const reading of program.readings) used[reading.id] = reading.chosen;
  const readings = (session.state.summary?.readings ?? []).filter((reading) => reading.id in used);
  if (readings.length === 0) return nothing;
  const tried = readings.map((reading) => {
    const alternatives = underReadings(session.answers, reading.id, reading.options, (answers) =>
      session.assess(answers),
    );
    const chosen = used[reading.id] ?? reading.default;
    return { reading, chosen, alternatives, differs: differ(alternatives) };
  });
  const block = ({
    reading,
    chosen,
    alternatives,
    differs,
  }: (typeof tried)[number]): TemplateResult => html`<fieldset class="field" data-reading=${reading.id}>
    <legend>${reading.question}</legend>
    <div class="cards">
      ${reading.options.map((option) => {
        const found = alternatives.find((other) => other.id === option.id);
        const said = [
          differs && found ? totalText(found.assessment) : "",
          option.id === chosen ? t("result.readingUsed") : "",
        ]
          .filter(Boolean)
          .join(" · ");
        return html`<label class=${option.id === chosen ? "card card-chosen" : "card"}>
          <input type="radio" name=${`reading-${reading.id}`} value=${option.id} .checked=${option.id === chosen} @change=${() => session.setReading(reading.id, option.id)} />
          <span class="card-text">${option.text}${said ? html`<small class="amount">${said}</small>` : nothing}</span>
        </label>`;
      })}
    </div>
  </fieldset>`;
  const [telling, idle] = [tried.filter(({ differs }) => differs), tried.filter(({ differs }) => !differs)];
  return html`<div data-readings>
    <h3>${t("result.readings")}</h3>
    ${telling.length > 0 ? html`<p class="lead">${t("result.readingsHelp")}</p>${telling.map(block)}` : nothing}
    ${
      idle.length > 0
        ? fold(
            t("result.readingsSame"),
            idle.map(block),
            idle.some(({ reading }) => reading.id in session.state.draft.readings),
          )
        : nothing
    }
  </div>`;
}
