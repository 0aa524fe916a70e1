/** What page and worker say to each other. Nothing but plain values and bytes goes over. */

import type {
  Answers,
  AsideRow,
  CaseRow,
  ChangeRow,
  CheckDepth,
  CompiledPack,
  Corrections,
  ExportWhat,
  FormEdit,
  ListQuery,
  ListResult,
  ListTables,
  OtherFigures,
  PackCurve,
  PackForm,
  PackProposals,
  PackReport,
  PackSteps,
  PersonRow,
  PersonTold,
  PolicySummary,
  TextPatch,
  WhatIfResult,
  WordKind,
} from "../../office/office.js";

export type * from "../../office/office.js";

/** What can be asked about packs that are being written. */
export interface AuthorCalls {
  /** The texts of what all packs share; before anything else that is asked of packs. */
  open_author(diseases: string, facts: string): void;
  check_pack(file: string, text: string, depth: CheckDepth): PackReport;
  compile_pack(file: string, text: string): CompiledPack;
  /** The worked cases of a text, each tried by the rules of `rules`, which may be another pack. */
  case_table(file: string, text: string, rules: string): CaseRow[];
  /** Another pack file that packs may be based on. */
  know(id: string, text: string): void;
  /** Another pack file, of another period of the same place. */
  put_beside(file: string, text: string): void;
  curves(file: string, text: string): PackCurve[];
  /** Each step of what the pack says of the answers, with what of the text makes it. */
  origins(file: string, text: string, answers: Answers): PackSteps[];
  proposals(file: string, text: string): PackProposals | undefined;
  based_pack(below: string, id: string, today: string): string;
  /** Undefined where the text is no TOML. */
  pack_form(text: string): PackForm | undefined;
  edit_pack(text: string, edit: FormEdit): TextPatch[];
  /** A row of the pack that a text is based on, written there. */
  over_pack(text: string, below: string, way: string): TextPatch[];
  blank_pack(today: string): string;
}

/** What can be asked about whole lists. */
export interface ListCalls {
  /** A compiled pack and the day; before anything else that is asked of a list, and a new list each time. */
  open_list(pack: Uint8Array, asOf: string): PolicySummary;
  add_file(name: string, bytes: ArrayBuffer): ListTables;
  use_mapping(text: string): ListTables;
  correct(corrections: Corrections): ListTables;
  /** Notes what a word of the lists means; the next computing goes by it. */
  fold(kind: WordKind, text: string, meaning: string): void;
  /** The file of the mapping. */
  mapping(): string;
  /** Computes everything; nothing where it was cancelled. */
  screen(): ListResult | undefined;
  /** Looks for persons; how many there are. */
  view(query: ListQuery): number;
  page(changes: boolean, from: number, count: number): PersonRow[] | ChangeRow[];
  /** Compares with another pack, or under other figures; nothing where it was cancelled. */
  what_if(pack: Uint8Array | undefined, figures: OtherFigures): WhatIfResult | undefined;
  aside(from: number, count: number, furniture: boolean): AsideRow[];
  person(place: number, changes: boolean): PersonTold;
  hand_out(what: ExportWhat, isWorkbook: boolean): Uint8Array | undefined;
}

export interface Calls extends AuthorCalls, ListCalls {}

export type Call = keyof Calls;

/** How far something is, of how much; both of one unit. */
export interface Progress {
  done: number;
  whole: number;
  /** What has come of it so far, where that is told. */
  soFar?: unknown;
}

/** What a call is done with. */
export interface Work {
  progress(progress: Progress): void;
  /** Whether nobody wants the answer any more. */
  isCancelled(): boolean;
}

/** How the calls of a kind are answered. */
export type Desk<All> = {
  [C in keyof All]: All[C] extends (...told: infer Told) => infer Value
    ? (work: Work, ...told: Told) => Value | Promise<Value>
    : never;
};

export type ToWorker = { module: ArrayBuffer } | { id: number; call: Call; told: unknown[] } | { cancel: number };

export type FromWorker =
  | { ready: true }
  | { id: number; progress: Progress }
  | { id: number; value: unknown }
  /** What was asked cannot be done, in words for whoever asked. */
  | { id: number; refused: string }
  /** The module broke down: nothing that it held is left. */
  | { id: number; broken: string };

/** What comes of a call. */
export type Answer<T> =
  | { kind: "value"; value: T }
  | { kind: "refused"; text: string }
  /** Another question of the same line was asked since. */
  | { kind: "stale" }
  | { kind: "cancelled" }
  /** The module did not start, or broke down. */
  | { kind: "broken"; text: string };
