/** Questions of the core: one alone, or the small ones at the end together, each coming up below what is answered. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Problem, Question } from "../contract.js";
import { UNKNOWN, type Given } from "../state/draft.js";
import { asksForMonth, choicesOf, entryOf, readEntry, titleOf, toggled, type Entry } from "../state/entry.js";
import { furtherAnswered, furtherOpen, IDENTITY } from "../state/flow.js";
import { yuan } from "../text/amount.js";
import { t } from "../text/strings.js";
import { dateField, numberField } from "../ui/fields.js";
import { Part } from "../ui/part.js";
import {
  cards,
  fieldId,
  heading,
  mainButton,
  plainButton,
  problemAt,
  problemSummary,
  type CardOption,
} from "../ui/pieces.js";

export class QuestionScreen extends Part {
  static override properties = { ...Part.properties, path: { attribute: false }, more: { attribute: false } };

  /** The question, or the first of them. */
  declare path: string;
  /** Whether the other small questions follow it here. */
  declare more: boolean;
  /** Paths of the questions on the screen, from the top. */
  private shown: string[] = [];
  private entries: Record<string, Entry> = {};
  /** The first question is the heading. */
  private alone = true;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("path") || changed.has("more")) this.take();
    if (this.more) this.reveal();
  }

  private take(): void {
    const { draft } = this.state;
    const before = this.more ? furtherAnswered(draft) : [];
    this.problems = [];
    this.entries = {};
    this.shown = this.path in draft.given && this.more ? before.slice(before.indexOf(this.path)) : [this.path];
    this.alone = !this.more || new Set([...this.shown, ...furtherOpen(this.state)]).size < 2;
  }

  /** Only below what is answered does anything come or go. */
  private reveal(): void {
    const { given } = this.state.draft;
    const open = furtherOpen(this.state);
    this.shown = this.shown.filter(
      (path) => path === this.path || path in given || path in this.entries || open.includes(path),
    );
    const [next] = open;
    if (next !== undefined && this.shown.every((path) => path in given)) this.shown.push(next);
  }

  protected view(): unknown {
    const questions = this.questions();
    const [first] = questions;
    if (!first) return nothing;
    const [title, help] = this.alone
      ? [titleOf(first), this.help(first)]
      : [t("question.more"), t("question.moreHelp")];
    return html`
      ${problemSummary(this.problems)}${heading(title, help)}
      ${questions.map((question) =>
        this.alone && question === first
          ? html`<div
              role="group"
              aria-labelledby="heading"
              data-question=${question.path}
            >${this.field(question, true)}</div>`
          : this.group(question),
      )}
      <div class="buttons">
        ${mainButton(t("go.next"), () => this.next())}
        ${this.isFurther() ? plainButton(t("go.skipToResult"), () => this.session.finish()) : nothing}
      </div>
    `;
  }

  private questions(): Question[] {
    return this.shown.flatMap((path) => this.state.known[path] ?? []);
  }

  private group(question: Question): TemplateResult {
    const help = this.help(question);
    const id = `${fieldId(question.path)}-about`;
    return html`<fieldset class="field apart" data-question=${question.path} aria-describedby=${help ? id : nothing}>
      <legend>${question.text}</legend>
      ${help ? html`<p class="help" id=${id}>${help}</p>` : nothing} ${this.field(question, false)}
    </fieldset>`;
  }

  private field(question: Question, alone: boolean): TemplateResult {
    const { path, kind } = question;
    const entry = this.entry(question);
    const name = fieldId(path);
    const problem = problemAt(this.problems, path);
    const unsure: CardOption = {
      id: UNKNOWN,
      text: t("question.notSure"),
      help: alone ? t("question.notSureHelp") : undefined,
    };
    const toggle = (id: string): void => this.enter(question, toggled(entry, id));
    const unsureBelow = (): TemplateResult =>
      html`<div class="apart">${cards(`${name}-unsure`, "checkbox", [unsure], entry.chosen, toggle)}</div>`;
    switch (kind) {
      case "number":
      case "yuan":
        return html`${numberField(
          { path, label: t("question.number"), unit: this.isPercent(path) ? "%" : kind === "yuan" ? "元" : "" },
          entry.typed,
          this.problems,
          (typed) => this.enter(question, { ...entry, typed, chosen: [] }),
        )}${unsureBelow()}`;
      case "date": {
        const month = asksForMonth(path);
        return html`${dateField(
          path,
          t(month ? "question.month" : "question.date"),
          undefined,
          entry.date,
          this.problems,
          (date) => this.enter(question, { ...entry, chosen: [], date: month ? { ...date, day: "1" } : date }),
          !month,
        )}${unsureBelow()}`;
      }
      case "choices":
        return html`${problem}${cards(name, "checkbox", choicesOf(question), entry.chosen, toggle)}${unsureBelow()}`;
      default:
        return html`${problem}${cards(
          name,
          "radio",
          [...choicesOf(question), unsure],
          entry.chosen,
          (id) => this.enter(question, { ...entry, chosen: [id] }),
          alone || kind !== "yes-no" ? "cards" : "cards cards-short",
        )}`;
    }
  }

  private entry(question: Question): Entry {
    return (
      this.entries[question.path] ?? entryOf(this.state.draft.given[question.path] ?? this.session.proposal(question))
    );
  }

  private enter(question: Question, entry: Entry): void {
    this.entries = { ...this.entries, [question.path]: entry };
    // What is answered here decides at once what else is worth asking.
    if (this.more) this.tell(question);
    this.requestUpdate();
  }

  /** Records the answer if it can be used; what is wrong with it otherwise. */
  private tell(question: Question): string | undefined {
    const { path } = question;
    const given = readEntry(question, this.entry(question), this.isPercent(path), this.state.today);
    const problem = "problem" in given ? given.problem : this.refusal(path, given);
    if (problem === undefined) this.session.answer(path, given as Given);
    else if (this.more) this.session.answer(path, undefined);
    return problem;
  }

  private refusal(path: string, given: Given): string | undefined {
    const refusal = this.session.refusal(path, given);
    const range = this.range(path);
    return refusal && range ? t("question.outside", { range }) : refusal?.text;
  }

  private next(): void {
    const problems = this.questions().flatMap((question): Problem[] => {
      const text = this.tell(question);
      return text === undefined ? [] : [{ path: question.path, code: "open", text }];
    });
    if (!this.refuse(problems)) this.session.forward();
  }

  /** Whether the result can be seen without this answer. */
  private isFurther(): boolean {
    return (
      this.path !== IDENTITY &&
      (this.state.draft.bills.some((bill) => bill.amountsDone) || this.state.draft.withoutBills)
    );
  }

  private help(question: Question): string | undefined {
    const { path, help } = question;
    if (path === IDENTITY) return t("identity.help");
    const range = this.range(path);
    const proposed = path in this.state.draft.given ? undefined : this.session.proposal(question)?.why;
    return [help, range && t("question.from", { range }), proposed].filter(Boolean).join(" ") || undefined;
  }

  /** What a local figure must lie between, where the rules say both ends. */
  private range(path: string): string | undefined {
    const { min, max, unit } = this.parameter(path) ?? {};
    return min && max && [min, max].map((end) => (unit === "percent" ? end : yuan(end))).join("到");
  }

  private parameter(path: string) {
    return this.state.summary?.parameters.find((parameter) => `parameters.${parameter.id}` === path);
  }

  private isPercent(path: string): boolean {
    return this.parameter(path)?.unit === "percent";
  }
}
