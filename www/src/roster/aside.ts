/** The rows that were set aside, a hundred at a time. */

import { html, LitElement, nothing, type PropertyValues } from "lit";
import type { Sieve } from "./sieve.js";
import { fill, WORDS } from "./words.js";

const ASKED = 100;

export class RosterAside extends LitElement {
  static override properties = {
    sieve: { attribute: false },
    result: { attribute: false },
    count: { attribute: false },
  };

  declare sieve: Sieve;
  declare result: unknown;
  declare count: number;

  private rows: string[][] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("result")) return;
    this.rows = [];
    void this.more();
  }

  override render(): unknown {
    return html`<div class="wide" tabindex="0" role="region" aria-label=${WORDS.aside}>
        <table class="plain roomy"><thead><tr>${WORDS.asideHeads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
          <tbody>${this.rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table>
      </div>
      ${this.rows.length < this.count ? html`<button type="button" class="button button-small" @click=${() => void this.more()}>${fill(WORDS.asideMore, { count: Math.min(ASKED, this.count - this.rows.length) })}</button>` : nothing}`;
  }

  private async more(): Promise<void> {
    const { result } = this;
    const answer = await this.sieve.ask("aside", [this.rows.length, ASKED, false]);
    if (answer.kind !== "value" || result !== this.result) return;
    this.rows = [...this.rows, ...answer.value.map(({ cells }) => cells)];
    this.requestUpdate();
  }
}
