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

export class Keep {
  readonly shelf = new Shelf();
  private id = "";
  private writes = 0;
  private versionAt = 0;

  /** Another draft, or one that lies there already. */
  turn(kept?: KeptDraft): void {
    this.id = kept?.id ?? fresh();
    this.writes = kept?.write ?? 0;
  }

  /** Whether something of it was written already. */
  get isWritten(): boolean {
    return this.writes > 0;
  }

  /** Writes the draft; as one of its own where another window wrote it in between. */
  async write(name: string, text: string): Promise<Keeping> {
    const draft = (write: number): KeptDraft => ({ id: this.id, name, text, at: Date.now(), write });
    const write = this.writes + 1;
    const isKept = await this.shelf.keep(draft(write));
    if (isKept) this.writes = write;
    else {
      this.id = fresh();
      this.writes = 1;
      await this.shelf.keep(draft(1));
    }
    return isKept ? "kept" : "elsewhere";
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
