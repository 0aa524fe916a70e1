/** Figures that the locality sets: shown with their value, and open to be filled in. */

import { html, nothing, type TemplateResult } from "lit";
import { UNKNOWN } from "../state/draft.js";
import type { Session } from "../state/session.js";
import { yuan } from "../text/amount.js";
import { t } from "../text/strings.js";
import { plainButton } from "../ui/pieces.js";

export function parametersPanel(session: Session): TemplateResult | typeof nothing {
  const { summary, draft, known } = session.state;
  const parameters = summary?.parameters ?? [];
  if (parameters.length === 0) return nothing;
  return html`<section class="panel" aria-labelledby="parameters-title">
    <h2 id="parameters-title">${t("result.parameters")}</h2>
    <p class="lead">${t("result.parametersHelp")}</p>
    <ul class="plain-list">
      ${parameters.map((parameter) => {
        const path = `parameters.${parameter.id}`;
        const given = draft.given[path];
        const own = parameter.value === undefined ? undefined : parameter.unit === "yuan" ? yuan(parameter.value) : parameter.value;
        const value = given && given.value !== UNKNOWN ? given.shown : own;
        return html`<li data-parameter=${parameter.id}>
          <p>${parameter.label}：<b class="amount">${value ?? t("result.parameterOpen")}</b></p>
          ${plainButton(value ? t("go.change") : t("result.parameterFill"), () => {
            if (!(path in known)) session.learn({ path, text: parameter.label, kind: "yuan" });
            session.revise({ name: "question", path });
          })}
        </li>`;
      })}
    </ul>
  </section>`;
}
