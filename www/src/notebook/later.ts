/**
 * The scripts that come once the first one stands: a household with the calculator, what goes out and comes in, and what
 * reads square codes.
 */

import { coming } from "../coming.js";
import type * as exchangeParts from "./exchange-parts.js";
import type * as lensParts from "./lens-parts.js";
import type * as secondParts from "./second-parts.js";

export type Second = typeof secondParts;
export type Exchange = typeof exchangeParts;
export type Lens = typeof lensParts;
export type Within = ReturnType<Second["within"]>;
export type OutAndIn = ReturnType<Exchange["outAndIn"]>;

export const second = coming<Second>(() => import("./second-parts.js"));

/** Needs what the calculator prints and hands over with. */
export const exchange = coming<Exchange>(() =>
  Promise.all([import("./exchange-parts.js"), second()]).then(([parts, { ways }]) => {
    parts.goBy(ways);
    return parts;
  }),
);

export const lens = coming<Lens>(() => import("./lens-parts.js"));
