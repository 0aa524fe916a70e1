/** The result as one printed page. It is in the page all the time and seen only on paper. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../text/strings.js";
import type { Sheet } from "./sheet.js";

const DENSE_FROM = 34;

export function printedSheet(sheet: Sheet): TemplateResult {
  const lines = sheet.told.length + sheet.documents.length / 2 + sheet.programs.reduce((sum, program) => sum + 1 + program.steps.length, 0) + sheet.routes.length * 2;
  return html`<section class=${lines > DENSE_FROM ? "print-sheet dense" : "print-sheet"} aria-hidden="true">
    <h1>${sheet.title}</h1>
    <p class="centre">${sheet.place} ${sheet.past ?? nothing}</p>
    <p class="centre">${sheet.standingText}，${sheet.amountTitle}</p>
    <p class="sum">${sheet.amount}</p>
    ${sheet.rest ? html`<p class="centre">${sheet.rest}</p>` : nothing}
    <p class="centre">${sheet.asOf}</p>
    <h2>${t("result.recap")}</h2>
    <ul class="columns">${sheet.told.map((line) => html`<li>${line.name} <b>${line.value}</b></li>`)}</ul>
    <h2>${t("result.why")}</h2>
    <ul>
      ${sheet.programs.map((program) => html`<li><b>${program.name}：${program.amount}</b>${program.steps.map((step, index) => html`<p>${index + 1}. ${step}</p>`)}</li>`)}
    </ul>
    ${sheet.documents.length > 0 ? html`<h2>${t("result.documents")}（${t("print.check")}）</h2><ul class="columns">${sheet.documents.map((item) => html`<li>□ ${item}</li>`)}</ul>` : nothing}
    ${sheet.routes.length > 0 ? html`<h2>${t("result.where")}</h2><ul>${sheet.routes.map((route) => html`<li>${[route.name, route.how, route.where, route.due].filter(Boolean).join("，")}</li>`)}</ul>` : nothing}
    <p class="foot-line">${sheet.estimate} ${t("result.who")} ${t("app.help")} ${t("app.helpline")}</p>
  </section>`;
}
