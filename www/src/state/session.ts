/**
 * The one place where things happen: parts call a command, the command changes the state, the element draws it.
 * Data goes round in this direction only.
 */

import type { Assessment, Question } from "../contract.js";
import { startCore } from "../core.js";
import { isPrefilled, isTold, noOptions, type PortalOptions } from "../portal/options.js";
import type { Resources } from "../resources.js";
import { Asking } from "./asking.js";
import { emptyBill, isBlank, type BillDraft, type Draft, type Given, type ReceivedDraft } from "./draft.js";
import { nextScreen } from "./flow.js";
import { keepPersonal } from "./refused.js";
import { Shelf, type Turn } from "./saved.js";
import type { Screen } from "./screens.js";
import { household, type Failure, type TypeSize, type Undo } from "./state.js";
import { stepAhead, stepBack, stepTo, type Step } from "./steps.js";

/** Milliseconds for which what was taken away can be brought back. */
const UNDO = 20_000;

/** Milliseconds after which the rest is fetched, where nobody asked for it before. */
const AFTER_FIRST = 1000;

/** An answer that is known from elsewhere: it is shown, and becomes one when the person goes on with it. */
export interface Proposal {
  value: string;
  why: string;
}

export class Session extends Asking {
  /** The person agreed that the asking site learns the amount of this result. */
  readonly tell: (assessment: Assessment) => void;
  private readonly shelf: Shelf;
  private prepared: Promise<boolean> = Promise.resolve(true);
  private offered: Undo | undefined;
  /** What was typed for the letters: once for all of them, and never kept. */
  applicant: Record<string, string> = {};
  /** The portal's answers that were erased, until it gives others. */
  private over = "";

  /** @param home where this copy of the calculator lies: what is saved belongs to it */
  constructor(resources: Resources, home: string, changed: () => void, tell: (assessment: Assessment) => void) {
    super(resources, changed);
    this.tell = tell;
    this.shelf = new Shelf(home);
    this.state = { ...this.state, savedOn: this.shelf.read()?.day };
  }

  // ------------------------------------------------------------------------------------------ the way through

  /** What the portal has set; may come after the first screen is up. */
  setOptions(options: PortalOptions): void {
    const { answers, hide } = options;
    // Known of the household before is not known of the next one.
    const over = JSON.stringify(answers) === this.over;
    const offered = this.shelf.works() ? options : { ...options, hide: [...hide, "save"] };
    this.set({
      options: over ? { ...offered, answers: { ...noOptions().answers, parameters: answers.parameters } } : offered,
    });
    if (isTold(options, options.policy)) void this.prepareFilling().catch(() => undefined);
    this.takeGivenPlace();
  }

  /** Loads the module and the list of packs ahead of the first tap; says whether both are there. */
  prepare(): Promise<boolean> {
    this.prepared = this.open();
    return this.prepared;
  }

  private async open(): Promise<boolean> {
    this.set({ failure: undefined });
    const module = startCore(this.ownResources).then(
      () => undefined,
      () => (this.ownResources.online ? "module" : "engine") as Failure,
    );
    const packs = this.takePacks().catch(() => "packs" as Failure);
    const failure = (await module) ?? (await packs);
    if (failure) this.set({ failure });
    else setTimeout(() => this.fetchLater(), AFTER_FIRST);
    return !failure;
  }

  private async takePacks(): Promise<undefined> {
    const { packs, refused } = await this.ownResources.packs();
    this.set(refused ? { packs, failure: "ownPack", refusal: refused } : { packs });
    this.takeGivenPlace();
  }

  begin(): void {
    if (isBlank(this.state.draft)) this.startAnew();
    else this.taking("undo.erased", () => this.startAnew());
  }

  private startAnew(): void {
    this.offered = undefined;
    this.policy = undefined;
    this.applicant = {};
    this.set({ ...household(), trail: [{ name: "start" }] });
    this.set({ screen: nextScreen(this.state) });
    this.takeGivenPlace();
  }

  /** The place that the portal gives is not asked; the list of packs may come only after the person has begun. */
  private takeGivenPlace(): void {
    const { screen, draft, options, packs, busy } = this.state;
    const open = screen.name === "place" && draft.pack === undefined && !busy;
    // The page's own step, not the person's.
    if (open && packs.some((pack) => pack.id === options.policy))
      void this.choosePack(options.policy).then(() => this.set({ undo: this.offered }));
  }

  /** The place chosen now, or what was saved on this device. */
  lastPlace(): string | undefined {
    return this.state.draft.pack || this.shelf.read()?.draft.pack;
  }

