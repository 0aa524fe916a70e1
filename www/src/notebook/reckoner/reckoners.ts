/** The core in workers of its own, so that many households are reckoned while the screen stays quick. */

import type { Outcome } from "../../contract.js";
import type { Plain } from "../../resources.js";
import type { Estimate } from "./estimate.js";
import type { FromReckoner, Question, ToReckoner } from "./protocol.js";

/** A phone has slow processors beside the quick ones, and other things to do. */
const MOST = 4;
/** Of so many households what is asked goes over together: each going over takes time by itself. */
const TOGETHER = 4;
/** Lots that wait in a worker while it reckons, so that it never waits for the page. */
const AHEAD = 2;

export interface Parts {
  /** A new worker with the reckoner's script. */
  worker(): Worker;
  module(): Promise<ArrayBuffer | Plain>;
}

/** "broken": nothing comes from a worker here, as where the browser starts none; "ended": it was put an end to. */
export type Reckoned = (Outcome<Estimate> | undefined)[] | "broken" | "ended";

interface Reckoner {
  worker: Worker;
  packs: Set<string>;
  asked: Map<number, (outcomes: Reckoned) => void>;
}

export class Reckoners {
  private readonly parts: Parts;
  private reckoners: Promise<Reckoner[]> | undefined;
  private isBroken = false;
  private last = 0;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** How many lots are best on their way at a time. */
  get lanes(): number {
    return this.isBroken ? 1 : AHEAD * count();
  }

  /** Of how many households a lot is. */
  get together(): number {
    return this.isBroken ? 1 : TOGETHER;
  }

  /** @param packs those that are asked about, by their digests */
  async ask(questions: Question[], packs: [string, Uint8Array][]): Promise<Reckoned> {
    if (this.isBroken) return "broken";
    if (questions.length === 0) return [];
    const reckoners = await (this.reckoners = this.reckoners ?? this.start());
    // Whoever has the least to do.
    const [first] = reckoners.sort((one, other) => one.asked.size - other.asked.size);
    if (!first) return this.isBroken ? "broken" : "ended";
    for (const [digest, pack] of packs) {
      if (!first.packs.has(digest)) post(first, { digest, pack });
      first.packs.add(digest);
    }
    const id = (this.last += 1);
    return new Promise((answer) => {
      first.asked.set(id, answer);
      post(first, { id, questions });
    });
  }

  /** The workers go, with whatever they were asked. */
  end(): void {
    this.giveUp("ended");
  }

  private async start(): Promise<Reckoner[]> {
    const made: Reckoner[] = [];
    try {
      const module = await this.parts.module();
      // The core as JavaScript is for browsers that have trouble enough.
      if (!(module instanceof ArrayBuffer)) throw new Error("no module");
      for (let at = 0; at < count(); at += 1) {
        const reckoner: Reckoner = { worker: this.parts.worker(), packs: new Set(), asked: new Map() };
        reckoner.worker.onmessage = ({ data }: MessageEvent<FromReckoner>) => this.hear(reckoner, data);
        reckoner.worker.onerror = () => this.giveUp("broken");
        post(reckoner, { module });
        made.push(reckoner);
      }
    } catch {
      this.isBroken = true;
      for (const { worker } of made.splice(0)) worker.terminate();
    }
    return made;
  }

  private hear({ asked }: Reckoner, told: FromReckoner): void {
    if ("broken" in told) return this.giveUp("broken");
    asked.get(told.id)?.(told.outcomes);
    asked.delete(told.id);
  }

  private giveUp(why: "broken" | "ended"): void {
    const { reckoners } = this;
    this.isBroken = this.isBroken || why === "broken";
    this.reckoners = undefined;
    void reckoners?.then((all) => {
      for (const { worker, asked } of all.splice(0)) {
        worker.terminate();
        for (const answer of asked.values()) answer(why);
      }
    });
  }
}

function count(): number {
  return Math.max(1, Math.min(MOST, navigator.hardwareConcurrency || 1));
}

function post({ worker }: Reckoner, message: ToReckoner): void {
  worker.postMessage(message);
}
