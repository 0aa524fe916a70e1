/** Who pays what of a bill: one drawn bar, its key, and the same as a table. */

import { html, nothing, svg, type TemplateResult } from "lit";
import type { Assessment, BillBreakdown, Range } from "../contract.js";
import { isZero, yuan, yuanRange } from "../text/amount.js";
import { t } from "../text/strings.js";
import { fold } from "../ui/pieces.js";
import { uncomputed } from "./sheet.js";

const PARTS = ["basic", "critical", "waived_and_other", "assistance", "self_pay", "out_of_scope"] as const;
type PartName = (typeof PARTS)[number];

/** Told apart by pattern and order as well as by colour. */
const COLOURS: Record<PartName, string> = {
  basic: "#0b57a4",
  critical: "#4f8fd0",
  waived_and_other: "#8a6fb0",
  assistance: "#0a6b3d",
  self_pay: "#c77700",
  out_of_scope: "#6b7280",
};

export function barsPanel(assessment: Assessment): TemplateResult | typeof nothing {
  if (assessment.bills.length === 0) return nothing;
  // The core computes by date; the person told them in another order.
  const bills = [...assessment.bills].sort((left, right) => left.index - right.index);
  const open = uncomputed(assessment).length > 0;
  return html`<section class="panel" aria-labelledby="bars-title">
    <h2 id="bars-title">${t("result.bar")}</h2>
    ${bills.map((bill) => billBar(bill, bills.length, open))}
  </section>`;
}

function billBar(bill: BillBreakdown, count: number, open: boolean): TemplateResult {
  // Assistance that nobody can compute takes an unknown share of what would be left to the person.
  const isOpen = (part: PartName): boolean => open && !isZero(bill.self_pay.max) && (part === "assistance" || part === "self_pay");
  const parts = PARTS.filter((part) => !isZero(bill[part].max) || isOpen(part));
  const amount = (part: PartName): string => (isOpen(part) ? openAmount(bill[part], part) : yuanRange(bill[part]));
  return html`<div class="bill-bar" data-bill=${bill.index}>
    ${count > 1 ? html`<h3>${t("result.billNumber", { number: bill.index + 1 })}</h3>` : nothing}
    <p>${t("result.barHelp", { total: yuanRange(bill.total) })}</p>
    ${drawing(bill, parts, isOpen)}
    <ul class="legend">
      ${parts.map((part) => html`<li>${swatch(part)}<span>${t(`result.part.${part}`)}</span><strong class="amount">${amount(part)}</strong></li>`)}
    </ul>
    ${fold(t("result.table"), table(bill, amount))}
  </div>`;
}

function openAmount(part: Range, name: PartName): string {
  if (name === "self_pay") return t("result.openAtMost", { amount: yuan(part.max) });
  return isZero(part.max) ? t("result.part.open") : t("result.partly", { amount: yuanRange(part) });
}

const WIDTH = 1000;

/** Each part is as wide as its least amount; what is left of the bar is what cannot be said yet. */
function drawing(bill: BillBreakdown, parts: readonly PartName[], isOpen: (part: PartName) => boolean): TemplateResult {
  let x = 0;
  const pieces = parts.map((part) => {
    const width = isOpen(part) && part === "self_pay" ? 0 : share(bill[part], bill.total);
    const piece = svg`<rect x=${x} y="0" width=${width} height="44" fill=${COLOURS[part]} stroke="#ffffff" stroke-width="3"></rect>`;
    x += width;
    return piece;
  });
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} 44" preserveAspectRatio="none" aria-hidden="true"><rect x="0" y="0" width=${WIDTH} height="44" fill="#d3dae3"></rect>${pieces}</svg>`;
}

/** A length on the screen, from two amounts: the only place where they are measured, and no amount comes out of it. */
function share(part: Range, total: Range): number {
  const whole = Number(total.max);
  return whole > 0 ? Math.round((Number(part.min) / whole) * WIDTH) : 0;
}

function swatch(part: PartName): TemplateResult {
  return html`<svg viewBox="0 0 22 22" aria-hidden="true"><rect width="22" height="22" rx="4" fill=${COLOURS[part]}></rect></svg>`;
}

function table(bill: BillBreakdown, amount: (part: PartName) => string): TemplateResult {
  const row = (name: string, value: string): TemplateResult => html`<tr><th scope="row">${name}</th><td class="amount">${value}</td></tr>`;
  return html`<table>
    <tbody>
      ${PARTS.map((part) => row(t(`result.part.${part}`), amount(part)))} ${row(t("bill.total"), yuanRange(bill.total))}
    </tbody>
  </table>`;
}
