/** The list of persons: a table of which only the rows in sight are there, however many there are. */

import { html, LitElement, nothing, type PropertyValues } from "lit";
import type { ListQuery, PersonRow } from "../office/protocol.js";
import { figure, grouped } from "../text/amount.js";
import type { Sieve } from "./sieve.js";
import { fill, WORDS } from "./words.js";

/** The height of a row, which the styles give it too. */
const ROW = 40;
/** Rows that are drawn above and below those in sight, and those asked for at once. */
const BEYOND = 10;
const ASKED = 100;

type Sort = NonNullable<ListQuery["sort"]>;

const COLUMNS: [Sort | "identity", string, boolean][] = [
  ["pile", WORDS.pile, false],
  ["name", WORDS.name, false],
  ["id", WORDS.id, false],
  ["village", WORDS.village, false],
  ["identity", WORDS.identity, false],
  ["due", WORDS.due, true],
  ["paid", WORDS.paid, true],
  ["difference", WORDS.difference, true],
];

export class RosterGrid extends LitElement {
  static override properties = { sieve: { attribute: false }, edition: { attribute: false }, names: { attribute: false }, open: { attribute: false } };

  declare sieve: Sieve;
  /** Another one whenever other persons are listed. */
  declare edition: number;
  declare names: string[];
  declare open: (place: number) => void;

  private rows = new Map<number, PersonRow>();
  private readonly asked = new Set<number>();
  private first = 0;
  private height = 10;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("edition")) return;
    this.rows = new Map();
    this.asked.clear();
    this.first = 0;
  }

  override render(): unknown {
    const { found, query } = this.sieve.state;
    const from = Math.max(0, this.first - BEYOND);
    const until = Math.min(found, this.first + this.height + BEYOND);
    const shown = Array.from({ length: Math.max(0, until - from) }, (_, at) => from + at);
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${WORDS.region} @scroll=${this.onScroll}>
      <table class="plain grid" aria-rowcount=${found + 1}>
        <thead><tr aria-rowindex="1">${COLUMNS.map(([sort, name, right]) => this.head(query, sort, name, right))}</tr></thead>
        <tbody>
          <tr class="spacer" data-rows=${from}><td colspan="8"></td></tr>
          ${shown.map((at) => this.row(at))}
          <tr class="spacer" data-rows=${found - until}><td colspan="8"></td></tr>
        </tbody>
      </table>
    </div>`;
  }

  private head({ sort, down }: ListQuery, column: Sort | "identity", name: string, right: boolean): unknown {
    if (column === "identity") return html`<th scope="col">${name}</th>`;
    const own = sort === column;
    const turn = (): void => {
      const { sort: _sort, down: _down, ...others } = this.sieve.state.query;
      // Up, down, and as in the lists.
      void this.sieve.look(!own ? { ...others, sort: column } : down ? others : { ...others, sort: column, down: true });
    };
    return html`<th scope="col" class=${right ? "right" : ""} aria-sort=${own ? (down ? "descending" : "ascending") : "none"}>
      <button type="button" class="sort" data-sort=${column} @click=${turn}>${name}<span aria-hidden="true">${own ? (down ? " ↓" : " ↑") : ""}</span><span class="quiet">${WORDS.sort}</span></button></th>`;
  }

  private row(at: number): unknown {
    const row = this.rows.get(at);
    if (!row) return html`<tr aria-rowindex=${at + 2}><td colspan="8"></td></tr>`;
    return html`<tr aria-rowindex=${at + 2} data-row=${at}>
      <td>${this.names[row.pile]}</td>
      <td><button type="button" class="link" @click=${() => this.open(row.place)}>${row.name || WORDS.noName}</button></td>
      <td class="amount">${row.id}</td><td>${row.village}</td><td>${row.identity}</td>
      <td class="right amount">${figure(row.due)}</td><td class="right amount">${grouped(row.paid)}</td>
      <td class="right amount">${row.difference.min === row.difference.max ? grouped(row.difference.min) : fill(WORDS.amounts, { min: grouped(row.difference.min), max: grouped(row.difference.max) })}</td>
    </tr>`;
  }

  protected override updated(changed: PropertyValues): void {
    // A style in the markup is what the page's own policy forbids.
    for (const spacer of this.querySelectorAll<HTMLElement>(".spacer")) spacer.style.height = `${Number(spacer.dataset.rows) * ROW}px`;
    if (changed.has("edition")) {
      const scroll = this.querySelector(".scroll");
      if (scroll) scroll.scrollTop = 0;
    }
    void this.fetch();
  }

  private async fetch(): Promise<void> {
    const { found } = this.sieve.state;
    const { edition } = this;
    const from = Math.floor(Math.max(0, this.first - BEYOND) / ASKED);
    const until = Math.floor(Math.min(found, this.first + this.height + BEYOND) / ASKED);
    for (let part = from; part <= until; part += 1) {
      if (this.asked.has(part) || part * ASKED >= found) continue;
      this.asked.add(part);
      const answer = await this.sieve.ask("page", [part * ASKED, ASKED]);
      if (answer.kind !== "value" || edition !== this.edition) return;
      answer.value.forEach((row, at) => this.rows.set(part * ASKED + at, row));
      this.requestUpdate();
    }
  }

  private readonly onScroll = (event: Event): void => {
    const { scrollTop, clientHeight } = event.target as HTMLElement;
    const first = Math.floor(scrollTop / ROW);
    const height = Math.ceil(clientHeight / ROW);
    if (first === this.first && height === this.height) return;
    Object.assign(this, { first, height });
    this.requestUpdate();
  };
}

/** The rows that were set aside, a hundred at a time. */
export class RosterAside extends LitElement {
  static override properties = { sieve: { attribute: false }, result: { attribute: false }, count: { attribute: false } };

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
        <table class="plain"><thead><tr>${WORDS.asideHeads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
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
