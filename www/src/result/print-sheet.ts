/** The result as one printed page. It is in the page all the time and seen only on paper. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../text/strings.js";
import type { Sheet } from "./sheet.js";

/** What the page can spare where it is too full carries `data-spare`: the steps go before what was told. */
export function printedSheet(sheet: Sheet): TemplateResult {
  return html`<section class="print-sheet" aria-hidden="true">
    <h1>${sheet.title}</h1>
    <p class="centre">${sheet.place} ${sheet.past ?? nothing}</p>
    <p class="centre">${[sheet.standingText, sheet.amountTitle].filter(Boolean).join("，")}</p>
    <p class="sum">${sheet.amount}</p>
    ${sheet.rest ? html`<p class="centre">${sheet.rest}</p>` : nothing}
    <p class="centre">${sheet.asOf}</p>
    <h2>${t("result.recap")}</h2>
    <ul class="columns">${sheet.told.map((line) => html`<li data-spare="2">${line.name} <b>${line.value}</b></li>`)}</ul>
    <h2>${t("result.why")}</h2>
    <ul>
      ${sheet.programs.map((program) => html`<li><b>${program.name}：${program.said}</b><div data-spare="1">${program.steps.map((step, index) => html`<p>${index + 1}. ${step}</p>`)}</div></li>`)}
    </ul>
    ${sheet.notes.length > 0 ? html`<h2>${t("result.notes")}</h2><ul>${sheet.notes.map((note) => html`<li>${note}</li>`)}</ul>` : nothing}
    ${sheet.documents.length > 0 ? html`<h2>${t("result.documents")}（${t("print.check")}）</h2><ul class="columns">${sheet.documents.map((item) => html`<li>□ ${item}</li>`)}</ul>` : nothing}
    ${sheet.routes.length > 0 ? html`<h2>${t("result.where")}</h2><ul>${sheet.routes.map((route) => html`<li>${[route.name, route.how, route.where, route.due].filter(Boolean).join("，")}</li>`)}</ul><p>${sheet.undated ?? nothing}</p>` : nothing}
    <p class="centre" data-more hidden>${t("picture.more")}</p>
    <p class="foot-line">${sheet.estimate} ${t("result.who")} ${t("app.help")} ${t("app.helpline")}</p>
  </section>`;
}
