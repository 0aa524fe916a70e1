/** The figures of one bill: copied from the slip, or told roughly. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Problem } from "../contract.js";
import { COUNTS, dayOf, ROUGH_FIELDS, type AmountField, type BillDraft, type RoughField } from "../state/draft.js";
import { rangeIdOf, ROUGH_PAID, ROUGH_TOTALS, type RoughRange } from "../state/rough.js";
import { chosenPack, holdsOn, rulesFor } from "../state/state.js";
import { period } from "../text/date.js";
import type { Slip } from "../slips/slips.js";
import type { Session } from "../state/session.js";
import { t } from "../text/strings.js";
import { dateField, numberField } from "../ui/fields.js";
import { brokenPart, Part } from "../ui/part.js";
import { cards, fold, heading, mainButton, plainButton, problemAt, problemSummary } from "../ui/pieces.js";
import { problemsOfTyping } from "./bill-check.js";

/** What slips tell apart, and some only together. */
const APART: AmountField[] = ["basic_paid", "critical_paid"];
const TOGETHER: AmountField[] = ["fund_paid"];
const FURTHER: AmountField[] = ["out_of_scope", "waived", "other_paid"];
const MODES = ["exact", "rough"] as const;
const OWN = "own";
const NOT_SURE = "unknown";
/** The day of the bill is not in the time of the rules. */
const OUTSIDE = "outside";

/** The fields of the numbered boxes, in their order. */
function numbered(bill: BillDraft): AmountField[] {
  return ["total", "in_scope", ...(isTogether(bill) ? TOGETHER : APART), "assistance_paid", "self_paid"];
}

function isTogether({ amounts }: BillDraft): boolean {
  return amounts.fund_paid !== undefined;
}

/** The slip of the place for a kind of care. */
export async function slipFor({ ownResources, state }: Session, care: string): Promise<Slip> {
  const { draft, options } = state;
  const code = chosenPack(state)?.region_code;
  return (await ownResources.slips()).of(draft.area ?? options.region, code, care, (field) =>
    t(`bill.${field}Official`),
  );
}

export class AmountsScreen extends Part {
  static override properties = { ...Part.properties, bill: { attribute: false } };

