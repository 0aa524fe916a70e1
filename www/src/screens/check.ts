/** All answers on one page, each with 「改」. */

import { html, nothing, type PropertyValues } from "lit";
import { billRows, readingsTold, recap, type Told } from "../state/recap.js";
import type { Screen } from "../state/screens.js";
import { t } from "../text/strings.js";
import { billTable } from "../ui/bill-table.js";
import { Part } from "../ui/part.js";
import { go, heading, mainButton, plainButton, problemSummary } from "../ui/pieces.js";

export class CheckScreen extends Part {
  protected view(): unknown {
    const { problems, draft } = this.state;
    return html`
      ${problemSummary(problems, (path) => this.session.revise(screenOf(path)))}${heading(t("check.title"), t("check.help"))}
      <div class="panel told">
        ${toldList([...recap(this.state), ...readingsTold(this.state)], this.revise)}
        ${billTable(billRows(this.state), { revise: this.revise, drop: (bill) => this.drop(bill) })}
      </div>
      <div class="buttons">
        ${mainButton(t("check.compute"), () => this.session.finish())}
        ${draft.bills.length > 0 ? plainButton(t("bill.moreBills"), () => this.session.addBill()) : nothing}
      </div>
    `;
  }

  private readonly revise = (screen: Screen): void => this.session.revise(screen);

  private drop(bill: number): void {
    this.session.removeBill(bill);
    this.refocus("#heading");
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.get("state")?.problems !== this.state.problems) this.querySelector<HTMLElement>("#problems")?.focus();
  }
}

export function toldList(told: Told[], revise: (screen: Screen) => void) {
  return html`<dl class="pairs">
    ${told.map(
      ({ name, value, screen }) => html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
        <dd class="pairs-act">${go("go.change", t("go.changeWhat", { what: name }), () => revise(screen))}</dd>
      </div>`,
    )}
  </dl>`;
}

/** The screen on which a field of the answers is told. */
export function screenOf(path: string): Screen {
  const bill = /^bills\[(\d+)\]\.?(care|place|province|level)?/.exec(path);
  if (bill) return { name: bill[2] ? "care" : "amounts", bill: Number(bill[1]) };
  if (path.startsWith("received")) return { name: "received" };
  if (path === "person.diagnoses") return { name: "illness" };
  if (path.startsWith("person.") || path.startsWith("parameters.")) return { name: "question", path, more: false };
  return { name: "place" };
}
