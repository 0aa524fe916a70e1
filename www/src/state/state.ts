/** Everything the page shows, in one value. */

import { noOptions, type PortalOptions } from "../portal/options.js";
import type { Assessment, Disease, PackEntry, PolicySummary, Problem, Question } from "../contract.js";
import { emptyDraft, type Draft } from "./draft.js";
import type { SaveResult } from "./saved.js";
import type { Screen } from "./screens.js";

export type TypeSize = "normal" | "large" | "elder";

/** What could not be done; the page then says what the person can do. */
export type Failure = "module" | "packs" | "pack" | "ownPack" | "diseases" | "assess" | "part" | "engine";

export interface Undo {
  said: "undo.erased" | "undo.bill" | "undo.place" | "undo.elsewhere";
  /** Brings it back, where that can be. */
  back?(): void;
}

export interface State {
  screen: Screen;
  /** Screens before this one, for 「上一步」. */
  trail: Screen[];
  /** Screens that were gone back from, for the browser's way forward. */
  ahead: Screen[];
  /** Where 「改」 was tapped; the next step leads back there. */
  returnTo: "check" | "result" | undefined;
  draft: Draft;
  packs: PackEntry[];
  diseases: Disease[];
  summary: PolicySummary | undefined;
  /** Every question the core ever asked in this sitting, by path. */
  known: Record<string, Question>;
  questions: Question[];
  /** Paths whose answer bears on what can be paid for the bills. */
  bearing: () => string[];
  assessment: Assessment | undefined;
  /** What is wrong with the answers of the screen that is shown. */
  problems: Problem[];
  failure: Failure | undefined;
  busy: boolean;
  size: TypeSize;
  saving: "off" | SaveResult;
  /** Day of the saved answers, when there are any to go on with. */
  savedOn: string | undefined;
  /** Today by this device's clock, or as the person told it. */
  today: string;
  speaking: boolean;
  /** What the portal has set. */
  options: PortalOptions;
  /** Paths of the answers that came from the portal and could not be used. */
  leftOut: string[];
  /** What was just taken away, until the next step. */
  undo: Undo | undefined;
  /** Why a pack of the portal's own was refused, for whoever made it. */
  refusal: string;
}

/** What belongs to one household, and is told anew by the next. */
export function household() {
  return {
    screen: { name: "start" } as Screen,
    trail: [],
    ahead: [],
    returnTo: undefined,
    draft: emptyDraft(),
    summary: undefined,
    known: {},
    questions: [],
    bearing: () => [] as string[],
    assessment: undefined,
    problems: [],
    saving: "off" as const,
    undo: undefined,
  };
}

export function startState(today: string): State {
  return {
    ...household(),
    packs: [],
    diseases: [],
    failure: undefined,
    busy: false,
    size: "normal",
    savedOn: undefined,
    today,
    speaking: false,
    options: noOptions(),
    leftOut: [],
    refusal: "",
  };
}

export function chosenPack(state: State): PackEntry | undefined {
  return state.packs.find((pack) => pack.id === state.draft.pack);
}

/** A pack whose time has not come: its rules can be looked at ahead, for its own first day. */
export function isFuture(pack: { from: string }, today: string): boolean {
  return pack.from > today;
}

/** The rules of the chosen place that hold on a day. */
export function rulesFor(state: State, day: string): PackEntry | undefined {
  const place = chosenPack(state)?.region.join();
  return state.packs.find((pack) => pack.region.join() === place && holdsOn(pack, day));
}

export function holdsOn(pack: { from: string; until?: string }, day: string): boolean {
  return day >= pack.from && (pack.until === undefined || day < pack.until);
}

/** A pack whose time is over: what it gives is history, computed for a day of its own time. */
export function isPast(pack: { status: string; until?: string }, today: string): boolean {
  return pack.status === "historical" || (pack.until !== undefined && pack.until <= today);
}

/** The questions that were ever put, by their paths, with these. */
export function remember(known: Record<string, Question>, questions: Question[]): Record<string, Question> {
  const all = { ...known };
  for (const question of questions) all[question.path] = question;
  return all;
}
