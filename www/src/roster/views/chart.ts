/** The piles as bars: persons on one scale, money on another. The same figures stand in the table under it. */

import { html, svg, type TemplateResult } from "lit";
import type { ListResult } from "../../office/protocol.js";
import { grouped } from "../../text/amount.js";
import { WORDS } from "../words.js";

const ROW = 30;
const LEFT = 112;
const WIDTH = 640;
/** The longest bar; the rest is for its figure. */
const LONGEST = 360;

interface Bar {
  name: string;
  value: number;
  label: string;
  look: string;
}

export function chart({ names, all }: ListResult): TemplateResult {
  const persons = names.map((name, at): Bar => {
    const value = all.persons[at] ?? 0;
    return { name, value, label: `${value} 人`, look: `pile-${at}` };
  });
  // Only how long a bar is, comes from a number here; the amounts themselves stay as the core wrote them.
  const money = ([[WORDS.missed, all.missed, "pile-0"], [WORDS.under, all.under, "pile-1"], [WORDS.over, all.over, "pile-over"]] as const).map(
    ([name, { max }, look]): Bar => ({ name, value: Number(max), label: `${grouped(max)} 元`, look }),
  );
  return html`<div class="charts">${bars(persons, WORDS.persons)}${bars(money, WORDS.money)}</div>`;
}

function bars(all: Bar[], title: string): TemplateResult {
  const most = Math.max(1, ...all.map(({ value }) => value));
  const height = all.length * ROW;
  const words = `${title}：${all.map(({ name, label }) => `${name} ${label}`).join("，")}`;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${words}>
    ${all.map(({ name, value, label, look }, at) => {
      const length = value === 0 ? 0 : Math.max(2, (value / most) * LONGEST);
      return svg`<text x=${LEFT - 8} y=${at * ROW + 20} text-anchor="end">${name}</text>
        <rect class=${look} x=${LEFT} y=${at * ROW + 5} width=${length} height=${ROW - 10}></rect>
        <text x=${LEFT + length + 8} y=${at * ROW + 20}>${label}</text>`;
    })}
  </svg>`;
}
