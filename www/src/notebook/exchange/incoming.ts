/** How something comes in: as a file, as a text, as pictures of square codes, or through the camera. */

import { html, nothing, type TemplateResult } from "lit";
import type { Problem } from "../../contract.js";
import { make } from "../../own.js";
import { fold } from "../../ui/pieces.js";
import type { Door } from "../door.js";
import { lens } from "../later.js";
import { small } from "../pieces.js";
import { Gathering, hasFrames } from "./frames.js";
import { Looking } from "./looking.js";

/** Megabytes of a file, at most. */
const MOST = 64 * 1024 * 1024;
const UNSEEN = "这里面没有走访本的东西。照片要整个二维码都在，清楚，不斜。";
const SEEN = "看见的这个二维码不是走访本交东西用的。";
const UNOPENED = "看照片的那一部分没有打开。请看看有没有网络，再选一次。";
const UNREAD = "这个文件读不出来。请再选一次，或者换一个。";
const OTHERWISE = "可以请对方发文件或者文字，也可以选二维码的照片。";

export class Incoming {
  /** What came in, sealed as it is: it may wait here behind the lock. */
  private file: Uint8Array | undefined;
  /** What was chosen is being read, one choice after the other; and how many are not read yet. */
  private reading = Promise.resolve();
  private unread = 0;
  private gathering = new Gathering();
  private readonly door: Door;
  private readonly label: string;
  private readonly looking: Looking;
  private said = "";

  constructor(door: Door, label: string) {
    this.door = door;
    this.label = label;
    this.looking = new Looking(door, (words) => this.heard(words, SEEN), OTHERWISE);
  }

  /** Whether there is something, or is going to be. */
  get isThere(): boolean {
    return this.file !== undefined || this.unread > 0;
  }

  /** All that came in, once it is read; nothing where nothing came. */
  async whole(): Promise<Uint8Array | undefined> {
    await this.reading;
    return this.file;
  }

  forget(): void {
    this.rest();
    Object.assign(this, { file: undefined, gathering: new Gathering() });
  }

  /** Behind another screen or the lock the camera does not go on; what came in, in pieces too, waits: it is sealed. */
  rest(): void {
    this.looking.rest();
    this.said = "";
  }

  view(problems: Problem[]): TemplateResult {
    const { count, have } = this.gathering;
    const bad = problems.find(({ path }) => path === "file");
    return html`
      <div class=${bad ? "field field-bad" : "field"}>
        <label for="field-file"><span>${this.label}</span></label>
        ${bad ? html`<p class="field-problem" id="field-file-problem">${bad.text}</p>` : nothing}
        <input id="field-file" type="file" multiple aria-describedby=${bad ? "field-file-problem" : nothing}
          @change=${(event: Event) => this.chosen(event)} />
        <p class="help">文件，或者一张张二维码的照片。</p>
      </div>
      ${this.looking.view()}
      ${fold(
        "没有文件，是一段文字",
        html`<div class="field">
          <label for="field-pieces"><span>把那段文字贴在这里</span></label>
          <textarea id="field-pieces" rows="3" autocomplete="off" @input=${(event: InputEvent) => this.pasted(event)}></textarea>
        </div>`,
        count > 0 && !this.looking.isOpen,
      )}
      ${
        this.file
          ? html`<p role="status" data-chosen>已经有了，${Math.ceil(this.file.length / 1024)} KB。</p>`
          : count > 0
            ? html`<p role="status" data-pieces>一共 ${count} 段，有了 ${have} 段。接着来，先后不要紧。</p>
                <p class="row">${small("只有这些了", () => this.take(this.gathering.asFar()))}</p>`
            : this.unread > 0
              ? html`<p role="status">正在读…</p>`
              : nothing
      }
      ${this.said ? html`<p class="note note-warn" role="alert" data-incoming>${this.said}</p>` : nothing}
    `;
  }

  private chosen(event: Event): void {
    const field = event.target as HTMLInputElement;
    const files = [...(field.files ?? [])];
    this.unread += 1;
    this.reading = this.reading.then(async () => {
      await this.read(files);
      field.value = "";
      this.unread -= 1;
      this.door.set({});
    });
    this.door.set({});
  }

  private async read(files: File[]): Promise<void> {
    Object.assign(this, { said: "", file: undefined });
    for (const file of files) {
      // Of pictures there may be more than it takes.
      if (this.file) break;
      const isPicture = file.type.startsWith("image/");
      try {
        if (file.size > MOST) this.said = "这个文件太大了，不是走访本的。";
        else if (isPicture) this.heard((await (await lens()).wordsIn(file, make("canvas"))) ?? "");
        else {
          const bytes = new Uint8Array(await file.arrayBuffer());
          const text = new TextDecoder().decode(bytes);
          if (hasFrames(text)) this.heard(text);
          else this.take(bytes);
        }
      } catch {
        this.said = isPicture ? UNOPENED : UNREAD;
      }
    }
  }

  private pasted(event: InputEvent): void {
    const field = event.target as HTMLTextAreaElement;
    this.heard(field.value);
    if (this.file) field.value = "";
  }

  /** What a code says, or a text. */
  private heard(words: string, wrong = UNSEEN): void {
    this.said = hasFrames(words) ? "" : wrong;
    if (this.gathering.add(words) > 0) this.file = undefined;
    const whole = this.gathering.whole();
    if (whole) this.take(whole);
    else this.door.set({});
  }

  private take(file: Uint8Array | undefined): void {
    this.rest();
    Object.assign(this, { file, gathering: new Gathering() });
    this.door.set({});
  }
}
