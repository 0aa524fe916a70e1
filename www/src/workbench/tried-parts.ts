/** The panes in which a pack is tried: its examples with their charts, and the calculator on it. They come when they are opened. */

import type { Bench } from "./bench.js";
import { CasesPane } from "./panes/cases.js";
import { TrialPane, UsePane } from "./panes/trial.js";
import type { Standing } from "./state.js";

export function standing(bench: Bench, show: (at: number) => void): Standing {
  return { cases: new CasesPane(bench, show), trial: new TrialPane(bench, show), use: new UsePane(bench) };
}
