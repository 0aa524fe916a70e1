/** Adds up what was written down, and what the core said of several: what somebody is due, it alone says. */

import type { Range } from "../../contract.js";
import { amountOrNothing } from "../../text/amount.js";

export const NOTHING: Range = { min: "0", max: "0" };

/** The sum of what can be read, as a decimal string; a range or a blank adds nothing. */
export function sumOf(amounts: readonly (string | undefined)[]): string {
  return yuanOf(amounts.reduce((sum, raw) => sum + fenOf(amountOrNothing(raw) ?? "0"), 0));
}

export function rangeOfAll(amounts: readonly Range[]): Range {
  return { min: sumOf(amounts.map(({ min }) => min)), max: sumOf(amounts.map(({ max }) => max)) };
}

/** What is more in one answer than in an earlier one, end by end: both leave open the same. */
export function moreThan(now: Range, before: Range): Range {
  const [one, other] = [fenOf(now.min) - fenOf(before.min), fenOf(now.max) - fenOf(before.max)].map((fen) =>
    Math.max(0, fen),
  ) as [number, number];
  return { min: yuanOf(Math.min(one, other)), max: yuanOf(Math.max(one, other)) };
}

function yuanOf(fen: number): string {
  const text = String(fen).padStart(3, "0");
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}

/** Whole fen: ten digits before the point are the most that can be typed, so no sum of a household leaves what is exact. */
export function fenOf(value: string): number {
  const [whole, decimals = ""] = value.split(".") as [string, string?];
  return Number(whole + decimals.padEnd(2, "0"));
}
