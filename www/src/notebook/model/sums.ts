/** Adds up what was written down, and what the core said of several: what somebody is due, it alone says. */

import { amountOrNothing } from "../../text/amount.js";

/** The sum of what can be read, as a decimal string; a range or a blank adds nothing. */
export function sumOf(amounts: readonly (string | undefined)[]): string {
  const fen = amounts.reduce((sum, raw) => sum + fenOf(amountOrNothing(raw) ?? "0"), 0);
  const text = String(fen).padStart(3, "0");
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}

/** Whole fen: ten digits before the point are the most that can be typed, so no sum of a household leaves what is exact. */
function fenOf(value: string): number {
  const [whole = "0", decimals = ""] = value.split(".");
  return Number(whole + decimals.padEnd(2, "0"));
}
