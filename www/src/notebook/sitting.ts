/**
 * The calculator at one member's side: its own questions, answer and paper. What is told goes to the notebook, and
 * nothing of it into the calculator's own storage.
 */

import { css, html } from "lit";
import type { Answers, Question } from "../contract.js";
import type { Policy } from "../core.js";
import type { Draft } from "../state/draft.js";
import { JiuzhuCalculator } from "../element.js";
import { Portal } from "../portal/portal.js";
import type { PortalOptions } from "../portal/options.js";
import type { Resources } from "../resources.js";
import { nextScreen } from "../state/flow.js";
import type { Screen } from "../state/screens.js";
import { Session, type Proposal } from "../state/session.js";
import type { State } from "../state/state.js";
import { recognisedOn } from "./model/recognised.js";

/** What the notebook does by itself, or what would lead out of it. */
const HIDDEN = ["save", "code"];

export interface Told {
  /** The answers with the days of each identity, which the calculator's own questions do not ask for. */
  timed<A extends Partial<Answers>>(answers: A): A;
  /** After each answer. */
  draft(draft: Draft, screen: Screen): void;
  leave(draft: Draft): void;
}

export class SittingSession extends Session {
  private readonly listener: Told;
  private shown: Draft | undefined;

  constructor(resources: Resources, changed: () => void, told: Told) {
    super(resources, "", changed, () => undefined);
    this.listener = told;
    this.state = { ...this.state, savedOn: undefined };
  }

  override setOptions(options: PortalOptions): void {
    super.setOptions({ ...options, mode: "liaison", hide: [...options.hide, ...HIDDEN] });
  }

  /** Goes on with what the notebook knows, at the screen where it was left or at the first open question. */
  async goOn(draft: Draft, screen: Screen | undefined): Promise<void> {
    if (this.state.packs.length === 0 && !(await this.prepare())) return;
    if (draft.pack !== undefined && !(await this.load(draft.pack))) return;
    this.set({ trail: [{ name: "start" }], ahead: [], returnTo: undefined, problems: [], undo: undefined });
    this.shown = draft;
    if (draft.pack === undefined) return this.set({ draft, screen: { name: "place" } });
    this.takeUp(draft);
    if (screen && screen.name !== "start" && screen.name !== "result") return this.show(screen);
    const next = nextScreen(this.state);
    if (next.name === "check") this.finish();
    else this.show(next);
  }

  /** The core is asked with the days of each identity. */
  protected override async load(id: string): Promise<boolean> {
    const before = this.policy;
    const isLoaded = await super.load(id);
    const { policy } = this;
    const { timed } = this.listener;
    if (policy && policy !== before)
      this.policy = {
        assess: (answers) => policy.assess(timed(answers)),
        questions: (answers) => policy.questions(timed(answers)),
        letter: (answers, ...more) => policy.letter(timed(answers), ...more),
        summary: () => policy.summary(),
      } as Policy;
    return isLoaded;
  }

  /** Told once as the first day of the identity, it is not to be told again. */
  override proposal(question: Question): Proposal | undefined {
    const value = recognisedOn(question, this.listener.timed(this.answers).person, this.state.today);
    return value === undefined ? undefined : { value, why: "照身份的「从哪天起」填的，不对就改。" };
  }

  override back(): void {
    const { trail } = this.state;
    if (trail.length === 0 || trail[trail.length - 1]?.name === "start") this.leave();
    else super.back();
  }

  leave(): void {
    this.listener.leave(this.state.draft);
  }

  override begin(): void {
    this.leave();
  }

  override toStart(): void {
    this.leave();
  }

  override restart(): void {
    this.leave();
  }

  override erase(): void {
    this.leave();
  }

  override async resume(): Promise<void> {
    this.leave();
  }

  // The notebook keeps; the calculator's own storage is for whoever it was that used the calculator.

  override keep(): void {}

  override turnedBy(): void {}

  override turned(): void {}

  override get isAtRisk(): boolean {
    return false;
  }

  override lastPlace(): string | undefined {
    return this.state.draft.pack;
  }

  protected override set(change: Partial<State>): void {
    super.set(change);
    const { draft, screen } = this.state;
    if (this.shown === undefined || (change.draft === undefined && change.screen === undefined)) return;
    this.listener.draft(draft, screen);
  }
}

export class Sitting extends JiuzhuCalculator {
  static override styles = [
    ...JiuzhuCalculator.styles,
    css`
      .bar,
      .foot,
      jiuzhu-result .buttons .button-bad {
        display: none;
      }
    `,
  ];

  static override properties = {
    ...JiuzhuCalculator.properties,
    told: { attribute: false },
    draft: { attribute: false },
    at: { attribute: false },
  };

  declare told: Told;
  declare draft: Draft;
  declare at: Screen | undefined;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!this.session && this.resources) {
      const session = new SittingSession(this.resources, () => this.requestUpdate(), this.told);
      this.session = session;
      this.portal = new Portal(this, session);
      // The portal's figures and offices are there before the first question.
      void this.portal.start(this.resources).then(() => session.goOn(this.draft, this.at));
    }
    super.willUpdate(changed);
  }

  /** The calculator's own first page has no place here. */
  override render(): unknown {
    const { screen, failure } = this.session?.state ?? {};
    if (screen?.name !== "start" || failure) return super.render();
    return html`<div class="app"><p class="page" role="status">正在打开…</p></div>`;
  }

  /** What was told so far, for whoever takes the screen away. */
  leave(): void {
    (this.session as SittingSession | undefined)?.leave();
  }
}
