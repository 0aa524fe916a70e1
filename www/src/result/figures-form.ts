/** Figures that the locality sets: one form for all that the result waits for, in the words to ask for them. */

import { html, nothing, type TemplateResult } from "lit";
import type { Problem } from "../contract.js";
import { environment } from "../environment.js";
import { UNKNOWN, type Given } from "../state/draft.js";
import { readEntry } from "../state/entry.js";
import { yuan } from "../text/amount.js";
import { t } from "../text/strings.js";
import { numberField } from "../ui/fields.js";
import { mainButton, plainButton, problemSummary } from "../ui/pieces.js";
import { PrintingPart } from "../ui/printing.js";
import { figuresOf, wantedFigures, type Figure } from "./figures.js";

export class FiguresPart extends PrintingPart {
  static override properties = { ...PrintingPart.properties, rest: { attribute: false } };

  /** Whether it is about the figures that the result does not wait for. */
  declare rest: boolean;
  private typed: Record<string, string> = {};

  protected view(): unknown {
    const { assessment, summary } = this.state;
    if (!assessment) return nothing;
    const wanted = wantedFigures(summary, assessment);
    const figures = this.rest
      ? figuresOf(summary).filter(({ id }) => !wanted.some((figure) => figure.id === id))
      : wanted;
    if (figures.length === 0) return nothing;
    const form = html`${problemSummary(this.problems)} ${figures.map((figure) => this.field(figure))}
      <div class="buttons pair">
        ${mainButton(t("check.compute"), () => this.take(figures))}
        ${!this.rest && environment().canPrint ? plainButton(t("figures.print"), () => this.print()) : nothing}
      </div>`;
    if (this.rest) return form;
    return html`<section class="panel" aria-labelledby="figures-title">
      <h2 id="figures-title" tabindex="-1">${t("figures.title")}</h2>
      <p class="lead">${t("figures.help")}</p>
      ${form}
    </section>`;
  }

  private field(figure: Figure): TemplateResult {
    const { id, ask, official, unit, parameter } = figure;
    const path = pathOf(id);
    const given = this.state.draft.given[path];
    const said = given && given.value !== UNKNOWN ? String(given.value) : (parameter.value ?? "");
    const range = rangeOf(figure);
    const help = range && t("question.from", { range });
    return html`<div data-parameter=${id}>${numberField({ path, label: ask, official, unit, help }, this.typed[id] ?? said.replace("%", ""), this.problems, (text) => (this.typed[id] = text))}</div>`;
  }

  /** All or none: what cannot be read is said at its field. */
  private take(figures: Figure[]): void {
    const told: [string, Given | undefined][] = [];
    const problems: Problem[] = [];
    for (const figure of figures) {
      const { id, official, unit } = figure;
      const typed = this.typed[id];
      if (typed === undefined) continue;
      const path = pathOf(id);
      if (typed.trim() === "") {
        told.push([path, undefined]);
        continue;
      }
      const given = readEntry(
        { path, text: official, kind: "yuan" },
        { chosen: [], typed, date: { year: "", month: "", day: "" } },
        unit === "%",
        this.state.today,
      );
      const refusal = "problem" in given ? undefined : this.session.refusal(path, given)?.text;
      const range = rangeOf(figure);
      const text = "problem" in given ? given.problem : refusal && range ? t("question.outside", { range }) : refusal;
      if (text === undefined) told.push([path, given as Given]);
      else problems.push({ path, code: "typing", text });
    }
    if (this.refuse(problems)) return;
    for (const [path, given] of told) {
      this.session.learn({ path, text: figures.find(({ id }) => path === pathOf(id))?.official ?? "", kind: "yuan" });
      this.session.answer(path, given);
    }
    this.typed = {};
    this.session.finish();
    this.toAnswer();
  }
}

function rangeOf({ unit, parameter: { min, max } }: Figure): string | undefined {
  return min && max && [min, max].map((end) => (unit === "%" ? end : yuan(end))).join("到");
}

function pathOf(id: string): string {
  return `parameters.${id}`;
}
