/**
 * Amounts as text. No amount is made here: a figure is only recognised, tidied, compared and shown. The value goes to the
 * core as a decimal string and comes back as one.
 */

import { plain, readNumber } from "./numeral.js";

/** Reads 「12，345.6元」, 「１２３４５」, 「1.2万」 or 「三千五」 as a decimal string. */
export const readAmount = readNumber;

/** "12345.6" becomes "12,345.60", "12345.00" becomes "12,345": fen are shown only where there are any. */
export function grouped(value: string): string {
  const negative = value.startsWith("-");
  const [whole = "0", decimals = ""] = value.replace("-", "").split(".");
  const spaced = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const fen = isZero(decimals) ? "" : `.${decimals.padEnd(2, "0")}`;
  return `${negative ? "-" : ""}${spaced}${fen}`;
}

/** With a blank at which no line ends: an amount is never parted from its unit. */
const UNIT = "\u00a0元";

/** "3240" becomes "3,240 元". */
export function yuan(value: string): string {
  return grouped(value) + UNIT;
}

/** A text of the core with its amounts whole. */
export function whole(text: string): string {
  return text.replace(/ 元/g, UNIT);
}

/** A range with equal ends is one figure. */
export function yuanRange(range: { min: string; max: string }): string {
  return figure(range) + UNIT;
}

/** The same without the unit, for a column of figures. */
export function figure(range: { min: string; max: string }): string {
  return isExact(range) ? grouped(range.min) : `${grouped(range.min)} 到 ${grouped(range.max)}`;
}

/** The same, where the least says nothing. */
export function figureOrMost(range: { min: string; max: string } | undefined): string {
  if (!range) return "";
  return !isExact(range) && isZero(range.min) ? `最多 ${grouped(range.max)}` : figure(range);
}

export function isExact(range: { min: string; max: string }): boolean {
  return compare(range.min, range.max) === 0;
}

export function isZero(value: string): boolean {
  return /^-?0*(\.0*)?$/.test(value);
}

/** Orders two non-negative decimal strings without turning them into numbers. */
export function compare(left: string, right: string): number {
  const [leftWhole = "", leftDecimals = ""] = left.split(".");
  const [rightWhole = "", rightDecimals = ""] = right.split(".");
  const a = leftWhole.replace(/^0+/, "");
  const b = rightWhole.replace(/^0+/, "");
  if (a.length !== b.length) return a.length < b.length ? -1 : 1;
  const width = Math.max(leftDecimals.length, rightDecimals.length);
  const wholeLeft = a + leftDecimals.padEnd(width, "0");
  const wholeRight = b + rightDecimals.padEnd(width, "0");
  if (wholeLeft === wholeRight) return 0;
  return wholeLeft < wholeRight ? -1 : 1;
}

/** Whether two lists of amounts come to the same and it is not nothing. A likeness to ask about: no amount is made of it. */
export function sameSum(left: string[], right: string[]): boolean {
  const [one, other] = [left, right].map((raws) =>
    raws.reduce((sum, raw) => sum + fenOf(amountOrNothing(raw) ?? ""), 0),
  );
  return one === other && one !== 0;
}

/** Whole fen: no amount that can be typed has too many of them to be counted exactly. */
export function fenOf(value: string): number {
  const [yuan = "", decimals = ""] = value.split(".");
  return Number(yuan + decimals.padEnd(2, "0"));
}

/** The two ends of 「3000 到 5000」 or 「3000-5000」; of a single figure, that figure. */
export function endsOf(raw: string): string[] {
  return plain(raw)
    .replace(/([\d元千万])\s*-\s*(?=[\d¥])/, "$1到")
    .split(/[到至~～]/);
}

/** What goes into the core from a field: the value, or nothing when the field is empty or unreadable. */
export function amountOrNothing(raw: string | undefined): string | undefined {
  const reading = readAmount(raw ?? "");
  return reading.ok ? reading.value : undefined;
}
