/** The second script of the workbench, which comes with the text. */

import type * as parts from "./later-parts.js";

export type Later = typeof parts;

let found: Promise<Later> | undefined;

/** What does not come can be asked for again. */
export function later(): Promise<Later> {
  found = found ?? import("./later-parts.js");
  found.catch(() => (found = undefined));
  return found;
}
