/** What nobody needs to open the notebook: the calculator, and what is done once in a while. */

import { define } from "../define.js";
import * as parts from "../later-parts.js";
import { Sitting } from "./sitting.js";

export { Paper, printPhrase } from "./screens/paper.js";
export { Safety } from "./screens/safety.js";

define(() => Promise.resolve(parts));
customElements.define("jiuzhu-sitting", Sitting);
