/**
 * The one place where things happen: parts call a command, the command changes the state, the element draws it.
 * Data goes round in this direction only.
 */

import type { Answers, Assessment, Outcome, Problem, Question } from "../contract.js";
import { openPolicy, startCore, type Policy } from "../core.js";
import { later, type Later } from "../later.js";
import { isPrefilled, isTold, noOptions, type PortalOptions } from "../portal/options.js";
import type { Resources } from "../resources.js";
import { clockIsBelievable, today } from "../text/date.js";
import { answersOf, knownSoFar } from "./answers.js";
import { asOf } from "./day.js";
import { emptyBill, emptyDraft, isBlank, type BillDraft, type Draft, type Given, type ReceivedDraft } from "./draft.js";
import { nextScreen, openScreens } from "./flow.js";
import { fieldOf, halfTold, keepPersonal, ofBill, withoutRefused } from "./refused.js";
import { Shelf, type Turn } from "./saved.js";
import { sameScreen, type Screen } from "./screens.js";
import { chosenPack, remember, startState, type Failure, type State, type TypeSize, type Undo } from "./state.js";

/** Milliseconds for which what was taken away can be brought back. */
const UNDO = 20_000;
const PLACE_OF_CARE = ["place", "level"];

/** Milliseconds after which the rest is fetched, where nobody asked for it before. */
const AFTER_FIRST = 1000;

/** Before a place is chosen. */
const NONE = { ok: false as const, problems: [] };

export class Session {
  state: State = startState(today());
  private readonly resources: Resources;
  private readonly changed: () => void;
  private readonly told: (assessment: Assessment) => void;
  private readonly shelf: Shelf;
  private prepared: Promise<boolean> = Promise.resolve(true);
  /** The day as the person told it, where the clock cannot be right. */
  private dayTold = "";
  private offered: Undo | undefined;
  private policy: Policy | undefined;
  /** What was typed for the letters: once for all of them, and never kept. */
  applicant: Record<string, string> = {};
  /** Puts in what the portal knows, where it knows something. */
  private filling: Later["fill"] | undefined;
  /** The portal's answers that were erased, until it gives others. */
  private over = "";

  /** @param home where this copy of the calculator lies: what is saved belongs to it */
  constructor(resources: Resources, home: string, changed: () => void, told: (assessment: Assessment) => void) {
    this.resources = resources;
    this.changed = changed;
    this.told = told;
    this.shelf = new Shelf(home);
    this.state = { ...this.state, savedOn: this.shelf.read()?.day };
  }

  get ownResources(): Resources {
    return this.resources;
  }

  /** What the portal has set; may come after the first screen is up. */
  setOptions(options: PortalOptions): void {
    const { answers, hide } = options;
    // Known of the household before is not known of the next one.
    const over = JSON.stringify(answers) === this.over;
    const offered = this.shelf.works() ? options : { ...options, hide: [...hide, "save"] };
    this.set({ options: over ? { ...offered, answers: { ...noOptions().answers, parameters: answers.parameters } } : offered });
    if (isTold(options, options.policy)) void this.prepareFilling().catch(() => undefined);
    this.takeGivenPlace();
  }

  private async prepareFilling(): Promise<void> {
    this.filling = (await later()).fill;
  }

  // ------------------------------------------------------------------------------------------ the way through

  /** Loads the module and the list of packs ahead of the first tap; says whether both are there. */
  prepare(): Promise<boolean> {
    this.prepared = this.open();
    return this.prepared;
  }

  private async open(): Promise<boolean> {
    this.set({ failure: undefined });
    const module = startCore(this.resources).then(
      () => undefined,
      () => (this.resources.online ? "module" : "engine") as Failure,
    );
    const packs = this.takePacks().catch(() => "packs" as Failure);
    const failure = (await module) ?? (await packs);
    if (failure) this.set({ failure });
    else setTimeout(() => this.fetchLater(), AFTER_FIRST);
    return !failure;
  }

