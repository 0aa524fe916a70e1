/** What the session asks: of the core, about the answers as they stand, and of the files beside the page. */

import type { Answers, Assessment, Outcome, Problem, Question } from "../contract.js";
import { openPolicy, type Policy } from "../core.js";
import { later, type Later } from "../later.js";
import { isTold } from "../portal/options.js";
import type { Resources } from "../resources.js";
import { clockIsBelievable, today } from "../text/date.js";
import { answersOf, knownSoFar } from "./answers.js";
import { asOf } from "./day.js";
import { emptyBill, isBlank, UNKNOWN, WHERE, type Draft, type Given } from "./draft.js";
import { fieldOf, halfTold, ofBill, withoutRefused } from "./refused.js";
import { chosenPack, remember, startState, type State } from "./state.js";

/** Before a place is chosen. */
const NONE = { ok: false as const, problems: [] };

export abstract class Asking {
  state: State = startState(today());
  readonly ownResources: Resources;
  private readonly changed: () => void;
  /** The day as the person told it, where the clock cannot be right. */
  protected dayTold = "";
  protected policy: Policy | undefined;
  /** Puts in what the portal knows, where it knows something. */
  private filling: Later["fill"] | undefined;

  constructor(resources: Resources, changed: () => void) {
    this.ownResources = resources;
    this.changed = changed;
  }

  get answers(): Answers {
    return answersOf(this.state.draft, this.asOf());
  }

  asOf(draft: Draft = this.state.draft): string {
    return asOf(draft, chosenPack(this.state), this.state.today);
  }

  /** What the core says of the answers as they stand. */
  assess(answers: Answers = this.answers): Outcome<Assessment> {
    return this.policy ? this.policy.assess(answers) : NONE;
  }

  letter(program: string, applicant: Record<string, string>): ReturnType<Policy["letter"]> {
    return this.policy ? this.policy.letter(this.answers, program, applicant) : NONE;
  }

  /** What is worth knowing of the place where a bill of this kind of care was run up; some of it only where it is elsewhere. */
  placeQuestions(care: string, { place = UNKNOWN }: Record<string, string> = {}): Question[] {
    const questions = [{}, { place }].flatMap((where) => this.questionsOf(care, where));
    return WHERE.flatMap((name) => questions.find(({ path }) => path === `bills[0].${name}`) ?? []);
  }

  /** The fields that the core would ask of a bill of this kind of care of which nothing is told. */
  asksOfBill(care: string): string[] {
    return this.questionsOf(care, {}).map(({ path }) => path.replace("bills[0].", ""));
  }

  /** What the core asks where such a bill is all that there is. */
  private questionsOf(care: string, where: Record<string, string>): Question[] {
    const { draft } = this.state;
    const outcome = this.next({ ...draft, bills: [{ ...emptyBill(care, ""), where }], withoutBills: false });
    return outcome.ok ? outcome.value : [];
  }

  /** What the core asks of a draft. */
  private next(draft: Draft, day = this.asOf()): Outcome<Question[]> {
    return this.policy ? this.policy.questions(knownSoFar(draft, day)) : NONE;
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
    const told = {
      ...draft,
      bills: draft.bills.map((bill, at) => (at === index ? { ...bill, amountsDone: true } : bill)),
    };
    const outcome = this.assess(answersOf(told, this.asOf(told)));
    return outcome.ok ? [] : ofBill(told, index, outcome.problems);
  }

  /** Takes up a question that the core did not put itself, such as a local figure to fill in. */
  learn(question: Question): void {
    this.set({ known: remember(this.state.known, [question]) });
  }

  async loadDiseases(): Promise<void> {
    if (this.state.diseases.length > 0) return;
    try {
      this.set({ diseases: await this.ownResources.diseases(), failure: undefined });
    } catch {
      this.set({ failure: "diseases" });
    }
  }

  protected async load(id: string): Promise<boolean> {
    if (this.policy && this.state.summary?.id === id) return true;
    const pack = this.state.packs.find((entry) => entry.id === id);
    if (!pack) return false;
    this.set({ busy: true, failure: undefined });
    this.fetchLater();
    try {
      const [policy] = await Promise.all([
        openPolicy(this.ownResources, pack),
        isTold(this.state.options, id) && this.prepareFilling(),
      ]);
      this.policy = policy;
      this.set({
        busy: false,
        summary: policy.summary(),
        refusal: "",
        leftOut: this.state.leftOut.filter((path) => path.startsWith("bills")),
      });
      return true;
    } catch (error) {
      this.set({
        busy: false,
        failure: pack.own ? "ownPack" : "pack",
        refusal: `${pack.id}：${error instanceof Error ? error.message : ""}`,
      });
      return false;
    }
  }

