/** The core with its module inside, for places that serve no `.wasm`: gzip in base64, opened without a request. */

import { gunzipSync } from "fflate";
import start, { Policy } from "../../pkg/jiuzhu.js";

declare const MODULE: string;

export { Policy };

let started: Promise<void> | undefined;

/** Starts the module; further calls wait for the same start. */
export function init(): Promise<void> {
  started = started ?? open();
  return started;
}

/** Not at one go: older engines start no large module so on the page's own thread. */
async function open(): Promise<void> {
  const zipped = Uint8Array.from(atob(MODULE), (character) => character.charCodeAt(0));
  await start({ module_or_path: gunzipSync(zipped) });
}
