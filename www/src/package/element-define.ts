/** Registers `<jiuzhu-calculator>`; importing this file is enough. */

import { define } from "../define.js";
import { fill, parts } from "../later-parts.js";
import { start } from "../screens/start.js";

define(() => Promise.resolve({ fill, parts }), start);
