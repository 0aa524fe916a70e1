/** What follows from the notebook on a day: who waits, for what, until when, and what is missing. Nothing of it is kept. */

import type { Assessment, DocumentItem, Outcome, PackEntry, ProgramResult, Range } from "../../contract.js";
import { isLive } from "../../result/sheet.js";
import { rankOf } from "../../result/standing.js";
import { holdsOn } from "../../state/state.js";
import { compare, isZero } from "../../text/amount.js";
import type { Estimate } from "../reckoner/estimate.js";
import {
  appliedOf,
  billsOfYear,
  caseOf,
  daysBetween,
  dayOfYear,
  paidOf,
  yearsOf,
  type Applied,
  type Case,
} from "./case.js";
import {
  applicationsOf,
  identitiesOf,
  membersOf,
  papersOf,
  seenOf,
  visitsOf,
  word,
  type Application,
  type Household,
  type Kept,
  type Member,
} from "./household.js";
import { fenOf, moreThan, NOTHING, rangeOfAll, sumOf } from "./sums.js";
import { openPaths } from "./versions.js";

/** How the core is asked: by the pack and what is told. Without an answer the pack could not be opened. */
export type Ask<A extends Estimate> = (pack: PackEntry, asked: Case) => Outcome<A> | undefined;

/** One member and one year, as the core is asked about it. */
export interface Asked extends Case {
  member: Member;
  year: string;
  pack: PackEntry | undefined;
  applied: Applied[];
}

/** One member and one year: what the core says, and what is left to do. */
export interface Reckoning<A extends Estimate = Estimate> extends Asked {
  assessment: A | undefined;
  /** Of that what nobody has applied for: what was refused, is paid or under way is no longer to be had. */
  left: Estimate | undefined;
  /** Why there is no answer, in the words of the core. */
  problems: string[];
  /** Programmes that can be, or may be, applied for and are not. */
  open: ProgramResult[];
  /** Applications that still go on. */
  running: Kept<Application>[];
  due: Due | undefined;
  /** Papers of the open programmes that are not gathered. */
  papers: DocumentItem[];
  changed: Change[];
  /** Sums of what stands in the notebook. */
  total: string;
  received: string;
}

export interface Due {
  date: string;
  left: number;
}

export type Change =
  | { kind: "edition" | "rules" | "amount" }
  /** The year is over since: its bills go on by its own last day, and new ones count from nothing. */
  | { kind: "turned"; year: string }
  | { kind: "ended"; text: string; day: string };

export interface View<A extends Estimate = Estimate> {
  household: Household;
  name: string;
  village: string;
  rows: Reckoning<A>[];
  due: Due | undefined;
  papers: number;
  /** All that waits for a household at most, in fen, to order by. */
  most: number;
  lastVisit: string;
  next: string;
  conflicts: string[];
  /** Whether it is on the round of the day. */
  today: boolean;
}

/** Last days within so many days bring a household onto the round. */
const NEAR = 7;
const RUNNING: Application["state"][] = ["preparing", "filed", "approved"];

/** Of the rules of the same place, those that hold on a day; the chosen ones where there are none. */
export function packOn(packs: PackEntry[], id: string, day: string): PackEntry | undefined {
  const chosen = packs.find((pack) => pack.id === id);
  if (!chosen || holdsOn(chosen, day)) return chosen;
  const place = chosen.region.join();
  return packs.find((pack) => pack.region.join() === place && holdsOn(pack, day)) ?? chosen;
}

/** What the core is asked about a household: a member and a year each. */
export function askedOf(household: Household, today: string, packs: PackEntry[]): Asked[] {
  return membersOf(household).flatMap((member) =>
    yearsOf(household, member.id, today).map((year) => {
      const pack = packOn(packs, word(household, "place"), dayOfYear(year, today));
      const told = caseOf(household, member.id, year, today, pack?.id ?? "");
      return { ...told, member, year, pack, applied: appliedOf(household, member.id, year, today, told.draft) };
    }),
  );
}

