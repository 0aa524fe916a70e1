/**
 * A list of the office, as a file: households to be visited. It is read as it was meant or told by its rows; what is not
 * in the format is no row. docs/visits.md has the format.
 */

import { parseFile } from "../../json-file.js";
import { COUNTS, emptyBill, type AmountField, type BillDraft } from "../../state/draft.js";
import { amountOrNothing } from "../../text/amount.js";
import { dateOf, partsOf } from "../../text/date.js";
import { dayAfter } from "../model/case.js";
import { after, emptyNotebook } from "../model/notebook.js";
import { SELF, type Household } from "../model/household.js";
import type { Value } from "../model/versions.js";
import { hex } from "../vault/keys.js";

export const LIST_KIND = "jiuzhu-visit-list";
export const LIST_VERSION = 1;
/** Households of a list, at most. */
const MOST_ROWS = 2000;
const MOST_MEMBERS = 20;
const MOST_BILLS = 200;
/** Days before the last one on which a household comes onto the round. */
const AHEAD = 14;
/** Where the list does not say how long it is kept. */
const KEPT_DAYS = 180;

const CARES = ["inpatient", "chronic-outpatient", "outpatient"];
const AMOUNTS: AmountField[] = [
  "total",
  "in_scope",
  "out_of_scope",
  "basic_paid",
  "critical_paid",
  "waived",
  "other_paid",
  "assistance_paid",
  "fund_paid",
  "self_paid",
];
const WHERE = ["place", "province", "level"];
const LIST_FIELDS = ["kind", "version", "list", "made", "from", "policy", "keep_until", "households"];
const ROW_FIELDS = ["row", "name", "village", "group", "phone", "reason", "visit_by", "note", "members"];
const MEMBER_FIELDS = ["name", "born", "categories", "insurance", "bills"];
/** Of a bill all that the core knows, but for its illnesses. */
export const BILL_FIELDS = ["date", "care", ...WHERE, ...AMOUNTS, ...COUNTS];

/** As the core calls them, and people. */
const INSURANCES: Record<string, string> = { resident: "居民医保", employee: "职工医保", none: "没有参保" };

export interface VisitList {
  list: string;
  made: string;
  from: string;
  policy: string;
  keepUntil: string;
  rows: Row[];
  /** What could not be read, by the place of its household in the file. */
  refused: { row: number; text: string }[];
}

interface Row {
  row: string;
  name: string;
  village: string;
  group: string;
  phone: string;
  reason: string;
  visitBy: string;
  note: string;
  members: { name: string; born: string; categories: string[]; insurance: string; bills: BillDraft[] }[];
}

/** Why a row is refused. */
class RefusedError extends Error {}

type Table = Record<string, unknown>;

/** Nothing where it is no list; "new" where it is one of a later page. */
export function readList(file: Uint8Array): VisitList | "new" | undefined {
  let table: Table;
  try {
    table = Object(parseFile(file.slice().buffer)) as Table;
  } catch {
    return undefined;
  }
  if (table.kind !== LIST_KIND) return undefined;
  if (typeof table.version === "number" && table.version > LIST_VERSION) return "new";
  const list: VisitList = { list: "", made: "", from: "", policy: "", keepUntil: "", rows: [], refused: [] };
  try {
    known(table, LIST_FIELDS);
    if (table.version !== LIST_VERSION) throw new RefusedError("version 要写 1");
    list.list = text(table, "list", 40);
    if (!/^[\w-]+$/.test(list.list)) throw new RefusedError("list 要有，只用字母、数字、- 和 _");
    list.made = day(table, "made", true);
    list.from = text(table, "from", 40, true);
    list.policy = text(table, "policy", 60);
    list.keepUntil = day(table, "keep_until");
    if (!Array.isArray(table.households) || table.households.length > MOST_ROWS)
      throw new RefusedError(`households 要是一列，最多 ${MOST_ROWS} 户`);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { ...list, refused: [{ row: 0, text: error.message }] };
  }
  const seen = new Set<string>();
  for (const [at, entry] of (table.households as unknown[]).entries()) {
    try {
      const row = rowOf(Object(entry) as Table);
      if (seen.has(row.row)) throw new RefusedError(`row「${row.row}」写了两遍`);
      seen.add(row.row);
      list.rows.push(row);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      list.refused.push({ row: at + 1, text: error.message });
    }
  }
  return list;
}

/**
 * The households of a list: always of the same numbers, so that a list that comes twice is there once.
 *
 * @param words what a category is called
 */
