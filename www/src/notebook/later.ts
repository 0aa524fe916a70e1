/** The second script of the notebook, which comes once the first one stands. */

import { coming } from "../coming.js";
import type * as parts from "./later-parts.js";

export type Later = typeof parts;

export const later = coming<Later>(() => import("./later-parts.js"));
