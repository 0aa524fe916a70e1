/** What kind of care a bill is for. Nothing to fill in: one tap leads on. */

import { html, type PropertyValues } from "lit";
import type { Problem } from "../contract.js";
import { t } from "../text/strings.js";
import { Part } from "../ui/part.js";
import { cards, heading, mainButton, problemAt, problemSummary, type CardOption } from "../ui/pieces.js";

const NONE = "none";

export class CareScreen extends Part {
  static override properties = { ...Part.properties, bill: { attribute: false } };

  declare bill: number;
  private chosen = "";
  private problems: Problem[] = [];

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("bill")) return;
    const { bills, withoutBills } = this.state.draft;
    this.problems = [];
    this.chosen = bills[this.bill]?.care ?? (withoutBills && this.bill === 0 ? NONE : "");
  }

  protected view(): unknown {
    const first = this.bill === 0;
    const options: CardOption[] = [
      { id: "inpatient", text: t("care.inpatient") },
      { id: "chronic-outpatient", text: t("care.chronic-outpatient"), help: t("care.chronic-outpatientHelp") },
      { id: "outpatient", text: t("care.outpatient") },
      ...(first && this.state.draft.bills.length <= 1 ? [{ id: NONE, text: t("care.none"), help: t("care.noneHelp") }] : []),
    ];
    return html`
      ${problemSummary(this.problems)}${heading(first ? t("care.title") : t("care.titleMore", { number: this.bill + 1 }))}
      <div role="radiogroup" aria-labelledby="heading">
        ${problemAt(this.problems, "care")}
        ${cards("care", "radio", options, [this.chosen], (id) => {
          this.chosen = id;
          this.requestUpdate();
        })}
      </div>
      <div class="buttons">${mainButton(t("go.next"), () => this.next())}</div>
    `;
  }

  private next(): void {
    if (this.chosen === "") {
      this.problems = [{ path: "care", code: "open", text: t("problem.care") }];
      this.requestUpdate();
      return;
    }
    this.session.setCare(this.bill, this.chosen === NONE ? undefined : this.chosen);
    this.session.forward();
  }

  protected override updated(): void {
    if (this.problems.length > 0) this.querySelector<HTMLElement>("#problems")?.focus();
  }
}