export async function householdsOf(
  list: VisitList,
  today: string,
  me: string,
  place: string,
  words: (category: string) => string,
): Promise<Household[]> {
  const until = list.keepUntil || dayAfter(list.made, KEPT_DAYS);
  return Promise.all(
    list.rows.map(async (row) => {
      const id = await idOf(list.list, row.row);
      const ahead = row.visitBy === "" ? today : dayAfter(row.visitBy, -AHEAD);
      const fields: Record<string, Value> = {
        name: row.name,
        village: row.village,
        group: row.group,
        phone: row.phone,
        place,
        note: [row.reason, row.visitBy && `${row.visitBy} 以前要去`, row.note].filter(Boolean).join("；"),
        until,
        next: ahead > today ? ahead : today,
        listed: { list: list.list, row: row.row, from: list.from, reason: row.reason },
      };
      const members =
        row.members.length > 0 ? row.members : [{ name: SELF, born: "", categories: [], insurance: "", bills: [] }];
      for (const [at, member] of members.entries()) {
        const number = `${at + 1}`.padStart(16, "0");
        fields[`member/${number}`] = { name: member.name, born: member.born };
        for (const [place, category] of member.categories.entries())
          fields[`identity/${number}${place}`] = {
            member: number,
            category,
            text: words(category),
            from: "",
            until: "",
          };
        if (member.insurance !== "")
          fields[`given/${number}/person.insurance`] = {
            kind: "choice",
            text: "参加了哪种医保？",
            value: member.insurance,
            shown: INSURANCES[member.insurance] ?? "",
          };
        for (const [place, draft] of member.bills.entries())
          fields[`bill/${number}${place}`] = { member: number, draft } as unknown as Value;
      }
      const empty = after(emptyNotebook(me), { kind: "open", household: id });
      const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
      return after(empty, { kind: "write", household: id, day: today, fields: filled }).households[id] as Household;
    }),
  );
}

async function idOf(list: string, row: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${list}\n${row}`);
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))).slice(0, 16);
}

function rowOf(table: Table): Row {
  known(table, ROW_FIELDS);
  const members = several(table, "members", MOST_MEMBERS).map((entry) => {
    const member = Object(entry) as Table;
    known(member, MEMBER_FIELDS);
    const categories = several(member, "categories", 20);
    if (!categories.every((category) => typeof category === "string" && /^[a-z0-9-]+$/.test(category)))
      throw new RefusedError("categories 要写政策包里身份的代号");
    const insurance = text(member, "insurance", 40);
    if (insurance !== "" && !Object.keys(INSURANCES).includes(insurance))
      throw new RefusedError(`insurance「${insurance}」不认识，可以写 ${Object.keys(INSURANCES).join("、")}`);
    return {
      name: text(member, "name", 40, true),
      born: /^\d{4}(-\d\d)?$/.test(text(member, "born", 10)) ? text(member, "born", 10) : day(member, "born"),
      categories: categories as string[],
      insurance,
      bills: several(member, "bills", MOST_BILLS).map((bill) => billOf(Object(bill) as Table)),
    };
  });
  return {
    row: text(table, "row", 40, true),
    name: text(table, "name", 40, true),
    village: text(table, "village", 40),
    group: text(table, "group", 40),
    phone: text(table, "phone", 20),
    reason: text(table, "reason", 100),
    visitBy: day(table, "visit_by"),
    note: text(table, "note", 500),
    members,
  };
}

function billOf(table: Table): BillDraft {
  known(table, BILL_FIELDS);
  const date = day(table, "date", true);
  const care = text(table, "care", 40, true);
  if (!CARES.includes(care)) throw new RefusedError(`care「${care}」不认识，可以写 ${CARES.join("、")}`);
  const amounts = Object.fromEntries(
    AMOUNTS.flatMap((field) => {
      const value = text(table, field, 20);
      if (value !== "" && amountOrNothing(value) === undefined) throw new RefusedError(`${field}「${value}」不是钱数`);
      return value === "" ? [] : [[field, value]];
    }),
  ) as BillDraft["amounts"];
  const where = Object.fromEntries(
    WHERE.flatMap((name) => (text(table, name, 40) === "" ? [] : [[name, text(table, name, 40)]])),
  );
  const [slips, days, months] = COUNTS.map((name) => whole(table, name)) as [string, string, string];
  const bill = { ...emptyBill(care, ""), date: partsOf(date), amounts, where, days, months, amountsDone: true };
  return slips === "" ? bill : { ...bill, slips };
}

function known(table: Table, fields: string[]): void {
  const other = Object.keys(table).find((name) => !fields.includes(name));
  if (other !== undefined) throw new RefusedError(`没有「${other}」这一项`);
}

function text(table: Table, name: string, longest: number, isWanted = false): string {
  const value = table[name] ?? "";
  if (typeof value !== "string" || value.length > longest)
    throw new RefusedError(`${name} 要是文字，最多 ${longest} 个字`);
  if (isWanted && value.trim() === "") throw new RefusedError(`${name} 没有写`);
  return value.trim();
}

function day(table: Table, name: string, isWanted = false): string {
  const value = text(table, name, 10, isWanted);
  if (value !== "" && dateOf(partsOf(value)) !== value)
    throw new RefusedError(`${name}「${value}」不是日子，要写成 2026-11-22`);
  return value;
}

function whole(table: Table, name: string): string {
  const value = table[name] ?? "";
  if (value !== "" && !(Number.isInteger(value) && (value as number) >= 0)) throw new RefusedError(`${name} 要是整数`);
  return String(value);
}

function several(table: Table, name: string, most: number): unknown[] {
  const value = table[name] ?? [];
  if (!Array.isArray(value) || value.length > most) throw new RefusedError(`${name} 要是一列，最多 ${most} 个`);
  return value;
}
