/** The core with its module inside, for places that serve no `.wasm`: gzip in base64, opened without a request. */

import { gunzipSync } from "fflate";
import { initSync, Policy } from "../../pkg/jiuzhu.js";

declare const MODULE: string;

export { Policy };

let started: Promise<void> | undefined;

/** Starts the module; further calls wait for the same start. */
export function init(): Promise<void> {
  started = started ?? Promise.resolve().then(start);
  return started;
}

function start(): void {
  const zipped = Uint8Array.from(atob(MODULE), (character) => character.charCodeAt(0));
  initSync({ module: gunzipSync(zipped) });
}
