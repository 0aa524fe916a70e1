/** A bill on one page: of what kind and where as last time, the day, the figures of the slip. */

import { html, nothing, type TemplateResult } from "lit";
import type { PackEntry, Problem } from "../../contract.js";
import { problemsOfTyping } from "../../screens/bill-check.js";
import { emptyBill, UNKNOWN, type AmountField, type BillDraft } from "../../state/draft.js";
import { amountOrNothing, yuan } from "../../text/amount.js";
import { partsOf } from "../../text/date.js";
import { readWhole } from "../../text/numeral.js";
import { maybe, t } from "../../text/strings.js";
import { dateField, numberField } from "../../ui/fields.js";
import { cards, fold, heading, mainButton, problemSummary } from "../../ui/pieces.js";
import { billsOfYear, caseOf, dayOfYear, yearOf } from "../model/case.js";
import { packOn } from "../model/derive.js";
import { membersOf, word, type Household } from "../model/household.js";
import { sumOf } from "../model/sums.js";
import type { Value } from "../model/versions.js";
import type { Door } from "../door.js";
import { LOCAL } from "../rules.js";
import type { Typed } from "../state.js";
import { problem } from "../pieces.js";

const CARES = ["inpatient", "chronic-outpatient", "outpatient"];
const FIRST: AmountField[] = ["total", "in_scope", "basic_paid", "critical_paid", "assistance_paid", "self_paid"];
const FURTHER: AmountField[] = ["fund_paid", "out_of_scope", "waived", "other_paid"];

/** Slips of a month that are alike, at most. */
const MOST_TIMES = 62;

interface Form {
  member: string;
  draft: BillDraft;
  /** How many slips of the same figures come together in one, as typed. */
  times?: string;
}

/** A bill to be changed; or a new one, of the kind and place of the last. */
export function billTyped(member: string, draft: BillDraft | undefined, last?: BillDraft, today = ""): Typed {
  const fresh = (): BillDraft => ({
    ...emptyBill(last?.care ?? "inpatient", ""),
    where: { ...last?.where },
    date: { ...partsOf(today) },
  });
  return { form: { member, draft: draft ?? fresh() } as unknown as Value };
}

export class BillScreen {
  private readonly door: Door;
  private problems: Problem[] = [];

  constructor(door: Door) {
    this.door = door;
  }

  forget(): void {
    this.problems = [];
  }

  view(household: Household): TemplateResult {
    const { member, draft } = this.form;
    const members = membersOf(household);
    const { today } = this.door.state;
    const pack = packOn(this.door.rules.packs, word(household, "place"), today);
    const places = pack
      ? this.door.rules.placesOf(pack, caseOf(household, member, today.slice(0, 4), today, pack.id), draft, today)
      : [];
    if (pack) void this.door.rules.open(pack);
    const isInpatient = draft.care === "inpatient";
    const { count } = this;
    const further =
      FURTHER.some((field) => (draft.amounts[field] ?? "") !== "") || draft.days + (draft.slips ?? "") !== "";
    return html`
      ${problemSummary(this.problems)}${heading(this.isNew ? "记一张单子" : "改这张单子")}
      ${
        members.length > 1
          ? html`<fieldset class="field"><legend>谁的</legend>${cards(
              "member",
              "radio",
              members.map(({ id, name }) => ({ id, text: name })),
              [member],
              (id) => this.change({ member: id }),
              "cards cards-short",
            )}</fieldset>`
          : nothing
      }
      <fieldset class="field">
        <legend>怎么看的</legend>
        ${cards(
          "care",
          "radio",
          CARES.map((id) => ({ id, text: maybe(`care.${id}`) ?? id })),
          [draft.care],
          (care) => this.bill({ care }),
          "cards cards-short",
        )}
      </fieldset>
      ${places.map((question) => {
        const name = question.path.slice(question.path.lastIndexOf(".") + 1);
        const options = [
          ...(question.options ?? []).map(({ id, text }) => ({ id, text: maybe(`where.${id}`) ?? text })),
          { id: UNKNOWN, text: t("question.notSure") },
        ];
        return html`<fieldset class="field">
          <legend>${maybe(`where.${name}`) ?? question.text}</legend>
          ${cards(name, "radio", options, [draft.where[name] ?? ""], (id) => this.place(draft, name, id), "cards cards-short")}
        </fieldset>`;
      })}
      ${dateField("date", t(isInpatient ? "bill.date" : "bill.dateVisit"), t("bill.dateHelp"), draft.date, this.problems, (date) => this.bill({ date: { ...date } }))}
      ${
        this.isNew && !isInpatient
          ? html`${numberField({ path: "times", label: "这个月几次，每次一样（可以不填）", help: "透析、放化疗、拿药：填了次数，下面只填一次的，日期填最后一次的。", unit: "次" }, this.form.times ?? "", this.problems, (times) => this.change({ times }))}
            ${count && count > 1 ? html`<p class="note" role="status" data-together>${count} 次合成一张：总费用一共 ${yuan(sumOf(Array<string | undefined>(count).fill(draft.amounts.total)))}。</p>` : nothing}`
          : nothing
      }
      ${FIRST.map((field) => this.amount(field, draft))}
      ${fold(
        t("bill.more"),
        html`${FURTHER.map((field) => this.amount(field, draft))}
        ${numberField({ path: "slips", label: t("bill.slips"), unit: "张" }, draft.slips ?? "", this.problems, (slips) => this.bill({ slips }))}
        ${isInpatient ? numberField({ path: "days", label: t("bill.days"), unit: "天" }, draft.days, this.problems, (days) => this.bill({ days })) : nothing}`,
        further,
      )}
      <div class="buttons">${mainButton("记下", () => void this.keep(household, pack))}</div>
    `;
  }

