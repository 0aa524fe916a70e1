/** What became of a list of the office, as a file for it: its own numbers, and no name. docs/visits.md has the format. */

import { applicationsOf, listedOf, visitsOf, word, type ApplicationState, type Household } from "../model/household.js";

export interface VisitedList {
  list: string;
  from: string;
  households: Household[];
  /** How many of them were visited. */
  visited: number;
}

interface VisitsFile {
  kind: "jiuzhu-visits";
  version: 1;
  list: string;
  made: string;
  by: string;
  households: VisitedRow[];
}

interface VisitedRow {
  row: string;
  /** Days of visits, the first one first. */
  visited: string[];
  /** Day on which the household agreed to be kept. */
  consent?: string;
  note?: string;
  applications: { program: string; year: string; state: ApplicationState; day: string; amount?: string }[];
}

/** The lists of which households are here. */
export function visitsOn(households: readonly Household[]): VisitedList[] {
  const lists: VisitedList[] = [];
  for (const household of households) {
    const on = listedOf(household);
    if (!on) continue;
    let known = lists.find(({ list }) => list === on.list);
    if (!known) lists.push((known = { list: on.list, from: on.from, households: [], visited: 0 }));
    known.households.push(household);
    if (visitsOf(household).length > 0) known.visited += 1;
  }
  return lists;
}

export function visitsFile(
  { list, households }: VisitedList,
  made: string,
  by: string,
  withNotes: boolean,
): VisitsFile {
  const rows = households.map((household): VisitedRow => {
    const visits = visitsOf(household).reverse();
    const consent = word(household, "consent");
    const note = visits
      .map(({ value }) => value.note)
      .filter(Boolean)
      .join("；");
    return {
      row: listedOf(household)?.row ?? "",
      visited: visits.map(({ value }) => value.day),
      ...(consent === "" ? {} : { consent }),
      ...(withNotes && note !== "" ? { note } : {}),
      applications: applicationsOf(household).map(({ value: { program, year, state, day, amount } }) => ({
        program,
        year,
        state,
        day,
        ...(amount === "" ? {} : { amount }),
      })),
    };
  });
  return { kind: "jiuzhu-visits", version: 1, list, made, by, households: rows };
}
