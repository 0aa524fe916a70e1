/** Ready-made ranges for people who only remember roughly. */

import type { Span } from "./draft.js";

export interface RoughRange extends Span {
  id: string;
  label: string;
}

const TOTALS: [string, string, string][] = [
  ["0", "5000", "不到 5 千"],
  ["5000", "10000", "5 千到 1 万"],
  ["10000", "30000", "1 万到 3 万"],
  ["30000", "50000", "3 万到 5 万"],
  ["50000", "100000", "5 万到 10 万"],
  ["100000", "300000", "10 万到 30 万"],
];

export const ROUGH_TOTALS: RoughRange[] = TOTALS.map(([min, max, label]) => ({ id: `${min}-${max}`, min, max, label }));

/** What the insurance paid may also be nothing. */
export const ROUGH_PAID: RoughRange[] = [{ id: "0-0", min: "0", max: "0", label: "没有" }, ...ROUGH_TOTALS];

export function rangeIdOf(span: Span | undefined): string {
  return span ? `${span.min}-${span.max}` : "";
}
