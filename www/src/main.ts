/** Entry of the page: registers the calculator and lets it work without a network from the second visit on. */

import { define } from "./define.js";
import { JiuzhuCalculator } from "./element.js";
import { keepOffline } from "./offline.js";
import { script } from "./page-script.js";
import { start } from "./screens/start.js";

/** Milliseconds until the page wakes up without having been drawn. */
const LONGEST_WAIT = 3000;

const { module, extras, index, offline } = script?.dataset ?? {};
// Put on a page by the loader: its elements find their files beside this script.
if (script && module && extras && index) {
  const base = new URL(".", script.src).href;
  JiuzhuCalculator.folder = { base, module, extras, index, config: "config.json" };
}
const wake = (): void => define(() => import("./later-parts.js"), start);
if (offline) {
  // On its own page the words that stand in the HTML are drawn first: they can be read while the rest wakes up.
  afterFirstPaint(wake);
  keepOffline(offline, () => document.querySelector<JiuzhuCalculator>("jiuzhu-calculator")?.hasOpenDraft ?? false);
} else {
  wake();
}

/** A page in the background draws nothing, and an old browser does not tell: they do not wait. */
function afterFirstPaint(act: () => void): void {
  let done = false;
  const once = (): void => {
    if (!done) act();
    done = true;
  };
  if (document.hidden || !PerformanceObserver.supportedEntryTypes?.includes("paint")) return once();
  // Only this says that words are on the glass; two frames later they all are, even where the parser paused.
  new PerformanceObserver((list) => {
    if (list.getEntriesByName("first-contentful-paint").length > 0)
      requestAnimationFrame(() => requestAnimationFrame(once));
  }).observe({ type: "paint", buffered: true });
  setTimeout(once, LONGEST_WAIT);
}
