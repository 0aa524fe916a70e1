/** From the draft to the shape the core reads. Values are moved, never computed. */

import type { Amount, Answers, Bill, Person, Receipt } from "../contract.js";
import { amountOrNothing, endsOf } from "../text/amount.js";
import { readWhole } from "../text/numeral.js";
import {
  COUNTS,
  dayOf,
  ROUGH_FIELDS,
  UNKNOWN,
  type AmountField,
  type BillDraft,
  type Draft,
  type Given,
  type Span,
} from "./draft.js";

type Fact = boolean | number | string;

/** How far a bill that is still to be told may reach, when the core is asked which questions matter. */
const ANY_AMOUNT = { min: "0", max: "1000000" };

/** `stillOpen` also counts bills whose amounts are not told yet: enough to know what to ask, never for a result. */
export function answersOf(draft: Draft, asOf: string, stillOpen = false): Answers {
  const person: Person = {};
  const facts: Record<string, Fact> = {};
  const parameters: Record<string, string> = {};
  for (const [path, given] of Object.entries(draft.given)) {
    if (given.value === UNKNOWN) continue;
    const name = path.slice(path.lastIndexOf(".") + 1);
    if (path.startsWith("person.facts.")) facts[name] = factOf(given);
    else if (path.startsWith("parameters.")) parameters[name] = String(given.value);
    else if (path.startsWith("person.")) Object.assign(person, { [name]: personValueOf(given) });
  }
  if (Object.keys(facts).length > 0) person.facts = facts;
  const bills = draft.bills
    .filter((bill) => stillOpen || bill.amountsDone)
    .map((bill) => (bill.amountsDone ? billOf(bill, asOf) : openBillOf(bill, asOf)));
  const answers: Answers = { contract: 1, as_of: asOf, person, bills };
  if (Object.keys(parameters).length > 0) answers.parameters = parameters;
  if (Object.keys(draft.readings).length > 0) answers.readings = { ...draft.readings };
  const received = receivedOf(draft);
  if (received) answers.received = received;
  return answers;
}

/** What is known so far, to be asked what else matters: without a word about bills until they were asked for. */
export function knownSoFar(draft: Draft, asOf: string): Partial<Answers> {
  const { bills, ...rest } = answersOf(draft, asOf, true);
  return draft.bills.length > 0 || draft.withoutBills ? { ...rest, bills } : rest;
}

function personValueOf(given: Given): unknown {
  if (given.kind === "number") return Number(given.value);
  return given.value;
}

function factOf(given: Given): Fact {
  const text = String(given.value);
  switch (given.kind) {
    case "yes-no":
      return text === "yes";
    case "number":
      return Number(text);
    case "yuan":
      return amountOrNothing(text) ?? text;
    default:
      return text;
  }
}

function receivedOf({ received }: Draft): Receipt[] | undefined {
  if (received?.kind === "none") return [];
  if (received?.kind !== "some") return undefined;
  const bills = received.bills === "unknown" ? undefined : received.bills;
  return Object.entries(received.amounts).flatMap(([program, raw]) => {
    const amount = amountOrNothing(raw);
    return amount === undefined ? [] : [{ ...(program && { program }), amount, ...(bills && { bills }) }];
  });
}

function openBillOf(draft: BillDraft, asOf: string): Bill {
  return { ...placeOf(draft), date: asOf, care: draft.care as Bill["care"], total: ANY_AMOUNT };
}

function placeOf(draft: BillDraft): Partial<Bill> {
  return Object.fromEntries(Object.entries(draft.where).filter(([, choice]) => choice !== UNKNOWN));
}

/** One bill. A date that is not known is taken as the day of the estimate, and the result says so. */
export function billOf(draft: BillDraft, asOf: string): Bill {
  const date = draft.dateUnknown ? asOf : dayOf(draft);
  const bill: Bill = { ...placeOf(draft), date, care: draft.care as Bill["care"], total: "0" };
  if (draft.rough) {
    for (const field of ROUGH_FIELDS) {
      const amount = amountOfSpan(draft.spans[field]);
      if (amount !== undefined) bill[field] = amount;
    }
  } else {
    for (const [field, raw] of Object.entries(draft.amounts)) {
      const [min = "", max = ""] = endsOf(raw);
      const amount = amountOfSpan({ min, max });
      // One of the fields takes no range, which the core says at the field.
      if (amount !== undefined) bill[field as AmountField] = amount as string;
    }
  }
  if (draft.diagnoses) bill.diagnoses = draft.diagnoses;
  for (const field of COUNTS) {
    const count = readWhole(draft[field] ?? "");
    if (count !== undefined) bill[field] = Number(count);
  }
  return bill;
}

export function amountOfSpan(span: Span | undefined): Amount | undefined {
  const min = amountOrNothing(span?.min);
  const max = amountOrNothing(span?.max);
  if (min === undefined && max === undefined) return undefined;
  if (min === undefined || max === undefined) return min ?? max;
  return min === max ? min : { min, max };
}
