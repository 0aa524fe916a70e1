/** The result: the figure and its standing first, then why, what to bring, where and by when. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment } from "../contract.js";
import { barsPanel } from "../result/bar.js";
import { documentsPanel } from "../result/documents.js";
import { notesPanel } from "../result/notes-panel.js";
import { parametersPanel } from "../result/parameters.js";
import { printedSheet } from "../result/print-sheet.js";
import { programsPanel } from "../result/programs.js";
import { readingsPanel } from "../result/readings.js";
import { routesPanel } from "../result/routes.js";
import { sheetOf } from "../result/sheet.js";
import { isHidden } from "../portal/options.js";
import type { State } from "../state/state.js";
import { recap } from "../state/recap.js";
import { t, type Key } from "../text/strings.js";
import { fenced, Part } from "../ui/part.js";
import { fold, plainButton } from "../ui/pieces.js";
import { toldList } from "./check.js";

const ELSEWHERE: Key[] = ["result.ask1", "result.ask2", "result.ask3", "result.ask4"];

export class ResultScreen extends Part {
  /** The figure comes first, in a frame of its own; what explains it follows at once. */
  private whole = false;

  protected override firstUpdated(): void {
    setTimeout(() => {
      this.whole = true;
      this.requestUpdate();
    }, 0);
  }

  protected view(): unknown {
    const { assessment } = this.state;
    if (!assessment) return nothing;
    const part = (name: string, view: () => unknown): unknown => fenced(name, view);
    return html`
      <h1 tabindex="-1" id="heading">${t("result.title")}</h1>
      ${part("headline", () => headline(this.state, assessment))}
      ${this.whole ? this.explained(assessment, part) : nothing}
    `;
  }

  private explained(assessment: Assessment, part: (name: string, view: () => unknown) => unknown): TemplateResult {
    // Where the result waits for local figures, they are the next thing to do.
    const sheet = sheetOf(this.state, assessment);
    const waits = sheet.standing === "not-computed";
    const parameters = (): unknown => part("parameters", () => parametersPanel(this.session, assessment));
    return html`
      ${waits ? parameters() : nothing}
      <jiuzhu-share .session=${this.session} .state=${this.state}></jiuzhu-share>
      ${part("programs", () => programsPanel(assessment))}
      ${part("bars", () => barsPanel(assessment))}
      ${part("documents", () => documentsPanel(assessment))}
      ${part("routes", () => routesPanel(this.state, assessment, sheet))}
      ${part("notes", () => notesPanel(this.state, assessment))}
      ${waits ? nothing : parameters()}
      ${part("readings", () => readingsPanel(this.session, assessment))}
      ${isHidden(this.state.options, "changes") ? nothing : html`<jiuzhu-changes .session=${this.session} .state=${this.state}></jiuzhu-changes>`}
      ${part("elsewhere", () => elsewherePanel())}
      <jiuzhu-keep .session=${this.session} .state=${this.state}></jiuzhu-keep>
      ${isHidden(this.state.options, "recap") ? nothing : part("recap", () => html`<section class="panel">${fold(t("result.recap"), toldList(recap(this.state), (screen) => this.session.revise(screen)))}</section>`)}
      ${part("end", () => this.endButtons())}
      ${part("sheet", () => printedSheet(sheet))}
    `;
  }

  private keep(on: boolean): void {
    this.session.keep(on);
    this.refocus("[data-keep]");
  }

  private endButtons(): TemplateResult {
    const { saving } = this.state;
    return html`
      <div class="buttons">
        ${plainButton(t("keep.change"), () => this.session.show({ name: "check" }))}
        ${saving === "off" && !isHidden(this.state.options, "save") ? html`<button type="button" class="button" data-keep @click=${() => this.keep(true)}>${t("keep.save")}</button>` : nothing}
        ${saving === "saved" ? html`<p class="note" role="status">${t("keep.saved")} <button type="button" class="link" data-keep @click=${() => this.keep(false)}>${t("keep.forget")}</button></p>` : nothing}
        ${saving === "full" || saving === "unavailable" ? html`<p class="note note-warn" role="alert" tabindex="-1" data-keep>${t(`keep.${saving}`)}</p>` : nothing}
        ${plainButton(t("keep.another"), () => this.session.restart())}
        <button type="button" class="button button-bad" @click=${() => this.session.erase()}>${t("keep.erase")}</button>
      </div>
    `;
  }
}

function headline(state: State, assessment: Assessment): TemplateResult {
  const { standing, standingText, amountTitle, amount, rest, asOf } = sheetOf(state, assessment);
  return html`<section class="panel headline" data-standing=${standing}>
    <p><span class="state state-${standing}">${standingText}</span></p>
    ${amountTitle ? html`<p>${amountTitle}</p>` : nothing}
    <p class=${amountTitle ? "sum amount" : "sum sum-plain"}>${amount}</p>
    ${rest ? html`<p>${rest}</p>` : nothing}
    <p>${t("result.who")}</p>
    <p class="citation">${asOf}</p>
  </section>`;
}

function elsewherePanel(): TemplateResult {
  return html`<section class="panel" aria-labelledby="elsewhere-title">
    <h2 id="elsewhere-title">${t("result.elsewhere")}</h2>
    <ul class="plain-list">${ELSEWHERE.map((key) => html`<li>${t(key)}</li>`)}</ul>
  </section>`;
}
