/**
 * One field and everything that was ever written into it. Versions are only added, so two copies of a notebook come
 * together by putting their versions side by side: in any order, any number of times, with the same outcome, and
 * nothing that somebody typed is lost.
 */

/** What a version holds: JSON, and `null` where the entry was taken away. */
export type Value = null | boolean | number | string | Value[] | { [name: string]: Value | undefined };

export interface Version {
  value: Value;
  /** Day on which it was written. */
  day: string;
  /** The versions that whoever wrote it had before them. */
  over: string[];
}

/** By stamp: a counter that grows within the household, and the notebook in which it was written. */
export type Versions = Record<string, Version>;

export type Fields = Record<string, Versions>;

/** How many digits the counter has, so that stamps stand in order as texts do. */
const DIGITS = 8;

export function stampOf(count: number, notebook: string): string {
  return `${String(count).padStart(DIGITS, "0")}.${notebook}`;
}

/** The count that comes after all of these. */
export function nextCount(fields: Fields): number {
  let last = 0;
  for (const versions of Object.values(fields)) {
    for (const stamp of Object.keys(versions)) last = Math.max(last, Number(stamp.slice(0, DIGITS)));
  }
  return last + 1;
}

/** Writes a value over what stands there. What stays as it is, is no new version. */
export function written(fields: Fields, path: string, value: Value, notebook: string, day: string): Fields {
  const heads = headsOf(fields[path]);
  if (heads.length <= 1 && same(heads[0]?.version.value ?? null, value)) return fields;
  return writtenApart(fields, path, [value], notebook, day);
}

/** Lets values stand again that were there before, side by side where they did; the last one counts. */
export function writtenApart(fields: Fields, path: string, values: Value[], notebook: string, day: string): Fields {
  const over = headsOf(fields[path]).map((head) => head.stamp);
  const first = nextCount(fields);
  return values.reduce(
    (all, value, at) => ({ ...all, [path]: { ...all[path], [stampOf(first + at, notebook)]: { value, day, over } } }),
    fields,
  );
}

export interface Head {
  stamp: string;
  version: Version;
}

/** The versions that no other was written over, the one that counts first. More than one: two hands, one field. */
export function headsOf(versions: Versions = {}): Head[] {
  const all = Object.keys(versions).map((stamp) => ({ stamp, version: versions[stamp] as Version }));
  // The most fields were written once.
  if (all.length < 2) return all;
  const past = new Set(all.flatMap(({ version }) => version.over));
  return all.filter(({ stamp }) => !past.has(stamp)).sort((one, other) => (one.stamp < other.stamp ? 1 : -1));
}

/** What counts: the version with the highest stamp that none was written over. */
export function valueOf(fields: Fields, path: string): Value {
  return headsOf(fields[path])[0]?.version.value ?? null;
}

/** Both sides of every field. Two versions of one stamp can only come from a damaged copy: the greater text stays. */
export function mergedFields(one: Fields, other: Fields): Fields {
  const fields: Fields = { ...one };
  for (const [path, versions] of Object.entries(other)) {
    const both: Versions = { ...fields[path] };
    for (const [stamp, version] of Object.entries(versions)) {
      const known = both[stamp];
      both[stamp] = known && canonical(known) > canonical(version) ? known : version;
    }
    fields[path] = both;
  }
  return fields;
}

/** Paths on which more than one version stands, with different words. */
export function openPaths(fields: Fields): string[] {
  return Object.keys(fields)
    .filter((path) => {
      const [first, ...others] = headsOf(fields[path]);
      return first !== undefined && others.some(({ version }) => !same(version.value, first.version.value));
    })
    .sort();
}

export function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** JSON with the names in order, so that equal values are equal texts. */
export function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const named = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${named.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join()}}`;
}
