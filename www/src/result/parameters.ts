/** Figures that the locality sets: first those the result waits for, then the rest; each open to be filled in. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment, PolicySummary } from "../contract.js";
import { UNKNOWN } from "../state/draft.js";
import type { Session } from "../state/session.js";
import { yuan } from "../text/amount.js";
import { t } from "../text/strings.js";
import { fold, plainButton } from "../ui/pieces.js";

type Parameter = PolicySummary["parameters"][number];

export function parametersPanel(session: Session, assessment: Assessment): TemplateResult | typeof nothing {
  const parameters = session.state.summary?.parameters ?? [];
  if (parameters.length === 0) return nothing;
  const wanted = parameters.filter((parameter) => isWanted(parameter, assessment));
  const rest = parameters.filter((parameter) => !wanted.includes(parameter));
  return html`<section class="panel" aria-labelledby="parameters-title">
    <h2 id="parameters-title">${t("result.parameters")}</h2>
    <p class="lead">${t("result.parametersHelp")}</p>
    ${list(session, wanted)} ${rest.length > 0 ? fold(t("result.parametersRest"), list(session, rest)) : nothing}
  </section>`;
}

/** The core says which figure is missing by its label. */
function isWanted(parameter: Parameter, assessment: Assessment): boolean {
  return assessment.notes.some((note) => note.code === "not-computed" && note.text.includes(parameter.label));
}

function list(session: Session, parameters: Parameter[]): TemplateResult {
  return html`<ul class="plain-list">
    ${parameters.map((parameter) => line(session, parameter))}
  </ul>`;
}

function line(session: Session, parameter: Parameter): TemplateResult {
  const { draft, known } = session.state;
  const path = `parameters.${parameter.id}`;
  const given = draft.given[path];
  const own = parameter.value === undefined ? undefined : parameter.unit === "yuan" ? yuan(parameter.value) : parameter.value;
  const value = given && given.value !== UNKNOWN ? given.shown : own;
  return html`<li data-parameter=${parameter.id}>
    <p>${parameter.label}：<b class="amount">${value ?? t("result.parameterOpen")}</b></p>
    ${plainButton(value ? t("go.change") : t("result.parameterFill"), () => {
      if (!(path in known)) session.learn({ path, text: parameter.label, kind: "yuan" });
      session.revise({ name: "question", path, more: false });
    })}
  </li>`;
}
