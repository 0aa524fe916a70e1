/** How the files of a list are understood. */
export interface ListTables {
  tables: ListTable[];
  notes: string[];
  /** Every column that there can be. */
  columns: { id: string; name: string }[];
  not_listed_is_general: boolean;
  blank_is_zero: boolean;
  parameters: Record<string, string>;
}

export interface ListTable {
  file: string;
  sheet: string | null;
  encoding: string | null;
  kind: string;
  /** The first and the last row of the heads. */
  head_rows: [number, number];
  heads: ListHead[];
  /** Columns that such a table usually has and this one lacks. */
  missing: string[];
  /** What is otherwise than the mapping says. */
  changes: string[];
}

export interface ListHead {
  place: number;
  /** The letters that a spreadsheet has over the column. */
  letters: string;
  head: string;
  column: string | null;
  /** The question of the policy that it answers. */
  fact: string | null;
  samples: string[];
}

export interface Corrections {
  /** Of each table, the place of each column by its id. */
  columns: Record<string, number>[];
  not_listed_is_general: boolean;
  blank_is_zero: boolean;
  parameters: Record<string, string>;
}

export interface Ends {
  min: string;
  max: string;
}

/** How many are in each pile, in the order of `names`, and how much is theirs. */
export interface ListPiles {
  name: string;
  persons: number[];
  missed: Ends;
  under: Ends;
  over: Ends;
}

export type WordKind = "identity" | "care" | "insurance";

export interface ListResult {
  rows: number;
  computed: number;
  persons: number;
  /** Rows that were set aside, and of them titles, heads and sums. */
  faults: number;
  furniture: number;
  /** Whether every row that came in is in a pile or set aside. */
  is_whole: boolean;
  names: string[];
  all: ListPiles;
  villages: ListPiles[];
  identities: ListPiles[];
  programs: ListPiles[];
  aside: { text: string; count: number }[];
  /** Words that nobody knew, and in how many rows each stands. */
  unknown: { kind: WordKind; text: string; count: number }[];
  /** What each kind of word can mean. */
  meanings: { kind: WordKind; words: { id: string; name: string }[] }[];
}

export interface ListQuery {
  /** The pile's place. */
  pile?: number;
  village?: string;
  identity?: string;
  program?: string;
  text?: string;
  sort?: "" | "pile" | "name" | "id" | "village" | "due" | "paid" | "difference";
  down?: boolean;
}

export interface PersonRow {
  place: number;
  pile: number;
  name: string;
  id: string;
  village: string;
  identity: string;
  due: Ends;
  paid: string;
  difference: Ends;
}

/** File, sheet, row, cell, head, and why it was set aside. */
export interface AsideRow {
  cells: string[];
}

export interface PersonTold {
  /** Head and text of each cell of the person's line in the files that are handed out. */
  cells: [string, string][];
  /** Each step of the arithmetic, a line each. */
  steps: string;
  assessment: Assessment;
}

export type ExportWhat = "all" | "visits" | "findings" | "notices" | "aside";
