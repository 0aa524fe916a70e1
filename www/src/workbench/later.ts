/** The scripts of the workbench for later: the panes come once the page stands, the editor with the text. */

import { coming } from "../coming.js";
import type * as editor from "./later-parts.js";
import type * as parts from "./panes-parts.js";

export type Panes = typeof parts;

export const later = coming<typeof editor>(() => import("./later-parts.js"));
export const panes = coming<Panes>(() => import("./panes-parts.js"));
