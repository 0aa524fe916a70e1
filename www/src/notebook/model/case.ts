/** What the calculator is told of a member, for one year, and what comes back from it. */

import type { Answers } from "../../contract.js";
import type { Given, BillDraft, Draft, ReceivedDraft } from "../../state/draft.js";
import { answersOf } from "../../state/answers.js";
import { dayOf, emptyDraft } from "../../state/draft.js";
import { IDENTITY } from "../../state/flow.js";
import { dateOf, partsOf } from "../../text/date.js";
import { plainIdentity } from "../../text/plain.js";
import {
  applicationsOf,
  billsOf,
  dayOfField,
  firstStamp,
  givenOf,
  identitiesOf,
  membersOf,
  readingsOf,
  toldOf,
  type Application,
  type Household,
  type Identity,
  type Kept,
  type KeptBill,
  type Told,
} from "./household.js";
import { sumOf } from "./sums.js";
import { same, type Value } from "./versions.js";

const AGE = "person.age";
/** An age that was told is asked again after so many days. */
const AGE_HOLDS = 365;
/** Answers that are kept in a form of their own. */
const APART = [IDENTITY];
/** Where the household was told of and the question was never put. */
const IDENTITY_ASKED = "身份是哪一种？";

/** Years with bills or paid applications, the last first; this year where there are none. */
export function yearsOf(household: Household, member: string, today: string): string[] {
  const years = billsOf(household, member).map(({ value }) => yearOf(value.draft, today));
  return [...new Set(years.length > 0 ? years : [today.slice(0, 4)])].sort().reverse();
}

/** A bill whose year is not known counts for this year, and so does one whose year cannot be read. */
export function yearOf(bill: BillDraft, today: string): string {
  const isPlain = /^\d{4}$/;
  // What was typed may be anything, so that reading a day takes a while.
  const told = isPlain.test(bill.date.year) ? bill.date.year : dayOf(bill).slice(0, 4);
  return bill.dateUnknown || !isPlain.test(told) ? today.slice(0, 4) : told;
}

export function billsOfYear(household: Household, member: string, year: string, today: string): Kept<KeptBill>[] {
  return billsOf(household, member).filter(({ value }) => yearOf(value.draft, today) === year);
}

/** Identities that are held on a day. */
export function heldOn(identities: Kept<Identity>[], day: string): Kept<Identity>[] {
  return identities.filter(
    ({ value }) => (value.from === "" || value.from <= day) && (value.until === "" || day <= value.until),
  );
}

/**
 * Answers in which each identity holds on its own days, as the notebook knows them: a bill is judged by those of its day.
 * One that was held on the day of the questions and is not among the answers was put right: it never held.
 *
 * @param day on which the answers name the identities that are held
 */
export function timed<A extends Partial<Answers>>(answers: A, identities: Kept<Identity>[], day: string): A {
  const { person } = answers;
  const named = person?.categories;
  if (named === undefined) return answers;
  const isDated = ({ value }: Kept<Identity>): boolean => value.from + value.until !== "";
  const now = heldOn(identities, day);
  const dated = identities.filter((one) => isDated(one) && (!now.includes(one) || named.includes(one.value.category)));
  const byDay = now.filter(isDated).map(({ value }) => value.category);
  const throughout = now.filter((one) => !isDated(one)).map(({ value }) => value.category);
  const categories = named.filter((category) => throughout.includes(category) || !byDay.includes(category));
  const held = dated.map(({ value: { category, from, until } }) => ({
    category,
    ...(from && { from }),
    ...(until && { until }),
  }));
  return held.length === 0 ? answers : { ...answers, person: { ...person, categories, held } };
}

/** What the core is asked of a case. */
export function answersTo({ draft, identities, day }: Case, asOf: string): Answers {
  return timed(answersOf(draft, asOf), identities, day);
}

/** The day for which a member's identity counts: today, or the last day of a year that is over. */
export function dayOfYear(year: string, today: string): string {
  return year < today.slice(0, 4) ? `${year}-12-31` : today;
}

/** A year, month or day of birth; nothing where it is none, or is yet to come. */
export function birthOf(born: string, day: string): string | undefined {
  const first = `${born}-01-01`.slice(0, 10);
  const isSound = /^(19|20)\d\d(-\d\d){0,2}$/.test(born) && dateOf(partsOf(first)) !== undefined;
  return isSound && first <= day ? born : undefined;
}

