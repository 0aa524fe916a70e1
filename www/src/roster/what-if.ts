/** 换个办法会怎样: what is tried, and what comes of it. The list stays as it was computed. */

import type { PackEntry } from "../contract.js";
import type { FolderResources } from "../folder-resources.js";
import type { ListQuery, ListResult, OtherFigures, WhatIfResult } from "../office/protocol.js";
import type { Sieve } from "./sieve.js";
import { WORDS } from "./words.js";

export type Way = "pack" | "figures";

export class WhatIf {
  readonly sieve: Sieve;
  /** What it is held against; another result begins anew. */
  readonly of: ListResult;
  way: Way = "pack";
  entry: PackEntry | undefined;
  /** What was typed for figures that the policy states, by their places, and for those of the place. */
  stated: Record<number, string> = {};
  parameters: Record<string, string> = {};
  result: WhatIfResult | undefined;
  /** Whether everybody is in it. */
  isWhole = false;
  failure = "";
  query: ListQuery = { changes: true };
  found = 0;
  edition = 0;
  private stopper: AbortController | undefined;

  constructor(sieve: Sieve, of: ListResult) {
    this.sieve = sieve;
    this.of = of;
  }

  /** For what finds places: it chooses here what it is held against. */
  get state(): { packs: PackEntry[]; today: string } {
    return this.sieve.state;
  }

  get resources(): FolderResources {
    return this.sieve.resources;
  }

  set(
    part: Partial<
      Pick<
        WhatIf,
        "way" | "entry" | "result" | "isWhole" | "failure" | "query" | "found" | "edition" | "stated" | "parameters"
      >
    >,
  ): void {
    Object.assign(this, part);
    this.sieve.set({});
  }

  turn(way: Way): void {
    this.stopper?.abort();
    this.set({ way, entry: undefined, parameters: {}, stated: {}, result: undefined, failure: "" });
  }

  /** Holds the list against another pack. */
  async choose(entry: PackEntry): Promise<void> {
    this.set({ entry, parameters: {} });
    await this.compare();
  }

  leave(): void {
    this.set({ entry: undefined, result: undefined, failure: "" });
  }

  /** Another figure that the policy states; as the policy has it where nothing is typed. */
  restate(place: number, text: string): void {
    const { [place]: _before, ...others } = this.stated;
    this.stated = text === "" ? others : { ...others, [place]: text };
    void this.compare();
  }

  /** Another figure of the place. */
  put(id: string, text: string): void {
    const { [id]: _before, ...others } = this.parameters;
    this.parameters = text === "" ? others : { ...others, [id]: text };
    void this.compare();
  }

  async compare(): Promise<void> {
    const { sieve, way, entry } = this;
    this.stopper?.abort();
    if (way === "pack" && !entry) return;
    const figures: OtherFigures = { parameters: this.parameters, stated: way === "figures" ? this.stated : {} };
    const stopper = (this.stopper = new AbortController());
    const isLast = (): boolean => this.stopper === stopper;
    // Only figures are tried while they are typed: what reads the lists anew is not to be stopped half way.
    if (way === "pack") sieve.set({ busy: { what: "compare", done: 0, since: performance.now() } });
    let bytes: Uint8Array | undefined;
    try {
      bytes = way === "pack" && entry ? await sieve.packOf(entry) : undefined;
    } catch (error) {
      sieve.set({ busy: undefined });
      return this.set({ failure: error instanceof Error ? error.message : String(error), result: undefined });
    }
    const progress = ({ done, soFar }: { done: number; soFar?: unknown }): void => {
      if (!isLast()) return;
      sieve.tell(done);
      if (soFar) this.set({ result: soFar as WhatIfResult, isWhole: false, failure: "" });
    };
    const answer = await sieve.ask("what_if", [bytes, figures], {
      progress,
      ...(way === "figures" ? { signal: stopper.signal } : {}),
    });
    if (way === "pack") sieve.set({ busy: undefined });
    if (!isLast()) return;
    if (answer.kind === "refused") return this.set({ failure: answer.text, result: undefined });
    if (answer.kind === "broken") return this.set({ failure: WORDS.outOfMemory, result: undefined });
    if (answer.kind !== "value" || !answer.value) return;
    this.set({ result: answer.value, isWhole: true, failure: "" });
    await this.look(this.query);
  }

  /** Looks for those who change. */
  async look(query: ListQuery): Promise<void> {
    this.set({ query: { ...query, changes: true } });
    const answer = await this.sieve.ask("view", [this.query], { line: "changes" });
    if (answer.kind === "value") this.set({ found: answer.value, edition: this.edition + 1 });
  }
}
