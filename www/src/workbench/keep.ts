/** Keeps a draft on the device once the person said so. What another window wrote is not written over. */

import { Shelf, type KeptDraft, type Version } from "./shelf.js";

/** Whether the draft lies on the device. */
export type Keeping = "not" | "working" | "kept" | "failed" | "full" | "elsewhere";

/** Why nothing is kept. */
export function whyNot(error: unknown): Keeping {
  return (error as Error).name === "QuotaExceededError" ? "full" : "failed";
}

/** Milliseconds between two versions that are kept. */
const VERSION = 120_000;

/** A draft as it lies there: how often it was written. */
interface Lying {
  id: string;
  writes: number;
}

export class Keep {
  readonly shelf = new Shelf();
  private lying: Lying = { id: "", writes: 0 };
  private last: Promise<unknown> = Promise.resolve();
  private versionAt = 0;

  /** Another draft, or one that lies there already. */
  turn(kept?: KeptDraft): void {
    this.lying = { id: kept?.id ?? fresh(), writes: kept?.write ?? 0 };
  }

  /** The draft's own id. */
  get id(): string {
    return this.lying.id;
  }

  /** How often it was written. */
  get writes(): number {
    return this.lying.writes;
  }

  /** Writes the draft, once what is being written is; as one of its own where another window wrote it in between. */
  write(name: string, text: string): Promise<Keeping> {
    const { lying } = this;
    const written = this.last.then(() => this.put(lying, name, text));
    this.last = written.catch(() => undefined);
    return written;
  }

  private async put(lying: Lying, name: string, text: string): Promise<Keeping> {
    const draft = (): KeptDraft => ({ id: lying.id, name, text, at: Date.now(), write: lying.writes + 1 });
    const isOurs = await this.shelf.keep(draft());
    if (!isOurs) {
      Object.assign(lying, { id: fresh(), writes: 0 });
      await this.shelf.keep(draft());
    }
    lying.writes += 1;
    return isOurs ? "kept" : "elsewhere";
  }

  get isVersionDue(): boolean {
    return Date.now() - this.versionAt > VERSION;
  }

  async version(name: string, text: string): Promise<Version[]> {
    this.versionAt = Date.now();
    await this.shelf.version({ draft: this.id, name, text, at: this.versionAt });
    return this.versions();
  }

  versions(): Promise<Version[]> {
    return this.shelf.versions(this.id).catch(() => []);
  }
}

function fresh(): string {
  return crypto.getRandomValues(new Uint32Array(2)).join("-");
}
