/** Sums of what stands on slips, for the table of bills and the bar: exact, in whole fen. What help comes to is the core's alone. */

import type { Range } from "../contract.js";
import { fenOf } from "./amount.js";

/** Adds the first and takes off the others; an end that would go below nothing is nothing. */
export function sumOf(added: Range[], less: Range[] = []): Range {
  const total = (end: "min" | "max", other: "min" | "max"): string => {
    const sum =
      added.reduce((fen, one) => fen + fenOf(one[end]), 0) - less.reduce((fen, one) => fen + fenOf(one[other]), 0);
    return yuanOf(Math.max(0, sum));
  };
  return { min: total("min", "max"), max: total("max", "min") };
}

function yuanOf(fen: number): string {
  const digits = String(fen).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
