/** Names, codes and spelling of the divisions, out of the packed list of build/places.js. */

export interface Division {
  /** Six digits; of a pack's own place also more, and none of a place without a code. */
  code: string;
  name: string;
  /** The name without the word for its kind. */
  short: string;
  /** Names of the province and the city around it. */
  within: string[];
}

export interface Divisions {
  all: Division[];
  byCode: Map<string, Division>;
  /** How a character may be spelt. */
  spelling: Map<string, string[]>;
}

const MARK = "-";

export function unpack(packed: string): Divisions {
  const [most, letters = "", sounds = "", rows = ""] = packed.split(" ");
  /** As many letters stand for a character by themselves. */
  const single = Number(most);
  const characters: string[] = [];
  const spelling = new Map<string, string[]>();
  let spelt = "";
  for (const part of sounds.match(/[a-z_]+|[^a-z_]/g) ?? []) {
    if (/[a-z_]/.test(part)) spelt = part;
    else {
      characters.push(part);
      spelling.set(part, [...(spelling.get(part) ?? []), spelt]);
    }
  }
  const values: number[] = [];
  Array.from(letters).forEach((letter, at) => (values[letter.charCodeAt(0)] = at));
  const all: Division[] = [];
  const byCode = new Map<string, Division>();
  let code = 0;
  // Each stands below the province and the city that came last before it, where it is of them.
  let province: Division | undefined;
  let city: Division | undefined;
  for (const [, step, text = ""] of matches(/(\d*),([^\d,]+)/g, rows)) {
    code += Number(step || 1);
    let name = "";
    let short = "";
    for (let at = 0; at < text.length; at += 1) {
      if (text[at] === MARK) short = name;
      else {
        const place = values[text.charCodeAt(at)] as number;
        name +=
          characters[
            place < single
              ? place
              : single + (place - single) * letters.length + (values[text.charCodeAt((at += 1))] as number)
          ];
      }
    }
    const digits = String(code);
    const within: string[] = [];
    if (province && province.code.slice(0, 2) === digits.slice(0, 2)) within.push(province.name);
    if (city && city.code.slice(0, 4) === digits.slice(0, 4)) within.push(city.name);
    const division = { code: digits, name, short: short || shortOf(name), within };
    if (code % 10000 === 0) province = division;
    else if (code % 100 === 0) city = division;
    all.push(division);
    byCode.set(digits, division);
  }
  return { all, byCode, spelling };
}

export function shortOf(name: string): string {
  return name.length > 2 ? name.replace(/(自治)?[省市区县盟旗]$/, "") : name;
}

/** Engines of before 2020 have no matchAll. */
function matches(shape: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (let one = shape.exec(text); one; one = shape.exec(text)) found.push(one);
  return found;
}
