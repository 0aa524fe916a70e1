/** The heads of a table. */

import { html, type TemplateResult } from "lit";

/** Those of words, then those of figures, which stand to the right, then what is done with them. */
export function heads(words: string[], figures: string[] = [], more: string[] = []): TemplateResult {
  const left = (word: string): TemplateResult => html`<th scope="col">${word}</th>`;
  const right = (word: string): TemplateResult => html`<th scope="col" class="right">${word}</th>`;
  return html`<thead><tr>${words.map(left)}${figures.map(right)}${more.map(left)}</tr></thead>`;
}
