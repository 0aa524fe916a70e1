/** Figures that the locality sets, in plain words first: what is asked for at the office. */

import type { Assessment, PolicySummary } from "../contract.js";
import { plainFigure } from "../text/plain.js";

type Parameter = PolicySummary["parameters"][number];

export interface Figure {
  id: string;
  ask: string;
  official: string;
  unit: "元" | "%";
  parameter: Parameter;
}

/** Those that the result waits for. */
export function wantedFigures(summary: PolicySummary | undefined, { notes }: Assessment): Figure[] {
  const missing = notes.filter(({ code }) => code === "not-computed");
  return figuresOf(summary).filter(({ id }) => missing.some(({ parameter }) => parameter === id));
}

export function figuresOf(summary: PolicySummary | undefined): Figure[] {
  return (summary?.parameters ?? []).map((parameter) => ({
    id: parameter.id,
    ask: plainFigure(parameter.label),
    official: parameter.label,
    unit: parameter.unit === "percent" ? "%" : "元",
    parameter,
  }));
}
