/** Parts that no first answer needs, drawn with what the page has already. */

import { parts as explaining } from "./explaining-parts.js";
import { SharePart } from "./result/share.js";

export { fill } from "./portal/prefill.js";

export const parts = { ...explaining, "jiuzhu-share": SharePart };
