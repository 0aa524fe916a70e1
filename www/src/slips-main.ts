/** Entry of the script with the names on the slips of places: hands itself to the page that asked. */

import { own } from "./own.js";
import { openSlips, type NamedSlip } from "./slips/slips.js";

declare const SLIPS: NamedSlip[];

own("currentScript")?.dispatchEvent(new CustomEvent("jiuzhu-extras", { detail: openSlips(SLIPS) }));
