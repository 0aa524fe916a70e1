/** The lists: dropped, picked or pasted. */

import { html, nothing, type TemplateResult } from "lit";
import type { Sieve } from "../sieve.js";
import { WORDS } from "../words.js";

export function filesView(sieve: Sieve): TemplateResult {
  const { tables, busy, refused } = sieve.state;
  const pick = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    void sieve.addFiles(Array.from(input.files ?? []));
    input.value = "";
  };
  const paste = (event: Event): void => {
    const field = (event.currentTarget as Element).parentElement?.querySelector("textarea");
    if (!field || field.value.trim() === "") return;
    void sieve.addText(field.value);
    field.value = "";
  };
  return html`<section class="panel" aria-labelledby="step-files">
    <h2 id="step-files">${WORDS.files}</h2>
    <div class="drop">
      <p><b>${WORDS.drop}</b></p>
      <p class="help" id="formats">${WORDS.formats}</p>
      <p class="row">
        <label class="button button-small pick">${WORDS.pick}<input id="files" type="file" multiple accept=".xlsx,.xls,.csv,.txt,.tsv" aria-describedby="formats" ?disabled=${busy !== undefined} @change=${pick} /></label>
        ${tables ? html`<button type="button" class="button button-small" @click=${() => sieve.clear()}>${WORDS.clear}</button>` : nothing}
      </p>
    </div>
    ${refused.length > 0 ? html`<div class="note note-warn" role="alert" data-failure>${refused.map((text) => html`<p>${text}</p>`)}</div>` : nothing}
    <details class="fold"><summary>${WORDS.paste}</summary><div class="fold-content">
      <label for="pasted">${WORDS.pasteHere}</label>
      <textarea id="pasted" rows="5" autocomplete="off" spellcheck="false"></textarea>
      <button type="button" class="button button-small" ?disabled=${busy !== undefined} @click=${paste}>${WORDS.usePasted}</button>
    </div></details>
  </section>`;
}
