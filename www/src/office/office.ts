/**
 * The office module from the page's side: it runs in a worker, so that nothing it does holds up the page. One question
 * is on its way at a time; the others wait here, where those that nobody wants any more are dropped unasked.
 */

import type { Answer, Call, Calls, FromWorker, Progress, ToWorker } from "./protocol.js";

export interface How {
  /** Of one line only the last question is of use: an earlier one is answered as stale. */
  line?: string;
  progress?: (progress: Progress) => void;
  /** Ends it: what waits is not asked, what is computed stops. */
  signal?: AbortSignal;
  /** Bytes that are handed over and not copied. */
  transfer?: Transferable[];
}

interface Asked {
  id: number;
  call: Call;
  told: unknown[];
  how: How;
  answer: (answer: Answer<never>) => void;
}

export interface Parts {
  /** A new worker with the office's script. */
  worker(): Worker;
  /** The bytes of its module. */
  module(): Promise<ArrayBuffer>;
}

/** Milliseconds in which a cancelled question may still be answered, before the worker is given up. */
const PATIENCE = 150;

export class Office {
  private readonly parts: Parts;
  /** What is told to each new worker before anything else. */
  private readonly founding: [Call, unknown[]][] = [];
  private readonly waiting: Asked[] = [];
  private current: Asked | undefined;
  private worker: Worker | undefined;
  private starting = false;
  private last = 0;
  /** How many workers there were: what one holds, the next does not. */
  number = 0;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Told now, and again to each worker that takes the place of one that broke down. */
  found<C extends Call>(call: C, ...told: Parameters<Calls[C]>): void {
    this.founding.push([call, told]);
    if (this.worker) void this.ask(call, told);
  }

  ask<C extends Call>(call: C, told: Parameters<Calls[C]>, how: How = {}): Promise<Answer<ReturnType<Calls[C]>>> {
    return new Promise((answer) => {
      const asked: Asked = { id: ++this.last, call, told, how, answer };
      if (how.signal?.aborted) return answer({ kind: "cancelled" });
      how.signal?.addEventListener("abort", () => this.cancel(asked));
      if (how.line !== undefined) this.outdate(how.line);
      this.waiting.push(asked);
      this.next();
    });
  }

  /** Lets the worker go, and all that it holds. */
  close(): void {
    this.end({ kind: "cancelled" });
    for (const asked of this.waiting.splice(0)) asked.answer({ kind: "cancelled" });
  }

  private outdate(line: string): void {
    for (const asked of this.waiting.filter(({ how }) => how.line === line)) this.drop(asked, { kind: "stale" });
    // Its answer is not waited for; the worker is not stopped, since it is soon done.
    if (this.current?.how.line === line) this.current.answer({ kind: "stale" });
  }

  private cancel(asked: Asked): void {
    if (this.waiting.includes(asked)) return this.drop(asked, { kind: "cancelled" });
    if (this.current !== asked) return;
    this.post({ cancel: asked.id });
    // What computes without a pause hears nothing. Before it is known whether the worker lives on, nothing is answered:
    // who asks next must know whether what it held is lost.
    setTimeout(() => {
      if (this.current === asked) this.end({ kind: "cancelled" });
    }, PATIENCE);
  }

  private drop(asked: Asked, answer: Answer<never>): void {
    this.waiting.splice(this.waiting.indexOf(asked), 1);
    asked.answer(answer);
  }

  private next(): void {
    if (this.current || this.waiting.length === 0) return;
    if (!this.worker) return void this.start();
    const asked = this.waiting.shift() as Asked;
    this.current = asked;
    this.post({ id: asked.id, call: asked.call, told: asked.told }, asked.how.transfer);
  }

  private async start(): Promise<void> {
    if (this.starting) return;
    this.starting = true;
    try {
      const module = await this.parts.module();
      const worker = this.parts.worker();
      await new Promise<void>((ready, fail) => {
        worker.onmessage = ({ data }: MessageEvent<FromWorker>) =>
          "ready" in data ? ready() : fail(new Error("broken" in data ? data.broken : ""));
        worker.onerror = ({ message }) => fail(new Error(message));
        worker.postMessage({ module } as ToWorker);
      });
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.hear(data);
      worker.onerror = ({ message }) => this.end({ kind: "broken", text: message });
      this.worker = worker;
      const again = this.founding.map(([call, told]): Asked => ({
        id: ++this.last,
        call,
        told,
        how: {},
        answer: () => undefined,
      }));
      this.waiting.unshift(...again);
    } catch (error) {
      const text = error instanceof Error ? error.message : "";
      for (const asked of this.waiting.splice(0)) asked.answer({ kind: "broken", text });
    }
    this.starting = false;
    this.next();
  }

  private hear(data: FromWorker): void {
    const asked = this.current;
    if (!asked || !("id" in data) || data.id !== asked.id) return;
    if ("progress" in data) return asked.how.progress?.(data.progress);
    if ("broken" in data) return this.end({ kind: "broken", text: data.broken });
    this.current = undefined;
    if (asked.how.signal?.aborted) asked.answer({ kind: "cancelled" });
    else
      asked.answer(
        "refused" in data ? { kind: "refused", text: data.refused } : { kind: "value", value: data.value as never },
      );
    this.next();
  }

  /** Gives the worker up, with what it was asked; what waits goes to a new one. */
  private end(answer: Answer<never>): void {
    this.worker?.terminate();
    if (this.worker) this.number += 1;
    this.worker = undefined;
    const asked = this.current;
    this.current = undefined;
    asked?.answer(answer);
    this.next();
  }

  private post(message: ToWorker, transfer: Transferable[] = []): void {
    this.worker?.postMessage(message, transfer);
  }
}
