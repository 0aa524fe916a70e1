/** Entry of the extra script: hands its functions to the page that asked for it. */

import { extras } from "./extras.js";

document.currentScript?.dispatchEvent(new CustomEvent("jiuzhu-extras", { detail: extras }));
