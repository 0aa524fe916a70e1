/** Entry of the notebook's own script. */

import { keepOffline } from "../offline.js";
import { script } from "../page-script.js";
import { JiuzhuNotebook } from "./element.js";

const { offline = "" } = script?.dataset ?? {};

customElements.define("jiuzhu-notebook", JiuzhuNotebook);
const isBusy = (): boolean => document.querySelector<JiuzhuNotebook>("jiuzhu-notebook")?.isBusy ?? false;
keepOffline(offline, isBusy, "liaison-sw.js", { scope: "./liaison.html" });
