/** The door to the core: loads the module once, then opens packs. The page computes nothing itself. */

import init, { Policy } from "../pkg/jiuzhu.js";
import type { Resources } from "./resources.js";

export { Policy } from "../pkg/jiuzhu.js";

let started: Promise<unknown> | undefined;

/** Starts the module; a failed start can be tried again. */
export function startCore(resources: Resources): Promise<unknown> {
  if (started === undefined) {
    started = resources.module().then((bytes) => init({ module_or_path: bytes }));
    started.catch(() => {
      started = undefined;
    });
  }
  return started;
}

export async function openPolicy(resources: Resources, file: string): Promise<Policy> {
  const [pack] = await Promise.all([resources.pack(file), startCore(resources)]);
  return new Policy(pack);
}
