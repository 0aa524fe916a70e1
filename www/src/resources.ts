/** Where the page's own parts come from: a folder beside it, or the page itself in the single-file form. */

import type { Disease, PackEntry } from "./contract.js";
import type { Extras } from "./extras.js";

export interface Resources {
  module(): Promise<ArrayBuffer>;
  packs(): Promise<PackEntry[]>;
  pack(file: string): Promise<Uint8Array>;
  diseases(): Promise<Disease[]>;
  /** The parts few people need: the letter as a file and the code of the page's address. */
  extras(): Promise<Extras>;
  /** Whether the page has an address that another phone can open. */
  readonly online: boolean;
}

export class ResourceError extends Error {
  readonly file: string;

  constructor(file: string, cause: string) {
    super(`${file}: ${cause}`);
    this.name = "ResourceError";
    this.file = file;
  }
}
