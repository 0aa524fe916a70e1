/** What the workbench shows at a time: all of it follows from the draft's text. */

import type { CaseRow, CompiledPack, PackCurve, PackForm, PackProposals, PackReport } from "../../office/office.js";
import type { PackEntry } from "../contract.js";
import type { Keeping } from "./keep.js";
import { draftOf, type Draft } from "./model/draft.js";
import type { KeptDraft, Used, Version } from "./shelf.js";

export type Pane = "form" | "text" | "cases" | "trial" | "problems" | "compare" | "files";

/** A pane of a script for later, standing. */
interface StandingPane {
  view(): unknown;
  /** Another draft is opened: what was begun on the one before goes. */
  forget?(): void;
}

/** The panes that have come, by their names. */
export type Standing = Partial<Record<Pane | "use" | "next", StandingPane>>;

/** The pack that the draft is based on. */
export interface Below {
  id: string;
  text: string;
  form?: PackForm;
}

export interface Other {
  name: string;
  text: string;
  /** The text of the draft that it was put beside. */
  beside: string;
  form?: PackForm;
  /** The draft's own examples by the rules of the other. */
  cases?: CaseRow[];
}

/** A row of the pack that the draft is based on, to be changed here. */
export interface RowOver {
  kind: "over";
  below: string;
  way: string;
}

/** What is known of a draft: nothing yet when it is opened. */
interface Looked {
  /** Name of the file. */
  name: string;
  draft: Draft;
  form: PackForm | undefined;
  report: PackReport | undefined;
  cases: CaseRow[];
  /** What no example exercises. */
  uncovered: PackProposals | undefined;
  /** What each row pays over what is left to pay, and the text that it is of. */
  curves: { of: string; all: PackCurve[] } | undefined;
  below: Below | undefined;
  compiled: CompiledPack | undefined;
  /** What is written in the cell that is being typed in, and what is wrong with it. */
  typing: { place: string; text: string; refused: string; isLeft: boolean } | undefined;
  /** What was typed in cells that were left, and could not be taken; it stays to be put right. */
  refused: Record<string, { text: string; refused: string }>;
  other: Other | undefined;
  said: string;
  failure: string;
}

export interface BenchState extends Looked {
  isOpen: boolean;
  pane: Pane;
  isCovering: boolean;
  keeping: Keeping;
  drafts: KeptDraft[];
  versions: Version[];
  packs: PackEntry[];
  /** What was made here and is used on this device. */
  used: Used[];
  /** Whether the calculator stands open on what is used here. */
  isUsing: boolean;
}

export function nothingOpen(): BenchState {
  return {
    ...unseen("", ""),
    isOpen: false,
    pane: "form",
    isCovering: false,
    keeping: "not",
    drafts: [],
    versions: [],
    packs: [],
    used: [],
    isUsing: false,
  };
}

/** A draft that nothing is known of but its text. */
export function unseen(name: string, text: string): Looked {
  return {
    name,
    draft: draftOf(text),
    form: undefined,
    report: undefined,
    cases: [],
    uncovered: undefined,
    curves: undefined,
    below: undefined,
    compiled: undefined,
    typing: undefined,
    refused: {},
    other: undefined,
    said: "",
    failure: "",
  };
}
