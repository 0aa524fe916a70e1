/** The figures of one bill: copied from the slip, or told roughly. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Problem } from "../contract.js";
import { dayOf, type AmountField, type BillDraft, type RoughField } from "../state/draft.js";
import { rangeIdOf, ROUGH_PAID, ROUGH_TOTALS, type RoughRange } from "../state/rough.js";
import { chosenPack, holdsOn, rulesFor } from "../state/state.js";
import { period } from "../text/date.js";
import { t, type Key } from "../text/strings.js";
import { dateField, numberField } from "../ui/fields.js";
import { Part } from "../ui/part.js";
import { cards, fold, heading, mainButton, plainButton, problemAt, problemSummary } from "../ui/pieces.js";
import { slipPicture } from "../ui/slip.js";
import { problemsOfTyping } from "./bill-check.js";

/** The fields of the numbered boxes, in their order. */
const NUMBERED: AmountField[] = ["total", "in_scope", "basic_paid", "critical_paid", "assistance_paid"];
const FURTHER: AmountField[] = ["out_of_scope", "waived", "other_paid"];
const OWN = "own";
const NOT_SURE = "unknown";
/** The day of the bill is not in the time of the rules. */
const OUTSIDE = "outside";

export class AmountsScreen extends Part {
  static override properties = { ...Part.properties, bill: { attribute: false } };

