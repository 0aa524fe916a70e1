/** 粘贴一张表格: rows of a programme that are pasted at once, anywhere in it or in a field of their own. */

import { html, nothing, type TemplateResult } from "lit";
import type { FormEdit } from "../../../office/office.js";
import type { Bench } from "../bench.js";
import { pastedRows, type ClassRow } from "../model/table.js";
import { small, wide } from "../pieces.js";

export class Pasting {
  private readonly bench: Bench;
  /** The programme whose table is being pasted. */
  private program = "";
  private pasted = "";

  constructor(bench: Bench) {
    this.bench = bench;
  }

  forget(): void {
    Object.assign(this, { program: "", pasted: "" });
  }

  /** A table that is pasted anywhere in the programme fills its rows at once. */
  take(event: ClipboardEvent, place: string): void {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const markup = event.clipboardData?.getData("text/html") ?? "";
    if (!text.includes("\t") && !/<table\b/i.test(markup)) return;
    const rows = pastedRows(text, markup);
    if (rows.length === 0) return;
    event.preventDefault();
    this.fill(place, rows);
  }

  fill(program: string, rows: ClassRow[]): void {
    const adding = (rows: ClassRow[]): FormEdit => ({ kind: "add", added: { what: "ways", program, rows } });
    void this.bench.edit(adding(rows), `paste-${performance.now()}`).then(async (made) => {
      if (made) this.forget();
      if (made && rows.length > 1)
        return this.bench.set({ said: `填了 ${rows.length} 行；不对的话，撤销一次就退回去。` });
      // Of several rows, the one that cannot be read is named.
      for (const row of made ? [] : rows) {
        const answer = await this.bench.office.ask("edit_pack", [this.bench.state.draft.text, adding([row])]);
        const why = answer.kind === "refused" ? answer.text : "";
        if (why) return this.bench.set({ said: `“${row.people}”这一行填不进去（${figuresOf(row)}）：${why}` });
      }
      this.bench.set({});
    });
  }

  turn(program: string): void {
    this.program = this.program === program ? "" : program;
    this.pasted = "";
    this.bench.set({});
  }

  view(program: string): TemplateResult | typeof nothing {
    if (this.program !== program) return nothing;
    const rows = pastedRows(this.pasted);
    const type = (event: Event): void => {
      this.pasted = (event.target as HTMLTextAreaElement).value;
      this.bench.set({});
    };
    return html`<div class="paste">
      <label for="paste">从 Word、WPS、Excel 里复制整张表，粘在这里（身份、起付、比例、限额各一栏）</label>
      <textarea id="paste" rows="5" .value=${this.pasted} @input=${type}></textarea>
      ${
        rows.length > 0
          ? html`${wide(
              "粘来的表格",
              html`<table>
                <thead><tr><th>谁</th><th>起付</th><th>比例</th><th>一年最多</th></tr></thead>
                <tbody>${rows.map(
                  ({ people, line, share, limit }) =>
                    html`<tr>${[people, line, share, limit].map((cell) => html`<td>${cell}</td>`)}</tr>`,
                )}</tbody></table>`,
            )}
              <p>${small(`填进去，${rows.length} 行`, () => this.fill(program, rows))}</p>`
          : html`<p class="help" role="status">${this.pasted.trim() === "" ? "" : "看不出是表格：至少要有两栏。"}</p>`
      }
    </div>`;
  }
}

function figuresOf({ line, share, limit }: ClassRow): string {
  return [line, share, limit].filter(Boolean).join("，");
}
