/** The scripts that come once the first one stands: the calculator, and what goes out and comes in. */

import { coming } from "../coming.js";
import type * as exchangeParts from "./exchange-parts.js";
import type * as laterParts from "./later-parts.js";

export type Later = typeof laterParts;
export type Exchange = typeof exchangeParts;

export const later = coming<Later>(() => import("./later-parts.js"));

/** Needs what the calculator prints and hands over with. */
export const exchange = coming<Exchange>(() =>
  Promise.all([import("./exchange-parts.js"), later()]).then(([parts, { ways }]) => {
    parts.goBy(ways);
    return parts;
  }),
);
