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
  lying: Lying = { id: "", writes: 0 };
  private last: Promise<Keeping> = Promise.resolve("not");
  private versionAt = 0;

  /** Another draft, or one that lies there already. */
  turn(kept?: KeptDraft): void {
    this.lying = { id: kept?.id ?? fresh(), writes: kept?.write ?? 0 };
  }

  /** Writes the draft, once what is being written is; as one of its own where another window wrote it in between. */
  write(name: string, text: string): Promise<Keeping> {
    const { lying } = this;
    const keep = (): Promise<boolean> =>
      this.shelf.keep({ id: lying.id, name, text, at: Date.now(), write: (lying.writes += 1) });
    const put = async (): Promise<Keeping> => {
      if (await keep()) return "kept";
      lying.id = fresh();
      await keep();
      return "elsewhere";
    };
    return (this.last = this.last.then(put, put));
  }

  get isVersionDue(): boolean {
    return Date.now() - this.versionAt > VERSION;
  }

  async version(name: string, text: string): Promise<Version[]> {
    this.versionAt = Date.now();
    await this.shelf.version({ draft: this.lying.id, name, text, at: this.versionAt });
    return this.versions();
  }

  versions(): Promise<Version[]> {
    return this.shelf.versions(this.lying.id).catch(() => []);
  }
}

function fresh(): string {
  return crypto.getRandomValues(new Uint32Array(2)).join("-");
}
