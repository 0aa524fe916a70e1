/** 例子: what the document or the office says comes out, and what does; what no example exercises; what each row pays. */

import { html, nothing, type TemplateResult } from "lit";
import type { FormCase, PackProposal, PackProposals } from "../../../office/office.js";
import { today } from "../../text/date.js";
import type { Bench } from "../bench.js";
import { crossings } from "../model/people.js";
import { link, small } from "../pieces.js";
import { amount, programName, textOf } from "../reading.js";
import { drawn, standing } from "../standing.js";
import { CATEGORIES } from "../words-people.js";
import { charts } from "./chart.js";

const FIELDS = [
  ["name", "叫什么，比如“低保，住院2万”"],
  ["people", "什么身份，比如“低保”"],
  ["total", "医保报了以后还剩多少（元）；资助参保的，个人要缴多少"],
  ["amount", "应当给多少（元）：从文件里算，或者问办的人"],
  ["source", "怎么知道的：手算，或者文件里的例子"],
] as const;
const ANSWERS = [
  ["", "没有答"],
  ["true", "是"],
  ["false", "不是"],
] as const;
type Field = (typeof FIELDS)[number][0];

export class CasesPane {
  private readonly bench: Bench;
  private readonly show: (at: number) => void;
  private told: FormCase = blank();
  /** Whether an example is being added; until somebody says so, where there is none yet. */
  private isAdding: boolean | undefined;
  /** The text whose charts were asked for. */
  private readonly drawing = { of: "" };

  constructor(bench: Bench, show: (at: number) => void) {
    this.bench = bench;
    this.show = show;
  }

  forget(): void {
    Object.assign(this, { told: blank(), isAdding: undefined });
  }

  view(): TemplateResult {
    const { cases, report, uncovered, isCovering } = this.bench.state;
    const failed = cases.filter(({ passes }) => !passes).length;
    const none = report?.usable === false ? "有错误，或者还没有例子。" : "还没有例子。";
    const some = failed === 0 ? `${cases.length} 个都对` : `${cases.length} 个里有 ${failed} 个不对`;
    const state = cases.length === 0 ? none : some;
    return html`<h2>例子</h2>
      <p role="status"
        data-cases=${`${cases.length - failed}/${cases.length}`}>${state}</p>
      ${cases.length > 0 ? this.list() : nothing}
      ${this.adding()}
      <h2>哪些数没有例子</h2>
      <p>${small(isCovering ? "正在查…" : "查一遍", () => void this.cover())}</p>
      ${
        uncovered
          ? html`<p role="status" data-uncovered=${uncovered.found.length}>${told(uncovered)}</p>
              <ul class="problem-list">${uncovered.found.map((one) => this.proposal(one))}</ul>`
          : nothing
      }
      ${this.people()}
      ${charts(this.bench, this.show, this.drawing)}`;
  }

  /** What no example would notice, with an example for it where one is found. */
  private async cover(): Promise<void> {
    const { bench } = this;
    const { text } = bench.state.draft;
    bench.set({ isCovering: true });
    const answer = await bench.office.ask("proposals", [bench.file, text], {
      line: "coverage",
      signal: bench.outdated.signal,
    });
    bench.set({ isCovering: false });
    if (answer.kind !== "value") return bench.tell(answer);
    if (text === bench.state.draft.text) bench.set({ uncovered: answer.value });
  }

  private proposal({ place, case: proposed }: PackProposal): TemplateResult {
    const take = (): void => {
      if (!proposed) return;
      const { people, total } = proposed;
      this.isAdding = true;
      this.told = { ...blank(), ...proposed, name: `${people}，${amount(total)}元`, source: this.told.source };
      this.bench.set({});
      void drawn().then(() => this.focus("amount"));
    };
    const what = /^(条件|读法|写法|材料|病种)：/.test(place) ? place : `这个数没有例子：${place}`;
    return html`<li data-proposed=${proposed ? "true" : "false"}>${what}
      ${
        proposed
          ? html`<small class="source">${proposed.people}，剩 ${amount(proposed.total)} 元</small> ${small("拟一个例子", take, place)}`
          : nothing
      }</li>`;
  }

  private focus(field: Field): void {
    standing(`#case-${field}`)?.focus();
  }

