/** `<jiuzhu-workbench>`: the workbench of those who write packs, as one element. */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { TypeSize } from "../state/state.js";
import { fenced } from "../ui/part.js";
import { base } from "../ui/styles/base.js";
import { controls } from "../ui/styles/controls.js";
import { panels } from "../ui/styles/panels.js";
import { Bench } from "./bench.js";
import type { Keeping } from "./keep.js";
import { Finger } from "./finger.js";
import { triedPanes, furtherPanes, later, panes } from "./later.js";
import type { TextPane } from "./editor.js";
import { Opening } from "./panes/opening.js";
import { failed, small } from "./pieces.js";
import type { BenchState, Pane, Standing } from "./state.js";
import { benchStyles } from "./styles.js";
import { foundStyles } from "./styles-found.js";

const NEXT_SIZE: Record<TypeSize, TypeSize> = { normal: "large", large: "elder", elder: "normal" };
const PANES: [Pane, string][] = [
  ["form", "抄数"],
  ["text", "文本"],
  ["cases", "例子"],
  ["trial", "试算"],
  ["problems", "问题"],
  ["compare", "对照"],
  ["files", "带走"],
];

const KEPT: Record<Keeping, string> = {
  not: "没有存，关掉就没有了。",
  working: "正在存…",
  kept: "存在这台设备上了",
  failed: "没有存上：设备不让存，请下载。",
  full: "没有存上：设备满了，请下载。",
  elsewhere: "另一个窗口也在改这一份，已经另存一份，两边都在。",
};

/** The panes that are in other scripts than those that are written in. */
const OTHERS: Partial<Record<Pane | "use", typeof furtherPanes>> = {
  cases: triedPanes,
  trial: triedPanes,
  use: triedPanes,
  compare: furtherPanes,
  files: furtherPanes,
};

export class JiuzhuWorkbench extends LitElement {
  static override styles = [base, controls, panels, benchStyles, foundStyles];

  static override properties = { size: { reflect: true }, base: {}, module: {}, worker: {}, index: {}, sources: {} };

  declare size: TypeSize;
  declare base: string;
  declare module: string;
  declare worker: string;
  declare index: string;
  declare sources: string;

  private bench: Bench | undefined;
  private opening: Opening | undefined;
  private readonly standing: Standing = {};
  private readonly finger = new Finger();
  private text: TextPane | undefined;
  /** What the text is marked with. */
  private marked: BenchState["report"];
  private isLate = false;
  private wanted: number | undefined;
  private shown = "";

  constructor() {
    super();
    this.size = "normal";
  }

