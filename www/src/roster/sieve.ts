/** The work of the page: files go to the office's worker, and what comes of them back into the state. */

import { openPolicy } from "../core.js";
import type { PackEntry } from "../contract.js";
import { FolderResources } from "../folder-resources.js";
import { download } from "../keep/carry.js";
import { Office, type How } from "../office/office.js";
import type {
  Answer,
  Call,
  Calls,
  Corrections,
  ExportWhat,
  ListQuery,
  ListTables,
  WordKind,
} from "../office/protocol.js";
import { isOf } from "../resources.js";
import { dayBefore, today } from "../text/date.js";
import type { Busy, State } from "./state.js";
import { usedHere } from "../workbench/entered.js";
import { withEntered } from "../workbench/with-entered.js";
import { fill, WORDS } from "./words.js";

/** A file as it was given; it is read anew where the worker lost it. */
interface Given {
  name: string;
  bytes(): Promise<ArrayBuffer>;
}

const TYPES = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
  toml: "text/plain",
};

export class Sieve {
  state: State;
  readonly resources: FolderResources;
  private readonly office: Office;
  private readonly changed: () => void;
  private given: Given[] = [];
  private mapping = "";
  private pack: Uint8Array | undefined;
  /** The worker's number when the list was last whole in it. */
  private held = -1;
  private stopper: AbortController | undefined;

  constructor(files: FolderResources, office: Office, changed: () => void) {
    // What was made in the workbench on this device stands beside the edition that it is to be held against.
    this.resources = withEntered(files, usedHere, true);
    this.office = office;
    this.changed = changed;
    const now = today();
    this.state = { today: now, packs: [], day: now, failure: "", refused: [], query: {}, found: 0, edition: 0 };
  }

  set(part: Partial<State>): void {
    this.state = { ...this.state, ...part };
    this.changed();
  }

  async start(): Promise<void> {
    try {
      const { packs, refused } = await this.resources.packs();
      this.set({ packs, failure: refused });
    } catch (error) {
      this.set({ failure: wordsOf(error) });
    }
  }

  /** Takes a pack, and the day nearest to today on which it holds. */
  async choose(entry: PackEntry): Promise<void> {
    const { today: now } = this.state;
    const last = entry.until ? dayBefore(entry.until) : now;
    const day = now < entry.from ? entry.from : now > last ? last : now;
    this.set({ busy: busy("open"), failure: "" });
    try {
      this.pack = await this.packOf(entry);
    } catch (error) {
      return this.set({ busy: undefined, failure: wordsOf(error) });
    }
    this.set({ pack: entry, day });
    await this.open();
  }

  /** The bytes of a pack. One that the portal added has to come out right on its own cases. */
  async packOf(entry: PackEntry): Promise<Uint8Array> {
    if (!entry.own) return this.resources.pack(entry);
    try {
      (await openPolicy(this.resources, entry)).free();
    } catch (error) {
      throw new Error(WORDS.notOwn + wordsOf(error));
    }
    return this.resources.pack(entry);
  }

  async setDay(day: string): Promise<void> {
    this.set({ day, busy: busy("open"), failure: "" });
    await this.open();
  }

  /** Back to the choice of a place; the files stay. */
  leavePlace(): void {
    const { pack: _pack, policy: _policy, ...rest } = this.state;
    this.pack = undefined;
    this.state = { ...rest, result: undefined, tables: undefined };
    this.changed();
  }

  async add(files: Given[]): Promise<void> {
    let refused: readonly string[] = [];
    for (const file of files) {
      if (!(await this.ready())) break;
      this.set({ busy: { ...busy("read"), name: file.name }, failure: "", refused, result: undefined });
      const answer = await this.put(file);
      if (answer === undefined) break;
      if (typeof answer === "string") refused = [...refused, answer];
      else {
        this.given.push(file);
        this.set({ tables: answer });
      }
    }
    this.set({ busy: undefined, refused });
  }

  addFiles(files: readonly File[]): Promise<void> {
    return this.add(files.map((file) => ({ name: file.name, bytes: () => file.arrayBuffer() })));
  }

  addText(text: string): Promise<void> {
    return this.add([{ name: WORDS.pasted, bytes: () => Promise.resolve(new TextEncoder().encode(text).buffer) }]);
  }

  /** Lets all lists go, and the memory that they took. */
  clear(): void {
    this.given = [];
    this.mapping = "";
    this.office.close();
    this.set({ tables: undefined, result: undefined, busy: undefined, failure: "", refused: [], query: {}, found: 0 });
  }

  async useMapping(text: string): Promise<void> {
    if (!(await this.ready())) return;
    this.take(await this.ask("use_mapping", [text]), (tables) => this.set({ tables, result: undefined, failure: "" }));
    await this.keepMapping();
  }

  async correct(corrections: Corrections): Promise<void> {
    if (!(await this.ready())) return;
    this.take(await this.ask("correct", [corrections], { line: "correct" }), (tables) =>
      this.set({ tables, result: undefined, failure: "" }),
    );
    await this.keepMapping();
  }

