/** The scripts that come once the first one stands: the calculator, and what goes out and comes in. */

import type * as exchangeParts from "./exchange-parts.js";
import type * as laterParts from "./later-parts.js";

export type Later = typeof laterParts;
export type Exchange = typeof exchangeParts;

let calculator: Promise<Later> | undefined;
let outAndIn: Promise<Exchange> | undefined;

/** What does not come can be asked for again. */
export function later(): Promise<Later> {
  calculator = calculator ?? import("./later-parts.js");
  calculator.catch(() => (calculator = undefined));
  return calculator;
}

/** Needs what the calculator prints and hands over with. */
export function exchange(): Promise<Exchange> {
  outAndIn =
    outAndIn ??
    Promise.all([import("./exchange-parts.js"), later()]).then(([parts, { ways }]) => {
      parts.goBy(ways);
      return parts;
    });
  outAndIn.catch(() => (outAndIn = undefined));
  return outAndIn;
}
