/** 下一步: what is to be done next with a draft, at the foot of every pane. */

import { html, nothing, type TemplateResult } from "lit";
import type { Bench } from "../bench.js";
import { small } from "../pieces.js";
import type { BenchState, Pane } from "../state.js";

export function nextStep(bench: Bench): TemplateResult | typeof nothing {
  const [pane, words] = next(bench.state) ?? [];
  if (pane === undefined || pane === bench.state.pane) return nothing;
  return html`<p class="row next no-print" data-next=${pane}><b>下一步：</b>${small(words ?? "", () =>
    bench.set({ pane, said: "", typing: undefined }),
  )}</p>`;
}

function next({ pane, form, report, cases }: BenchState): [Pane, string] | undefined {
  if (!report) return undefined;
  // That there is no example yet is a step of its own.
  const wrong = report.diagnostics.filter(({ code }) => code !== "no-cases" && code !== "case-failed").length;
  const failed = cases.filter(({ passes }) => !passes).length;
  if (form?.programs.length === 0) return ["form", "照着文件抄数"];
  if (wrong > 0) return ["problems", `还有 ${wrong} 处要改，看看是哪里`];
  if (failed > 0) return ["cases", `${failed} 个例子不对，看看差在哪里`];
  if (report.cases === 0) return ["cases", "写一个算过的例子"];
  if (pane === "files") return undefined;
  return pane === "trial" ? ["files", "带走，或者在这台设备上用"] : ["trial", "像居民那样试算一遍"];
}
