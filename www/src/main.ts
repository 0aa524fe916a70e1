/** Entry of the page: registers the calculator and lets it work without a network from the second visit on. */

import { define } from "./define.js";
import { JiuzhuCalculator } from "./element.js";
import { keepOffline } from "./offline.js";

const own = document.currentScript;
const { module, extras } = own?.dataset ?? {};
// Put on a page by the loader: its elements find their files beside this script.
if (own && module && extras) JiuzhuCalculator.folder = { base: new URL(".", (own as HTMLScriptElement).src).href, module, extras, config: "config.json" };
if (own?.hasAttribute("data-offline")) {
  // On its own page the words that stand in the HTML are drawn first: they can be read while the rest wakes up.
  afterFirstFrame(define);
  keepOffline(() => document.querySelector<JiuzhuCalculator>("jiuzhu-calculator")?.hasOpenDraft ?? false);
} else {
  define();
}

/** A page in the background draws no frames, so it does not wait for one long. */
function afterFirstFrame(act: () => void): void {
  let done = false;
  const once = (): void => {
    if (!done) act();
    done = true;
  };
  requestAnimationFrame(() => setTimeout(once, 0));
  setTimeout(once, 250);
}
