/** 核对单: each figure beside its article, for a second pair of eyes. */

import { html, nothing, type TemplateResult } from "lit";
import type { FormCell, FormEntry, PackForm } from "../../../office/office.js";
import { numbered } from "../paper.js";
import { small } from "../pieces.js";
import { amount, articleOf, programName, textOf } from "../reading.js";
import { COLUMNS } from "./columns.js";

/** The documents of a pack, one a line. */
export function sources(form: PackForm, ...more: string[]): string[] {
  return form.sources.map((entry) =>
    ["title", "number", "issuer", "date", ...more]
      .map((of) => textOf(entry, of))
      .filter(Boolean)
      .join("，"),
  );
}

export function sheet(form: PackForm): TemplateResult {
  const all = [...told(form)];
  const head = (of: string): string => textOf({ cells: form.head }, of);
  if (all.length === 0) return html`<div class="no-print"><h2>核对单</h2><p>还没有数。</p></div>`;
  const region = head("region").split("\n").join("");
  numbered(
    `${region} 核对单`,
    form.sources.map((entry) => textOf(entry, "number") || textOf(entry, "title")).join("；"),
  );
  return html`<h2>核对单</h2>
    <p class="no-print">${small("打印", () => window.print())}</p>
    <p>${head("title")}，从 ${head("from")} 起。另一个人拿着文件，一个数一个数对：对的打勾，写上名字。</p>
    <ul class="check">${sources(form).map((source) => html`<li>${source}</li>`)}</ul>
    ${all.map(([key, figures], at) => {
      const [who = ""] = key.split("\n");
      const [{ cite = [], words = [] } = {}] = figures.values() as Iterable<Partial<FormCell>>;
      return html`<div class="check" data-check>
        ${all[at - 1]?.[0].startsWith(`${who}\n`) ? nothing : html`<h3>${who}</h3>`}
        <ul class="row">${[...figures.values()].map((figure) => line(form, figure))}</ul>
        ${cite.map((id, at) => html`<p><b>${articleOf(form, id)}</b> ${words[at]}</p>`)}
      </div>`;
    })}
    <p class="row sign">${["录入", "核对", "日期"].map((what) => html`<span>${what}：＿＿＿＿＿＿</span>`)}</p>`;
}

/** The figures of each row by the words that they stand in; one that is read in two ways stands once. */
function told(form: PackForm): Map<string, Map<string, FormCell>> {
  const rows = form.programs.flatMap((program) =>
    program.ways.map(({ title, figures }) => ({ who: `${programName(program.id, form)}，${title}`, figures })),
  );
  const pools = form.pools.map(({ cells }) => ({ who: `${textOf({ cells }, "name")}，合用的限额`, figures: cells }));
  const found = new Map<string, Map<string, FormCell>>();
  for (const { who, figures } of [...rows, ...pools]) {
    for (const figure of figures.filter(({ column }) => column)) {
      const { cite, reading, column, text, place } = figure;
      const key = `${who}\n${cite}`;
      const group = found.get(key) ?? new Map<string, FormCell>();
      found.set(key, group.set(reading ? `${reading} ${column} ${text}` : place, figure));
    }
  }
  return found;
}

function line(form: PackForm, { column, text, kind, when, reading }: FormCell): TemplateResult {
  const read = form.readings.find(({ id }) => id === reading);
  return html`<li>□ ${column && COLUMNS[column]}${when && !reading ? `，${when}` : ""} ${
    kind === "yuan" ? html`<b class="amount">${amount(text)} 元</b>` : html`<b>${text}</b>`
  }${read ? html`<small class="source">两种读法：${ways(read)}</small>` : nothing}</li>`;
}

/** The ways in which something is read. */
function ways(reading: FormEntry): string {
  const [, ...texts] = textOf(reading, "options").split('text = "');
  const found = texts.map((text) => text.split('"')[0]);
  return found.join("；") || textOf(reading, "question");
}
