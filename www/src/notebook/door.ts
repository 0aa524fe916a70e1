/** The notebook at work: screens call a command, the command changes the notebook, what changed is sealed and kept. */

import type { PackEntry } from "../contract.js";
import type { Resources } from "../resources.js";
import { readOptions } from "../portal/options.js";
import { clockIsBelievable, today as clockDay } from "../text/date.js";
import { eraseMarker, readMarker, writeMarker } from "./marker.js";
import { dayFor } from "./model/derive.js";
import { blank, type DoorState, type Typed, type Typing } from "./state.js";
import { Views } from "./views.js";
import type { Household } from "./model/household.js";
import { after, changedIn, emptyNotebook, present, type Command, type Notebook } from "./model/notebook.js";
import type { Value } from "./model/versions.js";
import { Rules } from "./rules.js";
import { FORMS, OUTSIDE, above, type Screen } from "./screens.js";
import { hex, random } from "./vault/keys.js";
import { NO_TRIES } from "./vault/patience.js";
import { ConflictError, Vault, type Unlocked } from "./vault/vault.js";
import { BrowserShelf } from "./vault/shelf.js";

/** Milliseconds without a touch until the notebook locks. */
export const IDLE = 3 * 60_000;
/** Another window may keep something each time; more often than this it is no other window. */
const ATTEMPTS = 10;

export class Door {
  state: DoorState;
  readonly rules: Rules;
  readonly views: Views;
  readonly resources: Resources;
  readonly vault = new Vault(new BrowserShelf());
  /** The pack that a new household gets first. */
  usual = "";
  private readonly changed: () => void;
  /** What is true; the state shows a copy of it, which goes when the notebook locks. */
  private book: Notebook = emptyNotebook("");
  private settings: Record<string, string> = {};
  /** Of them, those that do not lie in the vault yet. */
  private unkept: Record<string, string> = {};
  private stored: Notebook = emptyNotebook("");
  private locking: Promise<void> | undefined;
  private writing: Promise<boolean> = Promise.resolve(true);
  private typing: Typing | undefined;
  /** The screen on which something was last told to be kept. */
  private entered: Screen | undefined;
  private numbered: { screen: Screen; id: string } | undefined;
  private typingKept = true;
  private touchedAt = 0;

  /** @param worker a new worker with the reckoner's script */
  constructor(resources: Resources, worker: () => Worker, changed: () => void) {
    this.resources = resources;
    this.changed = changed;
    this.state = blank({ name: "opening" });
    this.rules = new Rules(resources, worker, () => this.set({}));
    this.views = new Views(this.rules, () => this.set({}));
  }

  // ------------------------------------------------------------------------------------------ coming in

  async start(): Promise<void> {
    const marker = await readMarker();
    try {
      const isThere = await this.vault.isThere();
      const tries = isThere ? await this.vault.tries() : NO_TRIES;
      this.set({ marker, tries, refused: false, screen: { name: isThere ? "locked" : "welcome" } });
    } catch {
      this.set({ marker, refused: true, screen: { name: "welcome" } });
    }
    await this.prepare();
    await this.lookAtBrowser();
  }

  /** The packs and the portal's settings, ahead of the first tap. */
  async prepare(): Promise<void> {
    try {
      const [, config] = await Promise.all([this.rules.start(), this.resources.config().catch(() => ({}))]);
      const { policy, region } = readOptions(config).options;
      const here = this.rules.packs.filter((pack) => pack.region_code?.startsWith(region));
      if (region !== "" && here.length > 0) this.rules.packs = here;
      this.usual = policy;
      this.set({ failure: false });
    } catch {
      this.set({ failure: true });
    }
  }

  async lookAtBrowser(): Promise<void> {
    const persisted = await navigator.storage?.persisted?.().catch(() => false);
    const offline = navigator.serviceWorker?.controller !== null && navigator.serviceWorker !== undefined;
    this.set({ persisted: persisted === true, offline });
  }

  /** Asks the browser to keep the data; it answers by its own rules. */
  async persist(): Promise<void> {
    const persisted = await navigator.storage?.persist?.().catch(() => false);
    this.set({ persisted: persisted === true });
  }

