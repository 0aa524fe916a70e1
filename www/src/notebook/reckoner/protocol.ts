/** What the page and a reckoner say to each other. Of a household nothing goes over but what the core is asked about. */

import type { Outcome } from "../../contract.js";
import type { Case } from "../model/case.js";
import type { Estimate } from "./estimate.js";

export type ToReckoner =
  /** The core, ahead of everything else. */
  | { module: ArrayBuffer }
  /** A pack, under the digest by which it is asked. */
  | { digest: string; pack: Uint8Array }
  /** @property asOf day of the estimate */
  | { id: number; digest: string; asked: Case; asOf: string };

export type FromReckoner = { id: number; outcome: Outcome<Estimate> } | { broken: true };
