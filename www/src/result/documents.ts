/** What to bring, as a list to tick. The ticks live as long as the page. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment, DocumentItem } from "../contract.js";
import { t } from "../text/strings.js";
import { formOf } from "./sheet.js";

export function documentsPanel(assessment: Assessment): TemplateResult | typeof nothing {
  const { documents } = assessment;
  if (documents.length === 0) return nothing;
  return html`<section class="panel" aria-labelledby="documents-title">
    <h2 id="documents-title">${t("result.documents")}</h2>
    <p class="lead">${t("result.documentsHelp")}</p>
    <ul class="todo">
      ${documents.map((item) => html`<li data-document=${item.id}><label class="tick"><input type="checkbox" name="document" /><span>${describe(item, assessment)}</span></label></li>`)}
    </ul>
  </section>`;
}

function describe(item: DocumentItem, assessment: Assessment): TemplateResult {
  const several = assessment.programs.filter((program) => program.documents.length > 0 && program.status !== "not-eligible").length > 1;
  const names = item.for.map((id) => assessment.programs.find((program) => program.id === id)?.name ?? id);
  return html`<b>${item.name}</b>（${formOf(item)}）
    ${item.issuer ? html`<small>${t("result.issuer", { issuer: item.issuer })}</small>` : nothing}
    ${item.note ? html`<small>${item.note}</small>` : nothing}
    ${several && names.length > 0 ? html`<small>${t("result.for", { names: names.join("、") })}</small>` : nothing}`;
}
