/** Registers `<jiuzhu-calculator>`; importing this file is enough. */

import { define } from "../define.js";

define();
