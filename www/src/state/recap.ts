/** What was told, as pairs of words: for the check page, the result, the picture and the printed sheet. */

import type { Amount, Range } from "../contract.js";
import { amountOrNothing, endsOf, yuanRange } from "../text/amount.js";
import { chineseDate } from "../text/date.js";
import { readWhole } from "../text/numeral.js";
import { maybe, t } from "../text/strings.js";
import { sumOf } from "../text/sum.js";
import { billOf } from "./answers.js";
import { COUNTS, dayOf, ROUGH_FIELDS, UNKNOWN, type AmountField, type BillDraft } from "./draft.js";
import { inOrder } from "./flow.js";
import { rangeIdOf, ROUGH_PAID } from "./rough.js";
import type { Screen } from "./screens.js";
import { chosenPack, type State } from "./state.js";

export interface Told {
  name: string;
  value: string;
  /** Where it can be changed. */
  screen: Screen;
}

/** What is told of the place of a bill that may not count for it, what weighs most first. */
const ELSEWHERE = ["unreferred", "other"] as const;

const NOTHING: Range = { min: "0", max: "0" };

/** One bill as a line of the table of bills. */
export interface BillRow {
  /** Its place among the bills as they were told. */
  index: number;
  day: string;
  care: string;
  /** Half told, and so not counted. */
  half: boolean;
  /** Seen elsewhere: without the papers for it, or in another province. */
  elsewhere: (typeof ELSEWHERE)[number] | undefined;
  total: Range | undefined;
  /** What was paid at the counter, as far as the slip says what others paid. */
  self: Range | undefined;
  /** What was paid at the counter from the first bill of the calendar year to this one. */
  running: Range | undefined;
  /** Each thing told besides, by the screen on which it can be changed. */
  details: Told[];
}

export function recap(state: State): Told[] {
  const { draft } = state;
  const told: Told[] = [];
  const pack = chosenPack(state);
  if (pack) told.push({ name: t("check.place"), value: pack.region.join(" "), screen: { name: "place" } });
  for (const [path, given] of inOrder(draft.given)) {
    told.push({
      name: given.text,
      value: given.shown || illnesses(state, given.value),
      screen: path === "person.diagnoses" ? { name: "illness" } : { name: "question", path, more: false },
    });
  }
  if (draft.withoutBills)
    told.push({ name: t("bills.title"), value: t("check.noBill"), screen: { name: "care", bill: 0 } });
  if (draft.received) {
    const { kind, amounts, bills } = draft.received;
    const names = state.summary?.programs ?? [];
    const rows = Object.entries(amounts).filter(([, raw]) => raw.trim() !== "");
    const nameOf = (id: string): string =>
      names.find((program) => program.id === id)?.name ?? (id || t("received.ofAny"));
    const some =
      rows.map(([id, raw]) => `${nameOf(id)} ${amountShown(raw)}`).join("、") +
      (bills === "other" ? `（${t("received.other")}）` : "");
    const value = kind === "some" ? some : t(kind === "unknown" ? "received.unknownTold" : `received.${kind}`);
    told.push({ name: t("check.received"), value, screen: { name: "received" } });
  }
  return told;
}

/** Readings that are not left to the pack; the result has the place to switch them. */
export function readingsTold({ draft, summary }: State): Told[] {
  return (summary?.readings ?? []).flatMap(({ id, question, options }) => {
    const option = options.find((one) => one.id === draft.readings[id]);
    return option ? [{ name: question, value: option.text, screen: { name: "result" } as const }] : [];
  });
}

/** Names of illnesses; of one that the catalogue has not, or not yet, that there is one. */
export function illnesses({ diseases }: State, ids: string | string[]): string {
  return (
    [ids]
      .flat()
      .map((id) => diseases.find((disease) => disease.id === id)?.name ?? "…")
      .join("、") || t("illness.other")
  );
}

