/** What the page for whole lists knows. */

import type { PackEntry } from "../contract.js";
import type { ListQuery, ListResult, ListTables, PolicySummary } from "../office/protocol.js";

export interface Busy {
  what: "open" | "read" | "screen" | "compare" | "write";
  /** The file that is read. */
  name?: string;
  /** Of a thousand. */
  done: number;
  /** When it began, by the clock of the page. */
  since: number;
}

export interface State {
  today: string;
  packs: PackEntry[];
  pack?: PackEntry;
  policy?: PolicySummary;
  day: string;
  /** A sentence that says what did not work. */
  failure: string;
  /** A sentence for each of the files given last that was not taken. */
  refused: readonly string[];
  busy?: Busy | undefined;
  tables?: ListTables | undefined;
  result?: ListResult | undefined;
  query: ListQuery;
  found: number;
  /** Counts up with every answer of the list, so that what shows it asks anew. */
  edition: number;
}

/** Seconds that what is being done will still take; nothing while nobody can say. */
export function secondsLeft({ done, since }: Busy, now: number): number | undefined {
  const spent = now - since;
  if (done < 30 || spent < 1000) return undefined;
  return Math.max(1, Math.round((spent * (1000 - done)) / done / 1000));
}
