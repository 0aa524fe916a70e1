/** Figures that the locality sets: one form for all that the result waits for, in the words to ask for them. */

import { html, nothing, type TemplateResult } from "lit";
import type { PolicySummary, Problem } from "../contract.js";
import { environment } from "../environment.js";
import { UNKNOWN, type Given } from "../state/draft.js";
import { readEntry } from "../state/entry.js";
import { underReadings } from "../state/what-if.js";
import { isZero, yuan } from "../text/amount.js";
import { partsOf } from "../text/date.js";
import { t } from "../text/strings.js";
import { numberField } from "../ui/fields.js";
import { mainButton, plainButton, problemSummary } from "../ui/pieces.js";
import { PrintingPart } from "../ui/printing.js";
import { figuresOf, wantedFigures, type Figure } from "./figures.js";

/** The way to read the rules that gives what nobody gets less than, whatever the figures turn out to be. */
const LEAST = "least";

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
      ${summary && this.least(summary)} ${form}
    </section>`;
  }

  /** What it comes to at the least, where the rules can be read so before the figures are known. Nothing is taken as told. */
  private least({ readings }: PolicySummary): unknown {
    return readings.map(({ id, options }) =>
      underReadings(
        this.session.answers,
        id,
        options.filter((option) => option.id === LEAST),
        (answers) => this.session.assess(answers),
      ).map(({ text, assessment: { total } }) =>
        isZero(total.min)
          ? nothing
          : html`<p class="note">${text}：${t("result.atLeast", { amount: yuan(total.min) })}</p>`,
      ),
    );
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
    const told: { path: string; text: string; given: Given | undefined }[] = [];
    const problems: Problem[] = [];
    for (const figure of figures) {
      const { id, official, unit } = figure;
      const typed = this.typed[id];
      if (typed === undefined) continue;
      const path = pathOf(id);
      const entry = { chosen: [], typed, date: partsOf() };
      const given = typed.trim()
        ? readEntry({ path, text: official, kind: "yuan" }, entry, unit === "%", this.state.today)
        : undefined;
      const problem = given && ("problem" in given ? given.problem : this.refused(figure, given));
      if (problem) problems.push({ path, code: "typing", text: problem });
      else told.push({ path, text: official, given: given as Given });
    }
    if (this.refuse(problems)) return;
    for (const { path, text, given } of told) {
      this.session.learn({ path, text, kind: "yuan" });
      this.session.answer(path, given);
    }
    this.typed = {};
    this.session.finish();
    this.toAnswer();
  }

  private refused(figure: Figure, given: Given): string | undefined {
    const range = rangeOf(figure);
    const text = this.session.refusal(pathOf(figure.id), given)?.text;
    return text && range ? t("question.outside", { range }) : text;
  }
}

function rangeOf({ unit, parameter: { min, max } }: Figure): string | undefined {
  return min && max && [min, max].map((end) => (unit === "%" ? end : yuan(end))).join("到");
}

function pathOf(id: string): string {
  return `parameters.${id}`;
}
