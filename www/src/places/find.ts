/** Finding a place by its name, a part of it, its pinyin or the first letters, or by its code; and what holds there. */

import type { PackEntry } from "../contract.js";
import { isFuture, isPast } from "../state/state.js";
import { areaOf, areaOfPack, packsOf } from "./area.js";
import { shortOf, type Division, type Divisions } from "./divisions.js";

/** A place, and what holds there on a day. */
export interface Found {
  /** Its division code; empty of the nation. */
  code: string;
  name: string;
  within: string[];
  /** What can be computed with, the most particular first and the frames under it. */
  now: PackEntry[];
  /** What holds in a part of it only. */
  inside: PackEntry[];
  /** What held before, or will. */
  other: PackEntry[];
}

const NATION = "全国";
/** Places that are told of; more letters leave fewer. */
export const MOST = 8;
/** Ranks, the best first; what is abbreviated comes after what is spelt. */
const SAME = 0;
const BEGINS = 1;
const ABBREVIATED = 2;
const CONTAINS = 4;
const AMONG = 6;

interface Match {
  division: Division;
  rank: number;
}

/** The places that characters, letters or digits may mean: how many, and the first of them. */
export function find(
  divisions: Divisions,
  packs: PackEntry[],
  text: string,
  today: string,
  region = "",
): { count: number; first: Found[] } {
  const typed = bare(text.toLowerCase().replace(/ü/g, "v"));
  const area = areaOf(region);
  const everywhere = [...divisions.all, ...further(divisions, packs)];
  const all = area === "" ? everywhere : everywhere.filter(({ code }) => areaOf(code).startsWith(area));
  const matching =
    typed === ""
      ? []
      : /^\d+$/.test(typed)
        ? byDigits(divisions, all, typed)
        : all.flatMap((division) => matchOf(divisions, division, typed) ?? []);
  // Where all that was typed is a path, what has more of it is meant.
  const best = Math.max(...matching.map(({ rank }) => (rank < AMONG ? 0 : rank)));
  const alone = matching.every(({ rank }) => rank >= AMONG);
  const held = new Set(packs.filter((pack) => holds(pack, today)).map(areaOfPack));
  const sorted = matching
    .filter(({ rank }) => rank < AMONG || (alone && rank === best))
    .map(({ division, rank }) => ({
      division,
      rank,
      far: areaOf(division.code).length,
      near: particular(held, areaOf(division.code)),
    }))
    .sort((left, right) => left.rank - right.rank || left.far - right.far || right.near - left.near);
  return { count: sorted.length, first: sorted.slice(0, MOST).map(({ division }) => foundOf(packs, division, today)) };
}

/** The place of a code, whatever its length; none where nobody has it. */
export function placeOf(divisions: Divisions, packs: PackEntry[], code: string, today: string): Found | undefined {
  const area = areaOf(code);
  const county = area.slice(0, 6).padEnd(6, "0");
  const named = area === "" ? nation() : further(divisions, packs).find((one) => areaOf(one.code) === area);
  // Registers also have rows for the districts of a city, and the counties of a province, as a whole.
  const division =
    named ?? divisions.byCode.get(county) ?? divisions.byCode.get(county.replace(/^(..)(0[12]|90)00$/, "$10000"));
  return division && foundOf(packs, { ...division, code }, today);
}

/** Without what stands between the words. */
function bare(text: string): string {
  return text.replace(/[^\p{L}\d]/gu, "");
}

function foundOf(packs: PackEntry[], { code, name, within }: Division, today: string): Found {
  const area = areaOf(code);
  const covers = (pack: PackEntry): boolean => area.startsWith(areaOfPack(pack) as string);
  // A pack that names no place it could be found by is one of its own.
  const here =
    code === "" && name !== NATION
      ? [
          ...packs.filter((pack) => nameOf(pack) === name),
          ...packsOf(packs, "").filter((pack) => areaOfPack(pack) === ""),
        ]
      : packsOf(packs, area);
  const named = here.filter((pack) => areaOfPack(pack) === undefined || covers(pack));
  return {
    code,
    name,
    within,
    now: named.filter((pack) => holds(pack, today)),
    inside: code === "" ? [] : here.filter((pack) => !named.includes(pack) && holds(pack, today)),
    other: named.filter((pack) => !holds(pack, today)),
  };
}

