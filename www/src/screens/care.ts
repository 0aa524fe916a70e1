/** What kind of care a bill is for, and where it was: of the place only what the chosen pack tells apart. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Problem, Question } from "../contract.js";
import { UNKNOWN } from "../state/draft.js";
import { maybe, t } from "../text/strings.js";
import { Part } from "../ui/part.js";
import { cards, heading, mainButton, problemAt, problemSummary, type CardOption } from "../ui/pieces.js";

const NONE = "none";

export class CareScreen extends Part {
  static override properties = { ...Part.properties, bill: { attribute: false } };

  declare bill: number;
  private chosen = "";
  private where: Record<string, string> = {};
  /** The questions about the place, for the kind of care that is chosen. */
  private places: Question[] = [];

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("bill")) return;
    const { bills, withoutBills } = this.state.draft;
    this.problems = [];
    this.where = { ...bills[this.bill]?.where };
    this.choose(bills[this.bill]?.care ?? (withoutBills && this.bill === 0 ? NONE : ""));
  }

  private choose(care: string): void {
    this.chosen = care;
    this.places = care === "" || care === NONE ? [] : this.session.placeQuestions(care, this.where);
  }

  protected view(): unknown {
    const first = this.bill === 0;
    const options: CardOption[] = [
      { id: "inpatient", text: t("care.inpatient") },
      { id: "chronic-outpatient", text: t("care.chronic-outpatient"), help: t("care.chronic-outpatientHelp") },
      { id: "outpatient", text: t("care.outpatient") },
      ...(first && this.state.draft.bills.length <= 1
        ? [{ id: NONE, text: t("care.none"), help: t("care.noneHelp") }]
        : []),
    ];
    return html`
      ${problemSummary(this.problems)}${heading(first ? t("care.title") : t("care.titleMore", { number: this.bill + 1 }))}
      <div role="radiogroup" aria-labelledby="heading">
        ${problemAt(this.problems, "care")}
        ${cards("care", "radio", options, [this.chosen], (id) => {
          this.choose(id);
          this.requestUpdate();
        })}
      </div>
      ${this.places.length > 0 ? html`<h2 class="apart">${t("where.title")}</h2>${this.places.map((question) => this.place(question))}` : nothing}
      <div class="buttons">${mainButton(t("go.next"), () => this.next())}</div>
    `;
  }

  private place(question: Question): TemplateResult {
    const name = nameOf(question);
    const options = (question.options ?? []).map((option) => ({
      id: option.id,
      text: maybe(`where.${option.id}`) ?? option.text,
    }));
    return html`<fieldset class="field">
      <legend>${asked(question)}</legend>
      ${problemAt(this.problems, name)}
      ${cards(
        name,
        "radio",
        [...options, { id: UNKNOWN, text: t("question.notSure") }],
        [this.where[name] ?? ""],
        (id) => {
          this.where = { ...this.where, [name]: id };
          this.choose(this.chosen);
          this.requestUpdate();
        },
      )}
    </fieldset>`;
  }

  private next(): void {
    const { chosen } = this;
    const names = this.places.map(nameOf);
    const open = this.places.filter((question) => !this.where[nameOf(question)]);
    const problems: Problem[] =
      chosen === ""
        ? [{ path: "care", code: "open", text: t("problem.care") }]
        : open.map((question) => ({
            path: nameOf(question),
            code: "open",
            text: asked(question) + t("question.choose"),
          }));
    if (this.refuse(problems)) return;
    const where = Object.fromEntries(names.map((name) => [name, this.where[name] as string]));
    this.session.setCare(this.bill, chosen === NONE ? undefined : chosen, where);
    this.session.forward();
  }
}

function asked(question: Question): string {
  return maybe(`care.${nameOf(question)}`) ?? question.text;
}

function nameOf({ path }: Question): string {
  return path.replace("bills[0].", "");
}
