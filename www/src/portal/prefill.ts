/** Answers that the portal already knows, put where the person would have put them. The core says what they are worth. */

import type { Answers, Assessment, Outcome, Question, Receipt } from "../contract.js";
import { problemsOfTyping } from "../screens/bill-check.js";
import { answersOf } from "../state/answers.js";
import { COUNTS, emptyBill, WHERE, type AmountField, type BillDraft, type Draft, type Given } from "../state/draft.js";
import { asksForMonth, choicesOf, readEntry } from "../state/entry.js";
import { partsOf } from "../text/date.js";
import { t } from "../text/strings.js";
import type { PortalOptions } from "./options.js";

export interface Asked {
  questions: Question[];
  known: Record<string, Question>;
  asOf: string;
  today: string;
  assess(answers: Answers): Outcome<Assessment>;
  /** What is worth knowing of the place of this kind of care. */
  placesOf(care: string, where: Record<string, string>): Question[];
}

export interface Filled {
  /** With what could be filled in; nothing where there is none. */
  draft: Draft | undefined;
  leftOut: string[];
}

/** Fills in what is known beforehand of the questions that are open. */
export function fill(options: PortalOptions, draft: Draft, asked: Asked): Filled {
  const given: Record<string, Given> = {};
  const leftOut: string[] = [];
  let { bills } = draft;
  const rest = readRest(options, draft, asked, leftOut);
  for (const question of asked.questions) {
    const { path } = question;
    if (path === "bills") {
      const read = options.answers.bills.map((bill, index) => readBill(bill, index, asked, leftOut));
      bills = read.filter((bill): bill is BillDraft => bill !== undefined);
      continue;
    }
    const value = path in draft.given ? undefined : knownAt(options, draft.pack ?? "", path);
    if (value === undefined) continue;
    const read = givenOf(question, value, asked.today);
    if (read) given[path] = read;
    else leftOut.push(path);
  }
  bills = bills.map((bill) => (bill.given ? placed(bill, asked.placesOf(bill.care, bill.where)) : bill));
  if (Object.keys(given).length > 0) {
    const outcome = asked.assess(answersOf({ ...draft, bills: [], given: { ...draft.given, ...given } }, asked.asOf));
    for (const { path } of outcome.ok ? [] : outcome.problems) {
      const field = path.replace(/\[\d+\]$/, "");
      if (field in given) leftOut.push(path);
      delete given[field];
    }
  }
  const changed = Object.keys({ ...given, ...rest }).length > 0 || bills.some((bill, at) => bill !== draft.bills[at]);
  return { draft: changed ? { ...draft, given: { ...draft.given, ...given }, bills, ...rest } : undefined, leftOut };
}

function knownAt({ answers, parameters }: PortalOptions, pack: string, path: string): unknown {
  const name = path.slice(path.lastIndexOf(".") + 1);
  if (path.startsWith("parameters.")) return answers.parameters[name] ?? parameters[pack]?.[name];
  if (path.startsWith("person.facts.")) return (answers.person.facts as Record<string, unknown> | undefined)?.[name];
  return path.startsWith("person.") ? answers.person[name] : undefined;
}

/** A value that does not fit its question is no answer: the question is then simply asked. */
function givenOf(question: Question, value: unknown, today: string): Given | undefined {
  const { kind, text, options, path } = question;
  const several = kind === "choices";
  if (
    several !== Array.isArray(value) ||
    (!several && typeof value !== (kind === "yes-no" ? "boolean" : kind === "number" ? "number" : "string"))
  )
    return undefined;
  const ids = [value === true ? "yes" : value === false ? "no" : value].flat() as string[];
  // Illnesses have no options: their words are found in the catalogue when they are shown.
  if (several && !(options && ids.length > 0))
    return { kind, text, value: ids, shown: options ? t("question.none") : "" };
  const choices = choicesOf(question);
  if (choices.length > 0 && !ids.every((id) => choices.some((choice) => choice.id === id))) return undefined;
  const typed = String(value);
  const read = readEntry(
    question,
    { chosen: choices.length > 0 ? ids : [], typed, date: partsOf(asksForMonth(path) ? `${typed}-1` : typed) },
    typed.endsWith("%"),
    today,
  );
  // Only what a person types may be written in more than one way.
  return "problem" in read || (typeof value === "string" && read.value !== value) ? undefined : read;
}

const AMOUNT = /^(total|waived|\w+_(scope|paid))$/;
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
  const wrong = problems.filter(({ path, code }) => {
    const field = path.slice(9);
    return MISFIT.includes(code) || !(AMOUNT.test(field) || ["date", ...COUNTS].includes(field));
  });
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
  for (const name of Object.keys(told)) if (AMOUNT.test(name)) bill.amounts[name as AmountField] = textOf(name);
  for (const field of COUNTS) bill[field] = textOf(field);
  bill.diagnoses = told.diagnoses as string[] | undefined;
  for (const name of WHERE) if (name in told) bill.where[name] = textOf(name);
  bill.given = true;
  bill.amountsDone = problems.length === 0 && problemsOfTyping(bill).length === 0;
  return bill;
}

/** Where the place of care is not all known, what the rules want of it is asked. */
function placed(bill: BillDraft, questions: Question[]): BillDraft {
  const placeOpen = questions.some(({ path }) => !(path.slice(path.lastIndexOf(".") + 1) in bill.where));
  return placeOpen === bill.placeOpen ? bill : { ...bill, placeOpen };
}

/**
 * What no question of the core asks for: what was received, and readings of the rules. As with bills, an amount that
 * cannot be right stays, to be put right.
 */
function readRest(
  { answers }: PortalOptions,
  draft: Draft,
  { asOf, assess }: Asked,
  leftOut: string[],
): Partial<Draft> {
  const received = draft.received ? undefined : answers.received;
  const readings = Object.entries(answers.readings).filter(([id]) => !Object.keys(draft.readings).includes(id));
  if (!received && readings.length === 0) return {};
  const outcome = assess({
    contract: 1,
    as_of: asOf,
    person: {},
    bills: [],
    received,
    readings: Object.fromEntries(readings),
  } as unknown as Answers);
  const amounts: Record<string, string> = {};
  const paidFor = new Set<Receipt["bills"]>();
  const wrong = (outcome.ok ? [] : outcome.problems)
    .filter(({ path, code }) => code !== "not-an-amount" && path.startsWith("re"))
    .map(({ path }) => path);
  const fits = (place: string): boolean => !wrong.some((path) => path === place || path.startsWith(`${place}.`));
  received?.forEach((row, index) => {
    if (!fits(`received[${index}]`)) return;
    const { program = "", amount, bills } = row as Receipt;
    paidFor.add(bills);
    // Before its amount is put right, the core does not see that a programme comes twice.
    if (program in amounts) wrong.push(`received[${index}].program`);
    else amounts[program] = amount;
  });
  leftOut.push(...wrong);
  const used = readings.filter(([id]) => fits(`readings.${id}`)) as [string, string][];
  const rest: Partial<Draft> = {};
  const [bills, another] = paidFor;
  if (received && (received.length === 0 || Object.keys(amounts).length > 0))
    rest.received = { kind: received.length > 0 ? "some" : "none", amounts, ...(bills && !another && { bills }) };
  if (used.length > 0) rest.readings = { ...draft.readings, ...Object.fromEntries(used) };
  return rest;
}
