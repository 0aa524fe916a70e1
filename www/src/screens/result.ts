/** The result: the figure and its standing first, then why, what to bring, where and by when. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment } from "../contract.js";
import { barsPanel } from "../result/bar.js";
import { documentsPanel } from "../result/documents.js";
import { parametersPanel } from "../result/parameters.js";
import { printedSheet } from "../result/print-sheet.js";
import { programsPanel } from "../result/programs.js";
import { readingsPanel } from "../result/readings.js";
import { routesPanel } from "../result/routes.js";
import { amountTitle, headlineAmount, headlineRest, sheetOf, standingOf } from "../result/sheet.js";
import { isHidden } from "../portal/options.js";
import type { State } from "../state/state.js";
import { recap } from "../state/recap.js";
import { chineseDate } from "../text/date.js";
import { t, type Key } from "../text/strings.js";
import { fenced, Part } from "../ui/part.js";
import { fold, plainButton } from "../ui/pieces.js";
import { toldList } from "./check.js";

const ELSEWHERE: Key[] = ["result.ask1", "result.ask2", "result.ask3", "result.ask4"];

const MOST_NOTES = 3;

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
    const waits = standingOf(assessment) === "not-computed";
    const parameters = (): unknown => part("parameters", () => parametersPanel(this.session, assessment));
    return html`
      ${waits ? parameters() : nothing}
      <jiuzhu-share .session=${this.session} .state=${this.state}></jiuzhu-share>
      ${part("programs", () => programsPanel(assessment))}
      ${part("bars", () => barsPanel(assessment))}
      ${part("documents", () => documentsPanel(assessment))}
      ${part("routes", () => routesPanel(this.state, assessment))}
      ${part("notes", () => notesPanel(assessment))}
      ${waits ? nothing : parameters()}
      ${part("readings", () => readingsPanel(this.session, assessment))}
      ${isHidden(this.state.options, "changes") ? nothing : html`<jiuzhu-changes .session=${this.session} .state=${this.state}></jiuzhu-changes>`}
      ${part("elsewhere", () => elsewherePanel())}
      <jiuzhu-keep .session=${this.session} .state=${this.state}></jiuzhu-keep>
      ${isHidden(this.state.options, "recap") ? nothing : part("recap", () => html`<section class="panel">${fold(t("result.recap"), toldList(recap(this.state), (screen) => this.session.revise(screen)))}</section>`)}
      ${part("end", () => this.endButtons())}
      ${part("sheet", () => printedSheet(sheetOf(this.state, assessment)))}
    `;
  }

  private endButtons(): TemplateResult {
    const { saving } = this.state;
    return html`
      <div class="buttons">
        ${plainButton(t("keep.change"), () => this.session.show({ name: "check" }))}
        ${saving === "off" && !isHidden(this.state.options, "save") ? plainButton(t("keep.save"), () => this.session.keep(true)) : nothing}
        ${saving === "saved" ? html`<p class="note" role="status">${t("keep.saved")} <button type="button" class="link" @click=${() => this.session.keep(false)}>${t("keep.forget")}</button></p>` : nothing}
        ${saving === "full" || saving === "unavailable" ? html`<p class="note note-warn" role="alert">${t(`keep.${saving}`)}</p>` : nothing}
        ${plainButton(t("keep.another"), () => this.session.restart())}
        <button type="button" class="button button-bad" @click=${() => this.session.erase()}>${t("keep.erase")}</button>
      </div>
    `;
  }
}

function headline(state: State, assessment: Assessment): TemplateResult {
  const standing = standingOf(assessment);
  const text = t(standing === "eligible" ? "result.canApply" : standing === "not-eligible" ? "result.notYet" : "result.maybe");
  const amount = headlineAmount(assessment);
  const rest = headlineRest(assessment);
  const isFigure = /\d/.test(amount);
  return html`<section class="panel headline" data-standing=${standing}>
    <p><span class="state state-${standing}">${text}</span></p>
    ${isFigure ? html`<p>${amountTitle(state)}</p>` : nothing}
    <p class=${isFigure ? "sum amount" : "sum sum-plain"}>${amount}</p>
    ${rest ? html`<p>${rest}</p>` : nothing}
    <p>${t("result.who")}</p>
    <p class="citation">${t("result.asOf", { day: chineseDate(assessment.as_of) })}。${edition(assessment.policy)}</p>
  </section>`;
}

function edition(policy: Assessment["policy"] & { checked_on?: string }): string {
  return policy.checked_on ? t("result.edition", { version: policy.version, day: chineseDate(policy.checked_on) }) : t("result.editionOnly", { version: policy.version });
}

function notesPanel(assessment: Assessment): TemplateResult | typeof nothing {
  // What decides the figure goes before remarks.
  const notes = [...assessment.notes].sort((left, right) => Number(left.code === "remark") - Number(right.code === "remark"));
  if (notes.length === 0) return nothing;
  const list = (some: typeof notes): TemplateResult => html`<ul class="plain-list">${some.map((note) => html`<li data-note=${note.code}>${note.text}</li>`)}</ul>`;
  return html`<section class="panel" aria-labelledby="notes-title">
    <h2 id="notes-title">${t("result.notes")}</h2>
    ${list(notes.slice(0, MOST_NOTES))} ${notes.length > MOST_NOTES ? fold(t("result.notesMore", { count: notes.length - MOST_NOTES }), list(notes.slice(MOST_NOTES))) : nothing}
  </section>`;
}

function elsewherePanel(): TemplateResult {
  return html`<section class="panel" aria-labelledby="elsewhere-title">
    <h2 id="elsewhere-title">${t("result.elsewhere")}</h2>
    <ul class="plain-list">${ELSEWHERE.map((key) => html`<li>${t(key)}</li>`)}</ul>
  </section>`;
}
