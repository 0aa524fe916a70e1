/** Dates as text. The core decides what follows from them. */

import { inDigits, plain, readWhole } from "./numeral.js";

export interface DateParts {
  year: string;
  month: string;
  day: string;
}

/** The oldest day that a right clock can show to this page. */
const BUILT_AFTER = "2026-11-01";
const LATEST_BELIEVABLE_YEAR = 2045;

/** China has one time, all year round. */
const HOURS_AHEAD = 8;

/** Today in China, whatever time zone the device is set to. */
export function today(clock: number = Date.now()): string {
  return new Date(clock + HOURS_AHEAD * 3_600_000).toISOString().slice(0, 10);
}

/** A phone whose clock was reset shows 1970 or 2010; deadlines would then be nonsense. */
export function clockIsBelievable(date: string): boolean {
  return date >= BUILT_AFTER && Number(date.slice(0, 4)) <= LATEST_BELIEVABLE_YEAR;
}

export function iso(year: string, month: string, day: string): string {
  return `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

export function partsOf(date?: string): DateParts {
  const [year = "", month = "", day = ""] = (date ?? "").split("-");
  return { year, month: month.replace(/^0/, ""), day: day.replace(/^0/, "") };
}

/** "2026-03-05" becomes "2026年3月5日". */
export function chineseDate(date: string): string {
  const { year, month, day } = partsOf(date);
  return `${year}年${month}月${day}日`;
}

/** The validity of a rule in words. `until` is the first day on which it no longer holds. */
export function period(from: string, until: string | undefined): string {
  return until ? `${chineseDate(from)}至${chineseDate(dayBefore(until))}` : `${chineseDate(from)}起`;
}

export function dayBefore(date: string): string {
  const { year, month, day } = partsOf(date);
  const before = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day) - 1));
  return iso(String(before.getUTCFullYear()), String(before.getUTCMonth() + 1), String(before.getUTCDate()));
}

/** The day that the three parts name, or nothing where there is no such day. */
export function dateOf(parts: DateParts): string | undefined {
  const [year = "", month = "", day = ""] = [parts.year, parts.month, parts.day].map(readWhole);
  const date = iso(year, month, day);
  if (isDay(date)) return date;
  // A whole date may have been written into the first field.
  const whole = parts.month === "" ? readDate(parts.year, "", day) : undefined;
  return whole?.endsWith(day.padStart(2, "0").slice(0, day.length * 2)) ? whole : undefined;
}

const DIVIDED = /^(\d{4})\s*([-/.\s])\s*(\d{1,2})(?:\s*\2\s*(\d{1,2}))?$/;
const IN_WORDS = /^(?:(\d{4})\s*年\s*)?(\S{1,3}\s*月)(?:\s*(\S{1,3}\s*[日号]?))?$/;
const RUN_ON = /^(\d{4})(\d\d)(\d\d)?$/;
const TIME = /[\sT]+\d{1,2}:\d\d(:\d\d)?$/;

/**
 * A whole date as it is written or pasted: 「2026年10月3日」, 「2026-10-03」, 「20261003」, 「二〇二六年十月三日」.
 *
 * @param year of 「10月3日」, which names none
 * @param day of 「2026年10月」, where only the month is asked for
 */
export function readDate(text: string, year = "", day = ""): string | undefined {
  const common = plain(text)
    .replace(TIME, "")
    .replace(/^.{4}(?=\s*年)/, inDigits);
  const divided = DIVIDED.exec(common)?.filter((_, at) => at !== 2);
  const [found, itsYear = year, month = "", itsDay = day] =
    divided ?? IN_WORDS.exec(common) ?? RUN_ON.exec(common) ?? [];
  const date = iso(itsYear, readWhole(month) ?? "", readWhole(itsDay) ?? "");
  return found && isDay(date) ? date : undefined;
}

function isDay(date: string): boolean {
  const time = Date.parse(date);
  // Some calendars make a day of March of the thirtieth of February.
  return /^[12]\d{3}-\d\d-\d\d$/.test(date) && time === time && new Date(time).toISOString().startsWith(date);
}