  private amount(field: AmountField, draft: BillDraft): TemplateResult {
    return numberField(
      { path: field, label: t(`bill.${field}`), official: t(`bill.${field}Official`) },
      draft.amounts[field] ?? "",
      this.problems,
      (typed) => this.bill({ amounts: { ...draft.amounts, [field]: typed } }),
    );
  }

  private get form(): Form {
    return this.door.state.typed.form as unknown as Form;
  }

  private get isNew(): boolean {
    const { screen } = this.door.state;
    return screen.name === "bill" && screen.bill === "";
  }

  private change(change: Partial<Form>): void {
    this.door.type({ form: { ...this.form, ...change } as unknown as Value });
  }

  /** What is local lies in no other province. */
  private place({ where }: BillDraft, name: string, id: string): void {
    const { province: _other, ...rest } = where;
    this.bill({ where: { ...(name === "place" && id === LOCAL ? rest : where), [name]: id } });
  }

  private bill(change: Partial<BillDraft>): void {
    this.change({ draft: { ...this.form.draft, ...change } });
  }

  private async keep(household: Household, pack: PackEntry | undefined): Promise<void> {
    const { screen } = this.door.state;
    if (screen.name !== "bill") return;
    const { member, draft } = this.form;
    const bill: BillDraft = { ...draft, amountsDone: true };
    this.problems = [...problemsOfTyping(bill), ...this.problemsOfTimes(bill)];
    if (this.problems.length === 0) Object.assign(bill, this.together(bill));
    if (this.problems.length === 0 && pack) this.problems = this.refusals(household, pack, member, bill);
    if (this.problems.length > 0) return this.door.set({});
    const id = screen.bill === "" ? this.door.entry() : screen.bill;
    if (await this.door.write(household.id, { [`bill/${id}`]: { member, draft: bill } as unknown as Value }))
      this.door.go({ name: "household", id: household.id });
  }

  /** How many slips there are; nothing where that cannot be read. */
  private get count(): number | undefined {
    const { times = "", draft } = this.form;
    if (!this.isNew || draft.care === "inpatient" || times.trim() === "") return 1;
    const count = Number(readWhole(times));
    return count >= 1 && count <= MOST_TIMES ? count : undefined;
  }

  private problemsOfTimes({ amounts }: BillDraft): Problem[] {
    const { count } = this;
    if (count === undefined) return [problem("times", `请填次数，1 到 ${MOST_TIMES}。`)];
    const isOne = (raw: string): boolean => raw.trim() === "" || amountOrNothing(raw) !== undefined;
    const open = count > 1 ? Object.entries(amounts).filter(([, raw]) => !isOne(raw)) : [];
    return open.map(([field]) => problem(field, "几次合成一张，一次的钱要是一个数。"));
  }

  private together({ amounts, slips }: BillDraft): Pick<BillDraft, "amounts" | "slips"> {
    const { count = 1 } = this;
    if (count === 1) return { amounts, slips };
    const all = Object.entries(amounts).filter(([, raw]) => raw.trim() !== "");
    const sums = all.map(([field, raw]) => [field, sumOf(Array<string>(count).fill(raw))]);
    return { amounts: Object.fromEntries(sums) as BillDraft["amounts"], slips: String(count) };
  }

  /** What the core has against this bill, with the others of its year. */
  private refusals(household: Household, chosen: PackEntry, member: string, bill: BillDraft): Problem[] {
    const { screen, today } = this.door.state;
    const year = yearOf(bill, today);
    const pack = packOn(this.door.rules.packs, chosen.id, dayOfYear(year, today)) ?? chosen;
    const before = caseOf(household, member, year, today, pack.id);
    const others = billsOfYear(household, member, year, today).filter(
      ({ id }) => screen.name === "bill" && id !== screen.bill,
    );
    const bills = [...others.map(({ value }) => value.draft).filter(({ amountsDone }) => amountsDone), bill];
    const outcome = this.door.rules.ask(
      pack,
      { ...before, draft: { ...before.draft, bills, withoutBills: false } },
      today,
    );
    if (!outcome || outcome.ok) return [];
    const here = `bills[${bills.length - 1}].`;
    const found = outcome.problems
      .filter(({ path }) => path.startsWith(here))
      .map((one) => ({ ...one, path: one.path.replace(here, "").replace(/\..*/, "") }));
    // A day outside the time of the rules does not make the bill wrong: it is kept, and said where the answer stands.
    return found
      .filter(({ path, code }) => path !== "date" || code !== "bill-outside-period")
      .map(({ path, text }) => problem(path, text));
  }
}