/** What is told of a member for one year: a draft, and the identities with their days, for which it has no room. */
export interface Case {
  draft: Draft;
  identities: Kept<Identity>[];
  /** On which the draft names the identities that are held. */
  day: string;
}

export function caseOf(household: Household, member: string, year: string, today: string, pack: string): Case {
  const identities = identitiesOf(household, member);
  return { draft: draftOf(household, member, year, today, pack), identities, day: dayOfYear(year, today) };
}

export function draftOf(household: Household, member: string, year: string, today: string, pack: string): Draft {
  const day = dayOfYear(year, today);
  const given: Record<string, Given> = { ...givenOf(household, member) };
  const identities = identitiesOf(household, member);
  const held = heldOn(identities, day);
  const known = given[IDENTITY];
  if (held.length > 0) {
    const shown = [...new Set(held.map(({ value }) => value.text))].join("、");
    given[IDENTITY] = {
      kind: "choices",
      text: known?.text ?? IDENTITY_ASKED,
      value: [...new Set(held.map(({ value }) => value.category))],
      shown,
    };
  } else if (identities.length > 0) {
    given[IDENTITY] = { kind: "choices", text: known?.text ?? IDENTITY_ASKED, value: [], shown: "" };
  }
  const born = birthOf(membersOf(household).find(({ id }) => id === member)?.born ?? "", day);
  if (born !== undefined) given["person.born"] = { kind: "date", text: "哪天生的？", value: born, shown: born };
  const isOld = (): boolean => daysBetween(dayOfField(household, `given/${member}/${AGE}`), today) > AGE_HOLDS;
  if (given[AGE] && (born !== undefined || isOld())) delete given[AGE];
  const bills = billsOfYear(household, member, year, today).map(({ value }) => value.draft);
  const received = receivedOf(household, member, year);
  return {
    ...emptyDraft(),
    pack,
    given,
    bills,
    withoutBills: bills.length === 0,
    readings: readingsOf(household, member),
    ...(received ? { received } : {}),
  };
}

/** What was told of a year, and what was paid out since. */
export function receivedOf(household: Household, member: string, year: string): ReceivedDraft | undefined {
  const told = toldOf(household, member, year);
  const paid = paidOf(household, member, year).filter(({ id }) => !told?.through.includes(id));
  if (paid.length === 0) return told?.received;
  const before = told?.received.kind === "some" ? told.received : undefined;
  const amounts: Record<string, string> = { ...before?.amounts };
  for (const { value } of paid) amounts[value.program] = sumOf([amounts[value.program], value.amount]);
  // The bills of a household are all in the notebook.
  return { kind: "some", amounts, bills: before?.bills ?? "listed" };
}

/** A programme that was applied for. */
export interface Applied {
  program: string;
  /** The year as it was then, where bills came since that are in no application; nothing where none did. */
  before: Draft | undefined;
}

/** @param draft the year as it is now */
export function appliedOf(household: Household, member: string, year: string, today: string, draft: Draft): Applied[] {
  const applications = applicationsOf(household, member).filter(({ value }) => value.year === year);
  const bills = billsOfYear(household, member, year, today);
  return [...new Set(applications.map(({ value }) => value.program))].map((program) => {
    const own = applications.filter(({ value }) => value.program === program);
    // What is still being prepared takes in whatever comes.
    const isOpen = own.some(({ value }) => value.state === "preparing");
    const handedIn = own
      .map(({ id }) => handingIn(household, id))
      .sort((one, other) => (one.at < other.at ? 1 : -1))[0];
    const then = bills.filter(
      ({ id, value }) => isOpen || !handedIn || !cameAfter(household, id, value.draft, handedIn),
    );
    const before = then.map(({ value }) => value.draft);
    return {
      program,
      before: then.length === bills.length ? undefined : { ...draft, bills: before, withoutBills: before.length === 0 },
    };
  });
}

interface Moment {
  day: string;
  at: string;
}

