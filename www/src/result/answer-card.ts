/** The answer itself, for who reads nothing else: the figure, why, the one next thing, the last day. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../text/strings.js";
import { go } from "../ui/pieces.js";
import type { Sheet } from "./sheet.js";

interface Acts {
  /** Leads to where a question is answered. */
  answer(path: string): void;
  /** Leads to the form of local figures. */
  figures(): void;
}

export function answerCard(sheet: Sheet, acts?: Acts): TemplateResult {
  const { standing, act, due } = sheet;
  return html`<section class="panel headline" data-standing=${standing}>
    <p><span class="state state-${standing}">${sheet.standingText}</span></p>
    ${sheet.amountTitle ? html`<p class="sum-title">${sheet.amountTitle}</p>` : nothing}
    <p class=${sheet.isFigure ? "sum amount" : "sum sum-plain"}>${sheet.amount}</p>
    ${sheet.rest ? html`<p>${sheet.rest}</p>` : nothing} ${sheet.why ? html`<p data-why>${sheet.why}</p>` : nothing}
    <div class="act" data-next=${act.kind}>
      <h2>${t("act.title")}</h2>
      <p>${act.text}</p>
      ${act.asks.length > 0 ? html`<ol class="asks">${act.asks.map(({ path, text }) => html`<li>${text} ${acts ? go("result.answerNow", text, () => acts.answer(path)) : nothing}</li>`)}</ol>` : nothing}
      ${act.kind === "figures" && acts ? html`<p>${go("figures.see", "", acts.figures)}</p>` : nothing}
      ${due && act.kind !== "ask" ? html`<p class=${due.over ? "due due-over" : "due"}>${due.text}</p>` : nothing}
    </div>
    ${sheet.leftOut.length > 0 ? html`<div class="note note-warn" data-left-out><b>${t("out.title")}</b>${sheet.leftOut.map((text) => html`<p>${text}</p>`)}</div>` : nothing}
    <p class="citation">${t("result.who")}</p>
  </section>`;
}
