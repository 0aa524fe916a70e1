/** The second script of the notebook, which comes once the first one stands. */

import type * as parts from "./later-parts.js";

export type Later = typeof parts;

let found: Promise<Later> | undefined;

/** What does not come can be asked for again. */
export function later(): Promise<Later> {
  found = found ?? import("./later-parts.js");
  found.catch(() => (found = undefined));
  return found;
}
