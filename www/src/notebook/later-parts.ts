/** The calculator, and the ways out of the page that it has. */

import { define } from "../define.js";
import { fitSheet } from "../keep/fit.js";
import { copyText, download } from "../keep/carry.js";
import { printPages } from "../keep/printer.js";
import * as parts from "../later-parts.js";
import { frameRules } from "../ui/styles/print.js";
import { Sitting } from "./sitting.js";

export const ways = { copyText, download, fitSheet, frameRules, printPages };

define(() => Promise.resolve(parts));
customElements.define("jiuzhu-sitting", Sitting);
