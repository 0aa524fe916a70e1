/** The parts that no first answer needs, in a script of their own that is loaded when it is there. */

import { letterFile } from "./keep/letter-file.js";
import { codeOf } from "./keep/page-code.js";
import { paperWith } from "./keep/paper.js";
import { pictureOf } from "./keep/picture.js";
import { failureOf } from "./portal/cases.js";

export type { Paper } from "./keep/paper.js";

export const extras = { letterFile, codeOf, paperWith, pictureOf, failureOf };

export type Extras = typeof extras;
