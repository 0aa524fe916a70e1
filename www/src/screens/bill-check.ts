/** What can be said of a typed bill before the core sees it: readable figures, a whole date. Never a sum. */

import type { Problem } from "../contract.js";
import { COUNTS, dayOf, ROUGH_FIELDS, type AmountField, type BillDraft, type Span } from "../state/draft.js";
import { compare, endsOf, readAmount } from "../text/amount.js";
import { readWhole } from "../text/numeral.js";
import { t } from "../text/strings.js";

export function problemsOfTyping(bill: BillDraft): Problem[] {
  const problems: Problem[] = [];
  const say = (path: string, text: string): void => {
    problems.push({ path, code: "typing", text });
  };
  if (!bill.dateUnknown && dayOf(bill) === "") say("date", t("problem.date"));
  if (bill.rough) {
    for (const field of ROUGH_FIELDS) {
      const text = problemOfSpan(bill.spans[field], field === "total");
      if (text !== undefined) say(field, text);
    }
    return problems;
  }
  for (const field of COUNTS) {
    const typed = bill[field] ?? "";
    if (typed.trim() !== "" && readWhole(typed) === undefined) say(field, t("question.fillNumber", { example: 3 }));
  }
  if ((bill.amounts.total ?? "").trim() === "") say("total", t("problem.total"));
  for (const [field, raw] of Object.entries(bill.amounts) as [AmountField, string][]) {
    const ends = endsOf(raw);
    for (const reading of ends.length > 2 ? [readAmount(raw)] : ends.map(readAmount)) {
      if (!reading.ok && (reading.reason !== "empty" || ends.length > 1))
        say(field, t(`problem.${reading.reason === "empty" ? "not-a-number" : reading.reason}`));
    }
  }
  return problems;
}

function problemOfSpan(span: Span | undefined, needed: boolean): string | undefined {
  if (span === undefined) return needed ? t("problem.span") : undefined;
  const min = readAmount(span.min);
  const max = readAmount(span.max);
  if (!min.ok && min.reason === "empty" && !max.ok && max.reason === "empty")
    return needed ? t("problem.span") : undefined;
  for (const end of [min, max]) {
    if (!end.ok) return end.reason === "empty" ? t("problem.total") : t(`problem.${end.reason}`);
  }
  return min.ok && max.ok && compare(min.value, max.value) > 0 ? t("problem.order") : undefined;
}
