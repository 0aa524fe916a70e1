/** Entry of the script that looks for places: hands itself, with the names of all of them, to the page that asked. */

import { openPlaces } from "./places/places.js";
import { own } from "./own.js";

declare const DIVISIONS: string;

own("currentScript")?.dispatchEvent(new CustomEvent("jiuzhu-extras", { detail: openPlaces(DIVISIONS) }));
