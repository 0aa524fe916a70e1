/** 问题: everything that is wrong, as a list that leads to the place. */

import { html, nothing, type TemplateResult } from "lit";
import type { PackDiagnostic, PackFix } from "../../../office/office.js";
import type { Bench } from "../bench.js";
import { link, small } from "../pieces.js";
import { textOf } from "../reading.js";

export function problemsPane(bench: Bench, show: (at: number) => void): TemplateResult {
  const { report } = bench.state;
  if (!report) return html`<p role="status">正在查…</p>`;
  const { diagnostics } = report;
  const others = beside(bench);
  return html`<h2 tabindex="-1"
    id="problems-heading">${diagnostics.length === 0 ? "没有查出问题" : `查出 ${diagnostics.length} 处问题`}</h2>
    <p class="help">${report.cases} 个例子，${report.boundaries} 组边界。</p>
    ${
      others.length > 0
        ? html`<p>${small("和同一个地方的另几份一起查", () => void put(bench, others), others.join("、"))}</p>`
        : nothing
    }
    ${
      diagnostics.length === 0
        ? nothing
        : html`<ol class="problem-list">${diagnostics.map((one) => problem(bench, one, show))}</ol>`
    }`;
}

function problem(
  bench: Bench,
  { line, column, severity, code, text, from, fix }: PackDiagnostic,
  show: (at: number) => void,
): TemplateResult {
  return html`<li data-problem>${link(`第 ${line} 行第 ${column} 字`, () => show(from))}
    <b class=${severity === "error" ? "fails" : ""}>${severity === "error" ? "错误" : "警告"}[${code}]</b> <span
      >${text}</span>${fix ? small(`改成 ${fix.insert}`, () => mend(bench, fix)) : nothing}</li>`;
}

/** Takes what is proposed, where the text still says what it is proposed for. */
function mend(bench: Bench, fix: PackFix): void {
  if (bench.state.draft.text.slice(fix.from, fix.to) !== fix.was) return;
  bench.typed([fix]);
  bench.moved([fix]);
}

/** Packs of the site that are of the same place, in other files. */
function beside({ site, file, state }: Bench): string[] {
  const region = state.form && textOf({ cells: state.form.head }, "region");
  const files = state.packs.filter((pack) => pack.region.join("\n") === region).map(({ id }) => site.file(id));
  return [...new Set(files)].filter((other) => `${other}.toml` !== file);
}

/** Looks at the draft beside those from now on: they may neither overlap nor leave a gap. */
async function put(bench: Bench, others: string[]): Promise<void> {
  for (const id of others)
    await bench.withPack(id, (name, text) => {
      bench.office.found("put_beside", name, text);
      bench.look();
    });
}
