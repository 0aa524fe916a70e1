/** The panes that are written in, which come as soon as the page stands: nobody needs them before a pack is opened. */

import type { Bench } from "./bench.js";
import { FormPane } from "./panes/form.js";
import { nextStep } from "./panes/next.js";
import { problemsPane } from "./panes/problems.js";
import type { Standing } from "./state.js";

export function standing(bench: Bench, show: (at: number) => void): Standing {
  return {
    form: new FormPane(bench, show),
    problems: { view: () => problemsPane(bench, show) },
    next: { view: () => nextStep(bench) },
  };
}
