/** Entry of the script that only the page itself has: it works without a network from the second visit on. */

import type { JiuzhuCalculator } from "./element.js";
import { keepOffline } from "./offline.js";

keepOffline(() => document.querySelector<JiuzhuCalculator>("jiuzhu-calculator")?.hasOpenDraft ?? false);
