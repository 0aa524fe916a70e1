/** Where to go, which way it is paid, and by which day. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment, ProgramResult } from "../contract.js";
import type { State } from "../state/state.js";
import { t } from "../text/strings.js";
import { dueOf, livePrograms } from "./sheet.js";

export function routesPanel(state: State, assessment: Assessment): TemplateResult | typeof nothing {
  const programs = livePrograms(assessment).filter((program) => program.route && program.kind !== "insurance");
  if (programs.length === 0) return nothing;
  return html`<section class="panel" aria-labelledby="routes-title">
    <h2 id="routes-title">${t("result.where")}</h2>
    ${programs.map((program) => routeBlock(state, program))}
  </section>`;
}

function routeBlock(state: State, program: ProgramResult): TemplateResult {
  const due = dueOf(state, program);
  const route = program.route;
  return html`<article class="program" data-route=${program.id}>
    <h3>${program.name}</h3>
    <p>${t(route?.kind === "one-stop" ? "result.oneStop" : "result.onApplication")}</p>
    ${route?.where ? html`<p><b>${route.where}</b></p>` : nothing}
    <ul class="path">${(route?.steps ?? []).map((step) => html`<li>${step}</li>`)}</ul>
    ${due ? html`<p class=${due.over ? "note note-warn due" : "note due"}>${due.text}${route?.deadline ? html`<br /><small>${route.deadline.rule}</small>` : nothing}</p>` : nothing}
  </article>`;
}