  /** Goes on with what was saved on this device. */
  async resume(): Promise<void> {
    // Before the list of places is there, none is missing.
    if (!(await this.prepared)) return;
    const kept = this.shelf.read();
    if (!kept) return this.begin();
    const { draft } = kept;
    const there = this.state.packs.some(({ id }) => id === draft.pack);
    // What cannot be opened now can be opened later: it stays as it was saved.
    if (there && !(await this.load(draft.pack ?? ""))) return;
    this.shelf.take();
    const { pack: _gone, ...rest } = draft;
    this.set({
      draft: there ? draft : rest,
      saving: "saved",
      trail: [{ name: "start" }],
      ahead: [],
      returnTo: undefined,
      problems: [],
    });
    if (!there) return this.set({ screen: { name: "place" } });
    this.takeUp(draft);
    this.set({ screen: nextScreen(this.state) });
  }

  async choosePack(id: string, area?: string): Promise<void> {
    const before = this.state.draft;
    const back = this.wayBack();
    // Another pack asks other things; bills and what is known of the person stay.
    const given = before.pack === id ? before.given : keepPersonal(before.given);
    const { received: _received, ...rest } = before;
    const draft: Draft = before.pack === id ? before : { ...rest, given, readings: {} };
    if (await this.load(id)) {
      // The questions of the place before are not gone back to.
      if (before.pack !== id)
        this.set({ trail: this.state.trail.filter(({ name }) => name !== "question" && name !== "letter") });
      this.takeUp({ ...draft, pack: id, area });
      this.forward();
      const lost =
        before.pack !== id && Object.keys(before.given).length + Number(!!before.received) > Object.keys(given).length;
      if (lost) this.offer("undo.place", back);
    }
  }

  proposal(_question: Question): Proposal | undefined {
    return undefined;
  }

  /** Records one answer, or takes it back. */
  answer(path: string, told: Given | undefined): void {
    const { draft } = this.state;
    const { [path]: before, ...others } = draft.given;
    if (told === before) return;
    this.change({ ...draft, given: told === undefined ? others : { ...draft.given, [path]: told } });
  }

  setCare(index: number, care: string | undefined, where: Record<string, string> = {}): void {
    const { draft } = this.state;
    if (care === undefined) {
      const none = (): void => this.change({ ...draft, bills: [], withoutBills: true });
      return draft.bills.length > 0 ? this.taking("undo.bill", none) : none();
    }
    const bills = [...draft.bills];
    const bill = bills[index];
    bills[index] = { ...(bill ?? emptyBill(care, this.asOf().slice(0, 4))), care, where, placeOpen: undefined };
    this.change({ ...draft, bills, withoutBills: false });
  }

  setBill(index: number, change: Partial<BillDraft>): void {
    const { draft } = this.state;
    this.change({ ...draft, bills: draft.bills.map((bill, at) => (at === index ? { ...bill, ...change } : bill)) });
  }

  removeBill(index: number): void {
    const { draft } = this.state;
    const bills = draft.bills.filter((_, at) => at !== index);
    this.taking("undo.bill", () => this.change({ ...draft, bills, withoutBills: bills.length === 0 }));
  }

  setReceived(received: ReceivedDraft): void {
    this.change({ ...this.state.draft, received });
  }

  setReading(id: string, option: string): void {
    const { draft } = this.state;
    this.change({ ...draft, readings: { ...draft.readings, [id]: option } });
    this.compute();
  }

  setToday(day: string): void {
    this.dayTold = day;
    this.change(this.state.draft);
  }

  /** The next open question, the page the person came from, or the check page. */
  forward(): void {
    const next = nextScreen(this.state);
    const { returnTo } = this.state;
    if (next.name !== "check") return this.show(next);
    if (returnTo === "result") return this.finish();
    this.show(next);
  }

  /** From the check page or the result to one question, and back after it. */
  revise(screen: Screen): void {
    if (screen.name === "result") return this.finish();
    const { name } = this.state.screen;
    this.set({ returnTo: name === "result" ? "result" : "check" });
    this.show(screen);
  }

  addBill(): void {
    this.show({ name: "care", bill: this.state.draft.bills.length });
  }

  show(screen: Screen): void {
    this.set(stepTo(this.state, screen));
    if (screen.name === "letter") this.fetchLater();
  }

  back(): void {
    this.arrive(stepBack(this.state));
  }

