/**
 * Where to go, which way it is paid, by which day; and what to bring, as a list to tick. The ticks live as long as the page.
 * Folded where something is to be found out first.
 */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment, ProgramResult } from "../contract.js";
import { t } from "../text/strings.js";
import { fold } from "../ui/pieces.js";
import type { Act } from "./answer.js";
import { documentsOf, dueOf, payablePrograms, premiumPrograms, undatedText } from "./sheet.js";
import { formOf, wayOf } from "./standing.js";
import type { ResultView } from "./view.js";

export function todoPanel(view: ResultView, assessment: Assessment, act: Act): TemplateResult | typeof nothing {
  const payable = payablePrograms(assessment);
  const premium = premiumPrograms(assessment);
  // Who has told no bill has come for nothing else.
  const alone = payable.length === 0 && view.bills.length === 0;
  const [first, ...others] = sameWay(alone ? premium : payable);
  const aside = alone ? [] : premium;
  if (!first && aside.length === 0) return nothing;
  const undated = undatedText(view, assessment);
  const content = html`${first ? [routeBlock(view, first, act.text), papers(assessment, [first, ...others].flat())] : nothing}
    ${others.map((group) => fold(namesOf(group), routeBlock(view, group)))}
    ${aside.length > 0 ? fold(t("result.premiumToo"), [sameWay(aside).map((group) => routeBlock(view, group)), papers(assessment, aside, payable)]) : nothing}
    ${undated ? html`<p class="citation" data-undated>${undated}</p>` : nothing}`;
  return html`<section class="panel" aria-labelledby="todo-title">
    <h2 id="todo-title">${t("result.todo")}</h2>
    ${act.kind === "ask" || act.kind === "figures" ? fold(t("result.todoLater"), content) : content}
  </section>`;
}

function papers(
  assessment: Assessment,
  programs: ProgramResult[],
  told: ProgramResult[] = [],
): TemplateResult | typeof nothing {
  const before = documentsOf(assessment, told);
  const items = documentsOf(assessment, programs).filter((item) => !before.includes(item));
  if (items.length === 0) return nothing;
  const several = programs.filter(({ documents }) => documents.length > 0).length > 1;
  const about = items.flatMap((item) => {
    const names = assessment.programs.filter(({ id }) => item.for.includes(id));
    const lines = [
      item.issuer && t("result.issuer", { issuer: item.issuer }),
      item.note,
      several && t("result.for", { names: namesOf(names) }),
    ].filter(Boolean);
    return lines.length > 0 ? [html`<li><b>${item.name}</b>：${lines.join("；")}</li>`] : [];
  });
  return html`<h3>${t("result.documents")}</h3>
    <ul class="todo">${items.map((item) => html`<li data-document=${item.id}><label class="tick"><input type="checkbox" name="document" /><span><b>${item.name}</b>（${formOf(item)}）</span></label></li>`)}</ul>
    ${about.length > 0 ? fold(t("result.documentsMore"), html`<ul class="plain-list">${about}</ul>`) : nothing}`;
}

/** Programmes that go the same way to the same day are told once. */
function sameWay(programs: ProgramResult[]): ProgramResult[][] {
  const groups = new Map<string, ProgramResult[]>();
  for (const program of programs) {
    const way = JSON.stringify({ ...program.route, citation: undefined });
    groups.set(way, [...(groups.get(way) ?? []), program]);
  }
  return [...groups.values()];
}

function namesOf(group: ProgramResult[]): string {
  return group.map(({ name }) => name).join("、");
}

/** @param said above: a place that stands there is not said again */
function routeBlock(view: ResultView, group: ProgramResult[], said = ""): TemplateResult {
  const [program] = group as [ProgramResult];
  const due = dueOf(view, program);
  const { where, steps = [], deadline } = program.route ?? {};
  return html`<article data-route=${program.id}>
    <h3>${namesOf(group)}</h3>
    <p>${wayOf(program)}${where && !said.includes(where) ? html`：<b>${where}</b>` : nothing}</p>
    <ul class="path">${steps.map((step) => html`<li>${step}</li>`)}</ul>
    ${due ? html`<p class=${due.over ? "due due-over" : "due"}>${due.text}${deadline ? html`<small>${deadline.rule}</small>` : nothing}</p>` : nothing}
  </article>`;
}
