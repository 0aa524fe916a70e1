/** Answers that the portal already knows, put where the person would have put them. The core says what they are worth. */

import type { Answers, Assessment, Outcome, Question } from "../contract.js";
import { problemsOfTyping } from "../screens/bill-check.js";
import { answersOf } from "../state/answers.js";
import { emptyBill, type AmountField, type BillDraft, type Draft, type Given } from "../state/draft.js";
import { chineseDate, isRealDate, partsOf } from "../text/date.js";
import { t } from "../text/strings.js";
import type { PortalOptions } from "./options.js";

export interface Asked {
  questions: Question[];
  known: Record<string, Question>;
  asOf: string;
  assess(answers: Answers): Outcome<Assessment>;
  /** What is worth knowing of the place of this kind of care. */
  placesOf(care: string): Question[];
}

export interface Filled {
  /** With what could be filled in; nothing where there is none. */
  draft: Draft | undefined;
  leftOut: string[];
}

export function isPrefilled({ answers }: PortalOptions): boolean {
  return answers.bills.length > 0 || Object.keys(answers.person).length > 0;
}

/** Fills in what is known beforehand of the questions that are open. */
export function fill(options: PortalOptions, draft: Draft, asked: Asked): Filled {
  const given: Record<string, Given> = {};
  const leftOut: string[] = [];
  let { bills } = draft;
  for (const question of asked.questions) {
    const { path } = question;
    if (path === "bills") {
      const read = options.answers.bills.map((bill, index) => readBill(bill, index, asked, leftOut));
      bills = read.filter((bill): bill is BillDraft => bill !== undefined);
      continue;
    }
    const value = path in draft.given ? undefined : knownAt(options, draft.pack ?? "", path);
    if (value === undefined) continue;
    const read = givenOf(question, value);
    if (read) given[path] = read;
    else leftOut.push(path);
  }
  bills = bills.map((bill) => bill.given ? placed(bill, bill.given, asked.placesOf(bill.care)) : bill);
  if (Object.keys(given).length > 0) {
    const outcome = asked.assess(answersOf({ ...draft, bills: [], given: { ...draft.given, ...given } }, asked.asOf));
    for (const { path } of outcome.ok ? [] : outcome.problems) {
      const field = path.replace(/\[\d+\]$/, "");
      if (field in given) leftOut.push(path);
      delete given[field];
    }
  }
  const changed = Object.keys(given).length > 0 || bills.some((bill, at) => bill !== draft.bills[at]);
  return { draft: changed ? { ...draft, given: { ...draft.given, ...given }, bills } : undefined, leftOut };
}

function knownAt({ answers, parameters }: PortalOptions, pack: string, path: string): unknown {
  const name = path.slice(path.lastIndexOf(".") + 1);
  if (path.startsWith("parameters.")) return answers.parameters[name] ?? parameters[pack]?.[name];
  if (path.startsWith("person.facts.")) return (answers.person.facts as Record<string, unknown> | undefined)?.[name];
  return path.startsWith("person.") ? answers.person[name] : undefined;
}

/** A value that does not fit its question is no answer: the question is then simply asked. */
function givenOf(question: Question, value: unknown): Given | undefined {
  const { kind, text, options } = question;
  const wordOf = (id: unknown): string | undefined => options?.find((option) => option.id === id)?.text;
  switch (kind) {
    case "yes-no":
      return typeof value === "boolean" ? { kind, text, value: value ? "yes" : "no", shown: t(value ? "question.yes" : "question.no") } : undefined;
    case "choice": {
      const shown = wordOf(value);
      return shown === undefined ? undefined : { kind, text, value: value as string, shown };
    }
    case "choices": {
      if (!Array.isArray(value)) return undefined;
      // Illnesses have no options: their words are found in the catalogue when they are shown.
      const words = options ? value.map(wordOf) : [];
      if (words.includes(undefined)) return undefined;
      return { kind, text, value: value as string[], shown: options && value.length === 0 ? t("question.none") : words.join("、") };
    }
    case "number":
      return typeof value === "number" && Number.isInteger(value) && value >= 0 ? { kind, text, value: String(value), shown: String(value) } : undefined;
    case "yuan":
      return typeof value === "string" && /^\d{1,12}(\.\d{1,2})?%?$/.test(value) ? { kind, text, value, shown: value.endsWith("%") ? value : `${value} 元` } : undefined;
    case "date": {
      const day = typeof value === "string" ? value : "";
      return isRealDate(partsOf(day)) ? { kind, text, value: day, shown: chineseDate(day) } : undefined;
    }
    default:
      return undefined;
  }
}

const AMOUNTS: AmountField[] = ["total", "in_scope", "out_of_scope", "basic_paid", "critical_paid", "waived", "other_paid", "assistance_paid"];
const PLACE_OF_CARE = ["level", "place"];
const MISFIT = ["wrong-type", "unknown-field"];
/** As much as fits into a field. */
const LONGEST = 30;

/**
 * One bill. A figure that cannot be right stays, to be put right by the person; where anything else is wrong the
 * bill is another than it seems, and is left out.
 */
function readBill(raw: unknown, index: number, { asOf, assess }: Asked, leftOut: string[]): BillDraft | undefined {
  const outcome = assess({ contract: 1, as_of: asOf, person: {}, bills: [raw] } as Answers);
  const problems = outcome.ok ? [] : outcome.problems.filter(({ path }) => path.startsWith("bills[0]"));
  const wrong = problems.filter(({ path, code }) => MISFIT.includes(code) || !["date", "days", "months", ...AMOUNTS].includes(path.slice(9)));
  if (wrong.length > 0) {
    leftOut.push(...wrong.map(({ path }) => path.replace("[0]", `[${index}]`)));
    return undefined;
  }
  const told = raw as Record<string, unknown>;
  const textOf = (name: string): string => {
    const value = told[name] as number | string | { min: string; max: string } | undefined;
    return (typeof value === "object" ? `${value.min}到${value.max}` : String(value ?? "")).slice(0, LONGEST);
  };
  const bill = emptyBill(textOf("care"), "");
  bill.date = partsOf(textOf("date"));
  for (const field of AMOUNTS) if (field in told) bill.amounts[field] = textOf(field);
  bill.days = textOf("days");
  bill.months = textOf("months");
  bill.diagnoses = told.diagnoses as string[] | undefined;
  bill.given = Object.fromEntries(PLACE_OF_CARE.filter((name) => name in told).map((name) => [name, textOf(name)]));
  bill.amountsDone = problems.length === 0 && problemsOfTyping(bill).length === 0;
  return bill;
}

/** The place of care as the portal knows it; what it does not know and the rules want is asked. */
function placed(bill: BillDraft, known: Record<string, string>, questions: Question[]): BillDraft {
  const where = { ...known, ...bill.where };
  const placeOpen = questions.some(({ path }) => !(path.slice(path.lastIndexOf(".") + 1) in where));
  const same = placeOpen === bill.placeOpen && Object.keys(where).length === Object.keys(bill.where).length;
  return same ? bill : { ...bill, where, placeOpen };
}