  declare bill: number;
  private typed: BillDraft | undefined;
  private ownRange: Partial<Record<RoughField, boolean>> = {};

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("bill")) return;
    this.typed = this.state.draft.bills[this.bill];
    // What came from the portal is looked at right away, as if it had been typed; so is what other rules may refuse.
    this.problems = this.typed && (this.typed.given || problemsOfTyping(this.typed).length === 0) ? this.check(this.typed) : [];
    this.ownRange = {};
  }

  protected view(): unknown {
    const bill = this.typed;
    if (!bill) return nothing;
    const inpatient = bill.care === "inpatient";
    const outside = this.problems.some(({ code }) => code === OUTSIDE);
    const others = outside ? rulesFor(this.state, dayOf(bill)) : undefined;
    return html`
      ${problemSummary(this.problems)}${heading(this.bill === 0 ? t("bill.title") : t("bill.titleMore", { number: this.bill + 1 }))}
      <div class="tabs" role="radiogroup" aria-labelledby="heading">
        ${this.modeCard("exact", t("bill.exact"), !bill.rough)}${this.modeCard("rough", t("bill.rough"), bill.rough)}
      </div>
      ${bill.rough ? nothing : fold(t("bill.picture"), html`${slipPicture()}<p class="help">${t("bill.pictureNote")}</p>`)}
      <div class="apart">
        ${bill.dateUnknown ? nothing : dateField("date", inpatient ? t("bill.date") : t("bill.dateVisit"), t("bill.dateHelp"), bill.date, this.problems, (date) => this.change({ date }))}
        <label class="tick"><input type="checkbox" name="date-unknown" .checked=${bill.dateUnknown} @change=${(event: Event) => this.change({ dateUnknown: (event.target as HTMLInputElement).checked })} /><span>${t("bill.dateUnknown")}</span></label>
      </div>
      <div class="apart">${bill.rough ? this.roughFields(bill) : this.exactFields(bill)}</div>
      <div class="buttons">
        ${mainButton(t("go.next"), () => this.next(false))}
        ${plainButton(t("bill.moreBills"), () => this.next(true))}
        ${others ? plainButton(t("bill.useRules", { title: others.title }), () => void this.session.choosePack(others.id)) : nothing}
        ${outside || this.state.draft.bills.length > 1 ? html`<button type="button" class="button button-bad" @click=${() => this.drop()}>${t("bill.remove")}</button>` : nothing}
      </div>
    `;
  }

  private modeCard(id: string, text: string, chosen: boolean): TemplateResult {
    return html`<label class=${chosen ? "card card-chosen" : "card"}>
      <input type="radio" name="mode" value=${id} .checked=${chosen} @change=${() => this.setMode(id === "rough")} />
      <span class="card-text">${text}</span>
    </label>`;
  }

  private exactFields(bill: BillDraft): TemplateResult {
    const further = this.asksForCritical() ? FURTHER : (["critical_paid", ...FURTHER] as AmountField[]);
    return html`
      ${NUMBERED.filter((field) => !further.includes(field)).map((field) => this.amountField(bill, field))}
      ${fold(
        t("bill.more"),
        html`${further.map((field) => this.amountField(bill, field))}
        ${bill.care === "inpatient" ? html`${this.countField(bill, "days")}${this.countField(bill, "months")}` : nothing}`,
        further.some((field) => (bill.amounts[field] ?? "") !== "") || bill.days + bill.months !== "" || this.problems.some(({ path }) => path === "days" || path === "months" || further.includes(path as AmountField)) || this.asksForTime(),
      )}
    `;
  }

  private amountField(bill: BillDraft, field: AmountField): TemplateResult {
    const place = NUMBERED.indexOf(field);
    const number = place < 0 ? undefined : String(place + 1);
    const value = bill.amounts[field] ?? "";
    const none = value === "0";
    // It stays where it was tapped, and a second tap takes it back.
    const zero =
      field === "total" || field === "in_scope" || (value !== "" && !none)
        ? nothing
        : html`<button type="button" class="button button-small" aria-pressed=${none} data-zero=${field} @click=${() => this.amount(field, none ? "" : "0")}>${t("bill.zero")}<span class="quiet">${t(`bill.${field}`)}</span></button>`;
    const help = field === "total" ? t(bill.care === "inpatient" ? "bill.example" : "bill.together") : field === "in_scope" ? t("bill.in_scopeHelp") : field === "assistance_paid" || field === "waived" || field === "other_paid" ? undefined : t("bill.unsure");
    return numberField({ path: field, label: t(`bill.${field}`), official: t(`bill.${field}Official`), help, number }, value, this.problems, (typed) => this.amount(field, typed), zero);
  }

  private countField(bill: BillDraft, field: "days" | "months"): TemplateResult {
    return numberField({ path: field, label: t(`bill.${field}`), help: field === "months" ? t("bill.monthsHelp") : undefined, unit: field === "days" ? "天" : "个月" }, bill[field], this.problems, (typed) => this.change({ [field]: typed }));
  }

  /** What the rules want to know of such a bill, whatever was asked before. */
  private asks(field: string): boolean {
    return this.typed !== undefined && this.session.asksOfBill(this.typed.care).includes(field);
  }

  /** Whether the pack looks at what the critical-illness insurance paid. */
  private asksForCritical(): boolean {
    return this.asks("critical_paid");
  }

  /** Whether a programme of the pack pays by the length of a stay. */
  private asksForTime(): boolean {
    return this.asks("days") || this.asks("months");
  }

  private roughFields(bill: BillDraft): TemplateResult {
    return html`${this.roughField(bill, "total", "bill.roughTotal", ROUGH_TOTALS)}${this.roughField(bill, "basic_paid", "bill.roughPaid", ROUGH_PAID)}
    ${this.asksForCritical() ? this.roughField(bill, "critical_paid", "bill.roughCritical", ROUGH_PAID) : nothing}`;
  }

  private roughField(bill: BillDraft, field: RoughField, title: Key, ranges: RoughRange[]): TemplateResult {
    const span = bill.spans[field];
    const id = rangeIdOf(span);
    const ready = ranges.some((range) => range.id === id);
    const own = this.ownRange[field] ?? (span !== undefined && !ready && id !== "-");
    const chosen = own ? OWN : span && id === "-" ? NOT_SURE : id;
    const options = [...ranges.map((range) => ({ id: range.id, text: range.label })), { id: OWN, text: t("bill.roughOwn") }, ...(field === "total" ? [] : [{ id: NOT_SURE, text: t("question.notSure") }])];
    return html`<fieldset class="field">
      <legend>${t(title)}</legend>
      ${problemAt(this.problems, field)}
      ${cards(`rough-${field}`, "radio", options, [chosen], (picked) => this.pickRange(field, picked, ranges), "cards cards-short")}
      ${
        own
          ? html`<div class="apart">
              ${numberField({ path: `${field}-min`, label: t("bill.roughMin") }, span?.min ?? "", [], (min) => this.span(field, { min, max: span?.max ?? "" }))}
              ${numberField({ path: `${field}-max`, label: t("bill.roughMax") }, span?.max ?? "", [], (max) => this.span(field, { min: span?.min ?? "", max }))}
            </div>`
          : nothing
      }
    </fieldset>`;
  }

  private setMode(rough: boolean): void {
    this.problems = [];
    this.change({ rough });
  }

  private pickRange(field: RoughField, picked: string, ranges: RoughRange[]): void {
    this.ownRange = { ...this.ownRange, [field]: picked === OWN };
    const range = ranges.find((candidate) => candidate.id === picked);
    this.span(field, range ? { min: range.min, max: range.max } : { min: "", max: "" });
  }

  private span(field: RoughField, span: { min: string; max: string }): void {
    this.change({ spans: { ...this.typed?.spans, [field]: span } });
  }

  private amount(field: AmountField, value: string): void {
    this.change({ amounts: { ...this.typed?.amounts, [field]: value } });
  }

  private change(change: Partial<BillDraft>): void {
    if (!this.typed) return;
    this.typed = { ...this.typed, ...change };
    // What is typed for the first time stays on the way back, and where answers are saved.
    if (!this.typed.amountsDone) this.session.setBill(this.bill, this.typed);
    this.requestUpdate();
  }

  private next(more: boolean): void {
    if (!this.typed) return;
    if (problemsOfTyping(this.typed).length === 0) this.session.setBill(this.bill, { ...this.typed, amountsDone: false });
    if (this.refuse(this.check(this.typed))) return;
    this.session.setBill(this.bill, { ...this.typed, amountsDone: true, given: undefined });
    if (more) this.session.addBill();
    else this.session.forward();
  }

  private check(bill: BillDraft): Problem[] {
    const typing = problemsOfTyping(bill);
    if (typing.length > 0) return typing;
    const pack = chosenPack(this.state);
    return this.session.problemsOfBill(this.bill).map((problem) => {
      if (pack && problem.path === "date" && !holdsOn(pack, dayOf(bill))) return { path: "date", code: OUTSIDE, text: t("bill.outside", { period: period(pack.from, pack.until) }) };
      return { ...problem, path: problem.path.replace(/\..*/, "") };
    });
  }

  private drop(): void {
    this.session.removeBill(this.bill);
    this.session.forward();
  }
}
