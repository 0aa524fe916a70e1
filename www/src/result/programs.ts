/** The programmes: the figure of each, its steps, the reasons and the articles they rest on. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment, Citation, Confidence, ProgramResult, Reason } from "../contract.js";
import { isZero, yuan } from "../text/amount.js";
import { chineseDate, period } from "../text/date.js";
import { t } from "../text/strings.js";
import { fold } from "../ui/pieces.js";
import { amountOf, isLive, isOnBill, livePrograms, statusWord } from "./sheet.js";

export function programsPanel(assessment: Assessment): TemplateResult {
  const live = livePrograms(assessment);
  const rest = assessment.programs.filter((program) => !isLive(program));
  return html`<section class="panel" aria-labelledby="programs-title">
    <h2 id="programs-title">${t("result.why")}</h2>
    ${live.map((program) => programBlock(program, assessment, live.length <= 2))}
    ${rest.length > 0 ? fold(t("result.notApplicable"), html`${rest.map((program) => programBlock(program, assessment, false))}`, live.length === 0) : nothing}
  </section>`;
}

function programBlock(program: ProgramResult, assessment: Assessment, open: boolean): TemplateResult {
  const replacement = assessment.programs.find((other) => other.id === program.replaced_by);
  return html`<article class="program" data-program=${program.id} data-status=${program.status}>
    <h3>${program.name}</h3>
    <p>
      <span class="state state-${program.replaced_by ? "replaced" : program.status}">${statusWord(program)}</span>
      ${isLive(program) && !isOnBill(program) && (program.status !== "not-computed" || !isZero(program.amount.max)) ? html`<strong class="amount">${amountOf(program)}</strong>` : nothing}
    </p>
    ${replacement ? html`<p>${t("result.replaced", { name: replacement.name })}</p>` : nothing}
    ${program.steps.length > 0 && isLive(program) ? fold(t("result.stepsOf"), stepList(program), open) : nothing}
    ${program.reasons.length > 0 ? fold(t("result.reasons"), reasonList(program.reasons), program.status === "not-eligible" && open) : nothing}
  </article>`;
}

function stepList(program: ProgramResult): TemplateResult {
  return html`<ol class="steps">
    ${program.steps.map((step) => html`<li data-op=${step.op}><span class="step-text">${step.text}</span>${step.citation ? citationFold(step.citation) : nothing}</li>`)}
  </ol>`;
}

const MARKS = { met: "✓", "not-met": "✗", unknown: "？" } as const;
const WORDS = { met: "result.met", "not-met": "result.notMet", unknown: "result.unknown" } as const;

function reasonList(reasons: Reason[]): TemplateResult {
  return html`<ul class="reasons">
    ${reasons.map(
      (reason) => html`<li>
        <span class="mark mark-${reason.outcome}" aria-hidden="true">${MARKS[reason.outcome]}</span><span class="quiet">${t(WORDS[reason.outcome])}：</span>${reason.text}
        ${reason.gap !== undefined && reason.outcome !== "met" ? html`<strong>${t("result.gap", { amount: yuan(reason.gap) })}</strong>` : nothing}
        ${reason.citation ? citationFold(reason.citation) : nothing}
      </li>`,
    )}
  </ul>`;
}

export function citationFold(citation: Citation): TemplateResult {
  return fold(
    html`${t("result.citation")}：${citation.article}`,
    html`<p>${citation.document}</p>
      <p>${citation.summary}</p>
      <p class="citation">
        ${citation.from ? t("result.validFrom", { period: period(citation.from, citation.until) }) : nothing}
        ${confidenceOf(citation)}
        ${citation.checked_on ? t("result.checkedOn", { day: chineseDate(citation.checked_on) }) : nothing}
      </p>`,
    false,
    "fold fold-light",
  );
}

/** How sure the source is; a text that nobody compared says so. */
function confidenceOf(citation: Citation & { confidence?: Confidence }): string {
  return citation.confidence ? t(`result.confidence.${citation.confidence}`) : "";
}
