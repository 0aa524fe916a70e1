/** Entry of the workbench's own script. */

import { keepOffline } from "../offline.js";
import { script } from "../page-script.js";
import { JiuzhuWorkbench } from "./element.js";

const { offline = "" } = script?.dataset ?? {};

customElements.define("jiuzhu-workbench", JiuzhuWorkbench);
const isBusy = (): boolean => document.querySelector<JiuzhuWorkbench>("jiuzhu-workbench")?.isBusy ?? false;
keepOffline(offline, isBusy, "workbench-sw.js", { scope: "./workbench.html" });
// The calculator in place is a page of its own, and has its own worker.
keepOffline(offline, isBusy);
