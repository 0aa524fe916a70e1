/** Where the page's own parts come from: a folder beside it, or the page itself in the single-file form. */

import type { Disease, PackEntry } from "./contract.js";
import type { Extras } from "./extras.js";
import type { Places } from "./places/places.js";
import type { Slips } from "./slips/slips.js";
import type { WorkedCases } from "./portal/cases.js";

export interface PackList {
  packs: PackEntry[];
  /** What is wrong with the portal's own part of it; empty where nothing is. */
  refused: string;
}

/** The core as JavaScript: stands for `WebAssembly.instantiate` and the module. */
export type Plain = (imports: object) => { instance: object };

export interface Resources {
  /** The core as this browser can run it. */
  module(): Promise<ArrayBuffer | Plain>;
  packs(): Promise<PackList>;
  pack(entry: PackEntry): Promise<Uint8Array>;
  /** The worked cases of a pack that the portal added. */
  cases(entry: PackEntry): Promise<WorkedCases>;
  /** The portal's settings. */
  config(): Promise<unknown>;
  /** The catalogue, which the list of packs names: only to be asked for after packs(). */
  diseases(): Promise<Disease[]>;
  /** The parts that no first answer needs. */
  extras(): Promise<Extras>;
  /** What looks for places by name and code. */
  places(): Promise<Places>;
  /** What the lines of slips are called from place to place. */
  slips(): Promise<Slips>;
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

/** Whether a pack is the one of the list, which names the first sixteen digits. */
export function isOf(entry: PackEntry, digest: string, id: string): boolean {
  return digest.slice(0, 16) === entry.digest && id === entry.id;
}
