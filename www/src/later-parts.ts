/** Parts that no first answer needs, drawn with what the page has already. */

import { ChangesPart } from "./result/changes.js";
import { KeepPart } from "./result/keep.js";
import { SharePart } from "./result/share.js";
import { LetterScreen } from "./screens/letter.js";

export { fill } from "./portal/prefill.js";

export const parts: Record<string, CustomElementConstructor> = {
  "jiuzhu-letter": LetterScreen,
  "jiuzhu-changes": ChangesPart,
  "jiuzhu-keep": KeepPart,
  "jiuzhu-share": SharePart,
};