  /** What the result wants: once a place is chosen, or the first screen has all it needs and there may soon be no network. */
  private fetchLater(): void {
    later().catch(() => this.set({ failure: "part" }));
  }

  private async takePacks(): Promise<undefined> {
    const { packs, refused } = await this.resources.packs();
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
    this.set({ draft: emptyDraft(), trail: [{ name: "start" }], screen: openScreens({ ...this.state, draft: emptyDraft() })[0] ?? { name: "place" }, summary: undefined, questions: [], known: {}, assessment: undefined, returnTo: undefined, problems: [], saving: "off", ahead: [], undo: undefined });
    this.takeGivenPlace();
  }

  /** The place that the portal gives is not asked; the list of packs may come only after the person has begun. */
  private takeGivenPlace(): void {
    const { screen, draft, options, packs, busy } = this.state;
    const open = screen.name === "place" && draft.pack === undefined && !busy;
    // The page's own step, not the person's.
    if (open && packs.some((pack) => pack.id === options.policy)) void this.choosePack(options.policy).then(() => this.set({ undo: this.offered }));
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
    this.set({ draft: there ? draft : rest, saving: "saved", trail: [{ name: "start" }], ahead: [], returnTo: undefined, problems: [] });
    if (!there) return this.set({ screen: { name: "place" } });
    this.takeUp(draft);
    this.set({ screen: nextScreen(this.state) });
  }

  async choosePack(id: string): Promise<void> {
    const before = this.state.draft;
    const back = this.wayBack();
    // Another pack asks other things; bills and what is known of the person stay.
    const given = before.pack === id ? before.given : keepPersonal(before.given);
    const { received: _received, ...rest } = before;
    const draft: Draft = before.pack === id ? before : { ...rest, given, readings: {} };
    if (await this.load(id)) {
      // The questions of the place before are not gone back to.
      if (before.pack !== id) this.set({ trail: this.state.trail.filter(({ name }) => name !== "question" && name !== "letter") });
      this.takeUp({ ...draft, pack: id });
      this.forward();
      const lost = before.pack !== id && Object.keys(before.given).length + Number(!!before.received) > Object.keys(given).length;
      if (lost) this.offer("undo.place", back);
    }
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
    const { trail, screen: now } = this.state;
    const returnTo = screen.name === "check" || screen.name === "result" ? undefined : this.state.returnTo;
    this.set({ screen, trail: sameScreen(now, screen) ? trail : [...trail, now], ahead: [], problems: [], returnTo, undo: undefined });
    if (screen.name === "letter") this.fetchLater();
  }

  back(): void {
    const trail = [...this.state.trail];
    const screen = trail.pop() ?? { name: "start" };
    this.arriveAt(screen, trail, [this.state.screen, ...this.state.ahead]);
  }

  /** To a step of the browser's history: back along the trail, or forward along what was gone back from. */
  go(depth: number): void {
    while (this.state.trail.length > depth) this.back();
    while (this.state.trail.length < depth) {
      const { trail, screen, ahead } = this.state;
      const [next, ...rest] = ahead;
      if (!next) return;
      this.arriveAt(next, [...trail, screen], rest);
    }
  }

  private arriveAt(screen: Screen, trail: Screen[], ahead: Screen[]): void {
    this.set({ screen, trail, ahead, problems: [], undo: undefined });
    // What was changed on the way may have taken the result away.
    if (screen.name === "result" && !this.state.assessment && !this.compute()) this.set({ screen: { name: "check" } });
  }

  toStart(): void {
    this.set({ screen: { name: "start" }, trail: [], ahead: [], problems: [], savedOn: this.shelf.read()?.day });
  }

  // ------------------------------------------------------------------------------------------ asking the core

  /** Computes and shows the result, or what is wrong and where it can be put right. */
  finish(): void {
    const { trail, screen, options } = this.state;
    // What the portal told is seen before it is counted.
    if (isPrefilled(options) && ![...trail, screen].some(({ name }) => name === "check")) return this.show({ name: "check" });
    if (this.compute()) return this.show({ name: "result" });
    const { problems, failure } = this.state;
    if (failure) return;
    this.show({ name: "check" });
    this.set({ problems });
  }

