/** Parts that explain an answer and make something of it, wherever one is given. */

import { ChangesPart } from "./result/changes.js";
import { ExplainedPart } from "./result/explained.js";
import { FiguresPart } from "./result/figures-form.js";
import { KeepPart } from "./result/keep.js";
import { LetterScreen } from "./screens/letter.js";

export { fill } from "./portal/prefill.js";

export const parts: Record<string, CustomElementConstructor> = {
  "jiuzhu-letter": LetterScreen,
  "jiuzhu-changes": ChangesPart,
  "jiuzhu-explained": ExplainedPart,
  "jiuzhu-figures": FiguresPart,
  "jiuzhu-keep": KeepPart,
};
