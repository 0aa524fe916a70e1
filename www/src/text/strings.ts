/** Every sentence of the page, by key. The core's own sentences (questions, steps, reasons) are not among them. */

import { answered } from "./answered.js";
import { asked } from "./asked.js";

export const strings = { ...asked, ...answered };

export type Key = keyof typeof strings;

/** The sentence of a key, with its blanks filled. */
export function t(key: Key, blanks: Record<string, string | number> = {}): string {
  return strings[key].replace(/\{(\w+)\}/g, (whole, name: string) => (name in blanks ? String(blanks[name]) : whole));
}

/** The sentence of a key that may not exist. */
export function maybe(key: string): string | undefined {
  return key in strings ? strings[key as Key] : undefined;
}
