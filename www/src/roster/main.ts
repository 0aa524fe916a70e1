/** Entry of the page for whole lists. */

import { JiuzhuRoster } from "./element.js";
import { PlaceFinder } from "./place-finder.js";
import { RosterAside, RosterGrid } from "./grid.js";

customElements.define("jiuzhu-place-finder", PlaceFinder);
customElements.define("jiuzhu-roster-grid", RosterGrid);
customElements.define("jiuzhu-roster-aside", RosterAside);
customElements.define("jiuzhu-roster", JiuzhuRoster);