  /** Notes what a word means; the list is computed anew when somebody says so. */
  async fold(kind: WordKind, text: string, meaning: string): Promise<void> {
    if (!(await this.ready())) return;
    this.take(await this.ask("fold", [kind, text, meaning]), () => this.set({ failure: "" }));
    await this.keepMapping();
  }

  async saveMapping(): Promise<void> {
    await this.keepMapping();
    download("列的对应.toml", new TextEncoder().encode(this.mapping), TYPES.toml);
  }

  async screen(): Promise<void> {
    if (!(await this.ready())) return;
    this.set({ busy: busy("screen"), failure: "", result: undefined });
    const answer = await this.ask("screen", [], this.stoppable());
    this.set({ busy: undefined });
    this.take(answer, (result) => {
      if (!result) return this.set({ failure: WORDS.stopped });
      this.set({ result, query: {}, found: result.persons, edition: this.state.edition + 1 });
    });
    if (this.state.result) await this.look({});
  }

  stop(): void {
    this.stopper?.abort();
  }

  /** Looks for persons; what was told before and is not told now is left as it was. */
  async look(query: ListQuery): Promise<void> {
    this.set({ query });
    const answer = await this.ask("view", [query], { line: "view" });
    this.take(answer, (found) => this.set({ found, edition: this.state.edition + 1 }));
  }

  ask<C extends Call>(call: C, told: Parameters<Calls[C]>, how: How = {}): Promise<Answer<ReturnType<Calls[C]>>> {
    return this.office.ask(call, told, how);
  }

  async handOut(what: ExportWhat, name: string, isWorkbook: boolean): Promise<void> {
    this.set({ busy: busy("write"), failure: "" });
    const progress = ({ done }: { done: number }): void => this.tell(done);
    const answer = await this.ask("hand_out", [what, isWorkbook], { progress });
    this.set({ busy: undefined });
    const kind = isWorkbook ? "xlsx" : "csv";
    this.take(answer, (bytes) => bytes && download(`${name}.${kind}`, bytes, TYPES[kind]));
  }

  private stoppable(): How {
    this.stopper = new AbortController();
    return { signal: this.stopper.signal, progress: ({ done }) => this.tell(done) };
  }

  tell(done: number): void {
    if (this.state.busy) this.set({ busy: { ...this.state.busy, done } });
  }

  private async keepMapping(): Promise<void> {
    this.take(await this.ask("mapping", []), (mapping) => (this.mapping = mapping));
  }

  /** A new list of the policy and the day, with the files that were given. */
  private async open(): Promise<boolean> {
    const { pack: entry, day } = this.state;
    if (!entry || !this.pack) return false;
    this.set({ result: undefined });
    const opened = await this.ask("open_list", [this.pack, day]);
    let fine = false;
    this.take(opened, (policy) => {
      if (!isOf(entry, policy.digest, policy.id)) return this.set({ failure: WORDS.otherEdition });
      fine = true;
      this.set({ policy });
    });
    if (!fine) {
      this.set({ busy: undefined });
      return false;
    }
    if (this.mapping) await this.ask("use_mapping", [this.mapping]);
    let tables: ListTables | undefined;
    for (const file of this.given) {
      const answer = await this.put(file);
      if (typeof answer === "string") this.set({ failure: answer });
      else tables = answer ?? tables;
    }
    this.held = this.office.number;
    this.set({ busy: undefined, tables: this.given.length > 0 ? tables : undefined });
    return true;
  }

  /** Hands a file to the worker: the tables with it, or why it was not taken; nothing where somebody stopped it. */
  private async put(file: Given): Promise<ListTables | string | undefined> {
    let bytes: ArrayBuffer;
    try {
      bytes = await file.bytes();
    } catch {
      return fill(WORDS.unread, { name: file.name });
    }
    const answer = await this.ask("add_file", [file.name, bytes], { ...this.stoppable(), transfer: [bytes] });
    if (answer.kind === "broken") return `${file.name}：${WORDS.broken}`;
    if (answer.kind === "refused") return `${file.name}：${answer.text}`;
    let tables: ListTables | undefined;
    this.take(answer, (value) => (tables = value));
    return tables;
  }

  /** Whether the worker has the list; one that lost it is given it anew. */
  private async ready(): Promise<boolean> {
    if (this.held === this.office.number) return true;
    return this.open();
  }

  private take<T>(answer: Answer<T>, use: (value: T) => void): void {
    if (answer.kind === "value") use(answer.value);
    else if (answer.kind === "refused") this.set({ failure: answer.text });
    else if (answer.kind === "broken") this.set({ failure: WORDS.outOfMemory });
    else if (answer.kind === "cancelled") this.set({ failure: WORDS.stopped });
  }
}

function busy(what: Busy["what"]): Busy {
  return { what, done: 0, since: performance.now() };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
