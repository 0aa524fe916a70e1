/** The workbench at work: what is done changes the draft, and all that is shown follows from the draft's text. */

import type { CompiledPack, FormEdit, PackForm } from "../../office/office.js";
import { coming } from "../coming.js";
import { scriptAddress } from "../trusted.js";
import { today } from "../text/date.js";
import { Desks } from "./desks.js";
import { Holding } from "./holding.js";
import { whyNot } from "./keep.js";
import { change, redo, undo, type Draft, type Patch } from "./model/draft.js";
import { basis, below } from "./others.js";
import { textOf } from "./reading.js";
import type { KeptDraft } from "./shelf.js";
import { Site, type Names } from "./site.js";
import { unseen, type BenchState, type RowOver } from "./state.js";
import { listUsed, renew } from "./used.js";

/** Milliseconds in which changes of one place are one step back. */
const ONE_STEP = 1500;

/** An edit that waits for those before it. */
interface Waiting {
  edit: FormEdit | RowOver;
  made(is: boolean): void;
}

export class Bench extends Holding {
  /** Told of what was done to the text, but not of what the editor itself did. */
  moved: (patches: readonly Patch[]) => void = () => undefined;
  readonly site: Site;
  readonly office: Desks;
  private editing: Promise<unknown> = Promise.resolve();
  /** By what they are and where. */
  private readonly waiting = new Map<string, Waiting>();
  /** Ends what takes seconds, once the text is another. */
  outdated = new AbortController();
  private group = 0;
  private lastKey = "";
  private lastAt = 0;
  opened = 0;
  private isNamed = false;
  /** The text that the form shows, and the one whose examples are. */
  private formOf = "";
  private workedOf = "";

  constructor(names: Names, changed: () => void) {
    super(changed);
    this.site = new Site(names);
    this.office = new Desks({
      worker: () => new Worker(scriptAddress(this.site.address(names.worker))),
      module: coming(async () => (await this.site.get(names.module)).arrayBuffer()),
    });
  }

  // ------------------------------------------------------------------------------------------ opening

  async start(): Promise<void> {
    const kept = this.keeper.shelf
      .consented()
      .then(async (consented) => {
        if (consented) this.set({ keeping: "kept", drafts: await this.keeper.shelf.drafts() });
      })
      .catch((error: unknown) => this.set({ keeping: whyNot(error) }));
    try {
      const { diseases, facts, packs } = await this.site.open();
      this.office.found("open_author", diseases, facts);
      this.set({ packs, failure: "" });
    } catch {
      this.set({ failure: "没有打开：请看看有没有网络，再试一次。" });
    }
    await kept;
    await listUsed(this)
      .then(() => renew(this))
      .catch(() => undefined);
  }

  async openPack(id: string): Promise<void> {
    await this.withPack(id, (name, text) => this.open(name, text));
  }

  async openBlank(): Promise<void> {
    const answer = await this.office.ask("blank_pack", [today()]);
    if (answer.kind === "value") this.open("", answer.value);
    else this.tell(answer);
  }

  /** A new pack that is based on one of the site: only what differs is written. */
  async openBased(id: string): Promise<void> {
    await this.withPack(id, async (_name, below) => {
      const answer = await this.office.ask("based_pack", [below, id, today()]);
      if (answer.kind === "value") this.open("", answer.value);
      else this.tell(answer);
    });
  }

  /** Does something with a pack of the site, once it has come. */
  async withPack(id: string, act: (name: string, text: string) => unknown): Promise<void> {
    try {
      await act(...(await this.site.source(id)));
    } catch {
      this.set({ failure: "这份没有取到。没有网络时，打开过的还能用，也能写一份新的。" });
    }
  }

  /** A pack that somebody brings. Without a name its file is called by its id. */
  open(name: string, text: string, kept?: KeptDraft): void {
    this.keeper.turn(kept);
    this.isNamed = name !== "";
    this.lastKey = "";
    this.opened += 1;
    this.set({ ...unseen(name, text), isOpen: true });
    this.look();
    void this.listVersions();
  }

  leave(): void {
    const kept = this.keep();
    this.set({ isOpen: false, pane: "form" });
    void kept
      .then(() => this.keeper.shelf.drafts())
      .then((drafts) => this.state.keeping === "kept" && this.set({ drafts }))
      .catch(() => undefined);
  }

  // ------------------------------------------------------------------------------------------ changing

  /** What was typed in the editor. */
  typed(patches: Patch[]): void {
    this.put(patches, "text");
  }

  /** A change in the form; says whether it was made. Of what is typed in one place, only the last still waits. */
  edit(edit: FormEdit | RowOver, key: string): Promise<boolean> {
    return new Promise((made) => {
      const what = `${edit.kind} ${key}`;
      const waits = this.waiting.get(what);
      waits?.made(false);
      if (waits) return void Object.assign(waits, { edit, made });
      const asked: Waiting = { edit, made };
      this.waiting.set(what, asked);
      this.editing = this.editing.then(async () => {
        this.waiting.delete(what);
        asked.made(await this.editNow(asked.edit, key).catch(() => false));
      });
    });
  }

  private async editNow(edit: FormEdit | RowOver, key: string): Promise<boolean> {
    for (;;) {
      const { text } = this.state.draft;
      const answer = await (edit.kind === "over"
        ? this.office.ask("over_pack", [text, edit.below, edit.way])
        : this.office.ask("edit_pack", [text, edit]));
      if (answer.kind === "refused") {
        const { typing } = this.state;
        if (typing && key === typing.place) this.set({ typing: { ...typing, refused: answer.text } });
        else if ("text" in edit)
          this.set({ refused: { ...this.state.refused, [key]: { text: edit.text, refused: answer.text } } });
        else this.set({ said: answer.text });
        return false;
      }
      if (answer.kind !== "value") {
        this.tell(answer);
        return false;
      }
      // Something else was typed meanwhile: the places are others.
      if (text !== this.state.draft.text) continue;
      const { typing } = this.state;
      if (typing && key === typing.place) this.set({ typing: { ...typing, refused: "" } });
      this.put(answer.value, key);
      this.moved(answer.value);
      return true;
    }
  }

