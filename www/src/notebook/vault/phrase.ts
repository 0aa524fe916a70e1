/**
 * The phrase: eighteen digits by chance and a check digit for every three of them, so that a group that was written
 * down or typed wrong is named. 10^18 phrases, and each takes a slow derivation to try.
 */

export const GROUPS = 6;
const GROUP = 4;

/** Damm's table: a wrong digit and two that changed places are always noticed. */
const DAMM = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

/** A group also has its own place in its check digit: two groups that changed places are noticed. */
function checkOf(place: number, digits: string): string {
  let state = 0;
  for (const digit of `${place}${digits}`) state = Number((DAMM[state] as string).charAt(Number(digit)));
  return String(state);
}

export function newPhrase(random: (count: number) => Uint8Array): string {
  let digits = "";
  while (digits.length < GROUPS * (GROUP - 1)) {
    // Only what gives every digit the same chance.
    for (const byte of random(32)) if (byte < 250) digits += String(byte % 10);
  }
  const groups = Array.from({ length: GROUPS }, (_, place) => digits.slice(place * 3, place * 3 + 3));
  return groups.map((group, place) => group + checkOf(place, group)).join(" ");
}

/** The digits of what was typed, as groups; full-width ones too. */
export function groupsOf(typed: string): string[] {
  const digits = typed.replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10)).replace(/\D/g, "");
  return digits.match(/\d{1,4}/g) ?? [];
}

/** The first group that cannot be right, counted from one; nothing where all that is there can be. */
export function wrongGroup(typed: string): number | undefined {
  const groups = groupsOf(typed);
  const at = groups.findIndex(
    (group, place) =>
      place >= GROUPS || (group.length === GROUP && checkOf(place, group.slice(0, 3)) !== group.charAt(3)),
  );
  return at < 0 ? undefined : at + 1;
}

/** The phrase in one spelling, when it is whole and can be right. */
export function readPhrase(typed: string): string | undefined {
  const groups = groupsOf(typed);
  const isWhole = groups.length === GROUPS && groups.every(({ length }) => length === GROUP);
  return isWhole && wrongGroup(typed) === undefined ? groups.join(" ") : undefined;
}
