/** What the core has against a draft, and what of the draft stands all the same. */

import type { Problem } from "../contract.js";
import { whole } from "../text/amount.js";
import { t } from "../text/strings.js";
import type { BillDraft, Draft, Given } from "./draft.js";

/** The field that a problem is in, also where it is one of several values. */
export function fieldOf({ path }: Problem): string {
  return path.replace(/\[.*/, "");
}

/** The problems of one bill, each by the field of its page. */
export function ofBill({ bills }: Draft, index: number, problems: Problem[]): Problem[] {
  const place = bills.filter((bill) => bill.amountsDone).indexOf(bills[index] as BillDraft);
  return problems
    .filter(({ path }) => path.startsWith(`bills[${place}]`))
    .map(({ code, path, text }) => ({ code, path: path.replace(`bills[${place}].`, ""), text: whole(text) }));
}

/** A bill that is only half told is neither counted nor left out without a word. */
export function halfTold({ bills }: Draft): Problem[] {
  return bills.flatMap((bill, index) =>
    bill.amountsDone ? [] : [{ path: `bills[${index}]`, code: "open", text: t("check.open", { number: index + 1 }) }],
  );
}

/** The draft without what is refused: a bill is to be looked at again, anything else to be asked again. */
export function withoutRefused(draft: Draft, problems: Problem[]): Draft {
  const kept: Draft = {
    ...draft,
    given: { ...draft.given },
    readings: { ...draft.readings },
    bills: draft.bills.map((bill) => ({ ...bill })),
  };
  for (const problem of problems) {
    const field = fieldOf(problem);
    const bill = kept.bills[Number(/^bills\[(\d+)/.exec(problem.path)?.[1])];
    if (bill) bill.amountsDone = false;
    delete kept.given[field];
    delete kept.readings[field.replace("readings.", "")];
    if (field === "received") delete kept.received;
  }
  return kept;
}

/** What is true of the person in any place. */
export function keepPersonal(given: Record<string, Given>): Record<string, Given> {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([path]) => path === "person.diagnoses" || path === "person.age" || path === "person.residence",
    ),
  );
}