  declare bill: number;
  private typed: BillDraft | undefined;
  /** What the slip of the place looks like, once it is there; null where it could not be had. */
  private slip: Slip | null | undefined;
  private ownRange: Partial<Record<RoughField, boolean>> = {};

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("bill")) return;
    this.typed = this.state.draft.bills[this.bill];
    // What came from the portal is looked at right away, as if it had been typed; so is what other rules may refuse.
    this.problems =
      this.typed && (this.typed.given || problemsOfTyping(this.typed).length === 0) ? this.check(this.typed) : [];
    this.ownRange = {};
    void this.lookAtSlip();
  }

  private async lookAtSlip(): Promise<void> {
    this.slip = undefined;
    try {
      this.slip = await slipFor(this.session, this.typed?.care ?? "");
    } catch {
      this.slip = null;
    }
    this.requestUpdate();
  }

  protected view(): unknown {
    const bill = this.typed;
    if (!bill) return nothing;
    const inpatient = bill.care === "inpatient";
    const outside = this.problems.some(({ code }) => code === OUTSIDE);
    const others = outside ? rulesFor(this.state, dayOf(bill)) : undefined;
    return html`
      ${problemSummary(this.problems)}${heading(
        this.bill === 0 ? t("bill.title") : t("bill.titleMore", { number: this.bill + 1 }),
      )}
      <div role="radiogroup" aria-labelledby="heading">
        ${cards(
          "mode",
          "radio",
          MODES.map((id) => ({ id, text: t(`bill.${id}`) })),
          [bill.rough ? "rough" : "exact"],
          (id) => this.setMode(id === "rough"),
          "tabs",
        )}
      </div>
      ${bill.rough ? nothing : fold(t("bill.picture"), this.picture(bill))}
      <div class="apart">
        ${
          bill.dateUnknown
            ? nothing
            : dateField(
                "date",
                inpatient ? t("bill.date") : t("bill.dateVisit"),
                t("bill.dateHelp"),
                bill.date,
                this.problems,
                (date) => this.change({ date }),
              )
        }
        <label class="tick"><input
          type="checkbox"
          name="date-unknown"
          .checked=${bill.dateUnknown}
          @change=${(event: Event) => this.change({ dateUnknown: (event.target as HTMLInputElement).checked })}
        /><span>${t("bill.dateUnknown")}</span></label>
      </div>
      <div class="apart">${bill.rough ? this.roughFields(bill) : this.exactFields(bill)}</div>
      <div class="buttons">
        ${mainButton(t("go.next"), () => this.next(false))}
        ${plainButton(t("bill.moreBills"), () => this.next(true))}
        ${
          others
            ? plainButton(
                t("bill.useRules", { title: others.title }),
                () => void this.session.choosePack(others.id, this.state.draft.area),
              )
            : nothing
        }
        ${
          outside || this.state.draft.bills.length > 1
            ? html`<button
                type="button"
                class="button button-bad"
                @click=${() => this.drop()}
              >${t("bill.remove")}</button>`
            : nothing
        }
      </div>
    `;
  }

  private picture(bill: BillDraft): TemplateResult {
    if (this.slip === null) return brokenPart();
    const drawn = this.slip ? this.slip.picture(numbered(bill), this.state.size) : t("place.loading");
    return html`${drawn}<p class="help">${t("bill.pictureNote")}</p>`;
  }

  private exactFields(bill: BillDraft): TemplateResult {
    const together = isTogether(bill);
    const further = this.asksForCritical() || together ? FURTHER : (["critical_paid", ...FURTHER] as AmountField[]);
    const stayed = bill.care === "inpatient";
    // Months of visits mostly come together; stays hardly ever do.
    const counts = stayed ? COUNTS : [];
    return html`
      ${numbered(bill)
        .filter((field) => !further.includes(field))
        .map(
          (field) => html`${this.amountField(bill, field)}
          ${field === "total" && !stayed ? this.countField(bill, "slips") : nothing}
          ${
            field === "in_scope"
              ? html`<p><label class="tick"><input
                  type="checkbox"
                  name="together"
                  .checked=${together}
                  @change=${() => this.turn(bill)}
                /><span>${t("bill.funds")}</span></label></p>`
              : nothing
          }`,
        )}
      ${fold(
        t("bill.more"),
        html`${further.map((field) => this.amountField(bill, field))}${counts.map((field) =>
          this.countField(bill, field),
        )}`,
        further.some((field) => (bill.amounts[field] ?? "") !== "") ||
          counts.some((field) => bill[field]) ||
          this.problems.some(({ path }) => [...further, ...counts].includes(path as AmountField)) ||
          this.asksForTime(),
      )}
    `;
  }

  /** From figures that the slip tells apart to their sum, and back. */
  private turn({ amounts }: BillDraft): void {
    const { fund_paid, basic_paid, critical_paid, ...rest } = amounts;
    this.problems = [];
    this.change({ amounts: fund_paid === undefined ? { ...rest, fund_paid: "" } : rest });
  }

  private amountField(bill: BillDraft, field: AmountField): TemplateResult {
    const place = numbered(bill).indexOf(field);
    const number = place < 0 ? undefined : String(place + 1);
    const value = bill.amounts[field] ?? "";
    const none = value === "0";
    // It stays where it was tapped, and a second tap takes it back.
    const zero =
      field === "total" || field === "in_scope" || field === "fund_paid" || (value !== "" && !none)
        ? nothing
        : html`<button
            type="button"
            class="button button-small"
            aria-pressed=${none}
            data-zero=${field}
            @click=${() => this.amount(field, none ? "" : "0")}
          >${t("bill.zero")}<span class="quiet">${t(`bill.${field}`)}</span></button>`;
    const help =
      field === "total"
        ? t(bill.care === "inpatient" ? "bill.example" : "bill.together")
        : field === "self_paid"
          ? t("bill.self_paidHelp")
          : field === "assistance_paid" || field === "waived" || field === "other_paid"
            ? undefined
            : t("bill.unsure");
    const told = this.slip?.told(field, help) ?? { official: t(`bill.${field}Official`), help };
    return numberField(
      { path: field, label: t(`bill.${field}`), number, ...told },
      value,
      this.problems,
      (typed) => this.amount(field, typed),
      zero,
    );
  }

  private countField(bill: BillDraft, field: (typeof COUNTS)[number]): TemplateResult {
    const unit = { slips: "张", days: "天", months: "个月" }[field];
    return numberField(
      { path: field, label: t(`bill.${field}`), help: field === "months" ? t("bill.monthsHelp") : undefined, unit },
      bill[field] ?? "",
      this.problems,
      (typed) => this.change({ [field]: typed }),
    );
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
    const asked = ROUGH_FIELDS.filter((field) => field !== "critical_paid" || this.asksForCritical());
    return html`${asked.map((field) => this.roughField(bill, field, field === "total" ? ROUGH_TOTALS : ROUGH_PAID))}`;
  }

  private roughField(bill: BillDraft, field: RoughField, ranges: RoughRange[]): TemplateResult {
    const span = bill.spans[field];
    const id = rangeIdOf(span);
    const ready = ranges.some((range) => range.id === id);
    const own = this.ownRange[field] ?? (span !== undefined && !ready && id !== "-");
    const chosen = own ? OWN : span && id === "-" ? NOT_SURE : id;
    const options = [
      ...ranges.map((range) => ({ id: range.id, text: range.label })),
      { id: OWN, text: t("bill.roughOwn") },
      ...(field === "total" ? [] : [{ id: NOT_SURE, text: t("question.notSure") }]),
    ];
    return html`<fieldset class="field">
      <legend>${t(`bill.${field}`)}</legend>
      ${problemAt(this.problems, field)}
      ${cards(
        `rough-${field}`,
        "radio",
        options,
        [chosen],
        (picked) => this.pickRange(field, picked, ranges),
        "cards cards-short",
      )}
      ${
        own
          ? html`<div class="apart">
              ${numberField({ path: `${field}-min`, label: t("bill.roughMin") }, span?.min ?? "", [], (min) =>
                this.span(field, { min, max: span?.max ?? "" }),
              )}
              ${numberField({ path: `${field}-max`, label: t("bill.roughMax") }, span?.max ?? "", [], (max) =>
                this.span(field, { min: span?.min ?? "", max }),
              )}
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
    if (problemsOfTyping(this.typed).length === 0)
      this.session.setBill(this.bill, { ...this.typed, amountsDone: false });
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
      if (pack && problem.path === "date" && !holdsOn(pack, dayOf(bill)))
        return { path: "date", code: OUTSIDE, text: t("bill.outside", { period: period(pack.from, pack.until) }) };
      return { ...problem, path: problem.path.replace(/\..*/, "") };
    });
  }

  private drop(): void {
    this.session.removeBill(this.bill);
    this.session.forward();
  }
}
