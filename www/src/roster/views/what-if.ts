/** 换个办法会怎样: what is tried, who gains, who loses, for whom it cannot be told, and what it costs. */

import { html, nothing, type TemplateResult } from "lit";
import type { PackEntry } from "../../contract.js";
import type { ChangeRow, ExportWhat, ListEffect, StatedFigure, WhatIfResult } from "../../office/protocol.js";
import { figure, isExact, isZero, yuanRange } from "../../text/amount.js";
import { period } from "../../text/date.js";
import type { Listing } from "../grid.js";
import type { WhatIf } from "../what-if.js";
import { fill, WORDS } from "../words.js";
import { changesChart, effectsChart, lead } from "./chart.js";
import { heads } from "./heads.js";
import { GROUPS, whoColumns } from "./persons.js";
import { outTable } from "./result.js";

const LIST = "#what-if-list";

const OUT: [ExportWhat, string, string][] = [["changes", WORDS.changesOut, WORDS.changesOutHelp]];

export function whatIfView(tried: WhatIf, open: (place: number) => void): TemplateResult {
  const { way, failure, result } = tried;
  const turn = (
    to: typeof way,
    words: string,
  ): TemplateResult => html`<label class="tick"><input type="radio" name="way" value=${to} .checked=${way === to}
    @change=${() => tried.turn(to)} /><span>${words}</span></label>`;
  return html`<section class="panel" aria-labelledby="step-what-if" data-what-if>
    <h2 id="step-what-if">${WORDS.whatIf}</h2>
    <p class="help">${WORDS.whatIfHelp}</p>
    <fieldset class="field"><legend>${WORDS.whatIfWay}</legend>
      <p class="row">${turn("pack", WORDS.otherPack)}${turn("figures", WORDS.otherFigures)}</p></fieldset>
    ${way === "pack" ? packView(tried) : figuresView(tried)}
    ${failure ? html`<p class="note note-warn" role="alert" data-what-if-failure>${failure}</p>` : nothing}
    ${result ? resultView(tried, result, open) : nothing}
  </section>`;
}

function packView(tried: WhatIf): TemplateResult {
  const { entry, sieve, result } = tried;
  const { pack: own, packs, busy } = sieve.state;
  if (!entry) {
    const same = packs.filter((pack) => pack.digest !== own?.digest && pack.region.join() === own?.region.join());
    return html`${same.length > 0 ? html`<h3>${WORDS.samePlace}</h3>${cards(tried, same)}<h3 class="apart">${WORDS.elsewhere}</h3>` : nothing}
      <jiuzhu-place-finder .sieve=${tried} .changes=${packs}></jiuzhu-place-finder>`;
  }
  const parameters = result?.policy.parameters ?? [];
  return html`<p data-other><b>${entry.region.join(" ")}</b>　${entry.title}<small>　${period(entry.from, entry.until)}</small>
      <button type="button" class="link" ?disabled=${busy !== undefined}
        @click=${() => tried.leave()}>${WORDS.change}<span class="quiet">${WORDS.whatIf}</span></button></p>
    <p class="help">${WORDS.otherPackHelp}</p>
    ${parameterFields(tried, WORDS.parameters, parameters)}`;
}

function cards(tried: WhatIf, packs: PackEntry[]): TemplateResult {
  return html`<ul class="cards">${packs.map(
    (
      pack,
    ) => html`<li><button type="button" class="card card-button" data-other-pack=${pack.id} ?disabled=${tried.sieve.state.busy !== undefined}
    @click=${() => void tried.choose(pack)}><span class="card-text">${pack.title}<small>${period(pack.from, pack.until)}</small></span></button></li>`,
  )}</ul>`;
}

/** A figure that the place fills in. */
type Parameter = WhatIfResult["policy"]["parameters"][number];

function parameterFields(tried: WhatIf, title: string, parameters: Parameter[]): TemplateResult | typeof nothing {
  if (parameters.length === 0) return nothing;
  return html`<fieldset class="field"><legend>${title}</legend>
    ${parameters.map((parameter) => parameterField(tried, parameter))}</fieldset>`;
}

function parameterField(tried: WhatIf, { id, label, unit, value }: Parameter): TemplateResult {
  const { tables, busy } = tried.sieve.state;
  const told = tried.parameters[id] ?? tables?.parameters[id] ?? value ?? "";
  return html`<div class="field inline"><label for="other-${id}">${label}</label>
    <input id="other-${id}" type="text" autocomplete="off" maxlength="24" ?disabled=${busy !== undefined} .value=${told}
      @change=${(event: Event) => tried.put(id, withUnit((event.target as HTMLInputElement).value, unit))} />
    <span class="unit">${unit === "percent" ? "%" : "元"}</span></div>`;
}

