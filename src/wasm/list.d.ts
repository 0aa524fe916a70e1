/** How the files of a list are understood. */
export interface ListTables {
  tables: ListTable[];
  notes: string[];
  /** Every column that there can be. */
  columns: { id: string; name: string }[];
  not_listed_is_general: boolean;
  blank_is_zero: boolean;
  parameters: Record<string, string>;
  sheets: ListSheet[];
}

/** A page of a workbook, and how many rows of it say something. */
export interface ListSheet {
  file: string;
  name: string;
  rows: number;
  is_chosen: boolean;
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
  /** The names of the pages that are read; none: every one. */
  sheets: string[];
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
  /** What can be tried as other figures. */
  figures: StatedFigure[];
}

/** A figure that the policy states: of which programme, for whom, what it is. */
export interface StatedFigure {
  program: string;
  who: string;
  what: string;
  unit: "yuan" | "percent";
  value: string;
  citation: string;
}

/** Figures of the place by their ids, and those that the policy states by their places in `figures`. */
export interface OtherFigures {
  parameters: Record<string, string>;
  stated: Record<number, string>;
}

/** How many there are of each change, in the order of `names`, and how much is paid before and after. */
export interface ListEffect {
  name: string;
  persons: number[];
  before: Ends;
  after: Ends;
  /** By how much more is paid, below zero where it is less. */
  difference: Ends;
  gained: Ends;
  lost: Ends;
}

/** 换个办法会怎样, for those who were compared so far. */
export interface WhatIfResult {
  names: string[];
  policy: PolicySummary;
  /** Whether only figures are others. */
  is_same: boolean;
  counted: number;
  /** Those who are computed under one of the policies only. */
  one_sided: number;
  all: ListEffect;
  villages: ListEffect[];
  identities: ListEffect[];
  programs: ListEffect[];
}

export type ListOutcome = ListResult | WhatIfResult | Uint8Array;

export interface ListQuery {
  /** Whether it is the changes that are looked through; `due` is then what they are due, `paid` what they would be. */
  changes?: boolean;
  /** The change's place. */
  change?: number;
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

export interface ChangeRow {
  place: number;
  change: number;
  name: string;
  id: string;
  village: string;
  identity: string;
  before: Ends;
  after: Ends;
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
  /** Under what it is compared with, where that was asked for. */
  other: { title: string; change: number; due: Ends; steps: string } | null;
}

export type ExportWhat = "all" | "visits" | "findings" | "notices" | "aside" | "changes" | "change-sums";
