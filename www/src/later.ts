/** Parts that no first answer needs: on the page they come in a script of their own, once it stands. */

import type * as parts from "./explaining-parts.js";

export type Later = typeof parts;

let find: () => Promise<Later> = () => Promise.reject(new TypeError("nobody said where from"));
let found: Promise<Later> | undefined;

export function comesFrom(source: () => Promise<Later>): void {
  find = source;
}

/** What does not come can be asked for again. */
export function later(): Promise<Later> {
  found = found ?? find();
  found.catch(() => (found = undefined));
  return found;
}
