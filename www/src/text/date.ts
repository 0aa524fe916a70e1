/** Dates as text. The core decides what is a real date and what follows from it. */

export interface DateParts {
  year: string;
  month: string;
  day: string;
}

/** The oldest day that a right clock can show to this page. */
const BUILT_AFTER = "2026-11-01";
const LATEST_BELIEVABLE_YEAR = 2045;

/** Today on this device, in its own time zone. */
export function today(clock: Date = new Date()): string {
  return iso(String(clock.getFullYear()), String(clock.getMonth() + 1), String(clock.getDate()));
}

/** A phone whose clock was reset shows 1970 or 2010; deadlines would then be nonsense. */
export function clockIsBelievable(date: string): boolean {
  return date >= BUILT_AFTER && Number(date.slice(0, 4)) <= LATEST_BELIEVABLE_YEAR;
}

export function iso(year: string, month: string, day: string): string {
  return `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

export function partsOf(date: string | undefined): DateParts {
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

/** Whether the three parts name a real day. */
export function isRealDate(parts: DateParts): boolean {
  if (!/^\d{4}$/.test(parts.year) || !/^\d{1,2}$/.test(parts.month) || !/^\d{1,2}$/.test(parts.day)) return false;
  const month = Number(parts.month);
  const day = Number(parts.day);
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(Number(parts.year), month, 0)).getUTCDate();
}