  /** What the core says of the answers as they stand. */
  assess(answers: Answers = this.answers): Outcome<Assessment> {
    return this.policy?.assess(answers) ?? NONE;
  }

  /** The person agreed that the asking site learns the amount of this result. */
  tell(assessment: Assessment): void {
    this.told(assessment);
  }

  letter(program: string, applicant: Record<string, string>): ReturnType<Policy["letter"]> {
    return this.policy?.letter(this.answers, program, applicant) ?? NONE;
  }

  /** What is worth knowing of the place where a bill of this kind of care was run up. */
  placeQuestions(care: string): Question[] {
    const questions = this.questionsOf(care);
    return PLACE_OF_CARE.flatMap((name) => questions.find(({ path }) => path === `bills[0].${name}`) ?? []);
  }

  /** The fields that the core would ask of a bill of this kind of care of which nothing is told. */
  asksOfBill(care: string): string[] {
    return this.questionsOf(care).map(({ path }) => path.replace("bills[0].", ""));
  }

  /** What the core asks where such a bill is all that there is. */
  private questionsOf(care: string): Question[] {
    const { draft } = this.state;
    const outcome = this.policy?.questions(knownSoFar({ ...draft, bills: [emptyBill(care, "")], withoutBills: false }, this.asOf()));
    return outcome?.ok ? outcome.value : [];
  }

  /** What the core has against one answer, before it is taken over. */
  refusal(path: string, told: Given): Problem | undefined {
    const { draft } = this.state;
    const outcome = this.assess(answersOf({ ...draft, given: { ...draft.given, [path]: told } }, this.asOf(), true));
    return outcome.ok ? undefined : outcome.problems.find((problem) => fieldOf(problem) === path);
  }

  /** The problems of one bill, asked while its page is still open. */
  problemsOfBill(index: number): Problem[] {
    const { draft } = this.state;
    const told = { ...draft, bills: draft.bills.map((bill, at) => (at === index ? { ...bill, amountsDone: true } : bill)) };
    const outcome = this.assess(answersOf(told, this.asOf(told)));
    return outcome.ok ? [] : ofBill(told, index, outcome.problems);
  }

  get answers(): Answers {
    return answersOf(this.state.draft, this.asOf());
  }

  asOf(draft: Draft = this.state.draft): string {
    return asOf(draft, chosenPack(this.state), this.state.today);
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
    const { packs, diseases, size, options, today: day } = this.state;
    this.set({ ...startState(day), packs, diseases, size });
    if (isPrefilled(options)) this.over = JSON.stringify(options.answers);
    this.setOptions(options);
    return text;
  }

  /** Takes up a question that the core did not put itself, such as a local figure to fill in. */
  learn(question: Question): void {
    this.set({ known: remember(this.state.known, [question]) });
  }

  setSize(size: TypeSize): void {
    this.set({ size });
  }

  setSpeaking(speaking: boolean): void {
    this.set({ speaking });
  }

  async loadDiseases(): Promise<void> {
    if (this.state.diseases.length > 0) return;
    try {
      this.set({ diseases: await this.resources.diseases(), failure: undefined });
    } catch {
      this.set({ failure: "diseases" });
    }
  }

  // ------------------------------------------------------------------------------------------ inside

  protected async load(id: string): Promise<boolean> {
    if (this.policy && this.state.summary?.id === id) return true;
    const pack = this.state.packs.find((entry) => entry.id === id);
    if (!pack) return false;
    this.set({ busy: true, failure: undefined });
    this.fetchLater();
    try {
      const [policy] = await Promise.all([openPolicy(this.resources, pack), isTold(this.state.options, id) && this.prepareFilling()]);
      this.policy = policy;
      this.set({ busy: false, summary: policy.summary(), refusal: "", leftOut: this.state.leftOut.filter((path) => path.startsWith("bills")) });
      return true;
    } catch (error) {
      this.set({ busy: false, failure: pack.own ? "ownPack" : "pack", refusal: `${pack.id}：${error instanceof Error ? error.message : ""}` });
      return false;
    }
  }

