/** The worker that the office module runs in: asked one thing at a time, it answers, refuses, or tells that it broke. */

import init from "../../office/office.js";
import { authoring } from "./authoring.js";
import { listing } from "./listing.js";
import type { FromWorker, ToWorker, Work } from "./protocol.js";

const port = self as unknown as {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
};
const desk = { ...authoring(), ...listing() } as Record<string, (work: Work, ...told: unknown[]) => unknown>;
let cancelled = 0;

port.onmessage = ({ data }) => {
  if ("module" in data) void start(data.module);
  else if ("cancel" in data) cancelled = data.cancel;
  else void answer(data.id, data.call, data.told);
};

async function start(module: ArrayBuffer): Promise<void> {
  try {
    await init({ module_or_path: module });
    port.postMessage({ ready: true });
  } catch (error) {
    port.postMessage({ id: 0, broken: words(error) });
  }
}

async function answer(id: number, call: string, told: unknown[]): Promise<void> {
  const work: Work = {
    progress: (progress) => port.postMessage({ id, progress }),
    isCancelled: () => cancelled === id,
  };
  try {
    port.postMessage({ id, value: await desk[call]?.(work, ...told) });
  } catch (error) {
    // What the module throws is an Error of its own; what ends it is the engine's.
    const broken = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    port.postMessage(broken ? { id, broken: words(error) } : { id, refused: words(error) });
  }
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
