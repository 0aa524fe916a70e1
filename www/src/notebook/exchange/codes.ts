/** Square codes, drawn on this screen for another to read. */

import { svg, type TemplateResult } from "lit";
import { encode } from "uqr";

/** What is sealed looks like chance under any mask, so none is tried against the others. */
const CODE = { ecc: "L", border: 3, maskPattern: 1 } as const;

export function codeDrawing(text: string, label: string): TemplateResult {
  const { data, size } = encode(text, CODE);
  let path = "";
  for (const [y, row] of data.entries()) for (const [x, dark] of row.entries()) if (dark) path += `M${x} ${y}h1v1h-1z`;
  return svg`<svg class="code" role="img" aria-label=${label} viewBox="0 0 ${size} ${size}"><rect width=${size} height=${size} fill="#fff"></rect><path d=${path} fill="#000"></path></svg>`;
}
