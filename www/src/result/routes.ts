/** Where to go, which way it is paid, and by which day. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment, ProgramResult } from "../contract.js";
import type { State } from "../state/state.js";
import { t } from "../text/strings.js";
import { dueOf, routedPrograms, wayOf, type Sheet } from "./sheet.js";

export function routesPanel(state: State, assessment: Assessment, { undated }: Sheet): TemplateResult | typeof nothing {
  const programs = routedPrograms(assessment);
  if (programs.length === 0) return nothing;
  return html`<section class="panel" aria-labelledby="routes-title">
    <h2 id="routes-title">${t("result.where")}</h2>
    ${sameWay(programs).map((group) => routeBlock(state, group))}
    ${undated ? html`<p class="note" data-undated>${undated}</p>` : nothing}
  </section>`;
}

/** Programmes that go the same way to the same day are told once. */
function sameWay(programs: ProgramResult[]): ProgramResult[][] {
  const groups = new Map<string, ProgramResult[]>();
  for (const program of programs) {
    const { kind, steps, where, deadline } = program.route ?? {};
    const way = JSON.stringify([kind, steps, where, deadline]);
    groups.set(way, [...(groups.get(way) ?? []), program]);
  }
  return [...groups.values()];
}

function routeBlock(state: State, group: ProgramResult[]): TemplateResult {
  const [program] = group as [ProgramResult];
  const due = dueOf(state, program);
  const route = program.route;
  return html`<article class="program" data-route=${program.id}>
    <h3>${group.map((other) => other.name).join("、")}</h3>
    <p>${wayOf(program)}</p>
    ${route?.where ? html`<p><b>${route.where}</b></p>` : nothing}
    <ul class="path">${(route?.steps ?? []).map((step) => html`<li>${step}</li>`)}</ul>
    ${due ? html`<p class=${due.over ? "note note-warn due" : "note due"}>${due.text}${route?.deadline ? html`<br /><small>${route.deadline.rule}</small>` : nothing}</p>` : nothing}
  </article>`;
}
