/** Small pieces of the workbench's screens. */

import { html, nothing, type TemplateResult } from "lit";

export function small(words: string, act: () => void, more = ""): TemplateResult {
  return html`<button type="button" class="button button-small"
    @click=${act}>${words}${more ? html`<span class="quiet">${more}</span>` : nothing}</button>`;
}

export function link(words: string, act: () => void, more = ""): TemplateResult {
  return html`<button type="button" class="link"
    @click=${act}>${words}${more ? html`<span class="quiet">${more}</span>` : nothing}</button>`;
}

/** What did not come off, and where it helps another try. */
export function failed(words: string, again?: () => void): TemplateResult {
  return html`<div class="note note-warn" role="alert"><p>${words}</p>
    ${again ? html`<p>${small("再试一次", again)}</p>` : nothing}</div>`;
}

/** A file that somebody brings. */
export function fileCell(
  id: string,
  label: string,
  accept: string,
  bring: (file: File) => Promise<void>,
): TemplateResult {
  const take = (event: Event): void => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file) void bring(file);
  };
  return html`<div class="cell"><label for=${id}>${label}</label>
    <input id=${id} type="file" accept=${accept} @change=${take} /></div>`;
}

/** A table that may be wider than the screen. */
export function wide(label: string, table: TemplateResult): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>${table}</div>`;
}

/** Hands a file over to whoever is at the device. */
export function download(name: string, content: string | Uint8Array, type = "text/plain;charset=utf-8"): void {
  const address = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const anchor = document.createElement("a");
  Object.assign(anchor, { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
