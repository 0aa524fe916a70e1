/** 例子: what the document or the office says comes out, and what does. */

import { html, nothing, type TemplateResult } from "lit";
import { today } from "../../text/date.js";
import type { Bench } from "../bench.js";
import { link, small } from "../pieces.js";

const FIELDS = [
  ["name", "叫什么，比如“低保，住院2万”"],
  ["people", "什么身份，比如“低保”"],
  ["total", "医保报了以后还剩多少（元）"],
  ["amount", "应当给多少（元）"],
  ["source", "怎么知道的：手算，或者文件里的例子"],
] as const;
type Field = (typeof FIELDS)[number][0];

export class CasesPane {
  private readonly bench: Bench;
  private readonly show: (at: number) => void;
  private told: Record<Field | "program", string> = { name: "", people: "", total: "", amount: "", source: "手算", program: "" };

  constructor(bench: Bench, show: (at: number) => void) {
    this.bench = bench;
    this.show = show;
  }

  view(): TemplateResult {
    const { cases, report, uncovered, isCovering, form } = this.bench.state;
    const failed = cases.filter(({ passes }) => !passes).length;
    return html`<h2>例子</h2>
      <p role="status" data-cases=${`${cases.length - failed}/${cases.length}`}>${cases.length === 0 ? (report?.usable === false ? "有错误，例子还算不了。" : "还没有例子。") : failed === 0 ? `${cases.length} 个都对` : `${cases.length} 个里有 ${failed} 个不对`}</p>
      ${cases.length > 0 ? this.table() : nothing}
      <details ?open=${cases.length === 0}>
        <summary>加一个例子</summary>
        <div class="sheet fields">
          <div class="cell"><label for="case-program">哪个项目</label>
            <select id="case-program" @change=${(event: Event) => this.type("program", event)}>
              ${form?.programs.map((program) => html`<option value=${program.id} ?selected=${program.id === this.told.program}>${program.cells.find(({ name }) => name === "name")?.text ?? program.id}</option>`)}
            </select></div>
          ${FIELDS.map(([field, label]) => html`<div class="cell"><label for="case-${field}">${label}</label><input id="case-${field}" type="text" autocomplete="off" .value=${this.told[field]} @input=${(event: Event) => this.type(field, event)} /></div>`)}
          <p class="whole">${small("加上", () => void this.add())}</p>
        </div>
      </details>
      <h2>哪些数没有例子</h2>
      <p>${small(isCovering ? "正在查…" : "查一遍", () => void this.bench.cover())}</p>
      ${
        uncovered
          ? uncovered.length === 0
            ? html`<p class="passes" role="status" data-uncovered="0">每个数、每个条件都有例子走到。</p>`
            : html`<p role="status" data-uncovered=${uncovered.length}>${uncovered.length} 处没有例子走到：</p><ul class="problem-list">${uncovered.map((line) => html`<li>${line.replace(/^.*?: 没有例子走到/, "这里没有例子")}</li>`)}</ul>`
          : nothing
      }`;
  }

  private table(): TemplateResult {
    const { cases, form } = this.bench.state;
    const named = (id: string): string => form?.programs.find((program) => program.id === id)?.cells.find(({ name }) => name === "name")?.text ?? id;
    return html`<table>
      <thead><tr><th>对不对</th><th>例子</th><th>应当给多少，算出来多少</th></tr></thead>
      <tbody>
        ${cases.map(
          ({ name, source, at, passes, amounts }) => html`<tr>
            <td class=${passes ? "passes" : "fails"}>${passes ? "对" : "不对"}</td>
            <td>${link(name, () => this.show(at))}<small class="source">${source}</small></td>
            <td>${amounts.filter(({ expected }) => expected !== "").map(({ program, expected, found }) => html`<p>${named(program)} <span class="amount">${expected}</span>${expected === found ? nothing : html` <span class="amount fails">算出来 ${found || "不成"}</span>`}</p>`)}</td>
          </tr>`,
        )}
      </tbody></table>`;
  }

  private type(field: Field | "program", event: Event): void {
    this.told = { ...this.told, [field]: (event.target as HTMLInputElement).value };
  }

  private async add(): Promise<void> {
    const program = this.told.program || this.bench.state.form?.programs[0]?.id || "";
    const made = await this.bench.edit({ kind: "add", added: { what: "case", ...this.told, program, today: today() } }, `case-${performance.now()}`);
    if (made) this.told = { ...this.told, name: "", total: "", amount: "" };
    this.bench.set({});
  }
}