/** When an application was handed in, or whatever else was first told of it. */
function handingIn(household: Household, id: string): Moment {
  const versions = Object.entries(household.fields[`application/${id}`] ?? {}).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  const told = versions.map(([at, { value }]) => ({ at, application: value as unknown as Application | null }));
  const first = told.find(({ application }) => application && application.state !== "preparing");
  return { at: first?.at ?? "", day: first?.application?.day ?? "" };
}

/** On the day of the handing-in itself, what was written down later. */
function cameAfter(household: Household, id: string, bill: BillDraft, { day, at }: Moment): boolean {
  const own = (bill.dateUnknown ? "" : dayOf(bill)) || dayOfField(household, `bill/${id}`);
  return own > day || (own === day && firstStamp(household, `bill/${id}`) > at);
}

/** Applications that were paid, of programmes of the pack. */
export function paidOf(household: Household, member: string, year: string): ReturnType<typeof applicationsOf> {
  return applicationsOf(household, member).filter(
    ({ value }) => value.state === "paid" && value.year === year && value.program !== "",
  );
}

/**
 * The fields that the answers of a sitting change, beside what was handed to the calculator. `fresh` gives numbers to
 * what is new.
 */
export function fieldsOf(
  household: Household,
  member: string,
  year: string,
  today: string,
  before: Draft,
  now: Draft,
  fresh: () => string,
): Record<string, Value> {
  const fields: Record<string, Value> = {};
  for (const path of new Set([...Object.keys(before.given), ...Object.keys(now.given)])) {
    if (same(before.given[path], now.given[path])) continue;
    if (APART.includes(path))
      Object.assign(fields, identityFields(household, member, year, today, now.given[path], fresh));
    else fields[`given/${member}/${path}`] = (now.given[path] as unknown as Value | undefined) ?? null;
  }
  const kept = billsOfYear(household, member, year, today);
  // Bills keep their places while one is open in the calculator; one that was removed leaves the ones that are the same.
  const gone = kept.filter(({ value }) => !now.bills.some((bill) => same(bill, value.draft)));
  const fresher = now.bills.filter((bill) => !kept.some(({ value }) => same(bill, value.draft)));
  const replaced = now.bills.length >= kept.length;
  for (const [at, bill] of fresher.entries()) {
    const old = gone[at];
    fields[`bill/${old ? old.id : fresh()}`] = { member, draft: bill } as unknown as Value;
  }
  if (!replaced) for (const { id } of gone.slice(fresher.length)) fields[`bill/${id}`] = null;
  if (!same(before.received, now.received)) {
    const through = paidOf(household, member, year).map(({ id }) => id);
    const told: Told | undefined = now.received && { received: now.received, through };
    fields[`told/${member}/${year}`] = (told as unknown as Value | undefined) ?? null;
  }
  if (!same(before.readings, now.readings)) fields[`readings/${member}`] = now.readings;
  return fields;
}

/** What was ticked begins, what was unticked was put right: it is taken away, and stands in the history. */
function identityFields(
  household: Household,
  member: string,
  year: string,
  today: string,
  given: Given | undefined,
  fresh: () => string,
): Record<string, Value> {
  const held = heldOn(identitiesOf(household, member), dayOfYear(year, today));
  const chosen = Array.isArray(given?.value) ? given.value : [];
  const fields: Record<string, Value> = {};
  for (const { id, value } of held) if (!chosen.includes(value.category)) fields[`identity/${id}`] = null;
  for (const category of chosen) {
    if (held.some(({ value }) => value.category === category)) continue;
    const { say: text } = plainIdentity(category, category);
    fields[`identity/${fresh()}`] = { member, category, text, from: "", until: "" };
  }
  // The question's own words, and that it was answered with none or 「不清楚」.
  fields[`given/${member}/${IDENTITY}`] =
    given === undefined ? null : ({ ...given, value: chosen.length > 0 ? [] : given.value } as unknown as Value);
  return fields;
}

export function daysBetween(from: string, to: string): number {
  const [one, other] = [from, to].map((day) => {
    const { year, month, day: date } = partsOf(day);
    return Date.UTC(Number(year), Number(month) - 1, Number(date));
  }) as [number, number];
  return Math.round((other - one) / 86_400_000);
}

export function dayAfter(day: string, days: number): string {
  const { year, month, day: date } = partsOf(day);
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(date) + days)).toISOString().slice(0, 10);
}
