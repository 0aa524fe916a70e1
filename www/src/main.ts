/** Entry of the page: registers the calculator and lets it work without a network from the second visit on. */

import { define } from "./define.js";
import { JiuzhuCalculator } from "./element.js";
import { keepOffline } from "./offline.js";

const own = document.currentScript;
const { module, extras } = own?.dataset ?? {};
// Put on a page by the loader: its elements find their files beside this script.
if (own && module && extras) JiuzhuCalculator.folder = { base: new URL(".", (own as HTMLScriptElement).src).href, module, extras, config: "config.json" };
define();
if (own?.hasAttribute("data-offline")) keepOffline(() => document.querySelector<JiuzhuCalculator>("jiuzhu-calculator")?.hasOpenDraft ?? false);
