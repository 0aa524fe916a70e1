/** A list of persons: a table of which only the rows in sight are there, however many there are. */

import { html, LitElement, type PropertyValues } from "lit";
import type { ListQuery } from "../office/protocol.js";
import { WORDS } from "./words.js";

/** The height of a row, which the styles give it too. */
const ROW = 40;
/** Rows that are drawn above and below those in sight, and those asked for at once. */
const BEYOND = 10;
const ASKED = 100;

export type Sort = NonNullable<ListQuery["sort"]>;

export interface Column<Row> {
  /** What it can be sorted by. */
  sort?: Sort;
  name: string;
  isAmount?: boolean;
  cell: (row: Row) => unknown;
}

/** What is listed. */
export interface Listing<Row = unknown> {
  label: string;
  columns: Column<Row>[];
  found: number;
  /** Another one whenever others are listed. */
  edition: number;
  order: Pick<ListQuery, "sort" | "down">;
  sort(order: Pick<ListQuery, "sort" | "down">): void;
  page(from: number, count: number): Promise<Row[] | undefined>;
}

export class RosterGrid extends LitElement {
  static override properties = { listing: { attribute: false } };

  declare listing: Listing;

  private rows = new Map<number, unknown>();
  private readonly asked = new Set<number>();
  private edition = -1;
  private first = 0;
  private height = 10;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): unknown {
    const { label, columns, found, edition } = this.listing;
    if (edition !== this.edition) {
      this.rows = new Map();
      this.asked.clear();
      this.first = 0;
    }
    const from = Math.max(0, this.first - BEYOND);
    const until = Math.min(found, this.first + this.height + BEYOND);
    const shown = Array.from({ length: Math.max(0, until - from) }, (_, at) => from + at);
    const spacer = (rows: number): unknown =>
      html`<tr class="spacer" data-rows=${rows}><td colspan=${columns.length}></td></tr>`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${label} @scroll=${this.onScroll}>
      <table class="plain grid" aria-rowcount=${found + 1}>
        <thead><tr aria-rowindex="1">${columns.map((column) => this.head(column))}</tr></thead>
        <tbody>${spacer(from)}${shown.map((at) => this.row(at))}${spacer(found - until)}</tbody>
      </table>
    </div>`;
  }

  private head({ sort, name, isAmount }: Column<unknown>): unknown {
    if (sort === undefined) return html`<th scope="col">${name}</th>`;
    const { order } = this.listing;
    const own = order.sort === sort;
    // Up, down, and as in the lists.
    const turn = (): void => this.listing.sort(!own ? { sort } : order.down ? {} : { sort, down: true });
    return html`<th scope="col" class=${isAmount ? "right" : ""} aria-sort=${own ? (order.down ? "descending" : "ascending") : "none"}>
      <button type="button" class="sort" data-sort=${sort} @click=${turn}>${name}<span aria-hidden="true">${own ? (order.down ? " ↓" : " ↑") : ""}</span><span class="quiet">${WORDS.sort}</span></button></th>`;
  }

  private row(at: number): unknown {
    const { columns } = this.listing;
    if (!this.rows.has(at)) return html`<tr aria-rowindex=${at + 2}><td colspan=${columns.length}></td></tr>`;
    const row = this.rows.get(at);
    return html`<tr aria-rowindex=${at + 2} data-row=${at}>${columns.map(({ isAmount, cell }) => html`<td class=${isAmount ? "right amount" : ""}>${cell(row)}</td>`)}</tr>`;
  }

  protected override updated(_changed: PropertyValues): void {
    // A style in the markup is what the page's own policy forbids.
    for (const spacer of this.querySelectorAll<HTMLElement>(".spacer"))
      spacer.style.height = `${Number(spacer.dataset.rows) * ROW}px`;
    if (this.edition !== this.listing.edition) {
      this.edition = this.listing.edition;
      const scroll = this.querySelector(".scroll");
      if (scroll) scroll.scrollTop = 0;
    }
    void this.fetch();
  }

  private async fetch(): Promise<void> {
    const { found, edition, page } = this.listing;
    const from = Math.floor(Math.max(0, this.first - BEYOND) / ASKED);
    const until = Math.floor(Math.min(found, this.first + this.height + BEYOND) / ASKED);
    for (let part = from; part <= until; part += 1) {
      if (this.asked.has(part) || part * ASKED >= found) continue;
      this.asked.add(part);
      const rows = await page(part * ASKED, ASKED);
      if (!rows || edition !== this.edition) return;
      rows.forEach((row, at) => this.rows.set(part * ASKED + at, row));
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
