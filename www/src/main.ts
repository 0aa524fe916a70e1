/** Entry of the page, and of pages that the loader puts the calculator on: registers it. */

import { define } from "./define.js";
import { JiuzhuCalculator } from "./element.js";

const own = document.currentScript;
const { module, extras } = own?.dataset ?? {};
// Put on a page by the loader: its elements find their files beside this script.
if (own && module && extras) JiuzhuCalculator.folder = { base: new URL(".", (own as HTMLScriptElement).src).href, module, extras, config: "config.json" };
// On its own page the words that stand in the HTML are drawn first: they can be read while the rest wakes up.
if (own?.hasAttribute("data-page")) afterFirstFrame(define);
else define();

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
