/** Entry of the script with the core as JavaScript: hands itself to the page, where WebAssembly cannot run. */

import { instantiate } from "../pkg/jiuzhu_plain.js";
import { own } from "./own.js";

own("currentScript")?.dispatchEvent(new CustomEvent("jiuzhu-extras", { detail: instantiate }));
