/** What is held of a draft: its state, kept on the device once that is wanted, and handed over as a file. */

import { Keep, whyNot } from "./keep.js";
import { download } from "./pieces.js";
import { nothingOpen, type BenchState } from "./state.js";

/** Milliseconds after a key until the draft is kept, whatever else is typed meanwhile. */
const SOON = 500;

export abstract class Holding {
  state = nothingOpen();
  readonly keeper = new Keep();
  private readonly changed: () => void;
  private keepingSoon = 0;

  constructor(changed: () => void) {
    this.changed = changed;
  }

  /** The name that the text goes by. */
  abstract get file(): string;

  set(change: Partial<BenchState>): void {
    this.state = { ...this.state, ...change };
    this.changed();
  }

  async consent(): Promise<void> {
    try {
      await this.keeper.shelf.consent();
      this.set({ keeping: "working" });
      await navigator.storage?.persist?.().catch(() => false);
      await this.keep(true);
    } catch (error) {
      this.set({ keeping: whyNot(error) });
    }
  }

  protected keepSoon(): void {
    if (this.state.keeping === "not") return;
    this.keepingSoon ||= window.setTimeout(() => void this.keep(), SOON);
  }

  /** Keeps the draft, where the person said so. What another window wrote is not written over. */
  async keep(isAsked = false): Promise<void> {
    this.keepingSoon = 0;
    const { keeping, draft, isOpen } = this.state;
    if (keeping === "not" || !isOpen) return;
    if (!isAsked && draft.past.length === 0 && !this.keeper.lying.writes) return;
    const { text } = draft;
    try {
      const kept = await this.keeper.write(this.file || "草稿.toml", text);
      if (this.keeper.isVersionDue) await this.version();
      if (text === this.state.draft.text) this.set({ keeping: kept });
    } catch (error) {
      this.set({ keeping: whyNot(error) });
    }
  }

  protected async version(): Promise<void> {
    if (this.state.keeping === "not") return;
    try {
      this.set({ versions: await this.keeper.version(this.file, this.state.draft.text) });
    } catch (error) {
      this.set({ keeping: whyNot(error) });
    }
  }

  protected async listVersions(): Promise<void> {
    if (this.state.keeping === "not") return;
    this.set({ versions: await this.keeper.versions() });
  }

  async remove(id: string): Promise<void> {
    await this.keeper.shelf.remove(id).catch(() => undefined);
    this.set({ drafts: this.state.drafts.filter((draft) => draft.id !== id) });
  }

  /** Whether leaving the page would lose something. */
  get isUnkept(): boolean {
    const { isOpen, draft, keeping } = this.state;
    return isOpen && draft.past.length > 0 && keeping !== "kept";
  }

  /** Hands the text over. */
  download(): void {
    download(this.file || "草稿.toml", this.state.draft.text);
  }
}
