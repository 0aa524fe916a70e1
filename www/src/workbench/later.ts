/**
 * The scripts of the workbench for later: the panes that are written in come once the page stands, the others when they
 * are opened, the editor with the text.
 */

import { coming } from "../coming.js";
import type * as tried from "./tried-parts.js";
import type * as further from "./further-parts.js";
import type * as editor from "./later-parts.js";
import type * as parts from "./panes-parts.js";

export const later = coming<typeof editor>(() => import("./later-parts.js"));
export const panes = coming<typeof parts>(() => import("./panes-parts.js"));
export const triedPanes = coming<typeof tried>(() => import("./tried-parts.js"));
export const furtherPanes = coming<typeof further>(() => import("./further-parts.js"));
