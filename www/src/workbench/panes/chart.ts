/** 给多少的图: what each row pays over what is left to pay, with the figures at which it turns, and each reading. */

import { html, nothing, svg, type TemplateResult } from "lit";
import type { CurvePoint, PackCurve, PackCurveReading } from "../../../office/office.js";
import type { Bench } from "../bench.js";
import { link, small, wide } from "../pieces.js";
import { amount, articleOf, textOf } from "../reading.js";

const WIDTH = 400;
const HEIGHT = 230;
const LEFT = 60;
const BELOW = 38;
const ABOVE = 14;

/** The charts; where they stand they are drawn anew for another text, once its examples are worked. */
export function charts(bench: Bench, show: (at: number) => void, drawing: { of: string }): TemplateResult {
  const { curves, draft, report } = bench.state;
  const isUsable = report?.usable !== false;
  const isOld = curves !== undefined && curves.of !== draft.text;
  if (isOld && bench.isDue(drawing.of)) void draw(bench, drawing);
  return html`<h2>各行给多少</h2>
    <p class="help">横着是医保报了以后还剩多少，竖着是给多少。比例、起付、限额抄错了，或者先后错了，看图就知道。</p>
    ${
      isUsable
        ? html`<p>${small(isOld ? "改过了，重新画" : curves ? "重新画" : "画出来", () => void draw(bench, drawing))}</p>`
        : html`<p>还有错误，改好了才能画。</p>`
    }
    ${curves?.all.map((curve) => chart(bench, curve, show)) ?? nothing}
    ${curves && curves.all.length === 0 ? html`<p role="status">没有能画的行。</p>` : nothing}`;
}

/** What each row pays over what is left to pay. */
async function draw(bench: Bench, drawing: { of: string }): Promise<void> {
  const { text } = bench.state.draft;
  drawing.of = text;
  const answer = await bench.office.ask("curves", [bench.file, text], { line: "curves" });
  if (answer.kind !== "value") return bench.tell(answer);
  if (text === bench.state.draft.text) bench.set({ curves: { of: text, all: answer.value } });
  else drawing.of = "";
}

function chart(bench: Bench, curve: PackCurve, show: (at: number) => void): TemplateResult {
  const { form } = bench.state;
  const program = form?.programs.find(({ id }) => id === curve.program);
  const way = program?.ways.find(({ place }) => place === curve.way);
  const called = `${(program && textOf(program, "name")) || curve.program}，${way?.title || curve.people}`;
  if (!curve.points.some(({ max }) => Number(max))) return html`<p><b>${called}</b>：0 元，或者算不出来。</p>`;
  const right = Math.max(1, ...curve.points.map(({ at }) => Number(at)));
  const top = Math.max(1, ...[curve, ...curve.readings].flatMap(({ points }) => points.map(({ max }) => Number(max))));
  const x = (at: string | number): number => LEFT + (Number(at) / right) * (WIDTH - LEFT - 12);
  const y = (amount: string | number): number => HEIGHT - BELOW - (Number(amount) / top) * (HEIGHT - BELOW - ABOVE);
  const line = (points: CurvePoint[], of: "min" | "max"): string =>
    points.map((point) => `${x(point.at).toFixed(1)},${y(point[of]).toFixed(1)}`).join(" ");
  const isRange = curve.points.some(({ min, max }) => min !== max);
  const figures = form?.programs.flatMap(({ ways }) => ways.flatMap((row) => row.figures)) ?? [];
  const corners = curve.corners.map(({ text, ...corner }, at) => ({
    ...corner,
    text: text.replace(/\d+(\.\d+)?$/, amount),
    number: at + 1,
  }));
  const turn = ({ text, place, around, number }: (typeof corners)[number]): TemplateResult => {
    const figure = figures.find((figure) => figure.place === place);
    const articles = form && figure?.cite?.map((id) => articleOf(form, id)).join("、");
    const [less, here, more] = around.map((point) => html`<span class="amount">${range(point)}</span>`);
    return html`<li>
      <div>${number} ${figure ? link(text, () => show(figure.from), called) : text}
        <small class="source">剩 ${amount(around[1].at)} 元${articles ? `，${articles}` : nothing}</small></div>
      <div><p>少一分 ${less}</p><p>正好 ${here}</p><p>多一分 ${more}</p></div></li>`;
  };
  return html`<figure class="chart" data-chart=${curve.way}>
    <figcaption><b>${called}</b>${
      curve.people === way?.title ? nothing : html`<small class="source">照${curve.people}算</small>`
    }</figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"
      aria-label="${called}：${corners
        .map(({ text, around }) => `${text}，剩 ${amount(around[1].at)} 元给 ${range(around[1])} 元`)
        .join("；")}">
      <line class="axis" x1=${LEFT} y1=${HEIGHT - BELOW} x2=${WIDTH} y2=${HEIGHT - BELOW}></line>
      <line class="axis" x1=${LEFT} y1=${ABOVE} x2=${LEFT} y2=${HEIGHT - BELOW}></line>
      <text class="mark" x=${WIDTH - 12} y=${HEIGHT - BELOW} dy="1.2em" text-anchor="end">${amount(String(Math.round(right)))} 元</text>
      <text class="mark" x=${LEFT - 6} y=${ABOVE + 12} text-anchor="end">${amount(String(Math.round(top)))}</text>
      <text class="mark" x=${LEFT - 6} y=${HEIGHT - BELOW} text-anchor="end">0</text>
      ${curve.readings.map(({ points }) => svg`<polyline class="other" points=${line(points, "max")}></polyline>`)}
      ${isRange ? svg`<polyline class="low" points=${line(curve.points, "min")}></polyline>` : nothing}
      <polyline class="paid" points=${line(curve.points, "max")}></polyline>
      ${corners.map(
        ({ around, number }) =>
          svg`<circle class="corner" cx=${x(around[1].at)} cy=${y(around[1].max)} r="9"></circle><text class="number"
        x=${x(around[1].at)} y=${y(around[1].max) + 4} text-anchor="middle">${number}</text>`,
      )}
    </svg>
    <ul class="lines">${corners.map(turn)}</ul>
    ${curve.readings.map((reading) => readingTable(called, reading))}
  </figure>`;
}

function readingTable(called: string, reading: PackCurveReading): TemplateResult {
  const { question, usual, other, before, points } = reading;
  const also = reading.beside
    ? `（前面还有一张${reading.beside.care}的单据，剩 ${amount(reading.beside.total)} 元）`
    : "";
  const row = (cells: string[]): TemplateResult =>
    html`<tr>${cells.map((cell) => html`<td class="amount">${cell}</td>`)}</tr>`;
  return wide(
    `${called}：${question}`,
    html`<table class="reading" data-reading><caption>${question}${also}</caption>
    <thead><tr><th>剩多少</th><th>${usual}</th><th>${other}</th></tr></thead>
    <tbody>${beside(before, points).map(row)}</tbody></table>`,
  );
}

/** Some of the amounts that two readings tell apart. */
function beside(usual: CurvePoint[], other: CurvePoint[]): [string, string, string][] {
  const found = usual.flatMap((point, at): [string, string, string][] => {
    const there = other[at];
    return there && range(there) !== range(point) ? [[amount(point.at), range(point), range(there)]] : [];
  });
  const step = Math.max(1, Math.ceil(found.length / 4));
  return found.filter((_, at) => at % step === 0);
}

function range({ min, max }: CurvePoint): string {
  return amount(min === max ? max : `${min}–${max}`);
}
