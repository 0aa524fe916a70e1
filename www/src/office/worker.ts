/** The worker that the office module runs in: asked one thing at a time, it answers, refuses, or tells that it broke. */

import init from "../../office/office.js";
import { Authoring } from "./authoring.js";
import type { FromWorker, Progress, ToWorker } from "./protocol.js";

/** What a call is done with. */
export interface Work {
  progress(progress: Progress): void;
  /** Whether nobody wants the answer any more; lets messages in. */
  isCancelled(): Promise<boolean>;
}

type Desk = Record<string, (...told: never[]) => unknown>;

const port = self as unknown as {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
};
const desk = new Authoring() as unknown as Desk;

port.onmessage = ({ data }) => {
  if ("module" in data) void start(data.module);
  else if ("call" in data) void answer(data.id, data.call, data.told);
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
  try {
    port.postMessage({ id, value: await desk[call]?.(...(told as never[])) });
  } catch (error) {
    // What the module throws is an Error of its own; what ends it is the engine's.
    const broken = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    port.postMessage(broken ? { id, broken: words(error) } : { id, refused: words(error) });
  }
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
