/** The door to the core: loads the module once, then opens packs. The page computes nothing itself. */

import init, { Policy } from "../pkg/jiuzhu.js";
import type { PackEntry } from "./contract.js";
import { isOf, type Resources } from "./resources.js";

export { Policy } from "../pkg/jiuzhu.js";

let started: Promise<unknown> | undefined;

/** Starts the module; a failed start can be tried again. */
export function startCore(resources: Resources): Promise<unknown> {
  if (started === undefined) {
    // The glue of the page takes either: build/script.js.
    started = resources.module().then((module) => init({ module_or_path: module as ArrayBuffer }));
    started.catch(() => {
      started = undefined;
    });
  }
  return started;
}

/** Opens a pack that is the one of the list; one that the portal added also has to come out right on its own cases. */
export async function openPolicy(resources: Resources, entry: PackEntry): Promise<Policy> {
  const [pack] = await Promise.all([resources.pack(entry), startCore(resources)]);
  const policy = new Policy(pack);
  const { digest, id } = policy.summary();
  if (!isOf(entry, digest, id)) throw new Error("政策包和清单上写的不是同一版");
  const failure = entry.own
    ? (await resources.extras()).failureOf(policy, digest, await resources.cases(entry))
    : undefined;
  if (failure) throw new Error(failure);
  return policy;
}
