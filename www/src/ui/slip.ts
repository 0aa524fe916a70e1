/** A drawn settlement slip. The numbers on it are the numbers at the fields. */

import { svg, html, type TemplateResult } from "lit";
import type { AmountField } from "../state/draft.js";
import { t } from "../text/strings.js";

const TOP = 62;
const HEIGHT = 46;

export function slipPicture(fields: AmountField[]): TemplateResult {
  const bottom = TOP + fields.length * HEIGHT;
  return html`<svg class="slip" viewBox="0 0 400 ${bottom + 24}" role="img" aria-label=${t("slip.heading")}>
    <rect x="4" y="4" width="392" height=${bottom + 16} rx="4" fill="#fffdf5" stroke="#6b7280" stroke-width="2" />
    <text x="200" y="38" text-anchor="middle" font-size="21" font-weight="700" fill="#1a1a1a">${t("slip.heading")}</text>
    ${fields.map((field, index) => slipRow(field, index + 1, TOP + index * HEIGHT))}
  </svg>`;
}

function slipRow(field: AmountField, number: number, y: number): TemplateResult {
  return svg`<g>
    <rect x="16" y=${y} width="368" height=${HEIGHT} fill="none" stroke="#9aa3ad" />
    <text x="58" y=${y + 30} font-size="19" fill="#1a1a1a">${t(`bill.${field}Official`)}</text>
    <text x="374" y=${y + 30} font-size="19" text-anchor="end" fill="#4a4a4a">＊＊＊.＊＊</text>
    <circle cx="37" cy=${y + 23} r="15" fill="#0b57a4" />
    <text x="37" y=${y + 30} font-size="20" font-weight="700" text-anchor="middle" fill="#ffffff">${number}</text>
  </g>` as TemplateResult;
}
