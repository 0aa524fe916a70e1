/** The notebook at work: coming in, the lock, and going from screen to screen. */

import type { PackEntry } from "../contract.js";
import type { Resources } from "../resources.js";
import { readOptions } from "../portal/options.js";
import { clockIsBelievable, today as clockDay } from "../text/date.js";
import { eraseMarker, readMarker } from "./marker.js";
import { dayFor } from "./model/clock.js";
import { Keeper, lost } from "./keeper.js";
import { blank, type DoorState, type Typed, type Typing } from "./state.js";
import { Views } from "./views.js";
import type { Household } from "./model/household.js";
import { after, emptyNotebook, present } from "./model/notebook.js";
import { Rules } from "./rules.js";
import { FORMS, OUTSIDE, above, type Screen } from "./screens.js";
import { hex, random } from "./vault/keys.js";
import { NO_PIN, NO_TRIES } from "./vault/patience.js";
import type { Unlocked } from "./vault/vault.js";

/** Milliseconds without a touch until the notebook locks. */
export const IDLE = 3 * 60_000;
/** Where there was no notebook when they were gone to. */
const BEGINNINGS: Screen["name"][] = ["setup", "restore"];

export class Door extends Keeper {
  readonly rules: Rules;
  readonly views: Views;
  readonly resources: Resources;
  /** The pack that a new household gets first. */
  usual = "";
  /** Whether a household is drawn with all that is folded up in it. */
  isWhole = false;
  private touchedAt = 0;

  /** @param worker a new worker with the reckoner's script */
  constructor(resources: Resources, worker: () => Worker, changed: () => void) {
    super(changed);
    this.resources = resources;
    this.rules = new Rules(resources, worker, () => this.set({}));
    this.views = new Views(this.rules, () => this.set({}));
  }

  // ------------------------------------------------------------------------------------------ coming in

  async start(): Promise<void> {
    let marker = await readMarker();
    try {
      const isThere = await this.vault.isThere();
      // A mark that was not taken away in time says nothing.
      if (isThere === undefined) marker = undefined;
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
  ): Promise<Unlocked> {
    return this.opening(async () => {
      await this.persist();
      const all = after(emptyNotebook(""), { kind: "merge", households });
      const told = Object.values(all.households);
      await this.vault.create(pin, phrase, told, { ...settings, ...this.changedSince(told) });
      return "ok";
    });
  }

  async unlock(pin: string): Promise<Unlocked> {
    return this.opening(() => this.vault.unlock(pin));
  }

  async unlockByPhrase(phrase: string, pin: string): Promise<Unlocked> {
    return this.opening(() => this.vault.unlockByPhrase(phrase, pin), pin === "" ? NO_PIN : NO_TRIES);
  }

  /** From now on the phrase is asked every time; whoever wants that has to have it. */
  async askPhraseAlways(phrase: string): Promise<Unlocked> {
    this.set({ busy: true });
    const outcome = await this.vault.unlockByPhrase(phrase, "").catch(lost);
    this.set({ busy: false, ...(outcome === "ok" ? { tries: NO_PIN } : {}) });
    return outcome;
  }

  private async opening(open: () => Promise<Unlocked>, tries = NO_TRIES): Promise<Unlocked> {
    this.set({ busy: true });
    try {
      await this.locking;
      const outcome = await open();
      if (outcome === "ok") await this.enter(tries);
      else this.set({ tries: await this.vault.tries() });
      return outcome;
    } catch (error) {
      this.vault.lock();
      // There is one by now, made here or in another window: that is to be opened.
      if (BEGINNINGS.includes(this.state.screen.name) && (await this.vault.isThere().catch(() => false)))
        await this.start();
      return lost(error);
    } finally {
      // Whoever went to another application meanwhile finds it locked.
      if (document.visibilityState === "hidden") this.lock();
      this.set({ busy: false });
    }
  }

  private async enter(tries = NO_TRIES): Promise<void> {
    const { households, open, settings, damaged } = await this.vault.read();
    // A name of its own for each time that the notebook is open: two windows never give one stamp to two things.
    const notebook = after(emptyNotebook(hex(random(4)), settings.key), { kind: "merge", households });
    this.takeUp(notebook, settings);
    this.touch();
    const { screen, typed } = Object(open) as Partial<Typing>;
    this.set({ notebook, settings, damaged, tries, ...dayFor(clockDay(), present(notebook)) });
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
      this.takeUp(emptyNotebook(""), {});
      this.locking = undefined;
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

  /** Everything goes: the vault, the mark outside it, what is on the screen. */
  async eraseAll(): Promise<void> {
    await this.writing.catch(() => false);
    await this.vault.clear();
    eraseMarker();
    this.takeUp(emptyNotebook(""), {});
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
}