  /** Takes over a draft that was told under other rules: what these do not take is asked again. */
  protected takeUp(draft: Draft): void {
    this.set({ draft });
    this.lookUp(draft);
    // Of nothing, nothing is refused.
    const outcome = isBlank(draft) || this.assess(answersOf(draft, this.asOf(), true));
    const kept = withoutRefused(draft, outcome === true || outcome.ok ? [] : outcome.problems);
    // What was answered is not asked again, and yet can be changed.
    for (const [path, { kind, text }] of Object.entries(kept.given)) {
      const { [path]: _without, ...given } = kept.given;
      const asked = this.next({ ...kept, given });
      this.set({ known: remember({ ...this.state.known, [path]: { path, kind, text } }, asked.ok ? asked.value : []) });
    }
    this.change(kept);
  }

  /** Takes over a changed draft: asks the core what matters now, and has it saved. */
  protected change(draft: Draft): void {
    this.takeDay();
    this.set({ draft, assessment: undefined, problems: [], undo: undefined });
    const outcome = this.next(draft, this.asOf(draft));
    if (outcome.ok) {
      // Also a question that the portal answers: it can be changed like any other.
      this.set({ known: remember(this.state.known, outcome.value) });
      const filled = this.fill(draft, outcome.value);
      // What the portal knows may raise further questions, some of which it knows too.
      if (filled) return this.change(filled);
      this.set({ questions: outcome.value, bearing: this.bearingOnBills(draft, outcome.value) });
    } else {
      // What was asked of other answers is not asked of these, which are put right first.
      this.set({ questions: [], bearing: () => [] });
    }
    this.save();
  }

  /** The day is taken when it is needed: a page may stand open over midnight. */
  private takeDay(): void {
    const clock = today();
    this.set({ today: clockIsBelievable(clock) ? clock : this.dayTold || clock });
  }

  /** The names of illnesses that were told elsewhere, or before, stand in the catalogue. */
  private lookUp(draft?: Draft): void {
    if (draft && (draft.given["person.diagnoses"] || draft.bills.some(({ diagnoses }) => diagnoses)))
      void this.loadDiseases();
  }

  private fill(draft: Draft, questions: Question[]): Draft | undefined {
    const { options, known, today: day } = this.state;
    if (draft.pack === undefined || !this.filling) return undefined;
    const filled = this.filling(options, draft, {
      questions,
      known,
      asOf: this.asOf(draft),
      today: day,
      assess: (answers) => this.assess(answers),
      placesOf: (care, where) => this.placeQuestions(care, where),
    });
    const leftOut = filled.leftOut.filter((path) => !this.state.leftOut.includes(path));
    if (leftOut.length > 0) this.set({ leftOut: [...this.state.leftOut, ...leftOut] });
    this.lookUp(filled.draft);
    return filled.draft;
  }

  /** What a bill's programmes still miss; the rest can wait for the result. The core is asked once, when it is wanted. */
  private bearingOnBills(draft: Draft, questions: Question[]): () => string[] {
    const { policy } = this;
    const day = this.asOf(draft);
    let bearing: string[] | undefined;
    return () => {
      if (bearing) return bearing;
      const outcome = policy?.assess(answersOf(draft, day, true));
      bearing = outcome?.ok
        ? outcome.value.programs.filter(({ kind }) => kind !== "enrolment").flatMap(({ missing }) => missing)
        : questions.map(({ path }) => path);
      return bearing;
    };
  }

  protected compute(): boolean {
    const open = halfTold(this.state.draft);
    this.takeDay();
    try {
      const outcome: Outcome<Assessment> = open.length > 0 ? { ok: false, problems: open } : this.assess();
      this.set({
        ...(outcome.ok
          ? { assessment: outcome.value, problems: [] }
          : { assessment: undefined, problems: outcome.problems }),
        failure: undefined,
      });
      return outcome.ok;
    } catch {
      this.set({ assessment: undefined, failure: "assess" });
      return false;
    }
  }

  protected async prepareFilling(): Promise<void> {
    this.filling = (await later()).fill;
  }

  /** What the result wants: once a place is chosen, or the first screen has all it needs and there may soon be no network. */
  protected fetchLater(): void {
    later().catch(() => this.set({ failure: "part" }));
  }

  protected abstract save(): void;

  protected set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    this.changed();
  }
}
