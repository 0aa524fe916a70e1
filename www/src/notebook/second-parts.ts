/** A household, all that is written down of one, and the calculator with the ways out of the page that it has. */

import { Sitting } from "./sitting.js";
import { define } from "../define.js";
import { fitSheet } from "../keep/fit.js";
import { copyText, download } from "../keep/carry.js";
import { printPages } from "../keep/printer.js";
import * as parts from "../explaining-parts.js";
import { frameRules } from "../ui/styles/print.js";
import type { Door } from "./door.js";
import { BillScreen } from "./screens/bill.js";
import { Forms } from "./screens/forms.js";
import { PlacePicker } from "./screens/place-picker.js";
import { householdScreen, seenFields } from "./screens/household.js";

/** What shows and takes down a household. */
export const within = (door: Door) => ({
  householdScreen,
  seenFields,
  forms: new Forms(door),
  bill: new BillScreen(door),
});

export const ways = { copyText, download, fitSheet, frameRules, printPages };

define(() => Promise.resolve(parts));
customElements.define("jiuzhu-sitting", Sitting);
customElements.define("jiuzhu-place-picker", PlacePicker);
