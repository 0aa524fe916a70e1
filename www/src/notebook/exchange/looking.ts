/** Looking for square codes through the camera: the button, the picture, and why it cannot be. */

import { html, nothing, type TemplateResult } from "lit";
import { make } from "../../own.js";
import type { Door } from "../door.js";
import { lens } from "../later.js";
import { small } from "../pieces.js";
import { keepAwake } from "./awake.js";

export class Looking {
  private readonly door: Door;
  private readonly heard: (words: string) => void;
  /** What else she can do. */
  private readonly otherwise: string;
  private video: HTMLVideoElement | undefined;
  private stopping: AbortController | undefined;
  /** Whether this phone has none at all, as far as the browser tells before it is tried. */
  private isMissing = false;
  private said = "";

  /** @param heard gets the words of each code, once as long as it is looked at */
  constructor(door: Door, heard: (words: string) => void, otherwise: string) {
    this.door = door;
    this.heard = heard;
    this.otherwise = otherwise;
    // Ahead of the screen, which is not to move under a finger.
    void this.ask();
    navigator.mediaDevices?.addEventListener("devicechange", () => void this.ask());
  }

  view(): TemplateResult {
    if (this.isMissing)
      return html`<p class="help" data-lens="none">这里用不了镜头：这台机器没有，或者这个浏览器不给网页用（微信里面多半不给）。${this.otherwise}</p>`;
    return html`<div class="field">
      <p class="row">${this.video ? small("停下", () => this.stop()) : small("用镜头扫二维码", () => void this.open())}</p>
      ${this.video ? html`${this.video}<p class="help" role="status">镜头开着，看见的不存，也不传出去。对准二维码，等一会儿。</p>` : nothing}
      ${this.said ? html`<p class="note note-warn" role="alert" data-lens="refused">${this.said}${this.otherwise}</p>` : nothing}
    </div>`;
  }

  get isOpen(): boolean {
    return this.video !== undefined;
  }

  /** The camera does not go on behind another screen or the lock. */
  rest(): void {
    this.stopping?.abort();
    Object.assign(this, { stopping: undefined, video: undefined, said: "" });
  }

  private stop(): void {
    this.rest();
    this.door.set({});
  }

  private async ask(): Promise<void> {
    const isMissing = !(await hasCamera());
    if (isMissing === this.isMissing) return;
    this.isMissing = isMissing;
    this.door.set({});
  }

  private async open(): Promise<void> {
    const stopping = new AbortController();
    const video = make("video");
    Object.assign(video, { muted: true, playsInline: true, className: "lens" });
    video.setAttribute("aria-label", "镜头里看见的");
    Object.assign(this, { stopping, video, said: "" });
    this.door.set({});
    const sleep = keepAwake();
    let last = "";
    const once = (words: string): void => {
      if (words === last) return;
      last = words;
      this.heard(words);
    };
    let said = "";
    try {
      const { lookThrough } = await lens();
      await lookThrough(video, make("canvas"), once, stopping.signal);
    } catch (error) {
      said = refusal(error);
    } finally {
      sleep();
    }
    // Told to stop, or opened anew meanwhile.
    if (this.stopping !== stopping) return;
    Object.assign(this, { stopping: undefined, video: undefined, said });
    this.door.set({});
  }
}

async function hasCamera(): Promise<boolean> {
  if (typeof navigator.mediaDevices?.getUserMedia !== "function") return false;
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => undefined);
  // Where it does not tell, it is found out by trying.
  return devices?.some(({ kind }) => kind === "videoinput") ?? true;
}

function refusal(error: unknown): string {
  const name = error instanceof DOMException ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      return "镜头没有打开：没有让这一页用。要用的话，在浏览器的网站设置里允许镜头，再点一次。";
    case "NotFoundError":
      return "没有找到镜头。";
    case "NotReadableError":
    case "AbortError":
      return "镜头打不开，或者断了，可能别的应用正在用。关掉它，再点一次。";
    default:
      return "扫码的那一部分没有打开。请看看有没有网络，再点一次。";
  }
}
