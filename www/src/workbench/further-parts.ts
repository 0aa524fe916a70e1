/** The panes that come when they are opened: what is done with a pack once it is written. */

import type { Bench } from "./bench.js";
import { comparePane } from "./panes/compare.js";
import { FilesPane } from "./panes/files.js";
import type { Standing } from "./state.js";

export function standing(bench: Bench, show: (at: number) => void): Standing {
  return { compare: { view: () => comparePane(bench, show) }, files: new FilesPane(bench) };
}
