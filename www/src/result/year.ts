/** Who pays what of the year's bills: one drawn bar, and a table as its key. */

import { html, nothing, svg, type TemplateResult } from "lit";
import type { Assessment, BillBreakdown, Range } from "../contract.js";
import { isExact, isZero, yuan, yuanRange } from "../text/amount.js";
import { sumOf } from "../text/sum.js";
import { t } from "../text/strings.js";
import { uncomputed } from "./standing.js";

const PARTS = ["insured", "basic", "critical", "waived_and_other", "assistance", "self_pay", "out_of_scope"] as const;
type PartName = (typeof PARTS)[number];

export interface YearPart {
  name: PartName;
  sure: string;
  said: string;
}

/** Those of the year that help is for: not one that another year's rules leave out, and for which nothing is paid. */
function billsOf({ bills, notes }: Assessment): BillBreakdown[] {
  return bills.filter(
    ({ index, assistance }) =>
      !isZero(assistance.max) || notes.every(({ code, bill }) => code !== "other-year" || bill !== index),
  );
}

/** Each with its amount in words; that nobody can say is said. */
export function yearOf(assessment: Assessment): { total: Range; parts: YearPart[] } {
  const bills = billsOf(assessment);
  const total = sumOf(bills.map((bill) => bill.total));
  const sums = {} as Record<PartName, Range>;
  for (const name of PARTS) sums[name] = sumOf(bills.map((bill) => bill[name]));
  // Both layers of insurance as one, where only their sum is known.
  const together = !isExact(sums.basic) && !isExact(sums.critical) && isExact(sums.insured);
  // Assistance that nobody can compute takes an unknown share of what would be left to the person.
  const waits = uncomputed(assessment).length > 0 && !isZero(sums.self_pay.max);
  const parts = PARTS.flatMap((name): YearPart[] => {
    if (together ? name === "basic" || name === "critical" : name === "insured") return [];
    const sum = sums[name];
    const isOwn = name === "self_pay";
    if (waits && (isOwn || name === "assistance")) {
      const amount = isOwn ? yuan(sum.max) : yuanRange(sum);
      const said = isOwn ? "result.openAtMost" : isZero(sum.max) ? "result.part.open" : "result.partly";
      return [{ name, sure: isOwn ? "0" : sum.min, said: t(said, { amount }) }];
    }
    if (isZero(sum.max)) return [];
    const saysNothing = isZero(total.min) && isZero(sum.min);
    return [{ name, sure: sum.min, said: saysNothing ? t("result.part.open") : yuanRange(sum) }];
  });
  return { total, parts };
}

export function yearChart(assessment: Assessment): TemplateResult | typeof nothing {
  if (assessment.bills.length === 0) return nothing;
  const { total, parts } = yearOf(assessment);
  const key = (part: string, name: string, said: string): TemplateResult => html`<tr data-part=${part}>
    <th scope="row"><svg class="swatch" viewBox="0 0 22 22" aria-hidden="true">${hatch}<rect
      width="22" height="22" class="part-${part}"></rect></svg>${name}</th>
    <td class="amount">${said}</td>
  </tr>`;
  return html`<div data-year>
    ${drawing(total, parts)}
    <table class="legend">
      <caption class="quiet">${t("result.bar")}</caption>
      <tbody>
        ${parts.map(({ name, said }) => key(name, t(`result.part.${name}`), said))}
        <tr data-part="total"><th scope="row">${t("bill.total")}</th><td class="amount">${yuanRange(total)}</td></tr>
      </tbody>
    </table>
  </div>`;
}

const WIDTH = 1000;
const hatch = svg`<defs><pattern id="hatch" width="10" height="10" patternUnits="userSpaceOnUse"
  patternTransform="rotate(45)"><rect class="hatch-ground" width="10" height="10"></rect><rect
  class="hatch-line" width="4" height="10"></rect></pattern></defs>`;

/** Each part is as wide as its least amount; what is left of the bar, hatched, is what cannot be said yet. */
function drawing(total: Range, parts: YearPart[]): TemplateResult | typeof nothing {
  let x = 0;
  const pieces = parts.map(({ name, sure }) => {
    const width = share(sure, total);
    const piece = svg`<rect x=${x} y="0" width=${width} height="40" class="part-${name}"></rect>`;
    x += width;
    return piece;
  });
  if (x === 0) return nothing;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} 40" preserveAspectRatio="none" aria-hidden="true">${hatch}<rect
      width=${WIDTH} height="40" fill="url(#hatch)"></rect>${pieces}</svg>
    ${x < WIDTH - 4 ? html`<p class="citation">${t("result.hatched")}</p>` : nothing}`;
}

/** A length on the screen, from two amounts: the only place where they are measured, and no amount comes out of it. */
function share(part: string, total: Range): number {
  const whole = Number(total.max);
  return whole > 0 ? Math.round((Number(part) / whole) * WIDTH) : 0;
}