  /** To a step of the browser's history: back along the trail, or forward along what was gone back from. */
  go(depth: number): void {
    while (this.state.trail.length > depth) this.back();
    while (this.state.trail.length < depth && this.state.ahead.length > 0) this.arrive(stepAhead(this.state));
  }

  private arrive(step: Step): void {
    this.set({ ...step, problems: [], undo: undefined });
    // What was changed on the way may have taken the result away.
    if (step.screen.name === "result" && !this.state.assessment && !this.compute())
      this.set({ screen: { name: "check" } });
  }

  toStart(): void {
    this.set({ screen: { name: "start" }, trail: [], ahead: [], problems: [], savedOn: this.shelf.read()?.day });
  }

  /** Computes and shows the result, or what is wrong and where it can be put right. */
  finish(): void {
    const { trail, screen, options } = this.state;
    // What the portal told is seen before it is counted.
    if (isPrefilled(options) && ![...trail, screen].some(({ name }) => name === "check"))
      return this.show({ name: "check" });
    if (this.compute()) return this.show({ name: "result" });
    const { problems, failure } = this.state;
    if (failure) return;
    this.show({ name: "check" });
    this.set({ problems });
  }

  // ------------------------------------------------------------------------------------------ keeping

  keep(on: boolean): void {
    if (!on) {
      this.shelf.forget();
      this.set({ saving: "off", savedOn: undefined });
      return;
    }
    const { draft, today: day, saving } = this.state;
    this.set({ saving: this.shelf.write(draft, day, saving === "elsewhere") });
  }

  protected override save(): void {
    const { draft, saving, today: day } = this.state;
    if (saving !== "off" && saving !== "elsewhere") this.set({ saving: this.shelf.write(draft, day) });
  }

  /** Goes on without saving, and leaves what another page has saved. */
  leaveSaved(): void {
    this.set({ saving: "off" });
  }

  /** What would be lost without a word, were the page closed now. */
  get isAtRisk(): boolean {
    return !isBlank(this.state.draft) && this.state.saving !== "saved";
  }

  turnedBy(event: StorageEvent): void {
    this.turned(this.shelf.turnOf(event));
  }

  /** Something became of what is saved, in another page or while this one slept. */
  turned(turn: Turn | undefined): void {
    if (!turn) return;
    const { saving } = this.state;
    if (saving === "saved" && (turn === "erased" || (turn === "woken" && this.shelf.isGone))) {
      this.wipe();
      this.set({ undo: { said: "undo.elsewhere" } });
    } else if (saving === "saved" && this.shelf.isGone) this.set({ saving: "off" });
    this.set({ savedOn: this.shelf.read()?.day });
  }

  /** Takes something away, and offers to bring it back. */
  private taking(said: Undo["said"], act: () => void): void {
    const back = this.wayBack();
    act();
    this.offer(said, back);
  }

  private offer(said: Undo["said"], back: () => void): void {
    const undo: Undo = { said, back };
    this.offered = undo;
    // After the step that is part of it.
    void Promise.resolve().then(() => this.set({ undo }));
    setTimeout(() => this.state.undo === undo && this.set({ undo: undefined }), UNDO);
  }

  /** All that is there now, and how it is brought back. */
  private wayBack(): () => void {
    const { state, policy, over, applicant } = this;
    const { saving } = state;
    return () => {
      this.policy = policy;
      this.over = over;
      this.applicant = applicant;
      this.set({ ...state, saving: "off", undo: undefined });
      if (saving === "saved") this.keep(true);
    };
  }

  /** Another household: a clean sheet, here and in the storage. */
  restart(): void {
    this.taking("undo.erased", () => {
      this.wipe(true);
      this.startAnew();
    });
  }

  /** Forgets everything, here and in the storage. */
  erase(): void {
    const { saving } = this.state;
    const back = this.wayBack();
    const text = this.wipe(true);
    this.offer("undo.erased", () => {
      // What was saved and not opened comes back as it was.
      if (saving !== "saved" && text) this.shelf.put(text);
      back();
    });
  }

  private wipe(everywhere = false): string | null {
    const text = everywhere ? this.shelf.erase() : null;
    this.policy = undefined;
    this.applicant = {};
    const { options } = this.state;
    this.set({ ...household(), savedOn: undefined, leftOut: [], failure: undefined });
    if (isPrefilled(options)) this.over = JSON.stringify(options.answers);
    this.setOptions(options);
    return text;
  }

  setSize(size: TypeSize): void {
    this.set({ size });
  }

  setSpeaking(speaking: boolean): void {
    this.set({ speaking });
  }
}
