/** What would change the result: open answers, other identities, near misses. Computed after the result is on screen. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Assessment, Question } from "../contract.js";
import { alternatives, betterIdentities, type Alternative } from "../state/what-if.js";
import { yuan } from "../text/amount.js";
import { plainIdentity } from "../text/plain.js";
import { t } from "../text/strings.js";
import { Part } from "../ui/part.js";
import { screenOf } from "../screens/check.js";
import { differ } from "./differ.js";
import { isLive, livePrograms, totalText } from "./sheet.js";

const MOST_QUESTIONS = 3;
const MOST_GAPS = 3;

interface Open {
  question: Question;
  answers: Alternative[];
}

export class ChangesPart extends Part {
  private computedFor: Assessment | undefined;
  private open: Open[] = [];
  private identities: Alternative[] = [];

  protected override updated(_changed: PropertyValues): void {
    const { assessment } = this.state;
    if (!assessment || assessment === this.computedFor) return;
    this.computedFor = assessment;
    // After the frame that shows the result.
    setTimeout(() => this.compute(assessment), 0);
  }

  private compute(assessment: Assessment): void {
    if (this.state.assessment !== assessment) return;
    const answers = this.session.answers;
    const assess = this.session.assess.bind(this.session);
    // What decides the most money is asked first; what decides none of the total has no place here.
    const paths = [...new Set(livePrograms(assessment).filter((program) => program.kind !== "enrolment").flatMap((program) => program.missing))];
    const open = paths.flatMap((path) => {
      const question = this.state.known[path];
      return question ? [{ question, answers: alternatives(answers, question, assess) }] : [];
    });
    this.open = open.filter((one) => one.answers.length === 0 || differ(one.answers)).slice(0, MOST_QUESTIONS);
    this.identities = betterIdentities(answers, this.state.known["person.categories"], assessment.total, assess);
    this.requestUpdate();
  }

  protected view(): unknown {
    const { assessment } = this.state;
    if (!assessment || (this.computedFor !== undefined && this.computedFor !== assessment)) return nothing;
    const gaps = assessment.programs
      .filter((program) => !isLive(program))
      .flatMap((program) => program.reasons.filter((reason) => reason.gap !== undefined && reason.outcome === "not-met").map((reason) => ({ program, reason })))
      .slice(0, MOST_GAPS);
    if (this.open.length === 0 && this.identities.length === 0 && gaps.length === 0) return nothing;
    return html`<section class="panel" aria-labelledby="changes-title">
      <h2 id="changes-title">${t("result.changes")}</h2>
      <ul class="plain-list">
        ${this.open.map((open) => this.openLine(open))}
        ${gaps.map(({ program, reason }) => html`<li>${program.name}：${reason.text} <b>${t("result.gap", { amount: yuan(reason.gap ?? "0") })}</b></li>`)}
        ${this.identities.map((other) => html`<li>${t("result.changeIdentity", { name: plainIdentity(other.id, other.text).say })} <b class="amount">${totalText(other.assessment)}</b></li>`)}
      </ul>
    </section>`;
  }

  private openLine({ question, answers }: Open): TemplateResult {
    return html`<li>
      ${t(answers.length > 0 ? "result.changeMissing" : "result.changeOpen", { question: question.text })}
      <ul class="path">${answers.map((answer) => html`<li>${answer.text}：<b class="amount">${totalText(answer.assessment)}</b></li>`)}</ul>
      <button type="button" class="link" @click=${() => this.session.revise(screenOf(question.path))}>${t("result.answerNow")}<span class="quiet">${question.text}</span></button>
    </li>`;
  }
}
