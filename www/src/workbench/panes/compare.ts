/** 对照: two packs beside each other: the figures that differ, and what the examples come to by each. */

import { html, nothing, type TemplateResult } from "lit";
import type { CaseRow } from "../../../office/office.js";
import type { Bench } from "../bench.js";
import { differing } from "../model/compare.js";
import { link, small } from "../pieces.js";
import { COLUMNS } from "./columns.js";

export function comparePane(bench: Bench, show: (at: number) => void): TemplateResult {
  const { packs, other, form, cases } = bench.state;
  const choose = (event: Event): void => void bench.comparePack((event.target as HTMLSelectElement).value);
  const bring = async (event: Event): Promise<void> => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file) await bench.compare(file.name, await file.text());
  };
  const found = form && other?.form ? differing(form, other.form) : [];
  const changed = (other?.cases ?? []).filter((row, at) => JSON.stringify(row.amounts) !== JSON.stringify(cases[at]?.amounts));
  const gains = gainsOf(changed, cases);
  return html`<h2>和另一份对照</h2>
    <div class="fields">
      <div class="cell"><label for="other-pack">和哪一份</label>
        <select id="other-pack" @change=${choose}><option value="" disabled ?selected=${!other}>（选一份）</option>${packs.map(({ id, title }) => html`<option value=${id} ?selected=${other?.name === `${id}.toml`}>${title}</option>`)}</select></div>
      <div class="cell"><label for="other-file">或者拿一个文件来</label><input id="other-file" type="file" accept=".toml,text/plain" @change=${bring} /></div>
    </div>
    ${
      other?.form
        ? html`<h3>不一样的数</h3>
          <div class="scroll" tabindex="0" role="region" aria-label="不一样的数"><table data-differing=${found.length}>
            <thead><tr><th>哪里</th><th>这一份</th><th>${other.name}</th></tr></thead>
            <tbody>${found.map(({ program, way, column, mine, theirs, from, place }) => html`<tr><td>${program}，${way}，${COLUMNS[column] ?? ""}</td><td class="amount">${from === undefined ? mine || "—" : link(mine || "—", () => show(from))}</td><td class="amount">${theirs || "—"}${place && theirs ? html` ${small("照那一份改", () => void bench.edit({ kind: "set", place, text: theirs }, place), `${program}，${way}`)}` : nothing}</td></tr>`)}</tbody></table></div>
          <h3>这一份的例子，照那一份算</h3>
          <p role="status" data-gains=${`${gains.more}/${gains.less}`}>${gains.more} 个例子那一份给得多，${gains.less} 个给得少。</p>
          ${
            other.cases && other.cases.length > 0
              ? html`<div class="scroll" tabindex="0" role="region" aria-label="例子的差别"><table><thead><tr><th>例子</th><th>项目</th><th>这一份</th><th>${other.name}</th></tr></thead>
                <tbody>${changed.flatMap((row) => row.amounts.map((amount, at) => {
                  const mine = cases.find(({ name }) => name === row.name)?.amounts[at]?.found ?? "";
                  return mine === amount.found ? nothing : html`<tr><td>${row.name}</td><td>${amount.program}</td><td class="amount">${mine}</td><td class="amount">${amount.found || "没有这个项目"}</td></tr>`;
                }))}</tbody></table></div>`
              : html`<p>还没有能照着算的例子。</p>`
          }`
        : nothing
    }`;
}

/** How many examples come to more by the other, and how many to less. */
function gainsOf(changed: CaseRow[], cases: CaseRow[]): { more: number; less: number } {
  const whole = (row: CaseRow | undefined): number => (row?.amounts ?? []).reduce((sum, { found }) => sum + (Number(found.split("–").pop()) || 0), 0);
  const by = changed.map((row) => whole(row) - whole(cases.find(({ name }) => name === row.name)));
  return { more: by.filter((one) => one > 0).length, less: by.filter((one) => one < 0).length };
}
