/** The parts few people need, in a script of their own that is loaded on demand. */

import { letterFile } from "./keep/letter-file.js";
import { codeOf } from "./keep/page-code.js";

export interface Extras {
  letterFile: typeof letterFile;
  codeOf: typeof codeOf;
}

export const extras: Extras = { letterFile, codeOf };
