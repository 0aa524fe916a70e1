/**
 * The public contract of the calculator: what goes in, what comes out.
 *
 * The wasm package, the command line (`jiuzhu assess`) and the page speak exactly these shapes. Field names are
 * fixed here. Fields may be added to outputs; nothing here may be renamed, dropped or given another meaning
 * without a new `contract` number.
 *
 * Units. `Yuan` is a decimal string in yuan with at most two decimals ("15863.46"); a JSON number is refused, so no
 * binary float ever carries money. `IsoDate` is "YYYY-MM-DD", and must be a real date. Unknown field names are
 * refused, each by name. Absent means "not known", never zero and never "no".
 */

export type Yuan = string;
/** An amount that is exactly known, or known to lie between two values (inclusive). */
export type Amount = Yuan | { min: Yuan; max: Yuan };
export type IsoDate = string;

// ---------------------------------------------------------------------------------------------- what goes in

export interface Answers {
  contract: 1;
  /** The day the estimate is made for: decides deadlines and "days left". The core reads no clock. */
  as_of: IsoDate;
  person: Person;
  /** The year's medical bills, in any order; the engine orders them by date, then by position. */
  bills: Bill[];
  /** Assistance already received in the same benefit year, each payment, or their sums. Never paid again. */
  received?: Receipt[];
  /** Values for parameters that the policy leaves to the locality (see PolicySummary.parameters). */
  parameters?: Record<string, string>;
  /** The reading chosen for an ambiguous clause, by reading id; absent: the pack's default. */
  readings?: Record<string, string>;
}

export interface Person {
  /**
   * Identities held, any number; [] = none; absent = not known. extreme-poverty, five-guarantee, three-withouts,
   * orphan, unattended-child, subsistence-allowance, subsistence-margin, low-income, rigid-expenditure,
   * illness-impoverished, relapse-risk, registered-poor, entitled-group, severely-disabled, centenarian,
   * retired-cadre, disabled-soldier, elderly-low-pension, reduced-worker, returned-youth, living-hardship; general
   * (其他参保居民) only by itself.
   */
  categories?: string[];
  /**
   * Identities held for a part of the time, each from its first day to its last, both included. A condition looks at the
   * day of the bill; where it looks at no bill, at the days of those that are covered, or else of the estimate. What
   * stands in categories is held throughout; general there holds on the days on which none of these does.
   */
  held?: { category: string; from?: IsoDate; until?: IsoDate }[];
  residence?: "urban" | "rural";
  /** 基本医保: resident = 居民医保（含新农合、城镇居民）, employee = 职工医保, none = 未参保. */
  insurance?: "resident" | "employee" | "none";
  /** 周岁, on the day of the estimate; a condition takes it for every bill. */
  age?: number;
  /**
   * 出生: a year, a month or a day ("1950", "1950-03", "1950-03-07"). A condition takes the age on the day of the bill;
   * where it looks at no bill, on the day of the latest, or else of the estimate. Beside age, both must agree.
   */
  born?: string;
  /** Disease ids of the catalogue. [] = none of the listed ones; absent = not known. */
  diagnoses?: string[];
  /** Further facts the pack asks for, by fact id: yes/no, a number, a choice id, an amount or a date. */
  facts?: Record<string, boolean | number | string>;
}

export interface Receipt {
  /** The programme's id. Absent: not known which, so any that reaches the family. */
  program?: string;
  amount: Yuan;
  /**
   * listed: paid for bills listed here, so it is taken off what they earn. other: paid for other bills of the year, so it
   * only uses up the year's limits. Absent: not known, so anything between. A programme that is not paid on bills takes
   * it off either way.
   */
  bills?: "listed" | "other";
}

