/** All answers on one page, each with 「改」. */

import { html, nothing } from "lit";
import { readingsTold, recap, type Told } from "../state/recap.js";
import type { Screen } from "../state/screens.js";
import { t } from "../text/strings.js";
import { Part } from "../ui/part.js";
import { heading, mainButton, plainButton } from "../ui/pieces.js";

export class CheckScreen extends Part {
  protected view(): unknown {
    const { problems, draft } = this.state;
    return html`
      ${
        problems.length > 0
          ? html`<div class="problems" role="alert" tabindex="-1" id="problems" aria-labelledby="problems-title">
              <h2 id="problems-title">${t("problem.title")}</h2>
              <ul>
                ${problems.map((problem) => html`<li>${problem.text} <button type="button" class="link" @click=${() => this.session.revise(screenOf(problem.path))}>${t("problem.seeField")}</button></li>`)}
              </ul>
            </div>`
          : nothing
      }
      ${heading(t("check.title"), t("check.help"))}
      <div class="panel">${toldList([...recap(this.state), ...readingsTold(this.state)], (screen) => this.session.revise(screen))}</div>
      <div class="buttons">
        ${mainButton(t("check.compute"), () => this.session.finish())}
        ${draft.bills.length > 0 ? plainButton(t("bill.moreBills"), () => this.session.addBill()) : nothing}
      </div>
    `;
  }

  protected override updated(): void {
    if (this.state.problems.length > 0) this.querySelector<HTMLElement>("#problems")?.focus();
  }
}

export function toldList(told: Told[], revise: (screen: Screen) => void) {
  return html`<dl class="pairs">
    ${told.map(
      (line) => html`<div>
        <dt>${line.name}</dt>
        <dd>${line.value}</dd>
        <dd class="pairs-act"><button type="button" class="link" @click=${() => revise(line.screen)}>${t("go.change")}<span class="quiet">${t("go.changeWhat", { what: line.name })}</span></button></dd>
      </div>`,
    )}
  </dl>`;
}

/** The screen on which a field of the answers is told. */
export function screenOf(path: string): Screen {
  const bill = /^bills\[(\d+)\]\.?(care|place|level)?/.exec(path);
  if (bill) return { name: bill[2] ? "care" : "amounts", bill: Number(bill[1]) };
  if (path.startsWith("received")) return { name: "received" };
  if (path === "person.diagnoses") return { name: "illness" };
  if (path.startsWith("person.") || path.startsWith("parameters.")) return { name: "question", path, more: false };
  return { name: "place" };
}
