/** What was told, as pairs of words: for the check page, the result, the picture and the printed sheet. */

import { amountOrNothing, endsOf, yuanRange } from "../text/amount.js";
import { chineseDate } from "../text/date.js";
import { readWhole } from "../text/numeral.js";
import { maybe, t } from "../text/strings.js";
import { dayOf, ROUGH_FIELDS, UNKNOWN, type AmountField, type BillDraft } from "./draft.js";
import { inOrder } from "./flow.js";
import { rangeIdOf, ROUGH_PAID } from "./rough.js";
import type { Screen } from "./screens.js";
import { chosenPack, type State } from "./state.js";

export interface Told {
  name: string;
  value: string;
  /** Where it can be changed. */
  screen: Screen;
  /** The bill that is only half told, and so not counted. */
  open?: number;
}

export function recap(state: State): Told[] {
  const { draft } = state;
  const told: Told[] = [];
  const pack = chosenPack(state);
  if (pack) told.push({ name: t("check.place"), value: pack.region.join(" "), screen: { name: "place" } });
  for (const [path, given] of inOrder(draft.given)) {
    told.push({ name: given.text, value: given.shown || illnesses(state, given.value), screen: path === "person.diagnoses" ? { name: "illness" } : { name: "question", path, more: false } });
  }
  if (draft.withoutBills) told.push({ name: t("check.oneBill"), value: t("check.noBill"), screen: { name: "care", bill: 0 } });
  draft.bills.forEach((bill, index) => told.push(...toldOfBill(state, bill, index)));
  if (draft.received) {
    const { kind, amounts } = draft.received;
    const names = state.summary?.programs ?? [];
    const rows = Object.entries(amounts).filter(([, raw]) => raw.trim() !== "");
    const value = kind === "some" ? rows.map(([id, raw]) => `${names.find((program) => program.id === id)?.name ?? id} ${amountShown(raw)}`).join("、") : t(kind === "unknown" ? "received.unknownTold" : `received.${kind}`);
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

/** Names of illnesses, as far as the catalogue is there. */
function illnesses({ diseases }: State, ids: string | string[]): string {
  return [ids].flat().map((id) => diseases.find((disease) => disease.id === id)?.name ?? id).join("、") || t("illness.other");
}

function toldOfBill(state: State, bill: BillDraft, index: number): Told[] {
  const count = state.draft.bills.length;
  const name = count === 1 ? t("check.oneBill") : t("check.bill", { number: index + 1 });
  const care = maybe(`care.${bill.care}`) ?? bill.care;
  const told: Told[] = [bill.amountsDone ? { name, value: care, screen: { name: "care", bill: index } } : { name, value: t("check.half", { care }), screen: { name: "amounts", bill: index }, open: index }];
  const where = Object.values(bill.where).map((choice) => (choice === UNKNOWN ? t("question.notSure") : (maybe(`where.${choice}`) ?? choice)));
  if (bill.diagnoses) told.push({ name: `${name}：${t("illness.title")}`, value: illnesses(state, bill.diagnoses), screen: { name: "illness", bill: index } });
  if (where.length > 0) told.push({ name: count === 1 ? t("where.title") : t("where.titleMore", { number: index + 1 }), value: where.join("、"), screen: { name: "care", bill: index } });
  if (bill.amountsDone) told.push({ name: count === 1 ? t("check.amounts") : t("check.amountsMore", { number: index + 1 }), value: amountsShown(bill), screen: { name: "amounts", bill: index } });
  return told;
}

function amountsShown(bill: BillDraft): string {
  const date = bill.dateUnknown ? t("bill.dateUnknown") : chineseDate(dayOf(bill));
  const parts = [date];
  if (bill.rough) {
    for (const field of ROUGH_FIELDS) {
      const span = bill.spans[field];
      if (!span) continue;
      const ready = ROUGH_PAID.find((range) => range.id === rangeIdOf(span));
      const words = span.min === "" && span.max === "" ? t("question.notSure") : (ready?.label ?? amountShown(`${span.min}到${span.max}`));
      parts.push(`${t(`bill.${field}`)} ${words}`);
    }
  } else {
    for (const [field, raw] of Object.entries(bill.amounts) as [AmountField, string][]) {
      if (raw.trim() !== "") parts.push(`${t(`bill.${field}`)} ${amountShown(raw)}`);
    }
    for (const field of ["days", "months"] as const) {
      if (bill[field] !== "") parts.push(`${t(`bill.${field}`)} ${readWhole(bill[field]) ?? bill[field]}`);
    }
  }
  return parts.join("；");
}

/** As it was read, so that a slip of the finger shows. */
function amountShown(raw: string): string {
  const [min, max = min] = endsOf(raw).map(amountOrNothing);
  return min === undefined || max === undefined ? raw : yuanRange({ min, max });
}

