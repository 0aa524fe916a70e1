/** 带走: the source and the compiled packs as files, the versions that are kept, and the sheet for a second pair of eyes. */

import { html, nothing, type TemplateResult } from "lit";
import type { CompiledPart, PackForm } from "../../../office/office.js";
import { zipOf } from "../../keep/zip.js";
import type { Bench } from "../bench.js";
import { ownFiles } from "../model/own.js";
import { download, fileCell, link, small } from "../pieces.js";
import { unnumbered } from "../paper.js";
import { textOf } from "../reading.js";
import type { KeptDraft, Version } from "../shelf.js";
import { use } from "../used.js";
import { sheet, sources } from "./sheet.js";

export class FilesPane {
  private readonly bench: Bench;
  /** Other drafts that are taken along. */
  private also: string[] = [];
  /** The packs of an index that is there already. */
  private there: { id: string }[] = [];

  constructor(bench: Bench) {
    this.bench = bench;
  }

  forget(): void {
    unnumbered();
    Object.assign(this, { also: [], there: [] });
  }

  view(): TemplateResult {
    const { report, compiled, drafts } = this.bench.state;
    const errors = report?.diagnostics.filter(({ severity }) => severity === "error").length ?? 0;
    const others = drafts.filter(({ name }) => name !== this.bench.file);
    return html`<div class="no-print"><h2>源文件</h2>
      <p>${small("下载 .toml", () => this.bench.download())}</p>
      <p class="help">换一台设备接着写用它。</p>
      <h2>在这台设备上用</h2>
      <p>${small("在这台设备上用", () => void this.useHere())}</p>
      <p class="help">在这台设备上测算，这个地方就按您录入的办法算；别人看不到。</p>
      <h2>给门户用</h2>
      ${
        errors > 0
          ? html`<p>还有 ${errors} 处错误，改好了才能编译。</p>`
          : html`<p>${small("编译", () => void this.bench.compile())}</p>`
      }
      ${
        compiled?.packs.length
          ? this.made(compiled.packs, others)
          : compiled
            ? html`<p role="alert">没有编译成：看看“问题”里还有什么。</p>`
            : nothing
      }
      <h2>交给项目</h2>
      <p class="help">收进来给大家用：一个压缩包，里面是源文件和一张说明，附在邮件或者合并请求里就行。</p>
      <p>${small("下载提交包", () => this.propose())}</p>
      <h2>存在这台设备上</h2>
      ${this.kept()}</div>
      ${this.bench.state.form ? sheet(this.bench.state.form) : nothing}`;
  }

  private made(packs: CompiledPart[], others: KeptDraft[]): TemplateResult {
    const length = packs.reduce((sum, { pack }) => sum + pack.length, 0);
    const tick = (id: string, on: boolean): void => {
      this.also = on ? [...this.also, id] : this.also.filter((one) => one !== id);
      this.bench.set({});
    };
    return html`<p role="status" data-digest=${packs[packs.length - 1]?.entry.digest ?? ""}
      data-packs=${packs.length}>编译好了，${
        packs.length > 1 ? `${packs.length} 份（每段时期、每个地方一份），` : ""
      }${length} 字节。放进门户的 <code>own/</code> 文件夹，页面上就有这个地方，并写明是门户自己的。</p>
      ${
        others.length > 0
          ? html`<div class="sheet">
        <p>一起放进去的别的草稿：</p>${others.map(
          ({ id, name }) =>
            html`<label class="tick">
        <input type="checkbox" .checked=${this.also.includes(id)}
        @change=${(event: Event) => tick(id, (event.target as HTMLInputElement).checked)}
        /><span>${name}</span></label>`,
        )}</div>`
          : nothing
      }
      ${fileCell("own-index", "own/ 里已经有 index.json 的，先选它，一起写进去", ".json,application/json", (file) => this.bring(file))}
      ${this.there.length > 0 ? html`<p role="status">原来的 ${this.there.length} 份留着，编号一样的换成新的。</p>` : nothing}
      <p class="row">
        ${small("下载 own.zip", () => void this.own())}
        ${packs.map(({ pack, entry }) =>
          small("只下载政策包", () => download(entry.file, pack, "application/octet-stream"), entry.id),
        )}
      </p>`;
  }

  /** Puts what the draft comes to among what is used on this device. */
  private async useHere(): Promise<void> {
    const { bench } = this;
    const { text } = bench.state.draft;
    const compiled = await bench.compile();
    if (!compiled?.packs.length) return;
    try {
      await use(bench, bench.file, text, compiled);
      bench.set({ said: "放好了：到“换一份”那一页，点“用它们测算”。" });
    } catch {
      bench.set({ said: "这台设备不让存，没有放好。" });
    }
  }

  /** What is in own/ already. */
  private async bring(file: File): Promise<void> {
    try {
      const { packs } = JSON.parse(await file.text()) as { packs: { id: string }[] };
      this.there = packs.filter(({ id }) => typeof id === "string");
      this.bench.set({});
    } catch {
      this.bench.set({ said: "这个文件不是 own/ 的 index.json。" });
    }
  }

  /** Everything that own/ needs in one archive: of this draft, and of the others that are taken along. */
  async own(): Promise<void> {
    const { drafts, compiled } = this.bench.state;
    const parts = [...(compiled?.packs ?? [])];
    for (const { name, text } of drafts.filter(({ id }) => this.also.includes(id))) {
      const other = await this.bench.compiled(name, text);
      if (!other || other.packs.length === 0) return this.bench.set({ said: `${name} 还有错误，没有放进去。` });
      parts.push(...other.packs);
    }
    download("own.zip", zipOf(ownFiles(parts, this.there)), "application/zip");
  }

  private propose(): void {
    const { draft, form, report } = this.bench.state;
    if (!form) return;
    const name = this.bench.file || "草稿.toml";
    const files = [
      { name: `policies/${name}`, content: draft.text },
      { name: "说明.md", content: proposal(form, name, report?.cases ?? 0) },
    ];
    download(`${name.replace(/\.toml$/, "")}-提交.zip`, zipOf(files), "application/zip");
  }

  private kept(): TemplateResult {
    const { keeping, versions } = this.bench.state;
    if (keeping === "not") return html`<p>现在没有存：要存，点最上面的“存在这台设备上”。草稿里没有个人的信息。</p>`;
    return html`<p>写的时候自动存，留最近 50 个版本。</p>
      ${
        versions.length > 0
          ? html`<ul class="pick" tabindex="0" aria-label="版本">${versions.map((one) => this.version(one))}</ul>`
          : nothing
      }`;
  }

  private version({ at, name, text }: Version): TemplateResult {
    /** As one step that can be taken back. */
    const take = (): void => {
      const patches = [{ from: 0, to: this.bench.state.draft.text.length, insert: text }];
      this.bench.typed(patches);
      this.bench.moved(patches);
    };
    return html`<li>${new Date(at).toLocaleString("zh-CN")} ${name} ${link("换成这一版", take, String(at))}</li>`;
  }
}

/** What the project wants to know of a pack. */
function proposal(form: PackForm, name: string, cases: number): string {
  const head = (of: string): string => textOf({ cells: form.head }, of).split("\n").join("");
  return [
    `# ${head("title")}`,
    "",
    `文件：policies/${name}；地方：${head("region")}；从 ${head("from")} 起；核对：${head("checked_on")}；例子 ${cases} 个。`,
    "",
    "依据：",
    "",
    ...sources(form, "confidence").map((source) => `- ${source}`),
    "",
    "录入：　　　　核对：",
    "",
  ].join("\n");
}
