/** What came out: the piles with their sums, the list of persons, the rows that were set aside, and files to take along. */

import { html, nothing, type TemplateResult } from "lit";
import type { ExportWhat, ListPiles, ListQuery, ListResult, PersonRow, WordKind } from "../../office/protocol.js";
import { figure, grouped, isZero } from "../../text/amount.js";
import type { Sieve } from "../sieve.js";
import { fill, WORDS } from "../words.js";
import type { Listing } from "../grid.js";
import { lead, pilesChart } from "./chart.js";
import { heads } from "./heads.js";
import { GROUPS, whoColumns } from "./persons.js";

const OUT: [ExportWhat, string, string][] = [
  ["visits", WORDS.visits, WORDS.visitsHelp],
  ["findings", WORDS.findings, WORDS.findingsHelp],
  ["notices", WORDS.notices, WORDS.noticesHelp],
  ["aside", WORDS.aside, WORDS.asideOutHelp],
  ["all", WORDS.everything, WORDS.everythingHelp],
];

export function resultView(sieve: Sieve, result: ListResult, open: (place: number) => void): TemplateResult {
  const { rows, computed, persons, faults, furniture, is_whole: whole } = result;
  return html`<section class="panel" aria-labelledby="step-result" data-result>
      <h2 id="step-result" tabindex="-1">${WORDS.result}</h2>
      <p data-counted>${fill(WORDS.counted, { rows, computed, persons, faults, furniture })}${whole ? WORDS.whole : html`<b>${WORDS.notWhole}</b>`}</p>
      ${persons === 0 ? nobody(faults) : pilesView(sieve, result)}
    </section>
    ${persons === 0 ? nothing : listView(sieve, result, open)}
    <section class="panel" aria-labelledby="step-out">
      <h2 id="step-out">${WORDS.out}</h2>
      <p class="help">${WORDS.outHelp}</p>
      ${outTable(sieve, OUT.slice(persons === 0 ? 3 : 0))}
    </section>`;
}

function nobody(faults: number): TemplateResult {
  const why = faults ? fill(WORDS.setAside, { faults }) : WORDS.onlyHeads;
  return html`<p class="note note-warn" data-nobody>${WORDS.nobody}${why}</p>`;
}

function pilesView(sieve: Sieve, result: ListResult): TemplateResult {
  const { persons, all } = result;
  const wanted = all.persons.slice(0, 3).reduce((sum, count) => sum + count, 0);
  return html`<p class="help">${WORDS.estimate}</p>
    ${wanted === 0 ? html`<p class="note" data-fine>${fill(WORDS.fine, { persons })}</p>` : nothing}
    <h3>${WORDS.chart}</h3>
    ${pilesChart(result, (pile, event) => look(sieve, { pile }, event))}
    ${pilesTable(sieve, result)}
    <h3 class="apart">${WORDS.by}</h3>
    ${GROUPS.map(([group, key, title]) => groupTable(sieve, result, result[group], key, title))}`;
}

function listView(sieve: Sieve, result: ListResult, open: (place: number) => void): TemplateResult {
  return html`<section class="panel" aria-labelledby="step-list">
    <h2 id="step-list" tabindex="-1">${WORDS.list}</h2>
    ${filterView(sieve, result)}
    <jiuzhu-roster-grid .listing=${listing(sieve, result, open)}></jiuzhu-roster-grid>
  </section>`;
}

/** Looks for persons, and leads to them. */
function look(sieve: Sieve, query: ListQuery, event: Event): void {
  void sieve.look(query);
  lead(event, "#step-list");
}

/** What is handed out: each as a workbook and as csv. */
export function outTable(sieve: Sieve, out: [ExportWhat, string, string][]): TemplateResult {
  return html`<table class="plain out"><tbody>${out.map(
    ([what, name, help]) => html`<tr>
    <th scope="row">${name}<small>　${help}</small></th>
    <td class="row">${[true, false].map(
      (isWorkbook) => html`<button type="button" class="button button-small" data-out=${what}
      data-kind=${isWorkbook ? "xlsx" : "csv"} ?disabled=${sieve.state.busy !== undefined}
      @click=${() => void sieve.handOut(what, name, isWorkbook)}>${isWorkbook ? ".xlsx" : ".csv"}<span class="quiet">${name}</span></button>`,
    )}</td>
  </tr>`,
  )}</tbody></table>`;
}

function listing(sieve: Sieve, { names }: ListResult, open: (place: number) => void): Listing<PersonRow> {
  const { found, edition, query } = sieve.state;
  const { sort, down, ...others } = query;
  return {
    label: WORDS.region,
    columns: [
      { sort: "pile", name: WORDS.pile, cell: ({ pile }) => names[pile] },
      ...whoColumns(open),
      { sort: "due", name: WORDS.due, isAmount: true, cell: ({ due }) => figure(due) },
      { sort: "paid", name: WORDS.paid, isAmount: true, cell: ({ paid }) => grouped(paid) },
      { sort: "difference", name: WORDS.difference, isAmount: true, cell: ({ difference }) => figure(difference) },
    ],
    found,
    edition,
    order: { ...(sort ? { sort } : {}), ...(down ? { down } : {}) },
    sort: (order) => void sieve.look({ ...others, ...order }),
    page: async (from, count) => {
      const answer = await sieve.ask("page", [false, from, count]);
      return answer.kind === "value" ? (answer.value as PersonRow[]) : undefined;
    },
  };
}

