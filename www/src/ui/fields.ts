/** Text fields for amounts, numbers and dates. They keep what was typed; reading it is done elsewhere. */

import { html, nothing, type TemplateResult } from "lit";
import type { Problem } from "../contract.js";
import { amountOrNothing, yuan } from "../text/amount.js";
import { partsOf, readDate, type DateParts } from "../text/date.js";
import { t } from "../text/strings.js";
import { fieldId, fieldProblemId, hasProblem, problemAt } from "./pieces.js";

export interface FieldText {
  path: string;
  label: string;
  official?: string | undefined;
  help?: string | undefined;
  /** Number of the box on the picture of the slip. */
  number?: string | undefined;
  unit?: string | undefined;
}

export function numberField(
  field: FieldText,
  value: string,
  problems: Problem[],
  type: (value: string) => void,
  extra: unknown = nothing,
): TemplateResult {
  const id = fieldId(field.path);
  const bad = hasProblem(problems, field.path);
  const unit = field.unit ?? "元";
  // What is not plainly written is shown back as it was read.
  const read = unit === "元" && /[^\d.]/.test(value) ? amountOrNothing(value) : undefined;
  const described = [field.help ? `${id}-help` : "", bad ? fieldProblemId(field.path) : ""].filter(Boolean).join(" ");
  return html`<div class=${bad ? "field field-bad" : "field"}>
    <label for=${id}>
      ${field.number ? html`<b class="number">${field.number}</b>` : nothing}
      <span>${field.label}${field.official ? html`<small>（${field.official}）</small>` : nothing}</span>
    </label>
    ${problemAt(problems, field.path)}
    <div class="entry">
      <input id=${id} type="text" inputmode="decimal" autocomplete="off" maxlength="24" enterkeyhint="next" .value=${value} aria-invalid=${bad ? "true" : "false"} aria-describedby=${described || nothing} @input=${(event: Event) => type(typed(event))} />
      <span class="unit">${unit}</span>
      ${extra}
    </div>
    <p class="help" role="status">${read && t("bill.readAs", { amount: yuan(read) })}</p>
    ${field.help ? html`<p class="help" id="${id}-help">${field.help}</p>` : nothing}
  </div>`;
}

export function dateField(
  path: string,
  label: string,
  help: string | undefined,
  value: DateParts,
  problems: Problem[],
  type: (value: DateParts) => void,
  withDay = true,
): TemplateResult {
  const id = fieldId(path);
  const bad = hasProblem(problems, path);
  // A whole date goes into its three places, also from one of them.
  const whole = (text: string, event: Event): void => {
    const date = readDate(text, value.year, withDay ? "" : "1");
    if (date === undefined) return;
    event.preventDefault();
    type(partsOf(date));
  };
  const part = (name: keyof DateParts, text: string, width: number): TemplateResult => html`<span class="date-part">
    <input id=${name === "year" ? id : `${id}-${name}`} class="width-${width}" type="text" inputmode="numeric" autocomplete="off" maxlength="24" enterkeyhint="next" .value=${value[name]} aria-invalid=${bad ? "true" : "false"} aria-describedby=${bad ? fieldProblemId(path) : nothing} @input=${(event: Event) => type({ ...value, [name]: typed(event) })} @change=${(event: Event) => whole(typed(event), event)} @paste=${(event: ClipboardEvent) => whole(event.clipboardData?.getData("text") ?? "", event)} />
    <label for=${name === "year" ? id : `${id}-${name}`}>${text}</label>
  </span>`;
  return html`<fieldset class=${bad ? "field field-bad" : "field"}>
    <legend>${label}${help ? html`<small>（${help}）</small>` : nothing}</legend>
    ${problemAt(problems, path)}
    <div class="date">${part("year", t("bill.year"), 4)}${part("month", t("bill.month"), 2)}${withDay ? part("day", t("bill.day"), 2) : nothing}</div>
  </fieldset>`;
}

function typed(event: Event): string {
  return (event.target as HTMLInputElement).value;
}
