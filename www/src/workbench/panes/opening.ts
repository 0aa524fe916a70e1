/** 开头: what to begin with. */

import { html, nothing, type TemplateResult } from "lit";
import type { Bench } from "../bench.js";
import { isOld } from "../entered.js";
import { failed, fileCell, link, small } from "../pieces.js";
import { listUsed } from "../used.js";

export class Opening {
  private readonly bench: Bench;
  private wanted = "";
  private pasted = "";

  constructor(bench: Bench) {
    this.bench = bench;
  }

  view(): TemplateResult {
    const { packs, drafts, failure, used } = this.bench.state;
    const found = packs.filter(({ title, id, region }) =>
      [title, id, ...region].some((word) => word.includes(this.wanted.trim())),
    );
    return html`<h1 tabindex="-1" id="heading">政策包工作台</h1>
      <p class="lead">手里有救助办法？照着抄成政策包，边写边查，马上能算。都在这台设备上，不会上传。</p>
      <p class="help">第一次：点“写一份新的”，照着文件填，每一步下面写着下一步。省、市已经有的，以它为底，只写不一样的。</p>
      ${failure ? failed(failure, packs.length > 0 ? undefined : () => void this.bench.start()) : nothing}
      ${
        drafts.length > 0
          ? html`<section><h2>接着写</h2><ul class="problem-list">${drafts.map(
              (draft) =>
                html`<li>${link(draft.name, () =>
                  this.bench.open(draft.name, draft.text, draft),
                )}<small>${new Date(draft.at).toLocaleString("zh-CN")}</small> ${link(
                  "删去",
                  () => void this.bench.remove(draft.id),
                  draft.name,
                )}</li>`,
            )}</ul></section>`
          : nothing
      }
      ${
        used.length > 0
          ? html`<section><h2>这台设备上用的</h2>
            <ul class="problem-list">${used.map(
              ({ name, packs }) =>
                html`<li>${packs[packs.length - 1]?.title ?? name} ${link(
                  "不用了",
                  () => void this.unuse(name),
                  name,
                )}${
                  packs.some(isOld)
                    ? html`<p class="fails" data-old>是以前的版本编译的，现在打不开：打开 ${name}，到“带走”里再点一次“在这台设备上用”。</p>`
                    : nothing
                }</li>`,
            )}</ul>
            <p>${small("用它们测算", () => this.bench.set({ isUsing: true }))}</p></section>`
          : nothing
      }
      <section><h2>从头写</h2><p>${small("写一份新的", () => void this.bench.openBlank())}</p></section>
      <section><h2>打开文件</h2>
        ${fileCell("file", ".toml 文件", ".toml,text/plain", (file) => this.bring(file))}
        <details><summary>或者粘贴文本</summary><div class="paste"><label for="pasted">政策包的文本</label>
          <textarea id="pasted" rows="6"
          @input=${(event: Event) => (this.pasted = (event.target as HTMLTextAreaElement).value)}></textarea><p>${small(
            "打开",
            () => this.bench.open("", this.pasted),
          )}</p></div></details>
      </section>
      <section><h2>从现成的改，或者以省里、市里的为底</h2>
        <div class="cell"><label for="wanted">找一个地方</label>
          <input id="wanted" type="text" autocomplete="off" @input=${(event: Event) => this.want(event)} /></div>
        <ul class="pick" tabindex="0"
          aria-label="现成的政策包">${found.map(
            ({ id, title }) =>
              html`<li>${link(title, () => void this.bench.openPack(id))}<small>${id}</small> ${link(
                "以它为底写",
                () => void this.bench.openBased(id),
                title,
              )}</li>`,
          )}</ul>
      </section>`;
  }

  private async unuse(name: string): Promise<void> {
    await this.bench.keeper.shelf.unuse(name);
    await listUsed(this.bench);
  }

  private want(event: Event): void {
    this.wanted = (event.target as HTMLInputElement).value;
    this.bench.set({});
  }

  private async bring(file: File): Promise<void> {
    try {
      this.bench.open(file.name, new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
    } catch {
      this.bench.set({ failure: "这个文件不是 UTF-8 的文本：请另存为 UTF-8 再打开。" });
    }
  }
}
