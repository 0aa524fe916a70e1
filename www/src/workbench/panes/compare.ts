/** 对照: two packs beside each other: the figures that differ, and what the examples come to by each. */

import { html, nothing, type TemplateResult } from "lit";
import type { Bench } from "../bench.js";
import { differing, gainsOf, type Differing } from "../model/compare.js";
import { fileCell, link, small } from "../pieces.js";
import { amount, programName } from "../reading.js";
import type { Other } from "../state.js";
import { COLUMNS } from "./columns.js";

export function comparePane(bench: Bench, show: (at: number) => void): TemplateResult {
  const { packs, other } = bench.state;
  // Beside whatever the draft has become.
  if (other && bench.isDue(other.beside)) void compare(bench, other.name, other.text);
  const isListed = packs.some(({ id }) => other?.name === `${id}.toml`);
  const choose = (event: Event): void =>
    void bench.withPack((event.target as HTMLSelectElement).value, (name, text) => compare(bench, name, text));
  const bring = async (file: File): Promise<void> => compare(bench, file.name, await file.text());
  return html`<h2>和另一份对照</h2>
    <div class="fields">
      <div class="cell"><label for="other-pack">和哪一份</label>
        <select id="other-pack" @change=${choose}>
          <option value="" disabled ?selected=${!isListed}>${other && !isListed ? other.name : "（选一份）"}</option>
          ${packs.map(
            ({ id, title }) => html`<option value=${id} ?selected=${other?.name === `${id}.toml`}>${title}</option>`,
          )}
        </select></div>
      ${fileCell("other-file", "或者拿一个文件来", ".toml,text/plain", bring)}
    </div>
    ${other?.form ? [figures(bench, other, show), examples(bench, other)] : nothing}
    <p class="help">在整份名单上比：先“在这台设备上用”，再到<a href="./roster.html" target="_blank">过筛子</a>的“换个办法会怎样”里选它。</p>
    ${other?.cases && !other.form ? html`<p role="status">那一份不是政策包，或者没有写完整。</p>` : nothing}`;
}

/** Puts another pack beside the draft. */
async function compare(bench: Bench, name: string, text: string): Promise<void> {
  const mine = bench.state.draft.text;
  bench.set({ other: { ...bench.state.other, name, text, beside: mine } });
  const form = await bench.office.ask("pack_form", [text], { line: "other" });
  const cases = await bench.office.ask("case_table", [bench.file, mine, text], { line: "other-cases" });
  if (form.kind !== "value" || bench.state.other?.text !== text) return;
  const found: Other = { name, text, beside: mine, ...(form.value && { form: form.value }) };
  bench.set({ other: cases.kind === "value" ? { ...found, cases: cases.value } : found });
}

/** The figures that differ, in the order of the document. */
function figures(bench: Bench, other: Other, show: (at: number) => void): TemplateResult {
  const { form } = bench.state;
  const found = form && other.form ? differing(form, other.form) : [];
  const row = ({ program, way, column, mine, theirs, from, place }: Differing): TemplateResult => {
    const take = (): void => void bench.edit({ kind: "set", place: place ?? "", text: theirs }, place ?? "");
    const button = place && theirs ? small("照那一份改", take, `${program}，${way}`) : nothing;
    return beside(
      html`${program}，${way}，${COLUMNS[column] ?? ""}`,
      from === undefined ? amount(mine) || "—" : link(amount(mine) || "—", () => show(from)),
      amount(theirs) || "—",
      button,
    );
  };
  return html`<h3>不一样的数</h3>
    <p role="status" data-differing=${found.length}>${found.length === 0 ? "都一样。" : ""}</p>
    <ul class="lines">${found.map(row)}</ul>`;
}

/** Something of which there is so much by the one and so much by the other. */
function beside(what: TemplateResult, mine: unknown, theirs: string, more: unknown = nothing): TemplateResult {
  return html`<li><div>${what}</div>
    <div><p>这一份 <span class="amount">${mine}</span></p><p>那一份 <span class="amount">${theirs}</span></p>${more}</div></li>`;
}

/** Who gains and who loses, by the examples of the draft. */
function examples(bench: Bench, other: Other): TemplateResult {
  const { cases, form } = bench.state;
  const theirs = other.cases ?? [];
  const changed = theirs.filter((row, at) => JSON.stringify(row.amounts) !== JSON.stringify(cases[at]?.amounts));
  const gains = gainsOf(changed, cases);
  const rows = changed.flatMap((row) => {
    const mine = cases.find(({ name }) => name === row.name)?.amounts ?? [];
    return row.amounts.flatMap(({ program, found }, at) => {
      const here = mine[at]?.found ?? "";
      return here === found
        ? []
        : beside(
            html`${row.name}<small class="source">${programName(program, form, other.form)}</small>`,
            amount(here),
            amount(found) || "没有算出来",
          );
    });
  });
  const told = rows.length === 0 ? "都一样。" : `${gains.more} 个例子那一份给得多，${gains.less} 个给得少。`;
  return html`<h3>这一份的例子，照那一份算</h3>
    <p role="status" data-gains=${`${gains.more}/${gains.less}`}>${theirs.length === 0 ? "还没有例子。" : told}</p>
    <ul class="lines">${rows}</ul>`;
}
