/** The whole notebook as one value, and what can be done to it. Pure: days, numbers and names come in from outside. */

import { emptyHousehold, handedOf, mergedHousehold, word, type Household } from "./household.js";
import { headsOf, same, valueOf, written, writtenApart, type Value } from "./versions.js";

export interface Notebook {
  /** What tells this copy of the notebook from others that write into the same households. */
  me: string;
  /** The key under which others hand over to whoever has this notebook; none before it was asked for. */
  key: string;
  households: Record<string, Household>;
  /** What was taken away or chosen since the notebook was opened, the last first. */
  erased: Undo[];
}

export interface Undo {
  household: string;
  /** The field that was taken away; none: the whole household. */
  path?: string;
  /** What stood there; of what was chosen from, all that stood side by side, that which counted last. */
  values?: Value[];
  before?: Household;
  /** What it was, for the button; empty: it was chosen. */
  what: string;
}

export type Command =
  /** A new household, with what is told of it at once. */
  | { kind: "open"; household: string; day?: string; fields?: Record<string, Value> }
  | { kind: "write"; household: string; day: string; fields: Record<string, Value> }
  | { kind: "take"; household: string; day: string; path: string; what: string }
  | { kind: "erase"; household: string; what: string }
  /** `fresh` is the number that a household gets that comes back: the old one stays erased. */
  | { kind: "undo"; day: string; fresh: string }
  | { kind: "choose"; household: string; day: string; path: string; stamp: string }
  | { kind: "merge"; households: Household[] };

export function emptyNotebook(me: string, key = ""): Notebook {
  return { me, key, households: {}, erased: [] };
}

export function after(notebook: Notebook, command: Command): Notebook {
  switch (command.kind) {
    case "open": {
      const { household, day = "", fields = {} } = command;
      const there = notebook.households[household] ? notebook : put(notebook, emptyHousehold(household));
      return after(there, { kind: "write", household, day, fields });
    }
    case "write": {
      const household = notebook.households[command.household];
      if (!household || household.erased) return notebook;
      let { fields } = household;
      for (const [path, value] of Object.entries(command.fields))
        fields = written(fields, path, value, notebook.me, command.day);
      return fields === household.fields ? notebook : put(notebook, { ...household, fields });
    }
    case "take": {
      const household = notebook.households[command.household];
      const value = household ? valueOf(household.fields, command.path) : null;
      if (!household || value === null) return notebook;
      const fields = written(household.fields, command.path, null, notebook.me, command.day);
      const undo: Undo = { household: household.id, path: command.path, values: [value], what: command.what };
      return { ...put(notebook, { ...household, fields }), erased: [undo, ...notebook.erased] };
    }
    case "erase": {
      const before = notebook.households[command.household];
      if (!before || before.erased) return notebook;
      const gone: Household = { ...emptyHousehold(before.id), erased: true };
      return {
        ...put(notebook, gone),
        erased: [{ household: before.id, before, what: command.what }, ...notebook.erased],
      };
    }
    case "undo": {
      const [last, ...erased] = notebook.erased;
      if (!last) return notebook;
      const back =
        last.path === undefined ? undone(notebook, last, command.fresh) : restored(notebook, last, command.day);
      return { ...back, erased: renamed(erased, last, command.fresh) };
    }
    case "choose": {
      const household = notebook.households[command.household];
      const heads = headsOf(household?.fields[command.path]);
      const head = heads.find(({ stamp }) => stamp === command.stamp);
      if (!household || !head) return notebook;
      const { path } = command;
      const fields = written(household.fields, path, head.version.value, notebook.me, command.day);
      const values = heads.map(({ version }) => version.value).reverse();
      const undo: Undo = { household: household.id, path, values, what: "" };
      return { ...put(notebook, { ...household, fields }), erased: [undo, ...notebook.erased] };
    }
    case "merge": {
      // Put together once, of however many.
      const households = { ...notebook.households };
      for (const theirs of command.households) {
        const ours = households[theirs.id];
        const both = ours ? mergedHousehold(ours, theirs) : theirs;
        if (!ours || !same(ours, both)) households[theirs.id] = both;
      }
      const next = { ...notebook, households };
      return changedIn(next, notebook).length === 0 ? notebook : next;
    }
  }
}

/** A notebook never changes, another takes its place: what was told apart in one stays so. */
const apart = new WeakMap<Notebook, [here: Household[], elsewhere: Household[]]>();

function toldApart(notebook: Notebook): [here: Household[], elsewhere: Household[]] {
  let known = apart.get(notebook);
  if (!known) {
    known = [[], []];
    for (const household of Object.values(notebook.households)) {
      const handed = handedOf(household);
      if (!household.erased) known[handed && handed.key !== notebook.key ? 1 : 0].push(household);
    }
    apart.set(notebook, known);
  }
  return known;
}

/** Households that are there and are seen to from here. */
export function present(notebook: Notebook): readonly Household[] {
  return toldApart(notebook)[0];
}

/** Households that were handed over: they no longer count here. */
export function elsewhere(notebook: Notebook): readonly Household[] {
  return toldApart(notebook)[1];
}

/** Households that the first notebook has otherwise than the second: what has to be kept anew. */
export function changedIn(now: Notebook, before: Notebook): Household[] {
  return Object.values(now.households).filter((household) => household !== before.households[household.id]);
}

/** Those whose time is over: the day until which they were to be kept is past, wherever they are seen to. */
export function expired(notebook: Notebook, today: string): Household[] {
  return [...present(notebook), ...elsewhere(notebook)].filter(
    (household) => word(household, "until") !== "" && word(household, "until") < today,
  );
}

function put(notebook: Notebook, household: Household): Notebook {
  return { ...notebook, households: { ...notebook.households, [household.id]: household } };
}

function undone(notebook: Notebook, { before }: Undo, fresh: string): Notebook {
  return before ? put(notebook, { ...before, id: fresh }) : notebook;
}

function restored(notebook: Notebook, { household, path = "", values = [] }: Undo, day: string): Notebook {
  const there = notebook.households[household];
  if (!there) return notebook;
  return put(notebook, { ...there, fields: writtenApart(there.fields, path, values, notebook.me, day) });
}

/** What was taken from a household that comes back under another number belongs to that number. */
function renamed(erased: Undo[], last: Undo, fresh: string): Undo[] {
  if (last.path !== undefined) return erased;
  return erased.map((undo) => (undo.household === last.household ? { ...undo, household: fresh } : undo));
}
