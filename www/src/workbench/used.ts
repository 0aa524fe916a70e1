/** 在这台设备上用: what was made here and is used on this device, each with the text that it is compiled from. */

import type { CompiledPack } from "../../office/office.js";
import type { Bench } from "./bench.js";
import { entered, isOld } from "./entered.js";

export async function listUsed(bench: Bench): Promise<void> {
  bench.set({ used: await bench.keeper.shelf.used().catch(() => []) });
}

/** Puts what a text comes to among what is used on this device. */
export async function use(bench: Bench, name: string, text: string, { packs }: CompiledPack): Promise<void> {
  await bench.keeper.shelf.use({ name, at: Date.now(), packs: packs.map(entered), text });
  await listUsed(bench);
}

/** Compiles anew what another edition of the page compiled; what cannot be stays as it is, and is told. */
export async function renew(bench: Bench): Promise<void> {
  const { used, drafts } = bench.state;
  for (const { name, packs, text } of used) {
    if (!packs.some(isOld)) continue;
    const source = text ?? drafts.find((draft) => draft.name === name)?.text;
    const compiled = source === undefined ? undefined : await bench.compiled(name, source);
    if (source !== undefined && compiled?.packs.length) await use(bench, name, source, compiled).catch(() => undefined);
  }
}