  /** A new notebook, or one out of a backup with what was kept beside the households. */
  async create(
    pin: string,
    phrase: string,
    households: Household[] = [],
    settings: Record<string, string> = {},
  ): Promise<boolean> {
    this.set({ busy: true });
    try {
      await this.persist();
      await this.vault.create(pin, phrase);
      await this.enter();
      if (Object.keys(settings).length > 0) await this.keepSettings(settings);
      if (households.length > 0) await this.command({ kind: "merge", households });
      return true;
    } catch {
      this.vault.lock();
      this.set({ failure: true });
      return false;
    } finally {
      this.set({ busy: false });
    }
  }

  async unlock(pin: string): Promise<Unlocked> {
    return this.opening(() => this.vault.unlock(pin));
  }

  async unlockByPhrase(phrase: string, pin: string): Promise<Unlocked> {
    return this.opening(() => this.vault.unlockByPhrase(phrase, pin));
  }

  private async opening(open: () => Promise<Unlocked>): Promise<Unlocked> {
    this.set({ busy: true });
    try {
      await this.locking;
      const outcome = await open();
      if (outcome === "ok") await this.enter();
      else this.set({ tries: await this.vault.tries() });
      return outcome;
    } catch {
      this.vault.lock();
      return "failed";
    } finally {
      // Whoever went to another application meanwhile finds it locked.
      if (document.visibilityState === "hidden") this.lock();
      this.set({ busy: false });
    }
  }

  private async enter(): Promise<void> {
    const { households, open, settings, damaged } = await this.vault.read();
    // A name of its own for each time that the notebook is open: two windows never give one stamp to two things.
    const notebook = after(emptyNotebook(hex(random(4)), settings.key), { kind: "merge", households });
    Object.assign(this, { book: notebook, stored: notebook, settings, unkept: {}, typing: undefined });
    this.touch();
    const { screen, typed } = Object(open) as Partial<Typing>;
    this.set({ notebook, settings, damaged, tries: NO_TRIES, ...dayFor(clockDay(), present(notebook)) });
    if (screen && typed && FORMS.includes(screen.name) && this.isThere(screen)) {
      this.typing = { screen, typed };
      this.set({ screen, typed });
    } else this.go({ name: "list" });
    this.mark();
  }

  private isThere(screen: Screen): boolean {
    return !("id" in screen) || screen.id === "" || this.household(screen.id) !== undefined;
  }

  // ------------------------------------------------------------------------------------------ the lock

  touch(): void {
    this.touchedAt = performance.now();
  }

  /** Asked now and then: whether it is time to lock, and how much of a wait was served. */
  async beat(milliseconds: number): Promise<void> {
    if (this.vault.isOpen && performance.now() - this.touchedAt >= IDLE) return this.lock();
    if (this.state.screen.name === "locked" && this.state.tries.left > 0 && !document.hidden)
      this.set({ tries: await this.vault.serve(milliseconds) });
  }

  /** Blanks the screen at once; what was typed is sealed and kept before the key goes. */
  lock(): void {
    if (!this.vault.isOpen) {
      if (this.state.screen.name === "setup") this.set({ ...blank({ name: "welcome" }) });
      return;
    }
    if (this.locking) return;
    const { marker, tries, persisted, offline } = this.state;
    this.views.rest();
    this.set({ ...blank({ name: "locked" }), marker, tries, persisted, offline });
    this.locking = this.keep().then(() => {
      this.vault.lock();
      Object.assign(this, {
        book: emptyNotebook(""),
        stored: emptyNotebook(""),
        settings: {},
        unkept: {},
        typing: undefined,
        locking: undefined,
      });
    });
  }

  get isOutside(): boolean {
    return OUTSIDE.includes(this.state.screen.name);
  }

  /** Whether a new edition of the page has to wait. */
  get isBusy(): boolean {
    return this.vault.isOpen || ["setup", "restore", "forgotten"].includes(this.state.screen.name);
  }

  // ------------------------------------------------------------------------------------------ going round

