/** What a month came to: counted from what stands in the notebook, and from what the core says today. Nothing is kept. */

import type { Range } from "../../contract.js";
import type { View } from "./derive.js";
import { tried } from "../reckoner/estimate.js";
import {
  applicationsOf,
  billsOf,
  emptyHousehold,
  handedOf,
  historyOf,
  membersOf,
  visitsOf,
  type Application,
  type ApplicationState,
  type Household,
} from "./household.js";
import { rangeOfAll, sumOf } from "./sums.js";

/** Of a village, of all of them, or of one household. */
export interface MonthLine {
  name: string;
  households: number;
  members: number;
  /** Households that were visited, and how often. */
  visited: number;
  visits: number;
  /** Bills that were written down in the month, and what they come to. */
  bills: number;
  billed: string;
  applications: Record<ApplicationState, number>;
  /** What was paid in the month. */
  paid: string;
  /** Of today: households that can apply for something, and what the core says of it. */
  waiting: number;
  estimate: Range;
}

export interface MonthReport {
  month: string;
  lines: MonthLine[];
  villages: MonthLine[];
  all: MonthLine;
  handed: { to: string; households: number }[];
}

const NONE: Record<ApplicationState, number> = { preparing: 0, filed: 0, approved: 0, refused: 0, paid: 0 };

/** @param elsewhere households that were handed over: they count for nobody here but as handed over */
export function monthOf(views: View[], elsewhere: readonly Household[], month: string): MonthReport {
  const lines = views.map(
    (view) =>
      tried(() => lineOf(view, month)) ?? lineOf({ ...view, household: emptyHousehold(view.household.id) }, month),
  );
  const villages = [...new Set(views.map(({ village }) => village))].sort();
  const handed = new Map<string, number>();
  for (const household of elsewhere) {
    const { to = "", day = "" } = handedOf(household) ?? {};
    if (isIn(day, month)) handed.set(to, (handed.get(to) ?? 0) + 1);
  }
  return {
    month,
    lines,
    villages: villages.map((village) =>
      together(
        village,
        lines.filter((_, at) => views[at]?.village === village),
      ),
    ),
    all: together("", lines),
    handed: [...handed].map(([to, households]) => ({ to, households })),
  };
}

/** Months with anything to tell of, the last first: as many as lie behind. */
export function monthsBefore(today: string, count: number): string[] {
  const [year, month] = today.split("-").map(Number) as [number, number];
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  );
}

function lineOf({ household, name, rows }: View, month: string): MonthLine {
  const members = membersOf(household);
  const visits = visitsOf(household).filter(({ value }) => isIn(value.day, month)).length;
  const bills = members
    .flatMap(({ id }) => billsOf(household, id))
    .filter(({ id }) => isIn(firstDay(household, `bill/${id}`), month));
  const applications = { ...NONE };
  const paid: string[] = [];
  for (const { id } of applicationsOf(household)) {
    for (const { state, amount } of statesIn(household, id, month)) {
      applications[state] += 1;
      if (state === "paid") paid.push(amount);
    }
  }
  const waiting = rows.flatMap(({ open, left }) => (open.length > 0 && left ? [left.total] : []));
  return {
    name,
    households: 1,
    members: members.length,
    visited: visits > 0 ? 1 : 0,
    visits,
    bills: bills.length,
    billed: sumOf(bills.map(({ value }) => value.draft.amounts.total)),
    applications,
    paid: sumOf(paid),
    waiting: waiting.length > 0 ? 1 : 0,
    estimate: rangeOfAll(waiting),
  };
}

/** Each state that an application came to in the month, with what was last written of it. */
function statesIn(household: Household, id: string, month: string): Application[] {
  const last = new Map<ApplicationState, Application>();
  for (const { value } of historyOf(household, `application/${id}`)) {
    const application = value as unknown as Application | null;
    if (application) last.set(application.state, application);
  }
  return [...last.values()].filter(({ day }) => isIn(day, month));
}

function firstDay(household: Household, path: string): string {
  return historyOf(household, path)[0]?.day ?? "";
}

function isIn(day: string, month: string): boolean {
  return day.startsWith(month);
}

function together(name: string, lines: MonthLine[]): MonthLine {
  const count = (of: (line: MonthLine) => number): number => lines.reduce((sum, line) => sum + of(line), 0);
  const states = Object.keys(NONE) as ApplicationState[];
  return {
    name,
    households: count(({ households }) => households),
    members: count(({ members }) => members),
    visited: count(({ visited }) => visited),
    visits: count(({ visits }) => visits),
    bills: count(({ bills }) => bills),
    billed: sumOf(lines.map(({ billed }) => billed)),
    applications: Object.fromEntries(
      states.map((state) => [state, count(({ applications }) => applications[state])]),
    ) as Record<ApplicationState, number>,
    paid: sumOf(lines.map(({ paid }) => paid)),
    waiting: count(({ waiting }) => waiting),
    estimate: rangeOfAll(lines.map(({ estimate }) => estimate)),
  };
}
