/** The bills as a table, the same wherever they stand: the day and the kind, the whole, what was paid at the counter, and that added up. */

import { html, nothing, type TemplateResult } from "lit";
import type { BillRow } from "../state/recap.js";
import type { Screen } from "../state/screens.js";
import { figureOrMost } from "../text/amount.js";
import { t } from "../text/strings.js";
import { go } from "./pieces.js";

const COLUMNS = ["total", "self", "running"] as const;

interface Acts {
  revise(screen: Screen): void;
  /** Leaves out a bill that is only half told. */
  drop?(bill: number): void;
}

export function billTable(rows: BillRow[], acts: Acts): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  return html`<table class="bills">
    <caption>${t("bills.title")}</caption>
    <thead><tr><th scope="col">${t("bills.which")}</th>${COLUMNS.map((column) => html`<th scope="col">${t(`bills.${column}`)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => billRow(row, acts))}</tbody>
  </table>`;
}

function billRow(row: BillRow, { revise, drop }: Acts): TemplateResult {
  const cell = (column: (typeof COLUMNS)[number]): TemplateResult =>
    html`<td class="amount"><small>${t(`bills.${column}`)}</small>${figureOrMost(row[column])}</td>`;
  return html`<tr data-row=${row.index}>
    <th scope="row">${row.index + 1}. ${row.day} ${row.half ? t("check.half", { care: row.care }) : row.care}
      ${row.half ? html`${go("check.goOn", row.care, () => revise({ name: "amounts", bill: row.index }))}${drop ? go("check.drop", row.care, () => drop(row.index)) : nothing}` : nothing}</th>
    ${row.half ? nothing : COLUMNS.map(cell)}
    ${row.details.map(({ name, value, screen }) => html`<td class="detail">${value || row.care} ${go("go.change", t("go.changeWhat", { what: name }), () => revise(screen))}</td>`)}
  </tr>`;
}
