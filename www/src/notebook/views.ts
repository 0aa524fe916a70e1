/** What follows for each household, reckoned once for a day and an edition of the rules, and never long at a stretch. */

import type { PackEntry } from "../contract.js";
import { bareView, viewOf, type View } from "./model/derive.js";
import type { Household } from "./model/household.js";
import type { Rules } from "./rules.js";

/** Milliseconds of reckoning before the screen gets its turn. */
const SLICE = 30;

export class Views {
  private readonly rules: Rules;
  private readonly changed: () => void;
  private readonly ready = new WeakMap<Household, { key: string; view: View }>();
  private waiting = false;

  constructor(rules: Rules, changed: () => void) {
    this.rules = rules;
    this.changed = changed;
  }

  /** Of all at once as far as it is known, and the rest while the screen stays quick. */
  all(households: Household[], today: string): { views: View[]; pending: number } {
    const from = performance.now();
    let pending = 0;
    const views = households.map((household) => {
      const known = this.known(household, today);
      if (known) return known;
      if (performance.now() - from < SLICE) return this.one(household, today);
      pending += 1;
      return bareView(household, today);
    });
    if (pending > 0 && !this.waiting) {
      this.waiting = true;
      setTimeout(() => {
        this.waiting = false;
        this.changed();
      }, 0);
    }
    return { views, pending };
  }

  /** All to the end, and their packs opened, before something is done with them. */
  async whole(households: Household[], today: string): Promise<void> {
    for (let from = 0, pass = 0; pass < 2; pass += 1) {
      const packs = new Set<PackEntry>();
      for (const household of households) {
        for (const { pack } of this.one(household, today).rows) if (pack) packs.add(pack);
        if (performance.now() - from < SLICE) continue;
        await new Promise((next) => setTimeout(next, 0));
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

  private known(household: Household, today: string): View | undefined {
    const known = this.ready.get(household);
    return known?.key === this.key(today) ? known.view : undefined;
  }

  private key(today: string): string {
    return `${today} ${this.rules.edition}`;
  }
}
