/** What the page and a reckoner say to each other. Of a household nothing goes over but what is asked of the core. */

import type { Answers, Outcome } from "../../contract.js";
import type { Estimate } from "./estimate.js";

export type ToReckoner =
  /** The core, ahead of everything else. */
  | { module: ArrayBuffer }
  /** A pack, under the digest by which it is asked. */
  | { digest: string; pack: Uint8Array }
  | { id: number; digest: string; answers: Answers };

export type FromReckoner = { id: number; outcome: Outcome<Estimate> } | { broken: true };
