/** One question of the core: a choice, several choices, yes or no, a number, an amount or a date. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Problem, Question } from "../contract.js";
import { UNKNOWN, type Given } from "../state/draft.js";
import { readAmount, tidy, yuan } from "../text/amount.js";
import { chineseDate, iso, isRealDate, partsOf, type DateParts } from "../text/date.js";
import { plainIdentity } from "../text/plain.js";
import { t } from "../text/strings.js";
import { dateField, numberField } from "../ui/fields.js";
import { Part } from "../ui/part.js";
import { cards, fieldId, heading, mainButton, plainButton, problemAt, problemSummary, type CardOption } from "../ui/pieces.js";

const IDENTITY = "person.categories";
const NONE = "none";
const GENERAL = "general";
/** Answers that stand alone. */
const ALONE = [NONE, GENERAL, UNKNOWN];

export class QuestionScreen extends Part {
  static override properties = { ...Part.properties, path: { attribute: false } };

  declare path: string;
  private chosen: string[] = [];
  private typed = "";
  private date: DateParts = partsOf(undefined);
  private problems: Problem[] = [];

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("path")) this.take();
  }

  /** Starts from the answer given before, if there was one. */
  private take(): void {
    const given = this.state.draft.given[this.path];
    const value = given?.value;
    this.problems = [];
    this.chosen = Array.isArray(value) ? (value.length === 0 ? [NONE] : value) : value === undefined ? [] : [value];
    this.typed = typeof value === "string" && value !== UNKNOWN ? value.replace("%", "") : "";
    this.date = partsOf(this.typed);
  }

  protected view(): unknown {
    const question = this.state.known[this.path];
    if (!question) return nothing;
    const identity = this.path === IDENTITY;
    const text = identity ? t("identity.title") : question.text;
    const help = identity ? t("identity.help") : [question.help, this.range()].filter(Boolean).join(" ");
    return html`
      ${problemSummary(this.problems)}${heading(text, help || undefined)}
      <div role="group" aria-labelledby="heading">${this.field(question)}</div>
      <div class="buttons">
        ${mainButton(t("go.next"), () => this.next(question))}
        ${this.isFurther() ? plainButton(t("go.skipToResult"), () => this.session.finish()) : nothing}
      </div>
    `;
  }

  private field(question: Question): TemplateResult {
    const problem = problemAt(this.problems, this.path);
    switch (question.kind) {
      case "number":
      case "yuan":
        return html`${numberField({ path: this.path, label: t("question.number"), unit: this.unit(question) }, this.typed, this.problems, (value) => this.type(value))}${this.unsure()}`;
      case "date":
        return html`${dateField(
          this.path,
          question.text,
          undefined,
          this.date,
          this.problems,
          (date) => {
            this.date = this.asksForMonth() ? { ...date, day: "1" } : date;
            this.chosen = [];
            this.requestUpdate();
          },
          !this.asksForMonth(),
        )}${this.unsure()}`;
      case "choices":
        return html`${problem}${cards(fieldId(this.path), "checkbox", this.withNone(this.options(question)), this.chosen, (id) => this.toggle(id))}${this.unsure("checkbox")}`;
      default:
        return html`${problem}${cards(fieldId(this.path), "radio", [...this.options(question), { id: UNKNOWN, text: t("question.notSure"), help: t("question.notSureHelp") }], this.chosen, (id) => this.pick(id))}`;
    }
  }

  private unsure(kind: "checkbox" | "radio" = "checkbox"): TemplateResult {
    return html`<div class="apart">
      ${cards(`${fieldId(this.path)}-unsure`, kind, [{ id: UNKNOWN, text: t("question.notSure"), help: t("question.notSureHelp") }], this.chosen, () => this.toggle(UNKNOWN))}
    </div>`;
  }

  private options(question: Question): CardOption[] {
    if (question.kind === "yes-no" && !question.options)
      return [
        { id: "yes", text: t("question.yes") },
        { id: "no", text: t("question.no") },
      ];
    return (question.options ?? []).map((option) => {
      if (this.path !== IDENTITY) return option;
      const plain = plainIdentity(option.id, option.text);
      return { id: option.id, text: plain.say, help: plain.help ?? option.help };
    });
  }

  /** 「都不是」, unless the core has an identity for everybody else. */
  private withNone(options: CardOption[]): CardOption[] {
    return options.some((option) => option.id === GENERAL) ? options : [...options, { id: NONE, text: t("question.none") }];
  }

  private type(value: string): void {
    this.typed = value;
    this.chosen = [];
    this.requestUpdate();
  }

  private pick(id: string): void {
    this.chosen = [id];
    this.requestUpdate();
  }

  private toggle(id: string): void {
    if (this.chosen.includes(id)) this.chosen = this.chosen.filter((other) => other !== id);
    else if (ALONE.includes(id)) this.chosen = [id];
    else this.chosen = [...this.chosen.filter((other) => !ALONE.includes(other)), id];
    if (this.chosen.includes(UNKNOWN)) this.typed = "";
    this.requestUpdate();
  }

  private next(question: Question): void {
    const given = this.read(question);
    if ("problem" in given) {
      this.problems = [{ path: this.path, code: "open", text: given.problem }];
      this.requestUpdate();
      return;
    }
    this.session.answer(this.path, given);
    this.session.forward();
  }

  private read(question: Question): Given | { problem: string } {
    const base = { kind: question.kind, text: this.path === IDENTITY ? t("identity.title") : question.text };
    if (this.chosen.includes(UNKNOWN)) return { ...base, value: UNKNOWN, shown: t("question.notSure") };
    const options = this.options(question);
    const words = (ids: string[]): string => ids.map((id) => options.find((option) => option.id === id)?.text ?? id).join("、");
    switch (question.kind) {
      case "choices": {
        if (this.chosen.length === 0) return { problem: t("question.choose") };
        if (this.chosen.includes(NONE)) return { ...base, value: [], shown: t("question.none") };
        return { ...base, value: this.chosen, shown: words(this.chosen) };
      }
      case "number": {
        const text = tidy(this.typed);
        if (!/^\d{1,4}$/.test(text)) return { problem: t("question.fillNumber", { example: this.path === "person.age" ? 70 : 3 }) };
        return { ...base, value: text, shown: text };
      }
      case "yuan": {
        const percent = this.parameter()?.unit === "percent";
        const reading = readAmount(percent ? this.typed.replace(/[%％]/g, "") : this.typed);
        if (!reading.ok) return { problem: reading.reason === "empty" ? t("question.fillAmount") : t(`problem.${reading.reason}`) };
        return percent ? { ...base, value: `${reading.value}%`, shown: `${reading.value}%` } : { ...base, value: reading.value, shown: yuan(reading.value) };
      }
      case "date": {
        if (!isRealDate(this.date)) return { problem: t(this.asksForMonth() ? "question.fillMonth" : "question.fillDate") };
        const value = iso(this.date.year, this.date.month, this.date.day);
        return this.asksForMonth() ? { ...base, value: value.slice(0, 7), shown: chineseDate(value).replace(/\d+日$/, "") } : { ...base, value, shown: chineseDate(value) };
      }
      default: {
        const id = this.chosen[0];
        if (id === undefined) return { problem: t("question.choose") };
        return { ...base, value: id, shown: words([id]) };
      }
    }
  }

  /** Facts named for a month take a year and a month. */
  private asksForMonth(): boolean {
    return this.path.endsWith("_month");
  }

  /** Whether the result can be seen without this answer. */
  private isFurther(): boolean {
    return this.path !== IDENTITY && (this.state.draft.bills.some((bill) => bill.amountsDone) || this.state.draft.withoutBills);
  }

  private parameter() {
    return this.state.summary?.parameters.find((parameter) => `parameters.${parameter.id}` === this.path);
  }

  private range(): string {
    const parameter = this.parameter();
    return parameter?.min !== undefined && parameter.max !== undefined ? t("question.from", { min: parameter.min, max: parameter.max }) : "";
  }

  private unit(question: Question): string {
    if (this.parameter()?.unit === "percent") return "%";
    return question.kind === "yuan" ? "元" : "";
  }

  protected override updated(): void {
    if (this.problems.length > 0) this.querySelector<HTMLElement>("#problems")?.focus();
  }
}
