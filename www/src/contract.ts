/** The shapes that the core speaks, under one name for the whole page. */

import type { Problem as CoreProblem } from "../pkg/jiuzhu.js";

export type {
  Amount,
  Answers,
  Assessment,
  Bill,
  BillBreakdown,
  Citation,
  DocumentItem,
  Letter,
  Note,
  Person,
  PolicySummary,
  ProgramResult,
  Question,
  Reason,
  Receipt,
  Status,
  Step,
  Yuan,
} from "../pkg/jiuzhu.js";

/** What is wrong and where, by the core or by the page itself. */
export interface Problem extends Omit<CoreProblem, "code"> {
  code: CoreProblem["code"] | "typing" | "open" | "outside";
}

/** A value, or what is wrong. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

/** What the core adds to an article: A read in full, B second-hand, C text not seen. */
export type Confidence = "A" | "B" | "C";

/** An amount as the core gives it back: exact when both ends are equal. */
export interface Range {
  min: string;
  max: string;
}

/** `index.json` of a folder of packs. */
export interface PackIndex {
  contract: number;
  /** File of the catalogue of illnesses; of a portal's own packs it is not looked at. */
  diseases: string;
  packs: PackEntry[];
}

/** One pack of the index. */
export interface PackEntry {
  id: string;
  title: string;
  region: string[];
  region_code?: string;
  region_inferred?: boolean;
  from: string;
  until?: string;
  status: "in-force" | "historical" | "framework";
  version: string;
  digest: string;
  file: string;
  /** Its worked cases, in a file beside it. */
  cases?: string;
  /** Added by the portal: tried on its worked cases before it is used. */
  own?: boolean;
}

/** One illness of the catalogue. */
export interface Disease {
  id: string;
  name: string;
  aliases: string[];
  initials: string[];
  icd10: string[];
  note?: string;
}