export function holds(pack: PackEntry, today: string): boolean {
  return !isPast(pack, today) && !isFuture(pack, today);
}

/** How near to the place the rules are that come first there. */
function particular(held: Set<string | undefined>, area: string): number {
  return [12, 9, 6, 4, 2].find((digits) => area.length >= digits && held.has(area.slice(0, digits))) ?? 0;
}

function nation(): Division {
  return { code: "", name: NATION, short: NATION, within: [] };
}

/** Places that only packs name: the nation, towns, and what has no code. */
function further({ byCode }: Divisions, packs: PackEntry[]): Division[] {
  const names = new Map<string, Division>();
  for (const pack of packs) {
    const area = areaOfPack(pack);
    const name = area === "" ? NATION : nameOf(pack);
    if (area === undefined || area === "" || !byCode.has(area.padEnd(6, "0")))
      names.set(name, { code: area ?? "", name, short: shortOf(name), within: pack.region.slice(0, -1) });
  }
  return [...names.values()];
}

function nameOf({ region }: PackEntry): string {
  return region[region.length - 1] ?? "";
}

/** While a code is typed, all that it may become; the whole code, also of a town, is one place or what is around it. */
function byDigits({ byCode }: Divisions, all: Division[], typed: string): Match[] {
  if (typed.length < 6)
    return all.filter(({ code }) => code.startsWith(typed)).map((division) => ({ division, rank: SAME }));
  const division =
    all.find(({ code }) => code !== "" && areaOf(code) === areaOf(typed)) ??
    [6, 4, 2]
      .map((digits) => byCode.get(typed.slice(0, digits).padEnd(6, "0")))
      .find((one) => one && all.includes(one));
  return division ? [{ division: { ...division, code: typed }, rank: SAME }] : [];
}

function matchOf({ spelling }: Divisions, division: Division, typed: string): Match | undefined {
  const { name, short, within } = division;
  if (/^[a-z]/.test(typed)) {
    const own = spelt(spelling, name, short.length, typed);
    if (own !== undefined) return { division, rank: own };
    // With the province or the city before it.
    const [province = "", city = ""] = within.map(shortOf);
    return [province + city, province, city].some(
      (path) =>
        (spelt(spelling, path + name, path.length + short.length, typed, path.length) ?? AMONG) < CONTAINS &&
        path !== "",
    )
      ? { division, rank: CONTAINS }
      : undefined;
  }
  // Of the list itself none has anything else in it.
  const words = division.code.length === 6 ? name : bare(name);
  if (typed === words || typed === short) return { division, rank: SAME };
  if (words.startsWith(typed)) return { division, rank: BEGINS };
  if (words.includes(typed)) return { division, rank: CONTAINS };
  // A whole address has the name in it; the more names around it, the surer.
  if (short.length < 2 || !typed.includes(short)) return undefined;
  const rest = typed.replace(short, "");
  const around = within.filter((one) => rest.includes(one.slice(0, 2)));
  return { division, rank: AMONG + short.length + 2 * around.length };
}

/** Whether letters are a name: whole syllables, or the first letter of each. More than `least` characters have to be. */
function spelt(
  spelling: Map<string, string[]>,
  name: string,
  short: number,
  typed: string,
  least = 0,
): number | undefined {
  let best: number | undefined;
  // Most begin otherwise.
  if (!(spelling.get(name.charAt(0)) ?? []).some((sound) => sound[0] === typed[0])) return undefined;
  const go = (at: number, from: number, abbreviated: number): void => {
    if (from === typed.length) {
      const rank = (at === short || at === name.length ? SAME : BEGINS) + abbreviated;
      if (at > least && (best === undefined || rank < best)) best = rank;
      return;
    }
    for (const sound of spelling.get(name[at] ?? "") ?? []) {
      if (typed.startsWith(sound, from)) go(at + 1, from + sound.length, abbreviated);
      // The last syllable may be still on its way.
      else if (sound.startsWith(typed.slice(from))) go(at + 1, typed.length, ABBREVIATED);
      if (typed[from] === sound[0]) go(at + 1, from + 1, ABBREVIATED);
    }
  };
  go(0, 0, 0);
  return best;
}
