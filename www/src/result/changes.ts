/** What would make the result surer, answered on the spot, the most telling first; and other ways. Computed after the result is on screen. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Answers, Assessment, Outcome, Question } from "../contract.js";
import { choicesOf, readEntry } from "../state/entry.js";
import { alternatives, betterIdentities, type Alternative } from "../state/what-if.js";
import type { Given } from "../state/draft.js";
import { yuan } from "../text/amount.js";
import { partsOf } from "../text/date.js";
import { plainIdentity } from "../text/plain.js";
import { t } from "../text/strings.js";
import { Part } from "../ui/part.js";
import { fold, go } from "../ui/pieces.js";
import { screenOf } from "../screens/check.js";
import { askText, isWithinReach } from "./answer.js";
import { differ } from "./differ.js";
import { sheetOf } from "./sheet.js";
import { isLive, livePrograms, totalText } from "./standing.js";
import { viewOf } from "./view.js";

const MOST_QUESTIONS = 3;
const MOST_GAPS = 3;

interface Open {
  question: Question;
  text: string;
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
    const assess = (answers: Answers): Outcome<Assessment> => this.session.assess(answers);
    const view = viewOf(this.state);
    // What decides the most money is asked first; what decides none of the total has no place here.
    const live = livePrograms(assessment).filter((program) => program.kind !== "enrolment");
    const paths = [...new Set(live.flatMap((program) => program.missing))];
    const open = paths.flatMap((path) => {
      const question = this.state.known[path];
      return question
        ? [{ question, text: askText(view, path) ?? question.text, answers: alternatives(answers, question, assess) }]
        : [];
    });
    // What the answer asks for itself is only asked once more where it can be answered on the spot.
    const { asks } = sheetOf(this.state, assessment).act;
    const isAsked = ({ question: { path } }: Open): boolean => asks.some((ask) => ask.path === path);
    this.open = open
      .filter((one) => (one.answers.length === 0 ? !isAsked(one) : differ(one.answers)))
      .slice(0, MOST_QUESTIONS);
    this.identities = betterIdentities(answers, this.state.known["person.categories"], assessment.total, assess).filter(
      ({ id }) => isWithinReach(id),
    );
    this.requestUpdate();
  }

  protected view(): unknown {
    const { assessment } = this.state;
    if (!assessment || (this.computedFor !== undefined && this.computedFor !== assessment)) return nothing;
    const gaps = assessment.programs
      .filter((program) => !isLive(program))
      .flatMap((program) =>
        program.reasons
          .filter((reason) => reason.gap !== undefined && reason.outcome === "not-met")
          .map((reason) => ({ program, reason })),
      )
      .slice(0, MOST_GAPS);
    const other = this.identities.length + gaps.length;
    if (this.open.length === 0 && other === 0) return nothing;
    const [first, ...more] = this.open;
    return html`<section class="panel" aria-labelledby="changes-title">
      <h2 id="changes-title">${t(first ? "result.changes" : "result.others")}</h2>
      ${first ? html`<div data-ask=${first.question.path}><h3>${first.text}</h3>${this.answers(first)}</div>` : nothing}
      ${more.map((one) => html`<div data-ask=${one.question.path}>${fold(one.text, this.answers(one))}</div>`)}
      ${other > 0 ? (first ? fold(t("result.others"), this.others(gaps)) : this.others(gaps)) : nothing}
    </section>`;
  }

  /** Each way of answering with what it comes to; a tap is the answer. */
  private answers({ question, text, answers }: Open): TemplateResult {
    const { path } = question;
    // What belongs to a bill is told on its page.
    if (answers.length === 0 || /^(bills|received)/.test(path)) {
      return html`${answers.map((answer) => html`<p>${answer.text}：<b class="amount">${totalText(answer.assessment)}</b></p>`)}<p>${go("result.answerNow", text, () => this.session.revise(screenOf(path)))}</p>`;
    }
    return html`<div class="cards">
      ${choicesOf(question).flatMap((choice) => {
        const found = answers.find(({ id }) => id === choice.id);
        return found
          ? html`<button type="button" class="card card-button" @click=${() => this.tell(question, choice.id)}><span>${choice.text}</span><b class="amount">${totalText(found.assessment)}</b></button>`
          : [];
      })}
    </div>`;
  }

  private tell(question: Question, id: string): void {
    const given = readEntry(question, { chosen: [id], typed: "", date: partsOf() }, false, this.state.today);
    this.session.answer(question.path, given as Given);
    this.session.finish();
    this.toAnswer();
  }

  private others(gaps: { program: { name: string }; reason: { text: string; gap?: string } }[]): TemplateResult {
    return html`<ul class="plain-list">
      ${gaps.map(({ program, reason }) => html`<li>${program.name}：${reason.text} <b>${t("result.gap", { amount: yuan(reason.gap ?? "0") })}</b></li>`)}
      ${this.identities.map((other) => html`<li>${t("result.changeIdentity", { name: plainIdentity(other.id, other.text).say })} <b class="amount">${totalText(other.assessment)}</b></li>`)}
    </ul>`;
  }
}
