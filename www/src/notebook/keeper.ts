/** What is written down, and how it comes into the vault: every command changes the notebook, and what changed is sealed and kept. */

import { today as clockDay } from "../text/date.js";
import { writeMarker } from "./marker.js";
import type { Household } from "./model/household.js";
import { after, changedIn, emptyNotebook, present, type Command, type Notebook } from "./model/notebook.js";
import type { Value } from "./model/versions.js";
import type { Screen } from "./screens.js";
import { blank, type DoorState, type Typing } from "./state.js";
import { hex, random } from "./vault/keys.js";
import { BrowserShelf } from "./vault/shelf.js";
import { ConflictError, Vault } from "./vault/vault.js";

/** Another window may keep something each time; more often than this it is no other window. */
const ATTEMPTS = 10;

/** Why something was not kept. */
export function lost(error: unknown): "full" | "failed" {
  return error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "failed";
}

export abstract class Keeper {
  state: DoorState = blank({ name: "opening" });
  readonly vault = new Vault(new BrowserShelf());
  private readonly changed: () => void;
  /** What is true; the state shows a copy of it, which goes when the notebook locks. */
  protected book: Notebook = emptyNotebook("");
  protected settings: Record<string, string> = {};
  /** Of them, those that do not lie in the vault yet. */
  private unkept: Record<string, string> = {};
  private stored: Notebook = emptyNotebook("");
  protected locking: Promise<void> | undefined;
  protected writing: Promise<boolean> = Promise.resolve(true);
  protected typing: Typing | undefined;
  /** The screen on which something was last told to be kept. */
  private entered: Screen | undefined;
  private numbered: { screen: Screen; id: string } | undefined;
  private typingKept = true;

  constructor(changed: () => void) {
    this.changed = changed;
  }

  household(id: string): Household | undefined {
    const household = this.state.notebook.households[id];
    return household?.erased ? undefined : household;
  }

  fresh(): string {
    return hex(random(8));
  }

  /** The number of what is entered on this screen: the same one, however often it is told to be kept. */
  entry(): string {
    const { screen } = this.state;
    if (this.numbered?.screen !== screen) this.numbered = { screen, id: this.fresh() };
    return this.numbered.id;
  }

  /** Says whether it is kept: only then is it said to be. */
  async command(command: Command): Promise<boolean> {
    const book = after(this.book, command);
    // Told a second time: kept it is only if it was the first time.
    if (book === this.book && changedIn(book, this.stored).length === 0) return true;
    this.book = book;
    this.entered = this.state.screen;
    this.set({ notebook: book, keeping: "working" });
    return this.keep();
  }

  async write(household: string, fields: Record<string, Value>): Promise<boolean> {
    return this.command({ kind: "write", household, day: this.state.today, fields });
  }

  /** Tries once more, as she asks for it; the form whose entry is kept that way is done. */
  async keepAgain(): Promise<void> {
    const { screen } = this.state;
    if (!(await this.keep())) return;
    if (this.entered === screen && screen.name !== "sitting") this.back();
    this.set({ keeping: "kept" });
  }

  /** Keeps what is not kept yet, after what is being kept just now. */
  async keep(): Promise<boolean> {
    this.writing = this.writing.catch(() => false).then(() => this.put());
    return this.writing;
  }

  private async put(): Promise<boolean> {
    for (let attempt = 1; this.vault.isOpen; attempt += 1) {
      const { book } = this;
      const households = changedIn(book, this.stored);
      const { unkept } = this;
      const settings = { ...unkept, ...(households.length > 0 ? this.changedSince(households) : {}) };
      try {
        await this.vault.write(households, this.typing ?? null, settings);
      } catch (error) {
        if (error instanceof ConflictError && attempt < ATTEMPTS) {
          await this.meet();
          continue;
        }
        this.show({ keeping: lost(error) });
        return false;
      }
      this.stored = book;
      this.unkept = Object.fromEntries(Object.entries(this.unkept).filter(([name, value]) => unkept[name] !== value));
      this.settings = { ...this.settings, ...settings, ...this.unkept };
      if (households.length > 0) this.mark();
      if (households.length > 0 && this.book === book) this.show({ keeping: "kept", settings: this.settings });
      return true;
    }
    return false;
  }

  /** Another window wrote: what it has and what is here come together. */
  private async meet(): Promise<void> {
    const { households, settings } = await this.vault.read();
    this.settings = { ...settings, ...this.unkept };
    this.book = { ...after(this.book, { kind: "merge", households }), key: this.settings.key ?? "" };
    this.stored = after(emptyNotebook(""), { kind: "merge", households });
    this.show({ notebook: this.book, settings: this.settings });
  }

  /** Only what is on the screen of an open notebook. */
  private show(change: Partial<DoorState>): void {
    if (this.vault.isOpen && !this.locking) this.set(change);
  }

  /** Numbers of the households that changed since the last backup, and since one that was made and is not seen yet. */
  protected changedSince(households: Household[]): Record<string, string> {
    const fresh = households.map(({ id }) => id);
    const { changed, made, since } = this.settings;
    const also = (before = ""): string => [...new Set([...before.split(" ").filter(Boolean), ...fresh])].join(" ");
    return { changed: also(changed), ...(made ? { since: also(since) } : {}) };
  }

  get unsaved(): { days: number | undefined; households: number } {
    const { settings, today } = this.state;
    const day = settings.backup ?? "";
    const days = day === "" ? undefined : Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
    return { days, households: this.thereOf(settings.changed) };
  }

  /** How many of these numbers are of households that are there. */
  readonly thereOf = (numbers = ""): number =>
    numbers.split(" ").filter((id) => this.household(id) !== undefined).length;

  /** What is kept beside the households; says whether it is. */
  async keepSettings(settings: Record<string, string>): Promise<boolean> {
    this.unkept = { ...this.unkept, ...settings };
    this.settings = { ...this.settings, ...settings };
    this.book = { ...this.book, key: this.settings.key ?? "" };
    this.set({ settings: this.settings, notebook: this.book });
    return this.keep();
  }

  /** Outside the vault, for when the browser clears it. */
  mark(): void {
    const marker = { households: present(this.book).length, day: clockDay(), backup: this.settings.backup ?? "" };
    writeMarker(marker);
    this.state = { ...this.state, marker };
  }

  protected async keepTyping(typing: Typing | undefined): Promise<void> {
    if (typing === undefined && this.typing === undefined) return;
    this.typing = typing;
    // One write at a time, and always of the newest.
    if (!this.typingKept) return;
    this.typingKept = false;
    await this.writing.catch(() => false);
    this.typingKept = true;
    if (this.vault.isOpen && !this.locking) this.writing = this.put();
  }

  /** Takes up what lies in the vault; nothing of what was told before. */
  protected takeUp(notebook: Notebook, settings: Record<string, string>): void {
    Object.assign(this, { book: notebook, stored: notebook, settings, unkept: {}, typing: undefined });
  }

  abstract back(): void;

  set(change: Partial<DoorState>): void {
    this.state = { ...this.state, ...change };
    this.changed();
  }
}
