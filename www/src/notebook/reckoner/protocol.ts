/** What the page and a reckoner say to each other. Of a household nothing goes over but what the core is asked about. */

import type { Outcome } from "../../contract.js";
import type { Case } from "../model/case.js";
import type { Estimate } from "./estimate.js";

export interface Question {
  digest: string;
  asked: Case;
  /** Day of the estimate. */
  asOf: string;
}

export type ToReckoner =
  /** The core, ahead of everything else. */
  | { module: ArrayBuffer }
  /** A pack, under the digest by which it is asked. */
  | { digest: string; pack: Uint8Array }
  | { id: number; questions: Question[] };

/** An outcome for each question, in their order; none where it cannot be read. */
export type FromReckoner = { id: number; outcomes: (Outcome<Estimate> | undefined)[] } | { broken: true };
