/** The columns of the table of classes: 起付, 比例, 年度限额, 定额, what is only said, 资格, and by how much a share goes up and down. */
export type FormColumn = "line" | "share" | "limit" | "sum" | "said" | "gate" | "plus" | "minus";

/** A value of the text, at its place: `from` and `to` count UTF-16 units. Ids of a list are one a line. */
export interface FormCell {
  name: string;
  place: string;
  from: number;
  to: number;
  text: string;
  kind: "yuan" | "percent" | "text" | "ids" | "flag" | "said";
  column?: FormColumn;
  when?: string;
  /** Whether `when` is in words, which can be typed anew. */
  is_told?: boolean;
  reading?: string;
  cite?: string[];
  words?: string[];
  doubt?: { why: "tenfold" | "ten-thousandfold" | "digit" | "swapped" | "other"; text: string; near: string };
}

export interface FormEntry {
  place: string;
  id: string;
  cells: FormCell[];
}

export interface FormWay {
  place: string;
  title: string;
  cells: FormCell[];
  figures: FormCell[];
}

export interface FormProgram extends FormEntry {
  ways: FormWay[];
}

/** What a pack's text shows as a form. */
export interface PackForm {
  head: FormCell[];
  sources: FormEntry[];
  citations: FormEntry[];
  questions: FormEntry[];
  groups: FormEntry[];
  parameters: FormEntry[];
  readings: FormEntry[];
  pools: FormEntry[];
  documents: FormEntry[];
  routes: FormEntry[];
  programs: FormProgram[];
  /** What stays in the text alone. */
  beyond: { name: string; from: number; count: number }[];
}

export interface FormTableRow {
  people: string;
  cite: string;
  line: string;
  share: string;
  limit: string;
}

export type FormTemplate =
  | "enrolment"
  | "outpatient"
  | "chronic-outpatient"
  | "inpatient"
  | "inpatient-and-chronic"
  | "on-application"
  | "top-up";

export type FormAdded =
  | { what: "source"; title: string; number: string; issuer: string; date: string }
  | { what: "citation"; source: string; article: string; summary: string }
  | { what: "question"; label: string; text: string }
  | { what: "group"; name: string; people: string; cite: string }
  | { what: "document"; name: string; issuer: string }
  | { what: "route"; on_application: boolean; place: string; steps: string[]; cite: string }
  | { what: "pool"; name: string; amount: string; cite: string }
  | { what: "program"; template: FormTemplate; name: string; cite: string }
  | { what: "ways"; program: string; rows: FormTableRow[] }
  | { what: "beyond"; program: string; quote: string; reason: string }
  | FormCase;

/** An example as it is filled in. `chosen`: an id of a parameter, a reading or a question of the pack's own and what is chosen, one after the other. */
export interface FormCase {
  what: "case";
  name: string;
  source: string;
  program: string;
  people: string;
  total: string;
  amount: string;
  today: string;
  care: string;
  chosen: string[];
}

/** A change in the form. */
export type FormEdit =
  | { kind: "set"; place: string; text: string }
  | { kind: "flag"; place: string; on: boolean }
  | { kind: "choose"; place: string; ids: string[] }
  | { kind: "people"; place: string; text: string }
  | { kind: "figure"; way: string; column: FormColumn; text: string }
  | { kind: "reading"; way: string; column: FormColumn; on: boolean }
  | { kind: "once"; way: string; on: boolean }
  | { kind: "look-back"; program: string; text: string }
  | { kind: "adjust"; way: string; up: boolean; when: string; by: string }
  | { kind: "remove"; place: string }
  | { kind: "add"; added: FormAdded };

/** What stands from `from` to `to` gives way to `insert`. */
export interface TextPatch {
  from: number;
  to: number;
  insert: string;
}

/** A worked case, tried. */
export interface CaseRow {
  name: string;
  source: string;
  at: number;
  passes: boolean;
  amounts: { program: string; expected: string; found: string }[];
}

/** What a row of the table pays over what is left to pay. */
export interface PackCurve {
  way: string;
  program: string;
  people: string;
  points: CurvePoint[];
  /** Where it turns and why, with the place of the figure: one fen below, there, one fen above. */
  corners: { text: string; place?: string; around: [CurvePoint, CurvePoint, CurvePoint] }[];
  /** The same by the readings that are not the usual ones. */
  readings: PackCurveReading[];
}

export interface PackCurveReading {
  question: string;
  usual: string;
  other: string;
  /** Another bill, without which both ways pay the same. */
  beside?: { care: string; total: string };
  before: CurvePoint[];
  points: CurvePoint[];
}

export interface CurvePoint {
  at: string;
  min: string;
  max: string;
}

/** What no worked case exercises; of so many figures, each moved a little, so many are noticed by none. */
export interface PackProposals {
  figures: number;
  unnoticed: number;
  found: PackProposal[];
}

/** Something that no worked case exercises, with an example for it whose amount is left to the author. */
export interface PackProposal {
  place: string;
  case?: { program: string; people: string; care: string; total: string; chosen: string[] };
}

/** What a programme pays for some answers, step by step. */
export interface PackSteps {
  program: string;
  name: string;
  min: string;
  max: string;
  steps: PackStep[];
}

/** A step of a result. `made` is what makes it, `cited` its article, both by the place of a cell of the form, or empty. */
export interface PackStep {
  text: string;
  article: string;
  made: string;
  cited: string;
}