export interface Bill {
  /** Discharge date of a stay, or the day of an outpatient visit. */
  date: IsoDate;
  care: "inpatient" | "outpatient" | "chronic-outpatient";
  /** Level of the institution; which ones a pack tells apart, the pack says. */
  level?: "village" | "township" | "county" | "city" | "province";
  /** Where: inside the scheme's own area, outside with referral or registration, outside without. */
  place?: "local" | "referred" | "unreferred";
  /** Whether that is in the scheme's own province; what is local is. */
  province?: "same" | "other";
  /** Disease ids treated on this bill; absent: the person's. */
  diagnoses?: string[];
  /** 医疗费总额. */
  total: Amount;
  /** 政策范围内费用 (医保认的费用). Absent: not known; may be derived as total - out_of_scope. */
  in_scope?: Amount;
  /** 全自费 + 超限价自费 + 先行自付. */
  out_of_scope?: Amount;
  /** 基本医保统筹支付. Absent: not known; derived by the pack's own insurance rules where it has them. */
  basic_paid?: Amount;
  /** 大病保险（职工为大额）支付. */
  critical_paid?: Amount;
  /** 医疗机构减免. Absent counts as none. */
  waived?: Amount;
  /** 其他政策性补助、商业补充保险赔付. Absent counts as none. */
  other_paid?: Amount;
  /** 单据上已经减掉的医疗救助 (一站式). Counts as received. */
  assistance_paid?: Yuan;
  /**
   * 基金支付总额: basic_paid, critical_paid and assistance_paid as one sum, for a slip that prints only that. Of those
   * three, one that is absent is the rest of the sum; of several that are absent, each is any part of the rest.
   */
  fund_paid?: Amount;
  /**
   * 自己掏的: 现金 + 个人账户. What the total leaves after it, waived and other_paid is what all funds paid, as if
   * fund_paid had been told, except that assistance_paid still counts as none where it is absent.
   */
  self_paid?: Amount;
  /** How many slips this bill stands for; absent: one. What counts once a slip is counted once, and a note says so. */
  slips?: number;
  /** Length of stay, where a programme pays by time. */
  days?: number;
  /** Whole months of stay, where a programme pays by month. */
  months?: number;
}

// --------------------------------------------------------------------------------------------- what comes out

export interface Assessment {
  contract: 1;
  policy: {
    id: string; title: string; version: string; digest: string; from: IsoDate; until?: IsoDate;
    status: "in-force" | "historical" | "framework"; checked_on: IsoDate;
  };
  as_of: IsoDate;
  /** Every programme of the pack, in the pack's order, the ones that do not apply included. */
  programs: ProgramResult[];
  /** New assistance still payable, over all programmes that are paid together. */
  total: { min: Yuan; max: Yuan };
  /** One row a bill, in the order in which they were computed: who pays what. The row adds up to the fen. */
  bills: BillBreakdown[];
  /** Union of the documents of the programmes that are (or may be) payable, each once. */
  documents: DocumentItem[];
  /** Things the person should know: a stale figure, a bill outside the year, a derived amount, an assumption. */
  notes: Note[];
}

export type Status = "eligible" | "not-eligible" | "unknown" | "not-computed";

export type ProgramKind =
  | "enrolment" | "outpatient" | "inpatient" | "major-illness" | "temporary" | "insurance" | "top-up" | "allowance";

export interface ProgramResult {
  id: string;
  kind: ProgramKind;
  name: string;
  /** unknown: an answer is missing (see missing). not-computed: the policy gives no figure (see notes). */
  status: Status;
  /** Payable now. min < max where an input is a range, a ratio is left to the approver, or an answer is missing. */
  amount: { min: Yuan; max: Yuan };
  /** Every line of the arithmetic that was really executed, in order. */
  steps: Step[];
  /** Why the status is what it is: each condition tried, with its outcome; a near miss says by how much. */
  reasons: Reason[];
  /** Answer paths that would settle the status or narrow the amount, most telling first ("person.age"). */
  missing: string[];
  /** The programme that is paid instead, where two exclude each other. */
  replaced_by?: string;
  /** Readings used: which of the pack's ambiguous clauses decided this result, and which way. */
  readings: { id: string; chosen: string }[];
  documents: DocumentItem[];
  route?: { kind: "one-stop" | "on-application"; steps: string[]; where?: string; deadline?: { date: IsoDate; days_left: number; rule: string }; citation?: Citation };
}

/** The mechanism, one of a closed set. */
export type StepOp =
  | "base" | "deduct" | "threshold" | "ratio" | "band" | "fixed" | "per-unit" | "top-up" | "cap" | "discretion"
  | "round" | "exclude" | "best-of";

