/** Small pieces of the notebook's screens. */

import { html, nothing, type TemplateResult } from "lit";
import type { DateParts } from "../text/date.js";
import { dateField } from "../ui/fields.js";
import { dateOf, partsOf } from "../text/date.js";
import type { Problem } from "../contract.js";
import { fieldId, fieldProblemId, hasProblem, problemAt } from "../ui/pieces.js";
import type { Door } from "./door.js";

/** What has to be known before anything else, and which of those it is. */
export function warning(words: unknown, which = ""): TemplateResult {
  return html`<div class="note note-warn" role="alert" data-warning=${which}>${words}</div>`;
}

export interface TextField {
  path: string;
  label: string;
  help?: string;
  /** "password" hides what is typed, and is none to the browser, which would keep what stands beside it; "tel" brings up the digits. */
  type?: "text" | "password" | "tel";
  longest?: number;
  autofocus?: boolean;
}

/** A field whose text lives in the form that is open. */
export function textField(door: Door, field: TextField, problems: Problem[]): TemplateResult {
  return plainField(field, text(door, field.path), problems, (value) => door.type({ [field.path]: value }));
}

export function plainField(
  { path, label, help, type = "text", longest = 60 }: TextField,
  value: string,
  problems: Problem[],
  typed: (value: string) => void,
): TemplateResult {
  const id = fieldId(path);
  const bad = hasProblem(problems, path);
  const described = [help ? `${id}-help` : "", bad ? fieldProblemId(path) : ""].filter(Boolean).join(" ");
  const isSecret = type === "password";
  return html`<div class=${bad ? "field field-bad" : "field"}>
    <label for=${id}><span>${label}</span></label>
    ${problemAt(problems, path)}
    <div class="entry wide">
      <input
        id=${id}
        type="text"
        class=${isSecret ? "secret" : nothing}
        inputmode=${type === "text" ? nothing : isSecret ? "numeric" : "tel"}
        autocomplete="off"
        maxlength=${longest}
        .value=${value}
        aria-invalid=${bad ? "true" : "false"}
        aria-describedby=${described || nothing}
        @input=${(event: InputEvent) => typed((event.target as HTMLInputElement).value)}
      />
    </div>
    ${help ? html`<p class="help" id="${id}-help">${help}</p>` : nothing}
  </div>`;
}

export function noteField(door: Door, path: string, label: string): TemplateResult {
  const id = fieldId(path);
  return html`<div class="field">
    <label for=${id}><span>${label}</span></label>
    <textarea id=${id} rows="3" maxlength="500" autocomplete="off" .value=${text(door, path)}
      @input=${(event: InputEvent) => door.type({ [path]: (event.target as HTMLTextAreaElement).value })}></textarea>
  </div>`;
}

export function dayField(
  door: Door,
  path: string,
  label: string,
  help: string | undefined,
  problems: Problem[],
): TemplateResult {
  const parts = (door.state.typed[path] as DateParts | undefined) ?? { year: "", month: "", day: "" };
  return dateField(path, label, help, parts, problems, (value) => door.type({ [path]: { ...value } }));
}

export function text(door: Door, path: string): string {
  const value = door.state.typed[path];
  return typeof value === "string" ? value : "";
}

/** The day that was typed: empty where nothing was, and nothing at all where it is no day. */
export function dayTyped(door: Door, path: string): string | undefined {
  return dayOfParts(door.state.typed[path] as DateParts | undefined);
}

export function dayOfParts(parts: DateParts | undefined): string | undefined {
  const { year = "", month = "", day = "" } = parts ?? {};
  if (year + month + day === "") return "";
  return dateOf({ year, month, day });
}

export function dayParts(day: string): Record<"year" | "month" | "day", string> {
  return day === "" ? { year: "", month: "", day: "" } : { ...partsOf(day) };
}

export function problem(path: string, words: string): Problem {
  return { path, code: "typing", text: words };
}

export function link(words: string, act: () => void, more = ""): TemplateResult {
  return html`<button type="button" class="link"
    @click=${act}>${words}${more ? html`<span class="quiet">${more}</span>` : nothing}</button>`;
}

export function small(words: string, act: () => void, more = ""): TemplateResult {
  return html`<button type="button" class="button button-small"
    @click=${act}>${words}${more ? html`<span class="quiet">${more}</span>` : nothing}</button>`;
}
