/** Where a bill's care took place: only what the chosen pack tells apart. */

import { html, type PropertyValues, type TemplateResult } from "lit";
import { UNKNOWN } from "../state/draft.js";
import { placeQuestions, type PlaceField } from "../state/place-of-care.js";
import { maybe, t } from "../text/strings.js";
import { Part } from "../ui/part.js";
import { cards, heading, mainButton } from "../ui/pieces.js";

export class WhereScreen extends Part {
  static override properties = { ...Part.properties, bill: { attribute: false } };

  declare bill: number;
  private chosen: Record<string, string> = {};

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("bill")) this.chosen = { ...this.state.draft.bills[this.bill]?.where };
  }

  protected view(): unknown {
    const fields = placeQuestions(this.state, this.bill);
    return html`
      ${heading(this.bill === 0 ? t("where.title") : t("where.titleMore", { number: this.bill + 1 }))}
      ${fields.map((field) => this.group(field))}
      <div class="buttons">${mainButton(t("go.next"), () => this.next(fields))}</div>
    `;
  }

  private group(field: PlaceField): TemplateResult {
    const options = field.options.map((option) => ({ id: option.id, text: maybe(`where.${option.id}`) ?? option.text }));
    return html`<fieldset class="field">
      <legend>${maybe(`where.${field.name}`) ?? field.text}</legend>
      ${cards(field.name, "radio", [...options, { id: UNKNOWN, text: t("question.notSure") }], [this.chosen[field.name] ?? ""], (id) => {
        this.chosen = { ...this.chosen, [field.name]: id };
        this.requestUpdate();
      })}
    </fieldset>`;
  }

  /** What was left open counts as 「不清楚」: the result is then a range. */
  private next(fields: PlaceField[]): void {
    const where = { ...this.chosen };
    for (const field of fields) where[field.name] = where[field.name] ?? UNKNOWN;
    this.session.setBill(this.bill, { where, whereDone: true });
    this.session.forward();
  }
}
