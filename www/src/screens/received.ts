/** Assistance of the same year that was already paid: it uses up the yearly cap. */

import { html, nothing } from "lit";
import type { Problem } from "../contract.js";
import type { ReceivedDraft } from "../state/draft.js";
import { readAmount, sameSum } from "../text/amount.js";
import { t } from "../text/strings.js";
import { numberField } from "../ui/fields.js";
import { Part } from "../ui/part.js";
import { cards, heading, mainButton, plainButton, problemAt, problemSummary } from "../ui/pieces.js";
import { slipFor } from "./amounts.js";

export class ReceivedScreen extends Part {
  private draft: ReceivedDraft | undefined;
  private kind = "";
  /** What a slip of the place says of it. */
  private says = "";

  protected override firstUpdated(): void {
    const [bill] = this.state.draft.bills;
    slipFor(this.session, bill?.care ?? "").then(
      ({ received = "" }) => {
        this.says = received;
        this.requestUpdate();
      },
      () => undefined,
    );
  }

  protected override willUpdate(): void {
    if (this.draft) return;
    this.draft = this.state.draft.received ?? { kind: "none", amounts: {} };
    this.kind = this.state.draft.received?.kind ?? "";
    // What came from the portal is looked at right away, as if it had been typed.
    if (this.kind) this.problems = this.check();
  }

  protected view(): unknown {
    const options = (["none", "some", "unknown"] as const).map((id) => ({ id, text: t(`received.${id}`) }));
    return html`
      ${problemSummary(this.problems)}${heading(t("received.title"), t("received.help"))}
      <div role="radiogroup" aria-labelledby="heading">
        ${problemAt(this.problems, "received")}
        ${cards("received", "radio", options, [this.kind], (id) => {
          this.kind = id;
          this.requestUpdate();
        })}
      </div>
      ${this.kind === "some" ? this.payments() : nothing}
      <div class="buttons">
        ${mainButton(t("go.next"), () => this.next())}
        ${this.kind === "some" ? plainButton(t("bill.moreBills"), () => this.session.addBill()) : nothing}
      </div>
    `;
  }

  private payments() {
    const programs = this.paidPrograms();
    const twice = this.isOnBills() ? html`<p class="note note-warn">${t("received.twice")}</p>` : nothing;
    return html`
      <div class="apart">
        ${this.says && html`<p class="help">${this.says}</p>`} ${programs.map(({ id, name }) => this.amount(id, t("received.amount", { name })))}
        ${programs.length > 1 ? this.amount("", t("received.ofAny")) : nothing}
      </div>
      <div role="status">${twice}</div>
      ${this.state.draft.bills.length > 0 ? this.paidFor() : nothing}
    `;
  }

  private amount(id: string, label: string) {
    return numberField({ path: `received-${id}`, label }, this.draft?.amounts[id] ?? "", this.problems, (value) => {
      if (this.draft) this.draft = { ...this.draft, amounts: { ...this.draft.amounts, [id]: value } };
      this.requestUpdate();
    });
  }

  private paidFor() {
    const options = (["listed", "other", "unknown"] as const).map((id) => ({ id, text: t(`received.${id}`) }));
    return html`<fieldset class="field apart">
      <legend>${t("received.bills")}</legend>
      ${problemAt(this.problems, "received-bills")}
      ${cards("received-bills", "radio", options, [this.draft?.bills ?? ""], (id) => {
        if (this.draft) this.draft = { ...this.draft, bills: id as ReceivedDraft["bills"] };
        this.requestUpdate();
      })}
    </fieldset>`;
  }

  /** Whether as much is told as the bills already take off: most likely the same money. */
  private isOnBills(): boolean {
    return sameSum(
      Object.values(this.draft?.amounts ?? {}),
      this.state.draft.bills.map((bill) => (bill.rough ? "" : (bill.amounts.assistance_paid ?? ""))),
    );
  }

  /** Insurance is on the bill itself; only assistance is asked for here, and what the portal told. */
  private paidPrograms() {
    return (this.state.summary?.programs ?? []).filter(
      ({ id, kind }) => (kind !== "insurance" && kind !== "enrolment") || id in (this.draft?.amounts ?? {}),
    );
  }

  private next(): void {
    if (this.refuse(this.check())) return;
    const { amounts = {}, bills } = this.draft ?? {};
    this.session.setReceived({ kind: this.kind as ReceivedDraft["kind"], amounts, ...(bills && { bills }) });
    this.session.forward();
  }

  private check(): Problem[] {
    if (this.kind === "") return [{ path: "received", code: "open", text: t("question.choose") }];
    if (this.kind !== "some") return [];
    const problems: Problem[] = [];
    let any = false;
    for (const [program, raw] of Object.entries(this.draft?.amounts ?? {})) {
      const reading = readAmount(raw);
      if (reading.ok) any = true;
      else if (reading.reason !== "empty")
        problems.push({ path: `received-${program}`, code: "typing", text: t(`problem.${reading.reason}`) });
    }
    if (!any && problems.length === 0)
      problems.push({ path: `received-${this.paidPrograms()[0]?.id ?? ""}`, code: "open", text: t("received.fill") });
    const { bills } = this.state.draft;
    if (bills.length > 0 && !this.draft?.bills)
      problems.push({ path: "received-bills", code: "open", text: t("question.choose") });
    return problems;
  }
}