function pilesTable(sieve: Sieve, { names, all }: ListResult): TemplateResult {
  const money = [all.missed, undefined, undefined, undefined, undefined];
  const told = (at: number): string => {
    if (at === 1)
      return [
        [WORDS.under, all.under],
        [WORDS.over, all.over],
      ]
        .flatMap(([word, amount]) =>
          isNothing(amount as ListPiles["under"]) ? [] : [`${word as string} ${figure(amount as ListPiles["under"])}`],
        )
        .join("；");
    const amount = money[at];
    return amount && !isNothing(amount) ? figure(amount) : "";
  };
  return html`<table class="plain piles" aria-label=${WORDS.chart}>
    ${heads([WORDS.pile], [WORDS.persons, WORDS.money])}
    <tbody>${names.map(
      (name, at) => html`<tr data-pile=${at}>
      <th scope="row"><button type="button" class="link" @click=${(event: Event) => look(sieve, { pile: at }, event)}>${name}</button></th>
      <td class="right amount">${all.persons[at]}</td><td class="right amount">${told(at)}</td></tr>`,
    )}</tbody>
  </table>`;
}

function groupTable(
  sieve: Sieve,
  { names }: ListResult,
  groups: ListPiles[],
  key: "village" | "identity" | "program",
  title: string,
): TemplateResult {
  return html`<details class="fold" data-group=${key}><summary>${title}（${groups.length}）</summary>
    <div class="fold-content wide" tabindex="0" role="region" aria-label=${title}>
    <table class="plain roomy">
      ${heads([title], [...names, WORDS.missed, WORDS.under, WORDS.over])}
      <tbody>${groups.map(
        (group) => html`<tr>
        <th scope="row"><button type="button" class="link" @click=${(event: Event) => look(sieve, { [key]: group.name }, event)}>${group.name}</button></th>
        ${group.persons.map((count) => html`<td class="right amount">${count}</td>`)}
        ${[group.missed, group.under, group.over].map((amount) => html`<td class="right amount">${isNothing(amount) ? "" : figure(amount)}</td>`)}
      </tr>`,
      )}</tbody>
    </table></div></details>`;
}

function filterView(sieve: Sieve, { names }: ListResult): TemplateResult {
  const { query, found } = sieve.state;
  const { pile: _pile, ...others } = query;
  const pick = (value: string): void => void sieve.look(value === "" ? others : { ...others, pile: Number(value) });
  const set = [query.village, query.identity, query.program].filter((one): one is string => one !== undefined);
  const isFiltered = set.length > 0 || query.pile !== undefined || (query.text ?? "") !== "";
  return html`<div class="row filter">
    <div class="field inline"><label for="pile">${WORDS.pile}</label>
      <select id="pile" @change=${(event: Event) => pick((event.target as HTMLSelectElement).value)}>
        <option value="" .selected=${query.pile === undefined}>${WORDS.all}</option>
        ${names.map((name, at) => html`<option value=${at} .selected=${query.pile === at}>${name}</option>`)}
      </select></div>
    <div class="field inline"><label for="find">${WORDS.find}</label>
      <input id="find" type="search" autocomplete="off" .value=${query.text ?? ""}
        @input=${(event: Event) => void sieve.look({ ...sieve.state.query, text: (event.target as HTMLInputElement).value })} /></div>
    <p role="status" data-found>${set.map((one) => `${one}，`)}${fill(WORDS.found, { count: found })}</p>
    ${isFiltered ? html`<button type="button" class="link" @click=${() => void sieve.look(sorting(query))}>${WORDS.clearFilter}</button>` : nothing}
  </div>`;
}

/** The order alone. */
function sorting({ sort, down }: ListQuery): ListQuery {
  return { ...(sort ? { sort } : {}), ...(down ? { down } : {}) };
}

/** Words that nobody knew, to be told what they mean. */
function unknownView(sieve: Sieve, { unknown, meanings }: ListResult): TemplateResult | typeof nothing {
  if (unknown.length === 0) return nothing;
  const choose = (kind: WordKind, text: string, event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    if (value !== "") void sieve.fold(kind, text, value);
  };
  return html`<h3 class="apart">${WORDS.unknownWords}</h3>
    <p class="help">${WORDS.unknownHelp}</p>
    <table class="plain narrow" data-unknown>${heads([WORDS.word], [WORDS.count], [WORDS.meaning])}
      <tbody>${unknown.map(
        ({ kind, text, count }, at) => html`<tr>
        <th scope="row"><label for="word-${at}">${text}</label></th><td class="right amount">${count}</td>
        <td><select id="word-${at}" @change=${(event: Event) => choose(kind, text, event)}><option value="">${WORDS.undecided}</option>
          ${meanings.find((one) => one.kind === kind)?.words.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select></td>
      </tr>`,
      )}</tbody></table>
    <p class="row"><button type="button" class="button button-small button-main" data-act="again"
      ?disabled=${sieve.state.busy !== undefined} @click=${() => void sieve.screen()}>${WORDS.again}</button></p>`;
}

/** The rows that were not computed, and the words in them that nobody knew. */
export function asideView(sieve: Sieve, result: ListResult): TemplateResult | typeof nothing {
  const { aside, faults } = result;
  if (faults === 0) return nothing;
  return html`<section class="panel" aria-labelledby="step-aside" data-aside>
    <h2 id="step-aside">${WORDS.aside}（${faults}）</h2>
    <p class="help">${WORDS.asideHelp}</p>
    <table class="plain">${heads([WORDS.reason], [WORDS.count])}
      <tbody>${aside.map(({ text, count }) => html`<tr><th scope="row">${text}</th><td class="right amount">${count}</td></tr>`)}</tbody></table>
    ${unknownView(sieve, result)}
    <jiuzhu-roster-aside class="apart" .sieve=${sieve} .result=${sieve.state.result} .count=${faults}></jiuzhu-roster-aside>
  </section>`;
}

function isNothing({ min, max }: { min: string; max: string }): boolean {
  return isZero(min) && isZero(max);
}