/** What has to be asked for one of them: the year as it is, and as it was when something was applied for. */
export function questionsOf({ pack, draft, identities, day, applied }: Asked): { pack: PackEntry; asked: Case }[] {
  if (!pack || draft.bills.some((bill) => !bill.amountsDone)) return [];
  const drafts = [draft, ...applied.flatMap(({ before }) => before ?? [])];
  return drafts.map((one) => ({ pack, asked: { draft: one, identities, day } }));
}

/** @param outcomes an answer to each question, in their order */
function reckoned<A extends Estimate>(
  household: Household,
  asked: Asked,
  [outcome, ...earlier]: (Outcome<A> | undefined)[],
  today: string,
): Reckoning<A> {
  const { member, year, draft, applied } = asked;
  const assessment = outcome?.ok ? outcome.value : undefined;
  const then = applied.filter(({ before }) => before).map(({ program }, at) => ({ program, outcome: earlier[at] }));
  const open = assessment ? claimable(assessment).flatMap((program) => stillOpen(program, applied, then)) : [];
  const gathered = papersOf(household, member.id);
  const applications = applicationsOf(household, member.id).filter(({ value }) => value.year === year);
  const wanted = [
    ...open.map(({ id }) => id),
    ...applications.filter(({ value }) => value.state === "preparing").map(({ value }) => value.program),
  ];
  const documents = assessment?.documents ?? [];
  return {
    ...asked,
    assessment,
    left: assessment && leftOf(assessment, open),
    problems: outcome && !outcome.ok ? outcome.problems.map(({ text }) => text) : [],
    open,
    running: applications.filter(({ value }) => RUNNING.includes(value.state)),
    due: dueOf(assessment, wanted, today),
    papers: documents.filter((item) => !gathered.includes(item.id) && item.for.some((id) => wanted.includes(id))),
    changed: changesOf(household, member.id, year, today, assessment),
    // Of these the list shows nothing.
    get total() {
      return sumOf(billsOfYear(household, member.id, year, today).map(({ value }) => value.draft.amounts.total));
    },
    get received() {
      return sumOf([
        ...paidOf(household, member.id, year).map(({ value }) => value.amount),
        ...draft.bills.map((bill) => bill.amounts.assistance_paid),
      ]);
    },
  };
}

/** A programme as far as nobody has applied for it: after an application, with what the bills since have added. */
function stillOpen<A extends Estimate>(
  program: ProgramResult,
  applied: Applied[],
  then: { program: string; outcome: Outcome<A> | undefined }[],
): ProgramResult[] {
  if (!applied.some((one) => one.program === program.id)) return [program];
  const outcome = then.find((one) => one.program === program.id)?.outcome;
  if (!outcome?.ok) return [];
  const before = outcome.value.programs.find(({ id }) => id === program.id)?.amount ?? NOTHING;
  const amount = moreThan(program.amount, before);
  return isZero(amount.max) && program.status !== "not-computed" ? [] : [{ ...program, amount }];
}

/** The whole answer where nothing of it was applied for. */
function leftOf(assessment: Estimate, open: ProgramResult[]): Estimate {
  const all = claimable(assessment);
  if (all.length === open.length && all.every((program, at) => program === open[at])) return assessment;
  const counted = open.filter((program) => rankOf(program) === 0).map(({ amount }) => amount);
  return { ...assessment, programs: open, total: rangeOfAll(counted) };
}

/** What somebody has to see to: it is or may be paid, and is no part of what the insurance pays by itself. */
export function claimable(assessment: Estimate): ProgramResult[] {
  return assessment.programs.filter(
    (program) =>
      isLive(program) &&
      program.kind !== "insurance" &&
      (!isZero(program.amount.max) || program.status === "not-computed"),
  );
}

/** What the core says of each limit: whether it is reached, and what is left after what was received. */
export function limitsOf(assessment: Assessment): { name: string; steps: string[] }[] {
  return assessment.programs.flatMap(({ kind, status, name, steps }) => {
    const first = steps.findIndex(({ op }) => op === "cap");
    if (first < 0 || kind === "insurance" || status === "not-eligible") return [];
    const told = steps.slice(first).filter(({ op }) => op === "cap" || op === "deduct");
    return [{ name, steps: told.map(({ text }) => text) }];
  });
}