/** Every figure that the policy states, programme by programme, with a slider each. */
function figuresView(tried: WhatIf): TemplateResult {
  const { of, sieve } = tried;
  const { parameters = [] } = sieve.state.policy ?? {};
  const programs = [...new Set(of.figures.map(({ program }) => program))];
  const changed = Object.keys(tried.stated).length + Object.keys(tried.parameters).length;
  return html`<p class="help" id="figures-help">${WORDS.figuresHelp}</p>
    ${parameterFields(tried, WORDS.ofPlace, parameters)}
    ${programs.map((program, at) => {
      const own = of.figures.map((one, place) => ({ one, place })).filter(({ one }) => one.program === program);
      const touched = own.filter(({ place }) => tried.stated[place] !== undefined).length;
      const count = touched > 0 ? fill(WORDS.touched, { count: touched }) : own.length;
      return html`<details class="fold" data-figures ?open=${at === 0}><summary>${program}（${count}）</summary>
        <div class="fold-content wide" tabindex="0" role="region" aria-label="${program}，${WORDS.asTried}"><table class="plain roomy figures">
          ${heads([WORDS.forWhom, WORDS.what], [WORDS.asItIs], [WORDS.asTried])}
          <tbody>${own.map(({ one, place }) => figureRow(tried, one, place))}</tbody></table></div></details>`;
    })}
    ${changed > 0 ? backToAll(tried) : nothing}`;
}

function backToAll(tried: WhatIf): TemplateResult {
  return html`<p class="row"><button type="button" class="button button-small" data-act="as-it-is"
    @click=${() => tried.turn("figures")}>${WORDS.backToAll}</button></p>`;
}

function figureRow(
  tried: WhatIf,
  { program, who, what, unit, value, citation }: StatedFigure,
  place: number,
): TemplateResult {
  const plain = bare(value);
  const told = tried.stated[place];
  const now = told === undefined ? plain : bare(told);
  const put = (event: Event): void => {
    const text = (event.target as HTMLInputElement).value.trim();
    tried.restate(place, text === "" || text === plain ? "" : withUnit(text, unit));
  };
  const name = `${program}　${who}　${what}`;
  const sign = unit === "percent" ? "%" : "元";
  const most = unit === "percent" ? 100 : reach(Number(plain));
  return html`<tr class=${told === undefined ? "" : "touched"} data-figure=${place}>
    <td>${who}${citation ? html` <small>${citation}</small>` : nothing}</td>
    <th scope="row">${what}</th>
    <td class="right amount">${figure({ min: plain, max: plain })} ${sign}</td>
    <td><div class="row try"><input type="text" inputmode="decimal" autocomplete="off" maxlength="14" aria-label=${name}
        .value=${now} @change=${put} /><span class="unit">${sign}</span>
      <input type="range" min="0" max=${most} step=${unit === "percent" ? 1 : most / 100}
        aria-label="${name}，${WORDS.slider}" .value=${now} @input=${put} /></div></td>
  </tr>`;
}

function resultView(tried: WhatIf, result: WhatIfResult, open: (place: number) => void): TemplateResult {
  const { names, all, counted, one_sided: oneSided } = result;
  const { isWhole } = tried;
  const pick = (change: number, event: Event): void => {
    void tried.look({ change });
    lead(event, LIST);
  };
  return html`<h3 id="what-if-sum">${WORDS.cost}</h3>
    <p role="status" data-cost>${isWhole ? "" : html`<b data-partial>${fill(WORDS.partial, { counted, persons: tried.of.persons })}</b>`}${costs(all)}</p>
    ${oneSided > 0 ? html`<p class="note">${fill(WORDS.oneSided, { count: oneSided })}</p>` : nothing}
    ${changesChart(names, all, pick)}
    <table class="plain piles" data-changes aria-label=${WORDS.cost}>
      ${heads([WORDS.changeHead], [WORDS.persons, WORDS.money])}
      <tbody>${names.map(
        (name, at) => html`<tr data-change=${at}>
        <th scope="row">${link(isWhole, name, (event) => pick(at, event))}</th><td class="right amount">${all.persons[at]}</td>
        <td class="right amount">${at > 1 ? "" : unlessNothing(at === 0 ? all.gained : all.lost)}</td></tr>`,
      )}</tbody>
    </table>
    <h3 class="apart">${WORDS.by}</h3>
    ${GROUPS.map(([group, key, title]) => groupTable(tried, result, result[group], key, title))}
    ${
      isWhole
        ? html`<h3 class="apart" id="what-if-list" tabindex="-1">${WORDS.list}</h3>${filterView(tried, result)}
      <jiuzhu-roster-grid data-list="changes" .listing=${listing(tried, names, open)}></jiuzhu-roster-grid>
      <h3 class="apart">${WORDS.out}</h3><p class="help">${WORDS.outHelp}</p>${outTable(tried.sieve, OUT)}`
        : nothing
    }`;
}

function costs({ before, after, difference }: ListEffect): string {
  const told = fill(WORDS.fromTo, { before: yuanRange(before), after: yuanRange(after) });
  if (!isExact(difference))
    return (
      told +
      fill(WORDS.between, {
        min: figure({ min: difference.min, max: difference.min }),
        max: figure({ min: difference.max, max: difference.max }),
      })
    );
  if (isZero(difference.min)) return told + WORDS.costsSame;
  const size = difference.min.replace("-", "");
  return (
    told +
    fill(difference.min.startsWith("-") ? WORDS.costsLess : WORDS.costsMore, {
      sum: yuanRange({ min: size, max: size }),
    })
  );
}

