/** Entry of the single file: everything is inside it. */

import { define } from "./define.js";
import * as parts from "./later-parts.js";
import type { JiuzhuCalculator } from "./element.js";
import { start } from "./screens/start.js";
import { SingleResources } from "./single-resources.js";

const calculator = document.querySelector("jiuzhu-calculator") as JiuzhuCalculator | null;
// Before the element wakes up, so that it never looks for a folder.
if (calculator) calculator.resources = new SingleResources();
define(() => Promise.resolve(parts), start);
