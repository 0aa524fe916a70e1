/** What follows for each household, reckoned once for a day and an edition of the rules, and never long at a stretch. */

import type { Assessment } from "../contract.js";
import { answeredView, askedOf, bareView, questionsOf, viewOf, type View } from "./model/derive.js";
import type { Household } from "./model/household.js";
import { tried, type Estimate } from "./reckoner/estimate.js";
import type { Rules } from "./rules.js";

/** Milliseconds of work before the screen gets its turn. */
const SLICE = 8;
/** Milliseconds after which the screen shows what is known by then: each time costs about as much as some households. */
const TELL = 600;

/** So many are reckoned at once, as after a change of one: the list does not flicker. */
const FEW = 2;

interface Entry<A extends Estimate> {
  key: string;
  /** Where a pack of it was not there: how many had been opened by then. */
  opened: number | undefined;
  view: View<A>;
}

interface Wanted {
  households: readonly Household[];
  today: string;
  /** Those before it are reckoned, or are being. */
  at: number;
}

export class Views {
  private readonly rules: Rules;
  private readonly changed: () => void;
  /** For the list. */
  private readonly estimates = new WeakMap<Household, Entry<Estimate>>();
  /** With all the arithmetic: of those that were looked at. */
  private readonly wholes = new WeakMap<Household, Entry<Assessment>>();
  private readonly underWay = new Set<Household>();
  private wanted: Wanted | undefined;
  private running: Promise<void> | undefined;
  private from = 0;
  private told = 0;

  constructor(rules: Rules, changed: () => void) {
    this.rules = rules;
    this.changed = changed;
  }

  /** Of all at once as far as it is known, and the rest while the screen stays quick. */
  all(households: readonly Household[], today: string): { views: View[]; pending: number } {
    const known = households.map((household) => this.known(household, today));
    const open = known.filter((view) => !view).length;
    const pending = open <= FEW ? 0 : open;
    const views = known.map((view, at) => {
      const household = households[at] as Household;
      const whole = (): View => this.one(household, today);
      return view ?? (pending > 0 ? undefined : tried(whole)) ?? bareView(household, today);
    });
    if (pending > 0) {
      this.wanted = { households, today, at: 0 };
      this.running = this.running ?? this.run();
    }
    return { views, pending };
  }

  /** Of what is open, what is on the screen goes before all else. */
  sooner(households: Household[]): void {
    if (this.wanted) this.wanted = { ...this.wanted, households: [...households, ...this.wanted.households], at: 0 };
  }

  /** Nothing more is reckoned for a screen that is gone. */
  rest(): void {
    this.wanted = undefined;
    this.rules.rest();
  }

  /** All reckoned to the end, before something is done with them. */
  async ready(households: readonly Household[], today: string): Promise<void> {
    if (this.all(households, today).pending > 0) await this.running;
  }

  /** With all the arithmetic, and their packs opened. */
  async whole(households: Household[], today: string): Promise<View<Assessment>[]> {
    const packs = households
      .flatMap((household) => askedOf(household, today, this.rules.packs))
      .map(({ pack }) => pack);
    await Promise.all([...new Set(packs)].map((pack) => pack && this.rules.open(pack)));
    const views: View<Assessment>[] = [];
    for (const household of households) {
      views.push(this.one(household, today));
      await this.breath();
    }
    return views;
  }

  one(household: Household, today: string): View<Assessment> {
    const known = this.wholes.get(household);
    if (known && this.holds(known, today)) return known.view;
    const view = viewOf(household, today, this.rules.packs, (pack, asked) => this.rules.ask(pack, asked, today));
    this.wholes.set(household, this.entry(view, today));
    return view;
  }

  /** Whatever is wanted last, until nothing of it is open. */
  private async run(): Promise<void> {
    this.told = performance.now();
    await Promise.all(Array.from({ length: this.rules.lanes }, () => this.lane()));
    this.running = undefined;
    this.changed();
  }

  private async lane(): Promise<void> {
    for (let lot = this.next(); lot.length > 0; lot = this.next()) {
      for (const household of lot) this.underWay.add(household);
      await this.estimate(lot, this.wanted?.today ?? "").finally(() => {
        for (const household of lot) this.underWay.delete(household);
      });
      await this.breath();
      if (this.from - this.told < TELL) continue;
      this.told = this.from;
      this.changed();
    }
  }

  private async estimate(lot: Household[], today: string): Promise<void> {
    const { rules } = this;
    const asked = lot.map((household) => tried(() => askedOf(household, today, rules.packs)) ?? []);
    const questions = asked.map((rows) => rows.map(questionsOf));
    const outcomes = await rules.estimates(questions.flat(2), today);
    // The lock came in between.
    if (!this.wanted) return;
    for (const [at, household] of lot.entries()) {
      const own = (questions[at] ?? []).map(({ length }) => outcomes.splice(0, length));
      const view = tried(() => answeredView(household, today, asked[at] ?? [], own));
      this.estimates.set(household, this.entry(view ?? bareView(household, today), today));
    }
  }

  private next(): Household[] {
    const { wanted } = this;
    const lot: Household[] = [];
    while (wanted && wanted.at < wanted.households.length && lot.length < this.rules.together) {
      const household = wanted.households[wanted.at] as Household;
      wanted.at += 1;
      if (!this.known(household, wanted.today) && !this.underWay.has(household)) lot.push(household);
    }
    return lot;
  }

  /** The screen's turn, where there was none for a while. */
  private async breath(): Promise<void> {
    if (performance.now() - this.from < SLICE) return;
    await turn();
    this.from = performance.now();
  }

  private known(household: Household, today: string): View | undefined {
    const entries = [this.wholes.get(household), this.estimates.get(household)];
    return entries.find((entry) => entry && this.holds(entry, today))?.view;
  }

  private entry<A extends Estimate>(view: View<A>, today: string): Entry<A> {
    const { rules } = this;
    const isWhole = view.rows.every(({ pack }) => !pack || rules.isOpen(pack));
    return { key: this.key(today), opened: isWhole ? undefined : rules.opened, view };
  }

  private holds({ key, opened }: Entry<Estimate>, today: string): boolean {
    return key === this.key(today) && (opened === undefined || opened === this.rules.opened);
  }

  private key(today: string): string {
    return `${today} ${this.rules.edition}`;
  }
}

/** A timer would wait longer. */
function turn(): Promise<unknown> {
  return new Promise((next) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      next(undefined);
    };
    port2.postMessage(0);
  });
}
