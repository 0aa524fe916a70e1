/** The packs and the core, for many households: each pack is opened once, and nothing is asked of the core twice. */

import type { Assessment, Outcome, PackEntry, Question } from "../contract.js";
import { openPolicy, type Policy } from "../core.js";
import type { Resources } from "../resources.js";
import { knownSoFar } from "../state/answers.js";
import { asOf } from "../state/day.js";
import { emptyBill, UNKNOWN, type BillDraft } from "../state/draft.js";
import { IDENTITY } from "../state/flow.js";
import { answersTo, timed, type Case } from "./model/case.js";
import { estimateOf, tried, type Estimate } from "./reckoner/estimate.js";
import { Reckoners } from "./reckoner/reckoners.js";

/** Whole answers kept, at most: those of households that were looked at. */
const MOST_ANSWERS = 200;
const PLACE_OF_CARE = ["place", "level"];
/** Whatever is that lies in its own province. */
export const LOCAL = "local";

export class Rules {
  packs: PackEntry[] = [];
  /** Grows with each list of packs: whatever was answered by an earlier one holds no more. */
  edition = 0;
  /** Grows when a pack has been opened: what could not be answered before, can be now. */
  opened = 0;
  private readonly resources: Resources;
  private readonly changed: () => void;
  private readonly reckoners: Reckoners;
  /** By the digests of their packs. */
  private readonly policies = new Map<string, Policy>();
  private readonly opening = new Map<string, Promise<boolean>>();
  private readonly bytes = new Map<string, Promise<Uint8Array>>();
  private readonly answers = new Map<string, Outcome<Assessment>>();

  constructor(resources: Resources, worker: () => Worker, changed: () => void) {
    this.resources = resources;
    this.reckoners = new Reckoners({ worker, module: () => resources.module() });
    this.changed = changed;
  }

  async start(): Promise<void> {
    this.packs = (await this.resources.packs()).packs;
    this.edition += 1;
  }

  /** What the core says, once the pack is open; opens it otherwise. */
  ask(pack: PackEntry, asked: Case, today: string): Outcome<Assessment> | undefined {
    const policy = this.policies.get(pack.digest);
    if (!policy) {
      void this.open(pack);
      return undefined;
    }
    const answers = answersTo(asked, asOf(asked.draft, pack, today));
    const key = `${pack.digest} ${JSON.stringify(answers)}`;
    const known = this.answers.get(key);
    if (known) return known;
    const outcome = policy.assess(answers);
    if (this.answers.size >= MOST_ANSWERS) this.answers.clear();
    this.answers.set(key, outcome);
    return outcome;
  }

  /**
   * The same for the list, beside the screen where the browser has room for that: an answer to each, in their order;
   * nothing where its pack is not there, and of all once they were put an end to.
   */
  async estimates(
    asked: { pack: PackEntry; asked: Case }[],
    today: string,
  ): Promise<(Outcome<Estimate> | undefined)[]> {
    const packs = [...new Set(asked.map(({ pack }) => pack))];
    const opened = await Promise.all(packs.map((pack) => this.open(pack)));
    const there = packs.filter((_, at) => opened[at]);
    const questions = asked.flatMap(({ pack, asked }) =>
      there.includes(pack) ? { digest: pack.digest, asked, asOf: asOf(asked.draft, pack, today) } : [],
    );
    const reckoned = await Promise.all(there.map((pack) => this.bytesOf(pack)))
      .then((bytes) =>
        this.reckoners.ask(
          questions,
          bytes.map((one, at) => [(there[at] as PackEntry).digest, one]),
        ),
      )
      .catch(() => "broken" as const);
    if (reckoned === "ended") return [];
    const outcomes =
      reckoned === "broken"
        ? questions.map(({ digest, asked, asOf }) => {
            const policy = this.policies.get(digest);
            return policy && tried(() => estimateOf(policy.assess(answersTo(asked, asOf))));
          })
        : [...reckoned];
    return asked.map(({ pack }) => (there.includes(pack) ? outcomes.shift() : undefined));
  }

  isOpen(pack: PackEntry): boolean {
    return this.policies.has(pack.digest);
  }

  /** How many lots of households are best reckoned at a time. */
  get lanes(): number {
    return this.reckoners.lanes;
  }

  /** Of how many households a lot is. */
  get together(): number {
    return this.reckoners.together;
  }

  /** Nothing that was asked outlasts the lock. */
  rest(): void {
    this.reckoners.end();
    this.answers.clear();
  }

  /** What is worth knowing of the place of a bill of this kind of care; of one that is not local, the province too. */
  placesOf(pack: PackEntry, { draft, identities, day }: Case, { care, where }: BillDraft, today: string): Question[] {
    const asked = (told: BillDraft["where"], names: string[]): Question[] => {
      const bills = [{ ...emptyBill(care, ""), where: told }];
      const answers = knownSoFar({ ...draft, bills, withoutBills: false }, asOf(draft, pack, today));
      const outcome = this.policies.get(pack.digest)?.questions(timed(answers, identities, day));
      return outcome?.ok
        ? names.flatMap((name) => outcome.value.find(({ path }) => path === `bills[0].${name}`) ?? [])
        : [];
    };
    const { place = UNKNOWN } = where;
    return [
      ...asked({}, PLACE_OF_CARE),
      ...(place === UNKNOWN || place === LOCAL ? [] : asked({ place }, ["province"])),
    ];
  }

  /** The identities that a pack knows. */
  identitiesOf(pack: PackEntry, today: string): Question | undefined {
    const outcome = this.policies.get(pack.digest)?.questions({ contract: 1, as_of: today, person: {} });
    return outcome?.ok ? outcome.value.find(({ path }) => path === IDENTITY) : undefined;
  }

  /** Opens a pack ahead of being asked; says whether it is there. */
  open(pack: PackEntry): Promise<boolean> {
    const known = this.opening.get(pack.id);
    if (known) return known;
    const opening = openPolicy(this.resources, pack).then(
      (policy) => {
        this.policies.set(pack.digest, policy);
        this.opened += 1;
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

  private bytesOf(pack: PackEntry): Promise<Uint8Array> {
    const known = this.bytes.get(pack.digest) ?? this.resources.pack(pack);
    this.bytes.set(pack.digest, known);
    known.catch(() => this.bytes.delete(pack.digest));
    return known;
  }
}
