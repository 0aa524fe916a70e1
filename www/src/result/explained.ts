/** What stands behind the answer: what to do, what would make it surer, why, and for the office. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment } from "../contract.js";
import { isHidden } from "../portal/options.js";
import { toldList } from "../screens/check.js";
import { billRows, recap } from "../state/recap.js";
import type { Screen } from "../state/screens.js";
import { t } from "../text/strings.js";
import { billTable } from "../ui/bill-table.js";
import { fenced, Part } from "../ui/part.js";
import { fold } from "../ui/pieces.js";
import { notesPanel, officeNotes } from "./notes-panel.js";
import { programsPanel } from "./programs.js";
import { readingsPanel } from "./readings.js";
import { sheetOf } from "./sheet.js";
import { todoPanel } from "./todo.js";
import { viewOf } from "./view.js";
import { yearChart } from "./year.js";

export class ExplainedPart extends Part {
  protected view(): unknown {
    const { session, state } = this;
    const { assessment } = state;
    if (!assessment) return nothing;
    const view = viewOf(state);
    const { act, figures } = sheetOf(state, assessment);
    const changes = isHidden(state.options, "changes")
      ? nothing
      : html`<jiuzhu-changes .session=${session} .state=${state}></jiuzhu-changes>`;
    const first = act.kind === "ask";
    const elsewhere = html`<ul class="plain-list">${([1, 2, 3, 4] as const).map((number) => html`<li>${t(`result.ask${number}`)}</li>`)}</ul>`;
    return html`
      ${figures.length > 0 ? html`<jiuzhu-figures .session=${session} .state=${state}></jiuzhu-figures>` : nothing}
      ${state.options.asker ? html`<jiuzhu-share .session=${session} .state=${state}></jiuzhu-share>` : nothing}
      ${first ? changes : nothing} ${fenced("todo", () => todoPanel(view, assessment, act))} ${first ? nothing : changes}
      ${fenced("notes", () => notesPanel(view, assessment))}
      ${act.kind === "elsewhere" ? html`<section class="panel"><h2>${t("result.elsewhere")}</h2>${elsewhere}</section>` : nothing}
      ${fenced("why", () => this.why(assessment, act.kind === "elsewhere" ? nothing : fold(t("result.elsewhere"), elsewhere)))}
      <jiuzhu-keep .session=${session} .state=${state}></jiuzhu-keep>
    `;
  }

  private why(assessment: Assessment, elsewhere: unknown): TemplateResult {
    const { session, state } = this;
    const view = viewOf(state);
    const revise = (screen: Screen): void => session.revise(screen);
    const told = (): TemplateResult =>
      html`<div class="told">${toldList(recap(state), revise)}${billTable(billRows(state), { revise })}</div>`;
    return html`<section class="panel" aria-labelledby="why-title">
      <h2 id="why-title">${t("result.why")}</h2>
      ${yearChart(assessment)}
      ${fold(t("result.steps"), programsPanel(assessment))}
      ${isHidden(state.options, "recap") ? nothing : fold(t("result.recap"), told())}
      ${elsewhere}
      ${fold(
        t("result.office"),
        html`<p class="citation">${sheetOf(state, assessment).asOf}</p>
          ${fenced("readings", () => readingsPanel(session, assessment))} ${officeNotes(view, assessment)}
          <jiuzhu-figures .session=${session} .state=${state} .rest=${true}></jiuzhu-figures>`,
      )}
    </section>`;
  }
}
