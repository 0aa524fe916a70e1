/** The programmes: the figure of each, its steps and reasons; and the articles they rest on, each quoted once. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment, Citation, Confidence, ProgramResult, Reason } from "../contract.js";
import { isZero, whole, yuan } from "../text/amount.js";
import { chineseDate, period } from "../text/date.js";
import { t } from "../text/strings.js";
import { fold } from "../ui/pieces.js";
import { amountOf, isLive, isOnBill, livePrograms, statusWord } from "./standing.js";

/** The articles in the order in which they are first referred to. */
class Articles {
  readonly all: Citation[] = [];

  /** The number of an article; it gets one when it is first asked for. */
  numberOf(citation: Citation | undefined): TemplateResult | typeof nothing {
    if (!citation) return nothing;
    const same = ({ document, article, summary }: Citation): boolean =>
      document === citation.document && article === citation.article && summary === citation.summary;
    const number = this.all.findIndex(same) + 1 || this.all.push(citation);
    return html`<small class="ref">${t("result.ref", { number })}</small>`;
  }
}

export function programsPanel(assessment: Assessment): TemplateResult {
  const articles = new Articles();
  const live = livePrograms(assessment);
  const rest = assessment.programs.filter((program) => !isLive(program));
  const blocks = live.map((program) => programBlock(program, assessment, articles));
  const restBlocks = rest.map((program) => programBlock(program, assessment, articles));
  return html`${blocks} ${rest.length > 0 ? fold(t("result.notApplicable"), restBlocks) : nothing}
    ${
      articles.all.length > 0
        ? fold(
            t("result.citations", { count: articles.all.length }),
            html`<ol class="articles">${articles.all.map((citation) => article(citation))}</ol>`,
          )
        : nothing
    }`;
}

function programBlock(program: ProgramResult, assessment: Assessment, articles: Articles): TemplateResult {
  const replacement = assessment.programs.find((other) => other.id === program.replaced_by);
  const shown =
    isLive(program) && !isOnBill(program) && (program.status !== "not-computed" || !isZero(program.amount.max));
  const reasons = program.reasons.filter((reason) => isTelling(reason, program));
  const body = html`${replacement ? html`<p>${t("result.replaced", { name: replacement.name })}</p>` : nothing}
    ${
      program.steps.length > 0 && isLive(program)
        ? html`<h3>${t("result.stepsOf")}</h3>${stepList(program, articles)}`
        : nothing
    }
    ${reasons.length > 0 ? html`<h3>${t("result.reasons")}</h3>${reasonList(reasons, articles)}` : nothing}`;
  return html`<article class="program" data-program=${program.id} data-status=${program.status}>
    ${fold(
      html`<span class="program-name">${program.name}</span><span
          class="state state-${program.replaced_by ? "replaced" : program.status}"
        >${statusWord(program)}</span>
        ${shown ? html`<strong class="amount">${amountOf(program)}</strong>` : nothing}`,
      body,
    )}
  </article>`;
}

/** Of what was tried one way is enough: what failed beside it tells nothing. */
function isTelling({ outcome }: Reason, { status }: ProgramResult): boolean {
  return status === "not-eligible" || outcome !== "not-met";
}

function stepList(program: ProgramResult, articles: Articles): TemplateResult {
  return html`<ol class="steps">
    ${program.steps.map(
      (step) => html`<li data-op=${step.op}><span
        class="step-text"
      >${whole(step.text)} ${articles.numberOf(step.citation)}</span></li>`,
    )}
  </ol>`;
}

const MARKS = { met: "✓", "not-met": "✗", unknown: "？" } as const;

function reasonList(reasons: Reason[], articles: Articles): TemplateResult {
  return html`<ul class="reasons">
    ${reasons.map(
      (reason) => html`<li>
        <span class="mark mark-${reason.outcome}" aria-hidden="true">${MARKS[reason.outcome]}</span><span
          class="quiet"
        >${t(`result.${reason.outcome}`)}：</span>${reasonText(reason)}
        ${reason.gap !== undefined ? html`<strong>${t("result.gap", { amount: yuan(reason.gap) })}</strong>` : nothing}
        ${articles.numberOf(reason.citation)}
      </li>`,
    )}
  </ul>`;
}

/** What is not known is no "yes" yet. */
function reasonText({ text, outcome }: Reason): string {
  return whole(text.replace(outcome === "unknown" ? /：(是|不是)$/ : "", ""));
}

function article(citation: Citation & { confidence?: Confidence }): TemplateResult {
  const sure = citation.confidence ? t(`result.confidence.${citation.confidence}`) : "";
  return html`<li>
    <p><b>${citation.document} ${citation.article}</b></p>
    <p>${citation.summary}</p>
    <p class="citation">${
      citation.from ? t("result.validFrom", { period: period(citation.from, citation.until) }) : nothing
    }${sure}${citation.checked_on ? t("result.checkedOn", { day: chineseDate(citation.checked_on) }) : nothing}</p>
  </li>`;
}
