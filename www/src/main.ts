/** Entry of the page: registers the calculator and lets it work without a network from the second visit on. */

import { define } from "./define.js";
import type { JiuzhuCalculator } from "./element.js";
import { keepOffline } from "./offline.js";

define();
keepOffline(() => document.querySelector<JiuzhuCalculator>("jiuzhu-calculator")?.hasOpenDraft ?? false);
