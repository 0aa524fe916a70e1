/** Bars on one scale. The same figures stand in the table under them; whoever points at a bar gets its names. */

import { html, svg, type TemplateResult } from "lit";
import type { ListEffect, ListResult } from "../../office/protocol.js";
import { grouped } from "../../text/amount.js";
import { fill, WORDS } from "../words.js";

const ROW = 30;
const LEFT = 112;
const WIDTH = 640;
/** The longest bar; the rest is for its figure. */
const LONGEST = 360;
/** As many groups have a bar: of more nobody sees anything. */
const GROUPS = 12;

interface Bar {
  name: string;
  value: number;
  label: string;
  look: string;
  pick: (event: Event) => void;
}

/** Leads to the names of what was pointed at. */
export function lead(event: Event, to: string): void {
  const root = (event.currentTarget as Element).getRootNode() as ShadowRoot;
  root.querySelector<HTMLElement>(to)?.focus();
}

export function pilesChart({ names, all }: ListResult, pick: (pile: number, event: Event) => void): TemplateResult {
  const to = (at: number) => (event: Event) => pick(at, event);
  const persons = names.map((name, at) => ({ ...people(name, all.persons[at] ?? 0, `pile-${at}`), pick: to(at) }));
  const parts = [
    { ...money(WORDS.missed, all.missed.max, "pile-0"), pick: to(0) },
    { ...money(WORDS.under, all.under.max, "pile-1"), pick: to(1) },
    { ...money(WORDS.over, all.over.max, "pile-over"), pick: to(1) },
  ];
  return html`<div class="charts">${bars(persons, WORDS.persons)}${bars(parts, WORDS.money)}</div>`;
}

export function changesChart(
  names: string[],
  { persons, gained, lost }: ListEffect,
  pick: (change: number, event: Event) => void,
): TemplateResult {
  const to = (at: number) => (event: Event) => pick(at, event);
  const counts = names.map((name, at) => ({ ...people(name, persons[at] ?? 0, `change-${at}`), pick: to(at) }));
  const parts = [
    { ...money(WORDS.gained, gained.max, "change-0"), pick: to(0) },
    { ...money(WORDS.lost, lost.max, "change-1"), pick: to(1) },
  ];
  return html`<div class="charts">${bars(counts, WORDS.persons)}${bars(parts, WORDS.money)}</div>`;
}

/** What those gain and lose who are counted together, the groups with the most money first. */
export function effectsChart(
  effects: ListEffect[],
  title: string,
  pick: (name: string, event: Event) => void,
): TemplateResult | "" {
  const weight = ({ gained, lost }: ListEffect): number => Number(gained.max) + Number(lost.max);
  const most = effects.filter((effect) => weight(effect) > 0).sort((one, other) => weight(other) - weight(one));
  if (most.length === 0) return "";
  const shown = most.slice(0, GROUPS);
  const of = (word: string, amount: (effect: ListEffect) => string, look: string): TemplateResult =>
    bars(
      shown.map((effect) => ({
        ...money(effect.name, amount(effect), look),
        pick: (event: Event) => pick(effect.name, event),
      })),
      `${title}　${word}`,
    );
  const left = most.length - shown.length;
  return html`<div class="charts">${of(WORDS.gained, ({ gained }) => gained.max, "change-0")}${of(WORDS.lost, ({ lost }) => lost.max, "change-1")}</div>
    ${left > 0 ? html`<p class="help">${fill(WORDS.chartMore, { count: left })}</p>` : ""}`;
}

function people(name: string, value: number, look: string): Omit<Bar, "pick"> {
  return { name, value, label: `${value} 人`, look };
}

/** Only how long a bar is, comes from a number here; the amount itself stays as the core wrote it. */
function money(name: string, amount: string, look: string): Omit<Bar, "pick"> {
  return { name, value: Number(amount), label: `${grouped(amount)} 元`, look };
}

function bars(all: Bar[], title: string): TemplateResult {
  const most = Math.max(1, ...all.map(({ value }) => value));
  const height = (all.length + 1) * ROW;
  const words = `${title}：${all.map(({ name, label }) => `${name} ${label}`).join("，")}`;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${words}>
    <text class="chart-title" x="0" y="20">${title}</text>
    ${all.map(({ name, value, label, look, pick }, at) => {
      const length = value === 0 ? 0 : Math.max(2, (value / most) * LONGEST);
      const top = (at + 1) * ROW;
      return svg`<g class="bar-of" data-bar=${name} @click=${pick}><rect class="bar-whole" x="0" y=${top} width=${WIDTH} height=${ROW}></rect>
        <text x=${LEFT - 8} y=${top + 20} text-anchor="end">${shortened(name)}</text>
        <rect class=${look} x=${LEFT} y=${top + 5} width=${length} height=${ROW - 10}></rect>
        <text x=${LEFT + length + 8} y=${top + 20}>${label}</text></g>`;
    })}
  </svg>`;
}

function shortened(name: string): string {
  return name.length > 7 ? `${name.slice(0, 6)}…` : name;
}