  private adding(): TemplateResult {
    const { cases, form } = this.bench.state;
    const choose =
      (id: string) =>
      (event: Event): void => {
        const rest = this.told.chosen.flatMap((one, at, all) =>
          at % 2 === 0 && one !== id ? [one, all[at + 1] ?? ""] : [],
        );
        this.told = { ...this.told, chosen: [...rest, id, (event.target as HTMLInputElement).value] };
      };
    const chosen = (id: string): string =>
      this.told.chosen.find((_, at, all) => at % 2 === 1 && all[at - 1] === id) ?? "";
    const input = (id: string, label: string): TemplateResult =>
      html`<div class="cell"><label for="case-of-${id}">${label}</label>
      <input id="case-of-${id}" type="text" autocomplete="off" .value=${chosen(id)} @input=${choose(id)}
        /></div>`;
    const toggle = (event: Event): void => void (this.isAdding = (event.target as HTMLDetailsElement).open);
    return html`<details id="case-adding" .open=${this.isAdding ?? cases.length === 0} @toggle=${toggle}>
      <summary>加一个例子</summary>
      <div class="sheet fields">
        <div class="cell"><label for="case-program">哪个项目</label>
          <select id="case-program" @change=${(event: Event) => this.type("program", event)}>
            ${form?.programs.map(
              (program) =>
                html`<option value=${program.id}
              ?selected=${program.id === this.told.program}>${textOf(program, "name") || program.id}</option>`,
            )}
          </select></div>
        ${FIELDS.map(
          ([field, label]) =>
            html`<div class="cell"><label for="case-${field}">${label}</label>
          <input id="case-${field}" type="text" autocomplete="off" .value=${this.told[field]}
          @input=${(event: Event) => this.type(field, event)} /></div>`,
        )}
        ${form?.parameters.map((entry) => input(entry.id, textOf(entry, "label")))}
        ${form?.readings.map((entry) => input(entry.id, `${textOf(entry, "question")}（不写就按通常的）`))}
        ${form?.questions.map(
          (entry) => html`<div class="cell"><label for="case-of-${entry.id}">${textOf(entry, "label")}</label>
          <select id="case-of-${entry.id}"
            @change=${choose(entry.id)}>${ANSWERS.map(
              ([value, words]) =>
                html`<option value=${value} ?selected=${value === chosen(entry.id)}>${words}</option>`,
            )}</select></div>`,
        )}
        <p class="whole">${small("加上", () => void this.add())}</p>
      </div>
    </details>`;
  }

  private list(): TemplateResult {
    const { cases, form } = this.bench.state;
    return html`<ul class="lines">${cases.map(({ name, source, at, passes, amounts }) => {
      const sums = amounts.filter(({ expected }) => expected !== "");
      return html`<li>
        <b class=${passes ? "passes" : "fails"}>${passes ? "对" : "不对"}</b>
        <div>${link(name, () => this.show(at))}<small class="source">${source}</small></div>
        <div>${sums.map(
          ({ program, expected, found }) =>
            html`<p>${programName(program, form)} <span class="amount">${amount(expected)} 元</span></p>${
              expected === found
                ? nothing
                : html`<p class="fails">算出来 <span class="amount">${found ? `${amount(found)} 元` : "不成"}</span></p>`
            }`,
        )}${sums.length === 0 ? html`<p>算不出数</p>` : nothing}</div>
      </li>`;
    })}</ul>`;
  }

  /** People in two rows, and people whom the articles name and no row has. */
  private people(): TemplateResult | typeof nothing {
    const { form } = this.bench.state;
    const found = form ? crossings(form, Object.values(CATEGORIES)) : [];
    if (found.length === 0) return nothing;
    return html`<h2>漏了的、重了的身份</h2><ul class="problem-list" data-crossings=${found.length}>
      ${found.map(
        ({ program, people, rows }) =>
          html`<li>${
            rows.length > 0
              ? `${program}：${people}在 ${rows.length} 行里（${rows.join("；")}），按多的一行算`
              : `依据里写到${people}，表里没有这种人`
          }</li>`,
      )}</ul>`;
  }

  private type(field: Field | "program", event: Event): void {
    this.told = { ...this.told, [field]: (event.target as HTMLInputElement).value };
  }

  private async add(): Promise<void> {
    const { form } = this.bench.state;
    const program = form?.programs.find(({ id }) => id === this.told.program) ?? form?.programs[0];
    const care = program
      ? textOf(program, "care").split("\n")[0] || (textOf(program, "kind") === "enrolment" ? "" : "inpatient")
      : "";
    const told: FormCase = { ...this.told, program: program?.id ?? "", care: this.told.care || care, today: today() };
    const made = await this.bench.edit({ kind: "add", added: told }, `case-${performance.now()}`);
    if (made) this.told = { ...blank(), program: told.program, people: told.people, source: told.source };
    this.bench.set({});
  }
}

/** How many of the figures some example notices. */
function told({ figures, unnoticed, found }: PackProposals): string {
  const noticed = figures - unnoticed;
  const share =
    figures === 0 ? "" : `${figures} 个数里 ${noticed} 个有例子（${Math.floor((noticed / figures) * 100)}%）。`;
  return share + (found.length === 0 ? "每个数、每个条件都有例子走到。" : `${found.length} 处没有例子走到：`);
}

function blank(): FormCase {
  return {
    what: "case",
    name: "",
    people: "",
    total: "",
    amount: "",
    source: "手算",
    program: "",
    care: "",
    today: "",
    chosen: [],
  };
}
