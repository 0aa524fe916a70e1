/** How much of a pack is looked at: its text; what its worked cases and boundaries come to; what no case exercises. */
export type CheckDepth = "text" | "cases" | "coverage";

/** One thing that is wrong with a pack file. `from` and `to` count UTF-16 units of its text, line and column letters from 1. */
export interface PackDiagnostic {
  from: number;
  to: number;
  line: number;
  column: number;
  severity: "error" | "warning";
  code: string;
  text: string;
  /** What takes the place of what, where that puts it right. */
  fix?: PackFix;
}

/** A word of the text, and what comes in its place. */
export interface PackFix {
  from: number;
  to: number;
  was: string;
  insert: string;
}

export interface PackReport {
  /** Whether it can be compiled. */
  usable: boolean;
  diagnostics: PackDiagnostic[];
  /** How many packs the file holds: one for each of its periods and areas. */
  packs: number;
  cases: number;
  boundaries: number;
  /** Of the depth `coverage` only. */
  uncovered: string[];
}

/** What `jiuzhu compile` writes of a file; no packs where it would refuse one of them. */
export interface CompiledPack {
  report: PackReport;
  packs: CompiledPart[];
}

/** One pack of a file: its bytes, what the index says of it, and the text of the file of its worked cases. */
export interface CompiledPart {
  pack: Uint8Array;
  entry: PackIndexEntry;
  cases: string;
}

export interface PackIndexEntry {
  id: string;
  title: string;
  region: string[];
  region_code?: string;
  region_inferred: boolean;
  from: string;
  until?: string;
  status: "in-force" | "framework" | "historical";
  version: string;
  digest: string;
  file: string;
  cases: string;
}
