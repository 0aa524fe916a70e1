/** Entry of the page for whole lists. */

import { JiuzhuRoster } from "./element.js";
import { PlaceFinder } from "./place-finder.js";

customElements.define("jiuzhu-place-finder", PlaceFinder);
customElements.define("jiuzhu-roster", JiuzhuRoster);