/** What a year came to for the whole household. */
export interface YearSum {
  year: string;
  bills: number;
  total: string;
  received: string;
  /** What can still be applied for, where the core said so of every member. */
  left: Range | undefined;
}

export function yearSums({ household, rows }: View, today: string): YearSum[] {
  const years = [...new Set(rows.map(({ year }) => year))].sort().reverse();
  return years.map((year) => {
    const own = rows.filter((row) => row.year === year);
    const totals = own.flatMap(({ left }) => left?.total ?? []);
    return {
      year,
      bills: own.reduce((count, { member }) => count + billsOfYear(household, member.id, year, today).length, 0),
      total: sumOf(own.map((row) => row.total)),
      received: sumOf(own.map((row) => row.received)),
      left: totals.length === own.length ? rangeOfAll(totals) : undefined,
    };
  });
}

function dueOf(assessment: Estimate | undefined, wanted: string[], today: string): Due | undefined {
  const days = (assessment?.programs ?? []).flatMap(({ id, route }) =>
    route?.deadline && wanted.includes(id) ? [route.deadline.date] : [],
  );
  // What is over can no longer be missed; it is said on the household's own page.
  const [date] = days.filter((day) => day >= today).sort();
  return date === undefined ? undefined : { date, left: daysBetween(today, date) };
}

function changesOf(
  household: Household,
  member: string,
  year: string,
  today: string,
  assessment: Estimate | undefined,
): Change[] {
  const seen = seenOf(household, member, year);
  if (!seen || !assessment) return [];
  const { policy, total } = assessment;
  const changed: Change[] = [];
  if (seen.day.slice(0, 4) <= year && today.slice(0, 4) > year) changed.push({ kind: "turned", year });
  if (seen.pack !== policy.id) changed.push({ kind: "rules" });
  else if (seen.digest !== policy.digest) changed.push({ kind: "edition" });
  if (compare(seen.min, total.min) !== 0 || compare(seen.max, total.max) !== 0) changed.push({ kind: "amount" });
  for (const { value } of identitiesOf(household, member)) {
    if (value.until !== "" && value.until < today && value.until >= seen.day)
      changed.push({ kind: "ended", text: value.text, day: value.until });
  }
  return changed;
}

export function viewOf<A extends Estimate>(
  household: Household,
  today: string,
  packs: PackEntry[],
  ask: Ask<A>,
): View<A> {
  const asked = askedOf(household, today, packs);
  return answeredView(
    household,
    today,
    asked,
    asked.map((one) => questionsOf(one).map((question) => ask(question.pack, question.asked))),
  );
}

/** @param outcomes what the core said to each question about each of them */
export function answeredView<A extends Estimate>(
  household: Household,
  today: string,
  asked: Asked[],
  outcomes: (Outcome<A> | undefined)[][],
): View<A> {
  const rows = asked.map((one, at) => reckoned(household, one, outcomes[at] ?? [], today));
  const dues = rows.flatMap(({ due }) => (due ? [due] : [])).sort((one, other) => (one.date < other.date ? -1 : 1));
  const waiting = rows.filter(({ open }) => open.length > 0).map(({ left }) => fenOf(left?.total.max ?? "0"));
  const next = word(household, "next");
  const [due] = dues;
  return {
    household,
    name: word(household, "name"),
    village: word(household, "village"),
    rows,
    due,
    papers: rows.reduce((count, row) => count + row.papers.length, 0),
    most: waiting.reduce((sum, fen) => sum + fen, 0),
    lastVisit: visitsOf(household)[0]?.value.day ?? "",
    next,
    // Which answer was looked at last is nothing to choose.
    conflicts: openPaths(household.fields).filter((path) => !path.startsWith("seen/")),
    today: (next !== "" && next <= today) || (due !== undefined && due.left <= NEAR),
  };
}

/** What stands on the list before a household is reckoned. */
export function bareView(household: Household, today: string): View {
  const next = word(household, "next");
  return {
    household,
    name: word(household, "name"),
    village: word(household, "village"),
    rows: [],
    due: undefined,
    papers: 0,
    most: 0,
    lastVisit: visitsOf(household)[0]?.value.day ?? "",
    next,
    conflicts: [],
    today: next !== "" && next <= today,
  };
}
