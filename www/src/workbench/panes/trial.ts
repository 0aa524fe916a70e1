/** 试算: the calculator in place, on the draft. */

import { html, nothing, type TemplateResult } from "lit";
import type { Bench } from "../bench.js";
import { link, small } from "../pieces.js";
import { entered } from "../entered.js";
import { drawn, standing } from "../standing.js";
import { tryDraft } from "../trial.js";
import { Origins } from "./origins.js";

export class TrialPane {
  private readonly bench: Bench;
  /** The text that the calculator goes by. */
  private tried: string | undefined;
  private isBroken = false;
  private readonly origins: Origins;

  constructor(bench: Bench, show: (at: number) => void) {
    this.bench = bench;
    this.origins = new Origins(bench, show);
  }

  view(): TemplateResult {
    const { report, draft } = this.bench.state;
    const errors = report?.diagnostics.some(({ severity }) => severity === "error");
    const { tried } = this;
    return html`<h2>试算</h2>
      ${
        errors
          ? html`<p>还有错误，改好了才能试。</p>`
          : html`<p>${small(
              tried === undefined ? "照这份草稿算" : tried === draft.text ? "重新开始" : "草稿改过了，照新的算",
              () => void this.start(),
            )}</p>`
      }
      ${this.isBroken ? html`<p role="alert" class="note note-warn">测算没有打开，请看看有没有网络，再试一次。</p>` : nothing}
      ${
        tried === undefined
          ? nothing
          : html`<p class="note" data-tried>下面是居民看到的页面，按您录入的办法算；填的不会存。</p><iframe class="trial" title="照草稿测算"
        src="./"></iframe>${this.origins.view()}`
      }`;
  }

  /** Another draft begins without a calculator. */
  forget(): void {
    Object.assign(this, { tried: undefined, isBroken: false });
    this.origins.forget();
  }

  private async start(): Promise<void> {
    const { text } = this.bench.state.draft;
    const compiled = await this.bench.compile();
    if (!compiled?.packs.length) return;
    // A new frame for each edition.
    this.forget();
    this.bench.set({});
    await drawn();
    this.tried = text;
    this.bench.set({});
    await drawn();
    const frame = standing<HTMLIFrameElement>(".trial");
    try {
      if (frame) await tryDraft(frame, compiled.packs.map(entered), (answers) => this.origins.hear(answers));
    } catch {
      this.isBroken = true;
      this.bench.set({});
    }
  }
}

/** 在这台设备上用: the calculator on everything that was made here and is used here. */
export class UsePane {
  private readonly bench: Bench;
  private isOpen = false;
  private isBroken = false;

  constructor(bench: Bench) {
    this.bench = bench;
  }

  view(): TemplateResult {
    if (!this.isOpen) void this.start();
    const { used } = this.bench.state;
    const close = (): void => {
      this.isOpen = false;
      this.bench.set({ isUsing: false });
    };
    return html`<div class="back">${link("回工作台", close)}</div>
      <h1 tabindex="-1" id="heading">按您录入的办法测算</h1>
      ${this.isBroken ? html`<p role="alert" class="note note-warn">测算没有打开，请看看有没有网络，再试一次。</p>` : nothing}
      <p class="note"
        data-using=${used.length}>${used
          .flatMap(({ packs }) => packs.map(({ title }) => title))
          .join("、")}，没有经过别人核对。填的不会存。</p>
      <iframe class="trial trial-whole" title="按您录入的办法测算" src="./"></iframe>`;
  }

  private async start(): Promise<void> {
    this.isOpen = true;
    this.isBroken = false;
    await drawn();
    const frame = standing<HTMLIFrameElement>(".trial-whole");
    try {
      if (frame)
        await tryDraft(
          frame,
          this.bench.state.used.flatMap(({ packs }) => packs),
        );
    } catch {
      this.isBroken = true;
      this.bench.set({});
    }
  }
}
