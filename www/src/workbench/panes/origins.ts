/** 从哪里来: each step of what was tried out, leading to what of the text makes it. */

import { html, nothing, type TemplateResult } from "lit";
import type { Answers } from "../../contract.js";
import type { PackStep, PackSteps } from "../../../office/office.js";
import { whole, yuanRange } from "../../text/amount.js";
import type { Bench } from "../bench.js";
import { cellAt, fieldsOf } from "../model/field.js";
import { link } from "../pieces.js";
import { standing } from "../standing.js";

/** Milliseconds between two looks whether a field stands, and how many there are. */
const LOOK = 50;
const LOOKS = 40;

export class Origins {
  private readonly bench: Bench;
  private readonly show: (at: number) => void;
  private answers: Answers | undefined;
  private found: PackSteps[] = [];
  /** The answers and the text that were asked about last. */
  private asked = "";

  constructor(bench: Bench, show: (at: number) => void) {
    this.bench = bench;
    this.show = show;
  }

  forget(): void {
    Object.assign(this, { answers: undefined, found: [], asked: "" });
  }

  /** Something else was answered in the calculator. */
  hear(answers: Answers | undefined): void {
    this.answers = answers;
    if (!answers) this.found = [];
    void this.ask();
    this.bench.set({});
  }

  /** By the draft as it is now, whatever was compiled for the calculator. */
  private async ask(): Promise<void> {
    const { answers, bench } = this;
    const { text } = bench.state.draft;
    const asked = `${JSON.stringify(answers)}${text}`;
    if (!answers || asked === this.asked) return;
    this.asked = asked;
    const answer = await bench.office.ask("origins", [bench.file, text, answers], { line: "origins" });
    if (answer.kind !== "value" || asked !== this.asked) return;
    this.found = answer.value;
    bench.set({});
  }

  view(): TemplateResult | typeof nothing {
    if (this.bench.state.pane === "trial") void this.ask();
    const programs = this.found.filter(({ steps }) => steps.length > 0);
    if (!this.answers || programs.length === 0) return nothing;
    return html`<section data-origins><h2>一步一步从哪里来</h2>
      <p class="help">照草稿现在的样子算。点一步，到文本里那个数；点“表”，到表里那一格；点条款，到那一条依据。</p>
      ${programs.map(
        (program) =>
          html`<h3>${program.name} <span class="amount">${yuanRange(program)}</span></h3>
          <ol class="problem-list">${program.steps.map((step) => this.step(step))}</ol>`,
      )}</section>`;
  }

  private step({ text, article, made, cited }: PackStep): TemplateResult {
    const { form } = this.bench.state;
    /** What leads to a place of the text; the words alone where there is none. */
    const to = (words: string, place: string): TemplateResult => {
      const cell = cellAt(form, place);
      return cell ? link(words, () => this.show(cell.from)) : html`<span>${words}</span>`;
    };
    return html`<li data-step=${made}>${to(whole(text), made)}
      ${cellAt(form, made) ? link("表", () => void this.toField(made), text) : nothing} ${to(article, cited)}</li>`;
  }

  /** Leads to a field, once the form is shown. */
  private async toField(place: string): Promise<void> {
    const wanted = fieldsOf(this.bench.state.form, place);
    this.bench.set({ pane: "form", said: "", typing: undefined });
    for (let look = 0; look < LOOKS; look += 1) {
      await new Promise((later) => setTimeout(later, LOOK));
      const field = wanted.map((id) => standing(id)).find(Boolean);
      if (!field) continue;
      for (let fold = field.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
        fold.open = true;
      field.scrollIntoView({ block: "center" });
      return field.focus();
    }
  }
}
