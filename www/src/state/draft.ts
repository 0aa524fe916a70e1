/** What the person has told so far, as typed. It becomes `Answers` only at the door of the core. */

import type { Question, Receipt } from "../contract.js";
import { dateOf, type DateParts } from "../text/date.js";

/** The mark of 「不清楚」: asked, and not known. Such an answer is left out of `Answers`. */
export const UNKNOWN = "?";

export const DRAFT_VERSION = 1;

export interface Draft {
  version: typeof DRAFT_VERSION;
  /** Id of the chosen pack. */
  pack?: string;
  /** Division code of the place that was searched for, where one was. */
  area?: string | undefined;
  /** Answers by their path in `Answers` ("person.age", "parameters.quota"). */
  given: Record<string, Given>;
  bills: BillDraft[];
  /** Said to have no bill at all. */
  withoutBills: boolean;
  received?: ReceivedDraft;
  /** Readings that were switched on the result, by id. */
  readings: Record<string, string>;
}

export interface Given {
  kind: Question["kind"];
  /** Text of the question, kept for the check page. */
  text: string;
  value: string | string[];
  /** The answer in words, kept for the check page. */
  shown: string;
}

export type AmountField =
  | "total"
  | "in_scope"
  | "out_of_scope"
  | "basic_paid"
  | "critical_paid"
  | "waived"
  | "other_paid"
  | "assistance_paid"
  | "fund_paid"
  | "self_paid";

/** The fields that can be told as a range in the rough mode. */
export const ROUGH_FIELDS = ["total", "self_paid", "basic_paid", "critical_paid"] as const;
export type RoughField = (typeof ROUGH_FIELDS)[number];

/** What can be told of the place of care, in the order in which it is asked. */
export const WHERE = ["place", "province", "level"];

/** What is counted on a bill. */
export const COUNTS = ["slips", "days", "months"] as const;

export interface BillDraft {
  care: string;
  /** Choices about the place of care, by field name. */
  where: Record<string, string>;
  rough: boolean;
  date: DateParts;
  dateUnknown: boolean;
  amounts: Partial<Record<AmountField, string>>;
  spans: Partial<Record<RoughField, Span>>;
  /** Length of the stay, where a programme pays by time. */
  days: string;
  months: string;
  /** How many slips stand together on it. */
  slips?: string | undefined;
  amountsDone: boolean;
  /** Illnesses of this bill, where they are not simply the person's. */
  diagnoses?: string[] | undefined;
  /** A bill that the portal told and the person has not gone over yet. */
  given?: boolean | undefined;
  /** Whether such a bill still wants to be told where it was run up. */
  placeOpen?: boolean | undefined;
}

/** Two typed ends of a range. Both empty means 「不清楚」. */
export interface Span {
  min: string;
  max: string;
}

export interface ReceivedDraft {
  kind: "none" | "some" | "unknown";
  /** As typed, by the programme's id; under "" what is of nobody knows which. */
  amounts: Record<string, string>;
  /** Which bills it was for; unknown, where nobody knows. */
  bills?: Receipt["bills"] | "unknown";
}

/** Whether it is still to be told which bills it was for: without bills there is nothing to tell apart. */
export function lacksBills({ received, bills }: Draft): boolean {
  return received?.kind === "some" && !received.bills && bills.length > 0;
}

export function emptyDraft(): Draft {
  return { version: DRAFT_VERSION, given: {}, bills: [], withoutBills: false, readings: {} };
}

export function emptyBill(care: string, year: string): BillDraft {
  return {
    care,
    where: {},
    rough: false,
    date: { year, month: "", day: "" },
    dateUnknown: false,
    amounts: {},
    spans: {},
    days: "",
    months: "",
    amountsDone: false,
  };
}

/** The day told of a bill; empty where it is none. */
export function dayOf({ date }: BillDraft): string {
  return dateOf(date) ?? "";
}

/** Whether nothing was told that would be a loss. */
export function isBlank({ given, bills, withoutBills, received }: Draft): boolean {
  return Object.keys(given).length + bills.length === 0 && !withoutBills && !received;
}
