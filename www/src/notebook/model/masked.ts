/** Names on paper that may be left lying about. */

import { SELF } from "./household.js";

const HIDDEN = "＊";
const MOST_HIDDEN = 2;

/** The first letter and no more: 「王桂英」 and 「王家湾三号」 become 「王＊＊」. */
export function masked(name: string): string {
  if (name.trim() === SELF) return SELF;
  const [first = "", ...rest] = Array.from(name.trim());
  return first + HIDDEN.repeat(Math.max(1, Math.min(MOST_HIDDEN, rest.length)));
}