function link(isWhole: boolean, name: string, go: (event: Event) => void): TemplateResult | string {
  return isWhole ? html`<button type="button" class="link" @click=${go}>${name}</button>` : name;
}

function unlessNothing(amount: ListEffect["gained"]): string {
  return isZero(amount.min) && isZero(amount.max) ? "" : figure(amount);
}

function groupTable(
  tried: WhatIf,
  { names }: WhatIfResult,
  groups: ListEffect[],
  key: "village" | "identity" | "program",
  title: string,
): TemplateResult {
  const go = (name: string, event: Event): void => {
    void tried.look({ [key]: name });
    lead(event, LIST);
  };
  return html`<details class="fold" data-effects=${key}><summary>${title}（${groups.length}）</summary><div class="fold-content">
    ${effectsChart(groups, title, go)}
    <div class="wide" tabindex="0" role="region" aria-label="${title}，${WORDS.changeHead}"><table class="plain roomy">
      ${heads([title], [...names, WORDS.before, WORDS.after, WORDS.gained, WORDS.lost])}
      <tbody>${groups.map(
        (group) => html`<tr><th scope="row">${link(tried.isWhole, group.name, (event) => go(group.name, event))}</th>
        ${group.persons.map((count) => html`<td class="right amount">${count}</td>`)}
        <td class="right amount">${figure(group.before)}</td><td class="right amount">${figure(group.after)}</td>
        <td class="right amount">${unlessNothing(group.gained)}</td><td class="right amount">${unlessNothing(group.lost)}</td></tr>`,
      )}</tbody>
    </table></div></div></details>`;
}

function filterView(tried: WhatIf, { names }: WhatIfResult): TemplateResult {
  const { query, found } = tried;
  const { change: _change, ...others } = query;
  const set = [query.village, query.identity, query.program].filter((one): one is string => one !== undefined);
  const isFiltered = set.length > 0 || query.change !== undefined || (query.text ?? "") !== "";
  const pick = (value: string): void => void tried.look(value === "" ? others : { ...others, change: Number(value) });
  return html`<div class="row filter">
    <div class="field inline"><label for="change">${WORDS.changeHead}</label>
      <select id="change" @change=${(event: Event) => pick((event.target as HTMLSelectElement).value)}>
        <option value="" .selected=${query.change === undefined}>${WORDS.all}</option>
        ${names.map((name, at) => html`<option value=${at} .selected=${query.change === at}>${name}</option>`)}
      </select></div>
    <div class="field inline"><label for="find-change">${WORDS.find}</label>
      <input id="find-change" type="search" autocomplete="off" .value=${query.text ?? ""}
        @input=${(event: Event) => void tried.look({ ...tried.query, text: (event.target as HTMLInputElement).value })} /></div>
    <p role="status" data-found-changes>${set.map((one) => `${one}，`)}${fill(WORDS.found, { count: found })}</p>
    ${isFiltered ? html`<button type="button" class="link" @click=${() => void tried.look({})}>${WORDS.clearFilter}</button>` : nothing}
  </div>`;
}

function listing(tried: WhatIf, names: string[], open: (place: number) => void): Listing<ChangeRow> {
  const { found, edition, query, sieve } = tried;
  const { sort, down, ...others } = query;
  return {
    label: WORDS.changesRegion,
    columns: [
      { sort: "pile", name: WORDS.changeHead, cell: ({ change }) => names[change] },
      ...whoColumns(open),
      { sort: "due", name: WORDS.before, isAmount: true, cell: ({ before }) => figure(before) },
      { sort: "paid", name: WORDS.after, isAmount: true, cell: ({ after }) => figure(after) },
      { sort: "difference", name: WORDS.difference, isAmount: true, cell: ({ difference }) => figure(difference) },
    ],
    found,
    edition,
    order: { ...(sort ? { sort } : {}), ...(down ? { down } : {}) },
    sort: (order) => void tried.look({ ...others, ...order }),
    page: async (from, count) => {
      const answer = await sieve.ask("page", [true, from, count]);
      return answer.kind === "value" ? (answer.value as ChangeRow[]) : undefined;
    },
  };
}

/** "5000.00" and "70%" as they are typed: 5000, 70. */
function bare(value: string): string {
  return value.replace("%", "").replace(/\.00$/, "");
}

function withUnit(text: string, unit: string): string {
  const told = text.trim();
  return told !== "" && unit === "percent" && !told.endsWith("%") ? `${told}%` : told;
}

/** Where a slider of amounts ends: twice as far, in a round number. */
function reach(value: number): number {
  const size = 10 ** Math.max(2, Math.floor(Math.log10(Math.max(1, value))));
  return Math.max(size, Math.ceil((2 * value) / size) * size);
}