  /** Whether something is open that a reload would take away. */
  get isBusy(): boolean {
    return this.bench?.state.isOpen ?? false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("beforeunload", this.onLeave);
    document.addEventListener("visibilitychange", this.onHide);
    this.addEventListener("keydown", this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("beforeunload", this.onLeave);
    document.removeEventListener("visibilitychange", this.onHide);
    this.removeEventListener("keydown", this.onKey);
    this.closeText();
  }

  protected override async scheduleUpdate(): Promise<void> {
    await this.finger.free();
    super.scheduleUpdate();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (this.bench) return;
    const bench = new Bench(this, () => this.requestUpdate());
    bench.moved = (patches) => this.text?.follow(patches);
    Object.assign(this, { bench, opening: new Opening(bench) });
    void this.bring(bench, "form").then(() => this.bring(bench, "cases"));
    void bench
      .start()
      .then(() => this.dispatchEvent(new CustomEvent("jiuzhu-ready", { bubbles: true, composed: true })));
  }

  override render(): unknown {
    const { bench } = this;
    if (!bench) return nothing;
    return html`<div class="app" lang="zh-CN">
      <div class="bar">
        <div class="bar-inner">
          <span class="brand">政策包工作台</span>
          <button type="button" class="button button-small" data-act="size"
            @click=${() => (this.size = NEXT_SIZE[this.size])}>${this.size === "elder" ? "标准字" : "字大一点"}</button>
        </div>
      </div>
      <div class="page">${
        bench.state.isOpen
          ? this.open(bench)
          : fenced("opening", () => (bench.state.isUsing ? this.latePane(bench, "use") : this.opening?.view()))
      }</div>
    </div>`;
  }

  private open(bench: Bench): TemplateResult {
    const { pane, draft, said, failure, keeping, report, cases } = bench.state;
    const wrong = report?.diagnostics.length ?? 0;
    const failed = cases.filter(({ passes }) => !passes).length;
    const count: Partial<Record<Pane, number>> = { problems: wrong, cases: failed };
    return html`
      <div class="back"><button type="button" class="link link-back"
        @click=${() => this.leave(bench)}>换一份</button></div>
      <h1 tabindex="-1" id="heading">${bench.file || "新的政策包"}</h1>
      <nav class="panes" aria-label="看哪一面">
        ${PANES.map(
          ([name, words]) =>
            html`<button type="button" class="button button-small" data-pane=${name}
          aria-pressed=${pane === name ? "true" : "false"}
          @click=${() => this.go(name)}>${words}${
            count[name] ? html`<span class="count">${count[name]}</span>` : nothing
          }</button>`,
        )}
        <span class="row"><button type="button" class="button button-small" data-act="undo" ?disabled=${draft.past.length === 0}
          @click=${() => bench.undo()}>撤销</button>
        <button type="button" class="button button-small" data-act="redo" ?disabled=${draft.future.length === 0}
          @click=${() => bench.redo()}>重做</button></span>
      </nav>
      ${failure ? html`<p class="note note-warn" role="alert">${failure}</p>` : nothing}
      <p class=${keeping === "kept" && !said ? "kept" : "not-kept"} role="status"
        data-keeping=${keeping}>${said || KEPT[keeping]}${
          keeping === "not" && !said ? small("存在这台设备上", () => void bench.consent()) : nothing
        }${keeping === "failed" || keeping === "full" ? small("下载 .toml", () => bench.download()) : nothing}</p>
      <div class="text" ?hidden=${pane !== "text"}></div>
      ${pane === "text" ? this.textFoot() : nothing}
      <div class="screen" ?hidden=${pane !== "trial"}>${fenced("trial", () => this.tried(bench))}</div>
      <div class="screen">${fenced(pane, () => (pane === "text" || pane === "trial" ? nothing : this.latePane(bench, pane)))}</div>
      ${this.standing.next?.view()}
    `;
  }

  /** The calculator that was begun goes on, while another pane is looked at. */
  private tried(bench: Bench): unknown {
    return bench.state.pane === "trial" ? this.latePane(bench, "trial") : this.standing.trial?.view();
  }

  private textFoot(): TemplateResult {
    if (this.isLate) return failed("这一面没有取到，请看看有没有网络。写的都在。", () => void this.openText());
    return html`<p class="help">F8 到下一处问题，Ctrl+F 找，Ctrl+Z 撤销；按 Esc 再按 Tab 离开。问题也在“问题”里列着，按 Alt+P 就到。</p>`;
  }

  private latePane(bench: Bench, pane: Pane | "use"): unknown {
    const found = this.standing[pane];
    if (found) return found.view();
    void this.bring(bench, pane);
    return this.isLate
      ? failed("这一面没有取到，请看看有没有网络。写的都在。", () => {
          this.isLate = false;
          this.requestUpdate();
        })
      : html`<p role="status">正在取…</p>`;
  }

  /** Fetches the script that a pane is in. */
  private async bring(bench: Bench, pane: Pane | "use"): Promise<void> {
    if (this.isLate) return;
    try {
      const { standing } = await (OTHERS[pane] ?? panes)();
      // What was asked for twice stands once.
      Object.assign(this.standing, { ...standing(bench, (at) => this.show(at)), ...this.standing });
    } catch {
      this.isLate = true;
    }
    this.requestUpdate();
  }

  protected override updated(_changed: PropertyValues): void {
    const { bench } = this;
    if (!bench) return;
    const { isOpen, isUsing, pane, report } = bench.state;
    const key = isOpen ? `open ${bench.opened}` : isUsing ? (this.standing.use ? "use" : this.shown) : "opening";
    if (key !== this.shown) this.turn(key);
    if (isOpen && pane === "text") void this.openText();
    this.mark(report);
  }

  /** Another draft, or none. */
  private turn(key: string): void {
    const first = this.shown === "";
    this.shown = key;
    this.closeText();
    for (const pane of Object.values(this.standing)) pane.forget?.();
    if (first) return;
    this.renderRoot.querySelector<HTMLElement>("#heading")?.focus({ preventScroll: true });
    this.scrollIntoView({ block: "start" });
  }

  // ------------------------------------------------------------------------------------------ the text

  private async openText(): Promise<void> {
    const { bench } = this;
    if (this.text || !bench) return this.arrive();
    try {
      const { TextPane } = await later();
      const parent = this.renderRoot.querySelector<HTMLElement>(".text");
      if (this.text || !parent || !bench.state.isOpen) return this.arrive();
      const ids = (field: string): string[] => this.ids(field);
      this.text = new TextPane(parent, bench.state.draft.text, {
        changed: (patches) => bench.typed(patches),
        undo: () => bench.undo(),
        redo: () => bench.redo(),
        ids,
      });
      this.mark(bench.state.report);
      if (this.isLate) this.requestUpdate();
      this.isLate = false;
      this.arrive();
    } catch {
      if (!this.isLate) this.requestUpdate();
      this.isLate = true;
    }
  }

  /** Marks what is wrong; the marks move with what is typed until more is known. */
  private mark(report: BenchState["report"]): void {
    if (!this.text || !report || report === this.marked) return;
    this.marked = report;
    this.text.mark(report.diagnostics);
  }

  private closeText(): void {
    this.text?.close();
    Object.assign(this, { text: undefined, marked: undefined });
  }

  /** Leads to a place of the text, once the text is shown. */
  private show(at: number): void {
    this.wanted = at;
    if (this.bench?.state.pane === "text") this.arrive();
    else this.go("text");
  }

  private arrive(): void {
    if (this.wanted === undefined || !this.text || this.bench?.state.pane !== "text") return;
    this.text.show(this.wanted);
    this.wanted = undefined;
  }

  /** What a field may refer to. */
  private ids(field: string): string[] {
    const form = this.bench?.state.form as Record<string, unknown> | undefined;
    // Each field is called as one of its list; a question is told in words.
    const name = field === "cite" ? "citations" : field.replace(/^(?!question)(.*?)s?$/, "$1s");
    return ((form?.[name] ?? []) as { id: string }[]).map(({ id }) => id);
  }

  // ------------------------------------------------------------------------------------------ going round

  private go(pane: Pane): void {
    this.bench?.set({ pane, said: "", typing: undefined });
  }

  private leave(bench: Bench): void {
    if (bench.isUnkept && !confirm("草稿没有存，也许还没有下载。换一份就没有了，真的要换吗？")) return;
    bench.leave();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { bench } = this;
    if (!bench?.state.isOpen || event.isComposing) return;
    const isText = event
      .composedPath()
      .some((node) => node instanceof HTMLElement && node.classList.contains("cm-editor"));
    if (event.altKey && event.code === "KeyP") {
      event.preventDefault();
      this.go("problems");
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("#problems-heading")?.focus());
    } else if ((event.ctrlKey || event.metaKey) && !isText && ["z", "y", "Z"].includes(event.key)) {
      event.preventDefault();
      if (event.key === "z") bench.undo();
      else bench.redo();
    }
  };

  private readonly onLeave = (event: BeforeUnloadEvent): void => {
    if (this.bench?.isUnkept) event.preventDefault();
  };

  private readonly onHide = (): void => {
    if (document.visibilityState === "hidden") void this.bench?.keep();
  };
}
