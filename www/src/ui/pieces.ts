/** Small pieces of a screen, as templates. */

import { html, nothing, type TemplateResult } from "lit";
import type { Problem } from "../contract.js";
import { t, type Key } from "../text/strings.js";

/** The heading that takes the focus when a screen comes up. */
export function heading(text: string, help?: string): TemplateResult {
  return html`<h1 tabindex="-1" id="heading">${text}</h1>
    ${help ? html`<p class="lead">${help}</p>` : nothing}`;
}

export function mainButton(text: string, act: () => void, disabled = false): TemplateResult {
  return html`<button type="button" class="button button-main" ?disabled=${disabled} @click=${act}>${text}</button>`;
}

export function plainButton(text: string, act: () => void): TemplateResult {
  return html`<button type="button" class="button" @click=${act}>${text}</button>`;
}

/** A small button in a text; `what` is heard with it and not seen. */
export function go(key: Key, what: string, act: () => void): TemplateResult {
  return html`<button type="button" class="link" @click=${act}>${t(key)}<span class="quiet">${what}</span></button>`;
}

export interface CardOption {
  id: string;
  text: string;
  help?: string | undefined;
}

/** Large answer cards around native radio buttons or checkboxes. */
export function cards(
  name: string,
  kind: "radio" | "checkbox",
  options: CardOption[],
  chosen: readonly string[],
  pick: (id: string) => void,
  layout: "cards" | "cards cards-short" | "tabs" = "cards",
): TemplateResult {
  return html`<div class=${layout}>
    ${options.map(
      (option) => html`<label class=${chosen.includes(option.id) ? "card card-chosen" : "card"}>
        <input type=${kind} name=${name} value=${option.id} .checked=${chosen.includes(option.id)} @change=${() => pick(option.id)} />
        <span class="card-text">${option.text}${option.help ? html`<small>${option.help}</small>` : nothing}</span>
      </label>`,
    )}
  </div>`;
}

/** All problems of a screen together; each leads to its field, where the same words stand, or to the screen with it. */
export function problemSummary(
  problems: Problem[],
  go: (path: string, event: Event) => void = focusField,
): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<div class="problems" role="alert" tabindex="-1" id="problems" aria-labelledby="problems-title">
    <h2 id="problems-title">${t("problem.title")}</h2>
    <ul>
      ${problems.map((problem) => html`<li><button type="button" class="link" @click=${(event: Event) => go(problem.path, event)}>${problem.text}</button></li>`)}
    </ul>
  </div>`;
}

export function problemAt(problems: Problem[], path: string): TemplateResult | typeof nothing {
  const texts = problems.filter((problem) => problem.path === path).map(({ text }) => text);
  return texts.length > 0 ? html`<p class="field-problem" id=${fieldProblemId(path)}>${texts.join(" ")}</p>` : nothing;
}

export function hasProblem(problems: Problem[], path: string): boolean {
  return problems.some((problem) => problem.path === path);
}

export function fieldId(path: string): string {
  return `field-${path.replace(/[^\w-]/g, "-")}`;
}

export function fieldProblemId(path: string): string {
  return `${fieldId(path)}-problem`;
}

function focusField(path: string, event: Event): void {
  const root = (event.target as HTMLElement).getRootNode() as ShadowRoot;
  const field =
    root.getElementById(fieldId(path)) ??
    root.querySelector<HTMLElement>(`[name="${fieldId(path)}"]`) ??
    root.querySelector<HTMLElement>("input, select");
  field?.focus();
  field?.scrollIntoView({ block: "center" });
}

/** A fold-out with a summary line of its own. */
export function fold(
  summary: unknown,
  content: unknown,
  open = false,
  style: "fold" | "fold fold-light" = "fold",
): TemplateResult {
  return html`<details class=${style} ?open=${open}><summary>${summary}</summary><div class="fold-content">${content}</div></details>`;
}
