/** A household as the notebook keeps it, and how its fields are read. */

import type { BillDraft, Given, ReceivedDraft } from "../../state/draft.js";
import { headsOf, mergedFields, valueOf, type Fields, type Value, type Version } from "./versions.js";

export const FORM = 1;

export interface Household {
  form: typeof FORM;
  id: string;
  /** After it was erased nothing is left but its number: a copy that comes back later does not bring it back. */
  erased?: true;
  fields: Fields;
}

/** The plain words of a household. */
export const WORDS = ["name", "village", "group", "phone", "place", "note", "consent", "until", "next"] as const;
export type Word = (typeof WORDS)[number];

/** Whoever is called so has no name in the notebook. */
export const SELF = "本人";

export interface Member {
  id: string;
  name: string;
  /** Day of birth, or only the year of it. */
  born: string;
}

export interface Identity {
  member: string;
  category: string;
  /** As the pack calls it. */
  text: string;
  /** First day and last day, where they are known. */
  from: string;
  until: string;
}

export interface KeptBill {
  member: string;
  draft: BillDraft;
}

export const STATES = ["preparing", "filed", "approved", "refused", "paid"] as const;
export type ApplicationState = (typeof STATES)[number];

export interface Application {
  member: string;
  /** Programme of the pack, and its name. */
  program: string;
  name: string;
  /** Of which year's bills. */
  year: string;
  state: ApplicationState;
  /** What was granted or paid. */
  amount: string;
  /** Day of this state. */
  day: string;
  note: string;
}

export interface Visit {
  day: string;
  note: string;
}

/** With whom a household is now: who has this key counts it, everybody else knows where it went. */
export interface Handed {
  to: string;
  key: string;
  day: string;
}

/** On which list of the office it stands, by the office's own numbers. */
export interface Listed {
  list: string;
  row: string;
  from: string;
  reason: string;
}

/** What was told to have been received in a year, all together, and which paid applications are in it. */
export interface Told {
  received: ReceivedDraft;
  through: string[];
}

/** The answer that was last looked at. */
export interface Seen {
  pack: string;
  digest: string;
  min: string;
  max: string;
  day: string;
}

export interface Kept<T> {
  id: string;
  value: T;
}

export function emptyHousehold(id: string): Household {
  return { form: FORM, id, fields: {} };
}

export function word(household: Household, name: Word): string {
  return textOf(valueOf(household.fields, name));
}

export function membersOf(household: Household): Member[] {
  return entries(household, "member/").map(({ id, value }) => {
    const { name, born } = Object(value) as Partial<Member>;
    return { id, name: textOf(name), born: textOf(born) };
  });
}

export function identitiesOf(household: Household, member: string): Kept<Identity>[] {
  return ofMember<Identity>(household, "identity/", member);
}

export function billsOf(household: Household, member: string): Kept<KeptBill>[] {
  return ofMember<KeptBill>(household, "bill/", member).filter(
    ({ value: { draft } }) => typeof draft === "object" && draft,
  );
}

export function applicationsOf(household: Household, member?: string): Kept<Application>[] {
  return member === undefined
    ? [...entries<Application>(household, "application/")]
    : ofMember<Application>(household, "application/", member);
}

export function visitsOf(household: Household): Kept<Visit>[] {
  return [...entries<Visit>(household, "visit/")].sort((one, other) => (one.value.day < other.value.day ? 1 : -1));
}

export function givenOf(household: Household, member: string): Record<string, Given> {
  const found: Record<string, Given> = {};
  const start = `given/${member}/`;
  for (const { id, value } of entries<Given>(household, start)) found[id] = value;
  return found;
}

/** Day on which the answer at a path was written. */
export function dayOfField(household: Household, path: string): string {
  return headsOf(household.fields[path])[0]?.version.day ?? "";
}

export function toldOf(household: Household, member: string, year: string): Told | undefined {
  return (valueOf(household.fields, `told/${member}/${year}`) as Told | null) ?? undefined;
}

export function seenOf(household: Household, member: string, year: string): Seen | undefined {
  return (valueOf(household.fields, `seen/${member}/${year}`) as Seen | null) ?? undefined;
}

export function handedOf(household: Household): Handed | undefined {
  return (valueOf(household.fields, "handed") as Handed | null) ?? undefined;
}

export function listedOf(household: Household): Listed | undefined {
  return (valueOf(household.fields, "listed") as Listed | null) ?? undefined;
}

export function readingsOf(household: Household, member: string): Record<string, string> {
  return (valueOf(household.fields, `readings/${member}`) as Record<string, string> | null) ?? {};
}

export function papersOf(household: Household, member: string): string[] {
  return entries<string>(household, `paper/${member}/`).map(({ id }) => id);
}

/** When an entry was first written: entries of one household stand in this order. */
export function firstStamp(household: Household, path: string): string {
  const [first = ""] = Object.keys(household.fields[path] ?? {}).sort();
  return first;
}

/** The state of an application from its first day on. */
export function historyOf(household: Household, path: string): Version[] {
  return Object.entries(household.fields[path] ?? {})
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, version]) => version);
}

/** Two copies of one household. Erased stays erased. */
export function mergedHousehold(one: Household, other: Household): Household {
  if (one.erased || other.erased) return { form: FORM, id: one.id, erased: true, fields: {} };
  return { form: FORM, id: one.id, fields: mergedFields(one.fields, other.fields) };
}

/** Whether a value that comes from outside is a household of this form, all through. */
export function isHousehold(value: unknown): value is Household {
  const { form, id, fields, erased } = Object(value) as Partial<Household>;
  if (form !== FORM || typeof id !== "string" || !/^[0-9a-f]{8,40}$/.test(id) || !isTable(fields)) return false;
  if (erased !== undefined) return erased === true && Object.keys(fields).length === 0;
  return Object.values(fields).every(
    (versions) =>
      isTable(versions) &&
      Object.entries(versions).every(([stamp, version]) => {
        const { day, over, value: held } = Object(version) as Partial<Version>;
        const isStamp = /^\d{8}\.[0-9a-f]+$/.test(stamp);
        return (
          isStamp &&
          typeof day === "string" &&
          held !== undefined &&
          Array.isArray(over) &&
          over.every((text) => typeof text === "string")
        );
      }),
  );
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function ofMember<T extends { member: string }>(household: Household, start: string, member: string): Kept<T>[] {
  return entries<T>(household, start).filter(({ value }) => value.member === member);
}

/** A household never changes, another takes its place: what was found in one stays found. */
const found = new WeakMap<Household, Record<string, readonly Kept<unknown>[]>>();

/** In the order in which they were first written. */
function entries<T>(household: Household, start: string): readonly Kept<T>[] {
  let known = found.get(household);
  if (!known) found.set(household, (known = {}));
  return (known[start] ??= sought(household, start)) as readonly Kept<T>[];
}

function sought<T>(household: Household, start: string): Kept<T>[] {
  const found: { first: string; kept: Kept<T> }[] = [];
  for (const path of Object.keys(household.fields)) {
    if (!path.startsWith(start)) continue;
    const value = valueOf(household.fields, path);
    const first = firstStamp(household, path);
    if (value !== null) found.push({ first, kept: { id: path.slice(start.length), value: value as unknown as T } });
  }
  const inOrder = found.sort((one, other) => (one.first === other.first ? 0 : one.first < other.first ? -1 : 1));
  return inOrder.map(({ kept }) => kept);
}

function textOf(value: Value | string | undefined): string {
  return typeof value === "string" ? value : "";
}
