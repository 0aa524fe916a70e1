/** How something goes out: as a file, as a text, as square codes for another phone to read. */

import { html, nothing, type TemplateResult } from "lit";
import { environment } from "../../environment.js";
import { plainButton } from "../../ui/pieces.js";
import type { Door } from "../door.js";
import { small } from "../pieces.js";
import { keepAwake } from "./awake.js";
import { codeDrawing } from "./codes.js";
import { framesOf, textOf, type Frames } from "./frames.js";
import { ways } from "./ways.js";

/** Codes in a second. */
const PACE = 8;
/** Codes of a file, at most: more than a minute and a half nobody holds still. */
const MOST_CODES = 560;

export class Outgoing {
  private readonly door: Door;
  private file: Uint8Array | undefined;
  private name = "";
  private frames: Frames | undefined;
  private at = 0;
  private beat = 0;
  private sleep: (() => void) | undefined;
  private said = "";

  constructor(door: Door) {
    this.door = door;
  }

  get isThere(): boolean {
    return this.file !== undefined;
  }

  put(name: string, file: Uint8Array): void {
    this.forget();
    Object.assign(this, { name, file });
  }

  forget(): void {
    this.still();
    Object.assign(this, { file: undefined, name: "", frames: undefined, at: 0, said: "" });
  }

  /** What is sealed waits behind the lock; nothing of it is shown. */
  rest(): void {
    this.still();
    Object.assign(this, { frames: undefined, at: 0, said: "" });
  }

  view(): TemplateResult {
    const { file, frames } = this;
    if (!file) return html``;
    const codes = framesOf(file).count;
    return html`<div data-outgoing>
      <div class="buttons">
        ${environment().canDownload ? plainButton("存成文件", () => ways.download(this.name, file, "application/octet-stream")) : nothing}
        ${plainButton("复制成文字", () => void this.copy(file))}
        ${codes <= MOST_CODES ? plainButton(`给对方扫（${codes} 个二维码）`, () => this.show(file)) : nothing}
      </div>
      ${environment().canDownload ? nothing : html`<p class="note">这里存不了文件，请用文字；或者点右上角「···」，选「在浏览器打开」。</p>`}
      ${this.said ? html`<p class="note" role="status" data-copied>${this.said}</p>` : nothing}
      ${
        frames
          ? html`${codeDrawing(frames.line(this.at), `第 ${this.at + 1} 个二维码`)}
              <p class="row">${
                frames.count > 1
                  ? html`${this.beat ? small("停一停", () => this.pause()) : small("自动翻", () => this.show(file))}${small("下一个", () => this.next())}`
                  : nothing
              }${small("收起来", () => this.hide())}</p>
              <p class="help apart">请对方在「收进来」里点「用镜头扫二维码」，对着这里，等到说有了。先后、漏了几个都不要紧。</p>`
          : nothing
      }
    </div>`;
  }

  private async copy(file: Uint8Array): Promise<void> {
    const isCopied = await ways.copyText(textOf(file));
    this.said = isCopied
      ? "复制好了，请粘贴到给对方的消息里，一个字也别改。太长发不出去的，用文件。"
      : "这里复制不了，请用文件。";
    this.door.set({});
  }

  private show(file: Uint8Array): void {
    this.still();
    this.frames = this.frames ?? framesOf(file);
    if (this.frames.count > 1) this.beat = window.setInterval(() => this.turn(), 1000 / PACE);
    this.sleep = keepAwake();
    this.door.set({});
  }

  /** Not for nobody: what is shown may have been taken off the screen. */
  private turn(): void {
    if (this.door.isOutside || document.hidden) return this.hide();
    this.at += 1;
    this.door.set({});
  }

  private next(): void {
    this.pause();
    this.at += 1;
    this.door.set({});
  }

  private pause(): void {
    clearInterval(this.beat);
    this.beat = 0;
    this.door.set({});
  }

  private hide(): void {
    this.rest();
    this.door.set({});
  }

  private still(): void {
    clearInterval(this.beat);
    this.sleep?.();
    Object.assign(this, { beat: 0, sleep: undefined });
  }
}
