/**
 * Numbers as people write them: 「12,345.60」, 「１２３」, 「1万2」, 「5千」, 「三千五」, 「40000元整」. What could be meant in
 * another way is refused with its reason, never guessed: 「3200 1800」 are two numbers, 「三五千」 is none.
 */

export type Refusal = "empty" | "not-a-number" | "several" | "too-many-decimals" | "negative" | "too-long";
export type Reading = { ok: true; value: string } | { ok: false; reason: Refusal };

/** Letters that are written in several ways or cannot be seen, and the one way in which they are read here, if any. */
const WRITTEN = "０１２３４５６７８９．。，－−–—﹣（）％零壹贰叁肆伍陆柒捌玖两俩拾佰仟萬圆圓块塊毛￥\u200b\ufeff";
const READ = "0123456789..,-----()%〇一二三四五六七八九二二十百千万元元元元角¥";
const CHINESE = "〇一二三四五六七八九";
const LONGEST_WHOLE_PART = 10;

const PLAIN = /^\d+(\.\d*)?$/;
const GROUPED = /^[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/;
const NEGATIVE = /^(-|负|\().*[\d〇-龥]|\d-$/;
/** Side by side they are two numbers, or a guess. */
const RUN_TOGETHER = /[\d一二三四五六七八九][〇一二三四五六七八九]|[〇一二三四五六七八九]\d|^〇./;
const SEVERAL = /[\d一二三四五六七八九十百千万]元?[\s、;；+,到至~～/-]+[\d〇一二三四五六七八九十]/;
const COINS = /^([^.]+)元(\d?)角?(?:0?(\d)分)?$/;
/** One figure, and one unit for all of it. */
const SCALED = /^([\d,.]+)([十百千]?万|[百千])$/;
const UNITS = "十百千万";

/** Full-width letters, the digits of cheques and the names of the coin become the common ones. */
export function plain(raw: string): string {
  return exchanged(raw, WRITTEN, READ).trim();
}

/** A decimal string, no longer than it was written. */
export function readNumber(raw: string): Reading {
  const no = (reason: Refusal): Reading => ({ ok: false, reason });
  const text = plain(raw)
    .replace(/\s+(?=[十百千万元角分整])/g, "")
    .replace(/([十百千万元角])\s+(?=[\d一二三四五六七八九][十百千角分])/g, "$1")
    .replace(/^(人民币|¥)\s*/, "")
    .replace(/[整正]$/, "")
    .replace(/元钱?$/, "");
  if (text === "") return no("empty");
  if (NEGATIVE.test(text)) return no("negative");
  const value = RUN_TOGETHER.test(text.replace(/([十百千万元角])〇/g, "$1")) ? undefined : withCoins(inDigits(text));
  if (value === undefined) return no(SEVERAL.test(text) ? "several" : "not-a-number");
  const [whole = "", decimals = ""] = value.replace(/^0+(?=\d)/, "").split(".");
  if (decimals.length > 2) return no("too-many-decimals");
  if (whole.length > LONGEST_WHOLE_PART) return no("too-long");
  return { ok: true, value: decimals === "" ? whole : `${whole}.${decimals}` };
}

/** A count, such as an age or the days of a stay; its unit may stand behind it. */
export function readWhole(raw: string): string | undefined {
  const reading = readNumber(plain(raw).replace(/\s*(周?岁|天|日|号|个?月|年)$/, ""));
  return reading.ok && /^\d{1,4}$/.test(reading.value) && !/[元角分¥]/.test(plain(raw)) ? reading.value : undefined;
}

export function inDigits(text: string): string {
  return exchanged(text, CHINESE, READ);
}

/** Each of some letters by that which stands in its place, or by none. */
function exchanged(text: string, letters: string, by: string): string {
  return text.replace(RegExp(`[${letters}]`, "g"), (letter) => by.charAt(letters.indexOf(letter)));
}

/** 「12元5角6分」 and 「三块五」. */
function withCoins(text: string): string | undefined {
  const [, yuan, ten = "", fen = ""] = COINS.exec(text) ?? [];
  if (yuan === undefined) return withUnits(text);
  const whole = withUnits(yuan);
  return whole && `${whole}.${ten || 0}${fen}`;
}

function withUnits(text: string): string | undefined {
  if (PLAIN.test(text)) return text;
  if (GROUPED.test(text)) return text.replace(/,/g, "");
  const [, figure = "", unit = ""] = SCALED.exec(text) ?? [];
  const value = figure && withUnits(figure);
  if (value) {
    const [whole = "", decimals = ""] = value.split(".");
    const places = [...unit].reduce((sum, one) => sum + UNITS.indexOf(one) + 1, 0);
    return `${whole}${decimals.slice(0, places).padEnd(places, "0")}.${decimals.slice(places)}`;
  }
  const [high, low, more] = text.split("万");
  if (low === undefined) return section(text, 0, true);
  const [thousands, rest] = [section(high ?? "", 0, false), section(low, 4, true)];
  return thousands && rest && more === undefined ? thousands + rest : undefined;
}

/**
 * Four digits of 「二千三百零五」.
 *
 * @param above the place of the unit that stands before it; 0 where there is none
 * @param ends whether nothing follows: then 「三千五」 is short for 「三千五百」
 */
function section(text: string, above: number, ends: boolean): string | undefined {
  const digits = ["0", "0", "0", "0"];
  let last = above;
  let rest = text;
  for (const place of [3, 2, 1]) {
    const [found = "", zero = "", digit = ""] = RegExp(`^(0?)([1-9]?)${UNITS[place - 1]}`).exec(rest) ?? [];
    if (found === "") continue;
    // 「零」 is for places left out; 「十」 needs no digit where it comes first.
    if ((zero && last - place < 2) || (!digit && (place > 1 || last > 0))) return undefined;
    digits[3 - place] = digit || "1";
    rest = rest.slice(found.length);
    last = place;
  }
  if (last === 0) return /^\d{1,4}$/.test(rest) ? rest.padStart(4, "0") : undefined;
  const short = /^[1-9]$/.test(rest);
  if (short && (ends || last === 1)) digits[4 - last] = rest;
  else if (rest.length <= last && (/^0[1-9]\d*$/.test(rest) || (/^\d+$/.test(rest) && rest.length === last && !short)))
    digits.splice(4 - rest.length, 4, ...rest);
  else if (rest !== "") return undefined;
  return digits.join("");
}