  /** Takes over a draft that was told under other rules: what these do not take is asked again. */
  protected takeUp(draft: Draft): void {
    this.set({ draft });
    // Of nothing, nothing is refused.
    const outcome = isBlank(draft) || this.assess(answersOf(draft, this.asOf(), true));
    const kept = withoutRefused(draft, outcome === true || outcome.ok ? [] : outcome.problems);
    // What was answered is not asked again, and yet can be changed.
    for (const [path, { kind, text }] of Object.entries(kept.given)) {
      const { [path]: _without, ...given } = kept.given;
      const asked = this.policy?.questions(knownSoFar({ ...kept, given }, this.asOf()));
      this.set({ known: remember({ ...this.state.known, [path]: { path, kind, text } }, asked?.ok ? asked.value : []) });
    }
    this.change(kept);
  }

  /** Takes over a changed draft: asks the core what matters now, and saves where that is wished. */
  private change(draft: Draft): void {
    this.takeDay();
    this.set({ draft, assessment: undefined, problems: [], undo: undefined });
    const outcome = this.policy?.questions(knownSoFar(draft, this.asOf(draft)));
    if (outcome?.ok) {
      // Also a question that the portal answers: it can be changed like any other.
      this.set({ known: remember(this.state.known, outcome.value) });
      const filled = this.fill(draft, outcome.value);
      // What the portal knows may raise further questions, some of which it knows too.
      if (filled) return this.change(filled);
      this.set({ questions: outcome.value, bearing: this.bearingOnBills(draft, outcome.value) });
    } else if (outcome) {
      // What was asked of other answers is not asked of these, which are put right first.
      this.set({ questions: [], bearing: [] });
    }
    if (this.state.saving !== "off" && this.state.saving !== "elsewhere") this.set({ saving: this.shelf.write(draft, this.state.today) });
  }

  /** The day is taken when it is needed: a page may stand open over midnight. */
  private takeDay(): void {
    const clock = today();
    this.set({ today: clockIsBelievable(clock) ? clock : this.dayTold || clock });
  }

  private fill(draft: Draft, questions: Question[]): Draft | undefined {
    const { options, known, today: day } = this.state;
    if (draft.pack === undefined || !this.filling) return undefined;
    const filled = this.filling(options, draft, { questions, known, asOf: this.asOf(draft), today: day, assess: (answers) => this.assess(answers), placesOf: (care) => this.placeQuestions(care) });
    const leftOut = filled.leftOut.filter((path) => !this.state.leftOut.includes(path));
    if (leftOut.length > 0) this.set({ leftOut: [...this.state.leftOut, ...leftOut] });
    if (filled.draft?.given["person.diagnoses"] || filled.draft?.bills.some((bill) => bill.diagnoses)) void this.loadDiseases();
    return filled.draft;
  }

  /** What a bill's programmes still miss; the rest can wait for the result. */
  private bearingOnBills(draft: Draft, questions: Question[]): string[] {
    const outcome = this.assess(answersOf(draft, this.asOf(draft), true));
    if (!outcome.ok) return questions.map((question) => question.path);
    return outcome.value.programs.filter((program) => program.kind !== "enrolment").flatMap((program) => program.missing);
  }

  private compute(): boolean {
    const open = halfTold(this.state.draft);
    this.takeDay();
    try {
      const outcome: Outcome<Assessment> = open.length > 0 ? { ok: false, problems: open } : this.assess();
      this.set({ ...(outcome.ok ? { assessment: outcome.value, problems: [] } : { assessment: undefined, problems: outcome.problems }), failure: undefined });
      return outcome.ok;
    } catch {
      this.set({ assessment: undefined, failure: "assess" });
      return false;
    }
  }

  protected set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    this.changed();
  }
}
