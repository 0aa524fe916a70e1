/** Words that stand only on what is carried away. */

import type { Sheet } from "../result/sheet.js";

export const WHERE = "去哪里、怎么办";
export const MORE = "…… 其余请看页面";
export const CHECK = "带材料时逐样打勾";
export const ATTACHMENTS = "附：";

/** The place and its rules, which mostly are named after it: then once. */
export function placeOf({ place }: Sheet): string {
  return place.replace(/^(\S+)( (\S+))? (?=\1\3)/, "");
}