  go(screen: Screen, typed: Typed = {}): void {
    this.set({ screen, typed, said: "" });
    if (this.vault.isOpen) void this.keepTyping(FORMS.includes(screen.name) ? { screen, typed } : undefined);
  }

  back(): void {
    const screen = above(this.state.screen);
    if (screen) this.go(screen);
  }

  say(said: string): void {
    this.set({ said });
  }

  filter(change: Partial<DoorState["filter"]>): void {
    this.set({ filter: { ...this.state.filter, ...change } });
  }

  type(change: Typed): void {
    const typed = { ...this.state.typed, ...change };
    this.set({ typed });
    if (FORMS.includes(this.state.screen.name)) void this.keepTyping({ screen: this.state.screen, typed });
  }

  /** Of the calculator: what is told there is a form like the others. */
  typeSitting(screen: Screen, typed: Typed): void {
    this.state = { ...this.state, screen, typed };
    void this.keepTyping({ screen, typed });
  }

  private async keepTyping(typing: Typing | undefined): Promise<void> {
    if (typing === undefined && this.typing === undefined) return;
    this.typing = typing;
    // One write at a time, and always of the newest.
    if (!this.typingKept) return;
    this.typingKept = false;
    await this.writing.catch(() => false);
    this.typingKept = true;
    if (this.vault.isOpen && !this.locking) this.writing = this.put();
  }

  // ------------------------------------------------------------------------------------------ writing

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
      const settings = { ...unkept, ...(households.length > 0 ? { changed: this.changedSince(households) } : {}) };
      try {
        await this.vault.write(households, this.typing ?? null, settings);
      } catch (error) {
        if (error instanceof ConflictError && attempt < ATTEMPTS) {
          await this.meet();
          continue;
        }
        this.show({
          keeping: error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "failed",
        });
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

  /** Numbers of the households that changed since the last backup. */
  private changedSince(households: Household[]): string {
    const before = (this.settings.changed ?? "").split(" ").filter(Boolean);
    return [...new Set([...before, ...households.map(({ id }) => id)])].join(" ");
  }

  get unsaved(): { days: number | undefined; households: number } {
    const { settings, today } = this.state;
    const changed = (settings.changed ?? "").split(" ").filter((id) => this.household(id) !== undefined).length;
    const day = settings.backup ?? "";
    const days = day === "" ? undefined : Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
    return { days, households: changed };
  }

  /** The file is where she wants it. The one before it is told too: of two generations the older may be the whole one. */
  async backedUp(): Promise<void> {
    const { backup, backed } = this.settings;
    const before = backup && backed ? { before: `${backup} ${backed}` } : {};
    await this.keepSettings({ ...before, backup: this.state.today, backed: String(present(this.book).length), changed: "" });
    this.mark();
  }

  /** What is kept beside the households; says whether it is. */
  async keepSettings(settings: Record<string, string>): Promise<boolean> {
    this.unkept = { ...this.unkept, ...settings };
    this.settings = { ...this.settings, ...settings };
    this.book = { ...this.book, key: this.settings.key ?? "" };
    this.set({ settings: this.settings, notebook: this.book });
    return this.keep();
  }

  private mark(): void {
    const marker = { households: present(this.book).length, day: clockDay(), backup: this.settings.backup ?? "" };
    writeMarker(marker);
    this.state = { ...this.state, marker };
  }

  /** Everything goes: the vault, the mark outside it, what is on the screen. */
  async eraseAll(): Promise<void> {
    await this.writing.catch(() => false);
    await this.vault.clear();
    eraseMarker();
    Object.assign(this, { book: emptyNotebook(""), stored: emptyNotebook(""), settings: {}, typing: undefined });
    this.set({ ...blank({ name: "welcome" }) });
    await this.lookAtBrowser();
  }

  // ------------------------------------------------------------------------------------------ reading

  get clockIsWrong(): boolean {
    return this.state.behind || !clockIsBelievable(clockDay());
  }

  pack(id: string): PackEntry | undefined {
    return this.rules.packs.find((pack) => pack.id === id);
  }

  set(change: Partial<DoorState>): void {
    this.state = { ...this.state, ...change };
    this.changed();
  }
}
