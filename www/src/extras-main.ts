/** Entry of the extra script: hands its functions to the page that asked for it. */

import { extras } from "./extras.js";
import { own } from "./own.js";

own("currentScript")?.dispatchEvent(new CustomEvent("jiuzhu-extras", { detail: extras }));
