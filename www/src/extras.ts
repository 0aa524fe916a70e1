/** The parts that no first answer needs, in a script of their own that is loaded when it is there. */

import { letterFile } from "./keep/letter-file.js";
import { codeOf } from "./keep/page-code.js";
import { pictureOf } from "./keep/picture.js";
import { failureOf } from "./portal/cases.js";

export const extras = { letterFile, codeOf, pictureOf, failureOf };

export type Extras = typeof extras;
