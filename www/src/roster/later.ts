/** The script for what came out: it comes once the page stands, since nobody needs it before a list is computed. */

import { coming } from "../coming.js";
import type * as parts from "./later-parts.js";

export type ResultParts = typeof parts;

export const resultParts = coming<ResultParts>(() => import("./later-parts.js"));