/** The bills, in the order in which they were told. */
export function billRows(state: State): BillRow[] {
  const { bills } = state.draft;
  const running: Record<string, Range> = {};
  return bills.map((bill, index) => {
    const { date, total, basic_paid, critical_paid, fund_paid, self_paid, ...more } = billOf(bill, state.today);
    const year = date.slice(0, 4);
    const whole = bill.amountsDone ? rangeOf(total) : undefined;
    // What the slip does not say may be nothing, and may be all of it.
    const anything = { min: "0", max: whole?.max ?? "0" };
    const funds = fund_paid
      ? [fund_paid]
      : [basic_paid ?? anything, critical_paid ?? anything, more.assistance_paid ?? "0"];
    const others = [...funds, more.waived ?? "0", more.other_paid ?? "0"];
    const self = whole && (self_paid ? rangeOf(self_paid) : sumOf([whole], others.map(rangeOf)));
    if (self) running[year] = sumOf([running[year] ?? NOTHING, self]);
    return {
      index,
      day: bill.dateUnknown ? t("bill.dateUnknown") : dayOf(bill) && chineseDate(dayOf(bill)),
      care: maybe(`care.${bill.care}`) ?? bill.care,
      half: !bill.amountsDone,
      elsewhere: ELSEWHERE.find((choice) => Object.values(bill.where).includes(choice)),
      total: whole,
      self,
      running: running[year],
      details: detailsOf(state, bill, index),
    };
  });
}

function rangeOf(amount: Amount): Range {
  return typeof amount === "string" ? { min: amount, max: amount } : amount;
}

function detailsOf(state: State, bill: BillDraft, index: number): Told[] {
  const count = state.draft.bills.length;
  const details: Told[] = [];
  const where = Object.values(bill.where).map((choice) =>
    choice === UNKNOWN ? t("question.notSure") : (maybe(`where.${choice}`) ?? choice),
  );
  const care: Told = {
    name: count === 1 ? t("care.title") : t("care.titleMore", { number: index + 1 }),
    value: "",
    screen: { name: "care", bill: index },
  };
  details.push(
    where.length > 0
      ? {
          ...care,
          name: count === 1 ? t("where.title") : t("where.titleMore", { number: index + 1 }),
          value: where.join("、"),
        }
      : care,
  );
  if (bill.diagnoses)
    details.push({
      name: `${t("check.bill", { number: index + 1 })}：${t("illness.title")}`,
      value: illnesses(state, bill.diagnoses),
      screen: { name: "illness", bill: index },
    });
  if (bill.amountsDone)
    details.push({
      name: count === 1 ? t("check.amounts") : t("bill.titleMore", { number: index + 1 }),
      value: amountsShown(bill),
      screen: { name: "amounts", bill: index },
    });
  return details;
}

function amountsShown(bill: BillDraft): string {
  const parts: string[] = [];
  if (bill.rough) {
    for (const field of ROUGH_FIELDS) {
      const span = bill.spans[field];
      if (!span) continue;
      const ready = ROUGH_PAID.find((range) => range.id === rangeIdOf(span));
      const words =
        span.min === "" && span.max === ""
          ? t("question.notSure")
          : (ready?.label ?? amountShown(`${span.min}到${span.max}`));
      parts.push(`${t(`bill.${field}`)} ${words}`);
    }
  } else {
    // The total stands in the table.
    for (const [field, raw] of Object.entries({ ...bill.amounts, total: "" }) as [AmountField, string][]) {
      if (raw.trim() !== "") parts.push(`${t(`bill.${field}`)} ${amountShown(raw)}`);
    }
    for (const field of COUNTS) {
      const typed = bill[field];
      if (typed) parts.push(`${t(`bill.${field}`)} ${readWhole(typed) ?? typed}`);
    }
  }
  return parts.join("；");
}

/** As it was read, so that a slip of the finger shows. */
function amountShown(raw: string): string {
  const [min, max = min] = endsOf(raw).map(amountOrNothing);
  return min === undefined || max === undefined ? raw : yuanRange({ min, max });
}
