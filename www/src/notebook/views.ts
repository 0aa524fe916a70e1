/** What follows for each household, reckoned once for a day and an edition of the rules, and never long at a stretch. */

import type { PackEntry } from "../contract.js";
import { bareView, viewOf, type View } from "./model/derive.js";
import type { Household } from "./model/household.js";
import type { Rules } from "./rules.js";

/** Milliseconds of reckoning before the screen gets its turn. */
const SLICE = 20;
/** Milliseconds after which the screen shows what is known by then: each time costs about as much as some households. */
const TELL = 400;

/** So many are reckoned at once, as after a change of one: the list does not flicker. */
const FEW = 2;

interface Wanted {
  households: Household[];
  today: string;
  /** Those before it are reckoned. */
  at: number;
}

export class Views {
  private readonly rules: Rules;
  private readonly changed: () => void;
  private readonly ready = new WeakMap<Household, { key: string; view: View }>();
  private wanted: Wanted | undefined;
  private isRunning = false;

  constructor(rules: Rules, changed: () => void) {
    this.rules = rules;
    this.changed = changed;
  }

  /** Of all at once as far as it is known, and the rest while the screen stays quick. */
  all(households: Household[], today: string): { views: View[]; pending: number } {
    const open = households.filter((household) => !this.known(household, today)).length;
    const views = households.map(
      (household) =>
        this.known(household, today) ?? (open <= FEW ? this.one(household, today) : bareView(household, today)),
    );
    const pending = open <= FEW ? 0 : open;
    if (pending > 0) {
      this.wanted = { households, today, at: 0 };
      if (!this.isRunning) void this.run();
    }
    return { views, pending };
  }

  /** Nothing more is reckoned for a screen that is gone. */
  rest(): void {
    this.wanted = undefined;
  }

  /** All to the end, and their packs opened, before something is done with them. */
  async whole(households: Household[], today: string): Promise<void> {
    for (let from = 0, pass = 0; pass < 2; pass += 1) {
      const packs = new Set<PackEntry>();
      for (const household of households) {
        for (const { pack } of this.one(household, today).rows) if (pack) packs.add(pack);
        if (performance.now() - from < SLICE) continue;
        await turn();
        from = performance.now();
      }
      await Promise.all([...packs].map((pack) => this.rules.open(pack)));
    }
  }

  one(household: Household, today: string): View {
    const known = this.known(household, today);
    if (known) return known;
    const key = this.key(today);
    const view = viewOf(household, today, this.rules.packs, (pack, draft) => this.rules.ask(pack, draft, today));
    this.ready.set(household, { key, view });
    return view;
  }

  /** Whatever is wanted last, until nothing of it is open. */
  private async run(): Promise<void> {
    this.isRunning = true;
    let told = performance.now();
    let from = 0;
    for (let next = this.next(); next; next = this.next()) {
      if (performance.now() - from > SLICE) {
        if (from - told > TELL) {
          told = from;
          this.changed();
        }
        await turn();
        from = performance.now();
      } else this.one(...next);
    }
    this.isRunning = false;
    this.changed();
  }

  private next(): [Household, string] | undefined {
    const { wanted } = this;
    for (; wanted && wanted.at < wanted.households.length; wanted.at += 1) {
      const household = wanted.households[wanted.at] as Household;
      if (!this.known(household, wanted.today)) return [household, wanted.today];
    }
    return undefined;
  }

  private known(household: Household, today: string): View | undefined {
    const known = this.ready.get(household);
    return known?.key === this.key(today) ? known.view : undefined;
  }

  private key(today: string): string {
    return `${today} ${this.rules.edition}`;
  }
}

/** The screen's turn; a timer would wait longer. */
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
