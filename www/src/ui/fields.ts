/** Text fields for amounts, numbers and dates. They keep what was typed; reading it is done elsewhere. */

import { html, nothing, type TemplateResult } from "lit";
import type { Problem } from "../contract.js";
import type { DateParts } from "../text/date.js";
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
  /** Only digits count. */
  whole?: boolean;
}

export function numberField(field: FieldText, value: string, problems: Problem[], type: (value: string) => void, extra: unknown = nothing): TemplateResult {
  const id = fieldId(field.path);
  const bad = hasProblem(problems, field.path);
  const described = [field.help ? `${id}-help` : "", bad ? fieldProblemId(field.path) : ""].filter(Boolean).join(" ");
  return html`<div class=${bad ? "field field-bad" : "field"}>
    <label for=${id}>
      ${field.number ? html`<b class="number">${field.number}</b>` : nothing}
      <span>${field.label}${field.official ? html`<small>（${field.official}）</small>` : nothing}</span>
    </label>
    ${problemAt(problems, field.path)}
    <div class="entry">
      <input id=${id} type="text" inputmode="decimal" autocomplete="off" maxlength="24" .value=${value} aria-invalid=${bad ? "true" : "false"} aria-describedby=${described || nothing} @input=${(event: InputEvent) => type(typed(event, field.whole))} />
      <span class="unit">${field.unit ?? "元"}</span>
      ${extra}
    </div>
    ${field.help ? html`<p class="help" id="${id}-help">${field.help}</p>` : nothing}
  </div>`;
}

export function dateField(path: string, label: string, help: string | undefined, value: DateParts, problems: Problem[], type: (value: DateParts) => void, withDay = true): TemplateResult {
  const id = fieldId(path);
  const bad = hasProblem(problems, path);
  const part = (name: keyof DateParts, text: string, width: number): TemplateResult => html`<span class="date-part">
    <input id=${name === "year" ? id : `${id}-${name}`} class="width-${width}" type="text" inputmode="numeric" autocomplete="off" maxlength=${width} .value=${value[name]} aria-invalid=${bad ? "true" : "false"} aria-describedby=${bad ? fieldProblemId(path) : nothing} @input=${(event: InputEvent) => type({ ...value, [name]: typed(event, true) })} />
    <label for=${name === "year" ? id : `${id}-${name}`}>${text}</label>
  </span>`;
  return html`<fieldset class=${bad ? "field field-bad" : "field"}>
    <legend>${label}${help ? html`<small>（${help}）</small>` : nothing}</legend>
    ${problemAt(problems, path)}
    <div class="date">${part("year", t("bill.year"), 4)}${part("month", t("bill.month"), 2)}${withDay ? part("day", t("bill.day"), 2) : nothing}</div>
  </fieldset>`;
}

/** What stands in the field; where only digits count, the rest goes from the field as well. */
function typed(event: InputEvent, whole = false): string {
  const field = event.target as HTMLInputElement;
  const kept = whole ? digits(field.value) : field.value;
  if (kept !== field.value) field.value = kept;
  return kept;
}

/** Full-width digits become plain ones; anything else is dropped. */
function digits(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10)).replace(/\D/g, "");
}
