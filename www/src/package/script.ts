/** For a plain script tag: everything under the one name `jiuzhu`. */

import { init, Policy } from "./inline.js";

(globalThis as { jiuzhu?: unknown }).jiuzhu = Object.freeze({ init, Policy });
