/** A household, all that is written down of one, and the calculator with the ways out of the page that it has. */

import { Sitting } from "./sitting.js";
import { define } from "../define.js";
import { fitSheet } from "../keep/fit.js";
import { copyText, download } from "../keep/carry.js";
import { printPages } from "../keep/printer.js";
import * as parts from "../later-parts.js";
import { frameRules } from "../ui/styles/print.js";

export { BillScreen } from "./screens/bill.js";
export { Forms } from "./screens/forms.js";
export { householdScreen, seenFields } from "./screens/household.js";

export const ways = { copyText, download, fitSheet, frameRules, printPages };

define(() => Promise.resolve(parts));
customElements.define("jiuzhu-sitting", Sitting);