export interface Step {
  op: StepOp;
  /** Plain Chinese, made from the executed figures. */
  text: string;
  /** Value after this step. */
  result: { min: Yuan; max: Yuan };
  citation?: Citation;
}

export interface Reason { text: string; outcome: "met" | "not-met" | "unknown"; gap?: Yuan; citation?: Citation }
export interface Citation { document: string; article: string; summary: string; from?: IsoDate; until?: IsoDate; checked_on?: IsoDate; confidence: "A" | "B" | "C" }
export interface DocumentItem { id: string; name: string; form: "original" | "copy" | "either"; copies?: number; issuer?: string; note?: string; for: string[] }
/** What it is about stands beside the sentence: a programme or a local figure by its id, a bill by its place in the answers. */
export interface Note { code: NoteCode; text: string; program?: string; parameter?: string; bill?: number }
/**
 * historical, framework, region-inferred, stale, unchecked: of the policy as a whole. other-year, deadline-passed,
 * scope-derived, insurance-derived, paid-derived, fund-not-parted, rounded, beyond-scope, slips: of a bill.
 */
export type NoteCode =
  | "historical" | "framework" | "region-inferred" | "stale" | "unchecked" | "other-year" | "deadline-passed"
  | "scope-derived" | "insurance-derived" | "paid-derived" | "fund-not-parted" | "rounded" | "beyond-scope" | "slips"
  | "critical-taken-as-none" | "received-exceeds" | "assumed" | "not-computed" | "parameter-missing" | "own-parameter"
  | "remark";
export interface BillBreakdown {
  index: number;
  total: { min: Yuan; max: Yuan };
  out_of_scope: { min: Yuan; max: Yuan };
  basic: { min: Yuan; max: Yuan };
  critical: { min: Yuan; max: Yuan };
  /** basic and critical together: known exactly where only their sum was told. */
  insured: { min: Yuan; max: Yuan };
  waived_and_other: { min: Yuan; max: Yuan };
  assistance: { min: Yuan; max: Yuan };
  self_pay: { min: Yuan; max: Yuan };
}

// -------------------------------------------------------------------------------------------------- the calls

/** Wrong answers are data, all at once, each tied to its field; only misuse of the API throws. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };
export interface Problem { path: string; code: ProblemCode; text: string }
export type ProblemCode =
  | "missing" | "unknown-field" | "wrong-type" | "not-allowed" | "not-an-amount" | "not-a-ratio" | "not-a-date"
  | "out-of-bounds" | "too-many" | "unreadable" | "contract" | "general-with-others" | "born-otherwise" | "range-reversed"
  | "outside-period" | "bill-outside-period" | "bill-after-estimate" | "scope-over-total" | "out-of-scope-over-total"
  | "scope-does-not-add-up" | "payments-over-total" | "self-paid-does-not-add-up" | "fund-does-not-add-up"
  | "paid-without-insurance" | "parameter-out-of-range";

export interface PolicySummary {
  id: string; title: string; region: string[]; region_code?: string; region_inferred: boolean; checked_on: IsoDate; from: IsoDate; until?: IsoDate; version: string; digest: string;
  status: "in-force" | "historical" | "framework";
  programs: { id: string; kind: ProgramKind; name: string }[];
  /** Figures that the policy leaves to the locality: id, label, unit, allowed range, value if the pack has one. */
  parameters: { id: string; label: string; unit: string; min?: string; max?: string; value?: string }[];
  readings: { id: string; question: string; options: { id: string; text: string }[]; default: string; citation?: Citation }[];
}

/** The next things worth asking, most telling first, given what is known; [] when nothing would change the result. */
export interface Question {
  path: string; text: string; help?: string;
  kind: "choice" | "choices" | "yes-no" | "number" | "yuan" | "date" | "bill";
  options?: { id: string; text: string; help?: string }[];
}

/** 申请书 as paragraphs; blanks stay blanks (underscores, as many as what is written there needs), nothing is invented. */
export interface Letter {
  title: string;
  addressee: string;
  paragraphs: string[];
  closing: string[];
  attachments: string[];
}
