/** The packs and the core, for many households: each pack is opened once, and nothing is asked of the core twice. */

import type { Assessment, Outcome, PackEntry, Question } from "../contract.js";
import { openPolicy, type Policy } from "../core.js";
import type { Resources } from "../resources.js";
import { answersOf, knownSoFar } from "../state/answers.js";
import { asOf } from "../state/day.js";
import { emptyBill, type Draft } from "../state/draft.js";
import { IDENTITY } from "../state/flow.js";

/** Answers kept, at most: more than a notebook of five hundred households asks for on a day. */
const MOST_ANSWERS = 4000;
const PLACE_OF_CARE = ["place", "level"];

export class Rules {
  packs: PackEntry[] = [];
  /** Grows when a pack has been opened: what could not be answered before, can be now. */
  edition = 0;
  private readonly resources: Resources;
  private readonly changed: () => void;
  private readonly policies = new Map<string, Policy>();
  private readonly opening = new Map<string, Promise<boolean>>();
  private readonly answers = new Map<string, Outcome<Assessment>>();

  constructor(resources: Resources, changed: () => void) {
    this.resources = resources;
    this.changed = changed;
  }

  async start(): Promise<void> {
    this.packs = (await this.resources.packs()).packs;
    this.edition += 1;
  }

  /** What the core says, once the pack is open; opens it otherwise. */
  ask(pack: PackEntry, draft: Draft, today: string): Outcome<Assessment> | undefined {
    const policy = this.policies.get(pack.id);
    if (!policy) {
      void this.open(pack);
      return undefined;
    }
    const answers = answersOf(draft, asOf(draft, pack, today));
    const key = `${pack.digest} ${JSON.stringify(answers)}`;
    const known = this.answers.get(key);
    if (known) return known;
    const outcome = policy.assess(answers);
    if (this.answers.size >= MOST_ANSWERS) this.answers.clear();
    this.answers.set(key, outcome);
    return outcome;
  }

  /** What is worth knowing of the place where a bill of this kind of care was run up. */
  placesOf(pack: PackEntry, draft: Draft, care: string, today: string): Question[] {
    const outcome = this.policies
      .get(pack.id)
      ?.questions(
        knownSoFar({ ...draft, bills: [emptyBill(care, "")], withoutBills: false }, asOf(draft, pack, today)),
      );
    return outcome?.ok
      ? PLACE_OF_CARE.flatMap((name) => outcome.value.find(({ path }) => path === `bills[0].${name}`) ?? [])
      : [];
  }

  /** The identities that a pack knows. */
  identitiesOf(pack: PackEntry, today: string): Question | undefined {
    const outcome = this.policies.get(pack.id)?.questions({ contract: 1, as_of: today, person: {} });
    return outcome?.ok ? outcome.value.find(({ path }) => path === IDENTITY) : undefined;
  }

  /** Opens a pack ahead of being asked; says whether it is there. */
  open(pack: PackEntry): Promise<boolean> {
    const known = this.opening.get(pack.id);
    if (known) return known;
    const opening = openPolicy(this.resources, pack).then(
      (policy) => {
        this.policies.set(pack.id, policy);
        this.edition += 1;
        this.changed();
        return true;
      },
      () => {
        // Without a network now, there may be one later.
        this.opening.delete(pack.id);
        return false;
      },
    );
    this.opening.set(pack.id, opening);
    return opening;
  }
}