  /** What is typed in a cell. */
  type(place: string, text: string): void {
    const { typing, refused } = this.state;
    const { [place]: here, ...others } = refused;
    const left = typing && typing.place !== place && typing.refused !== "" ? { [typing.place]: typing } : {};
    const before = typing?.place === place ? typing.refused : (here?.refused ?? "");
    this.set({ typing: { place, text, refused: before, isLeft: false }, refused: { ...others, ...left } });
  }

  /** A cell is left: it shows what the text says as soon as that is known. What was refused stays to be put right. */
  leaveCell(place: string): void {
    const { typing, draft } = this.state;
    if (typing?.place !== place || typing.refused !== "") return;
    void this.editing.then(() => {
      const now = this.state.typing;
      if (now?.place !== place || now.refused !== "") return;
      this.set({
        typing:
          this.formOf === draft.text && this.formOf === this.state.draft.text ? undefined : { ...now, isLeft: true },
      });
    });
  }

  private put(patches: Patch[], key: string): void {
    const now = performance.now();
    if (key !== this.lastKey || now - this.lastAt > ONE_STEP) this.group += 1;
    Object.assign(this, { lastKey: key, lastAt: now });
    this.set({ draft: change(this.state.draft, patches, this.group), compiled: undefined, uncovered: undefined });
    this.look();
    this.keepSoon();
  }

  undo(): void {
    this.move(undo(this.state.draft));
  }

  redo(): void {
    this.move(redo(this.state.draft));
  }

  private move({ draft, done }: { draft: Draft; done: Patch[][] }): void {
    if (done.length === 0) return;
    this.lastKey = "";
    this.set({ draft, typing: undefined, compiled: undefined, uncovered: undefined });
    for (const patches of done) this.moved(patches);
    this.look();
    this.keepSoon();
  }

  // ------------------------------------------------------------------------------------------ looking

  /** At once: of what waits for the worker only the last is asked. */
  look(): void {
    this.outdated.abort();
    this.outdated = new AbortController();
    void this.lookNow();
  }

  /** The name that the text is checked under: a file's own, or the id's. */
  get file(): string {
    return this.called(this.state.form);
  }

  private called(form: PackForm | undefined): string {
    if (this.isNamed) return this.state.name;
    const id = form && textOf({ cells: form.head }, "id");
    return id ? `${id}.toml` : "";
  }

  /** What the text says and what is wrong with it are shown at once: what came later would move what is there by then. */
  private async lookNow(): Promise<void> {
    const { text } = this.state.draft;
    const isLast = (): boolean => text === this.state.draft.text;
    const form = await this.office.ask("pack_form", [text], { line: "form" });
    if (form.kind !== "value") return this.tell(form);
    if (!isLast()) return;
    const seen: Partial<BenchState> = { failure: "" };
    // While the text is no TOML the form stands still.
    if (form.value) {
      const id = basis(form.value);
      const { below: known } = this.state;
      const under = id === (known?.id ?? "") ? known : await below(this.office, this.site, id);
      Object.assign(seen, { form: form.value, below: under });
      // Looked for again with each look.
      if (!under && this.site.has(id)) seen.failure = "为底的没有取到，查不全，请看看有没有网络。写的都在。";
    }
    const file = this.called(seen.form ?? this.state.form);
    const report = await this.office.ask("check_pack", [file, text, "text"], { line: "text" });
    if (report.kind !== "value") return this.tell(report);
    if (!isLast()) return;
    if (seen.form) this.formOf = text;
    this.set({ ...seen, report: report.value, ...(seen.form && this.state.typing?.isLeft && { typing: undefined }) });
    await this.work(text);
  }

  /** Works the examples of a text that was looked at. */
  private async work(text: string): Promise<void> {
    const report = await this.office.ask("check_pack", [this.file, text, "cases"], { line: "cases" });
    if (report.kind !== "value") return this.tell(report);
    const cases = await this.office.ask("case_table", [this.file, text, text], { line: "table" });
    if (text !== this.state.draft.text) return;
    this.workedOf = text;
    this.set({ report: report.value, cases: cases.kind === "value" ? cases.value : [] });
  }

  /** Whether what was made of a text is made anew: once the examples of another are worked. */
  isDue(of: string): boolean {
    return of !== this.workedOf && this.workedOf === this.state.draft.text;
  }

  async compile(): Promise<CompiledPack | undefined> {
    const { text } = this.state.draft;
    const compiled = await this.compiled(this.file, text);
    if (compiled && text === this.state.draft.text) this.set({ compiled });
    await this.version();
    return compiled;
  }

  /** Compiles a text, which may be another draft. */
  async compiled(file: string, text: string): Promise<CompiledPack | undefined> {
    const form = await this.office.ask("pack_form", [text]);
    const id = form.kind === "value" ? basis(form.value) : "";
    if (id !== (this.state.below?.id ?? "")) await below(this.office, this.site, id);
    const answer = await this.office.ask("compile_pack", [file, text]);
    if (answer.kind === "value") return answer.value;
    this.tell(answer);
    return undefined;
  }

  /** What comes of a question that was not answered. */
  tell(answer: { kind: string; text?: string }): void {
    if (answer.kind === "refused") this.set({ said: answer.text ?? "" });
    if (answer.kind === "broken")
      this.set({ failure: "检查的部分没有打开。文本都在，可以接着写、下载；请重新打开这一页。" });
  }
}
