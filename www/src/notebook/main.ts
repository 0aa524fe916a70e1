/** Entry of the notebook's own script. */

import { define } from "../define.js";
import { keepOffline } from "../offline.js";
import { own } from "../own.js";
import { JiuzhuNotebook } from "./element.js";
import { Sitting } from "./sitting.js";

const script = own("currentScript") as HTMLScriptElement | null;
const { offline = "" } = script?.dataset ?? {};

define();
customElements.define("jiuzhu-sitting", Sitting);
customElements.define("jiuzhu-notebook", JiuzhuNotebook);
const isBusy = (): boolean => document.querySelector<JiuzhuNotebook>("jiuzhu-notebook")?.isBusy ?? false;
keepOffline(offline, isBusy, "liaison-sw.js", { scope: "./liaison.html" });
