/** What came out, who it is, and how it would be otherwise. */

import { RosterAside } from "./aside.js";
import { RosterGrid } from "./grid.js";

export { personDialog } from "./views/person.js";
export { asideView, resultView } from "./views/result.js";
export { whatIfView } from "./views/what-if.js";
export { WhatIf } from "./what-if.js";

customElements.define("jiuzhu-roster-grid", RosterGrid);
customElements.define("jiuzhu-roster-aside", RosterAside);
