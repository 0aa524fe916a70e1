/** What page and worker say to each other. Nothing but plain values and bytes goes over. */

import type { CaseRow, CheckDepth, CompiledPack, FormEdit, PackForm, PackReport, TextPatch } from "../../office/office.js";

/** What the worker can be asked, with what is told and what comes back. */
export interface Calls {
  /** The texts of what all packs share; before anything else that is asked of packs. */
  open_author(diseases: string, facts: string): void;
  check_pack(file: string, text: string, depth: CheckDepth): PackReport;
  compile_pack(file: string, text: string): CompiledPack;
  /** The worked cases of a text, each tried by the rules of `rules`, which may be another pack. */
  case_table(file: string, text: string, rules: string): CaseRow[];
  /** Undefined where the text is no TOML. */
  pack_form(text: string): PackForm | undefined;
  edit_pack(text: string, edit: FormEdit): TextPatch[];
  blank_pack(today: string): string;
}

export type Call = keyof Calls;

/** How far something is, of how much; both of one unit. */
export interface Progress {
  done: number;
  whole: number;
}

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
