/** `<jiuzhu-roster>`: whole lists through the sieve, as one element. */

import { html, LitElement, nothing, type PropertyValues } from "lit";
import { FolderResources } from "../folder-resources.js";
import { Office } from "../office/office.js";
import { script } from "../page-script.js";
import { scriptAddress } from "../trusted.js";
import { fenced } from "../ui/part.js";
import { base } from "../ui/styles/base.js";
import { controls } from "../ui/styles/controls.js";
import { panels } from "../ui/styles/panels.js";
import { resultParts, type ResultParts } from "./later.js";
import { Sieve } from "./sieve.js";
import { secondsLeft, type State } from "./state.js";
import { rosterStyles } from "./styles.js";
import { columnsView } from "./views/columns.js";
import { filesView } from "./views/files.js";
import type { OpenPerson } from "./views/person.js";
import { fill, WORDS } from "./words.js";

/** The scripts and modules that only this page loads, as its own script names them. */
const NAMES = { worker: script?.dataset.worker ?? "", office: script?.dataset.office ?? "" };

export class JiuzhuRoster extends LitElement {
  static override styles = [base, controls, panels, rosterStyles];

  static override properties = { base: {}, module: {}, extras: {}, index: {}, config: {} };

  declare base: string;
  declare module: string;
  declare extras: string;
  declare index: string;
  declare config: string;

  private sieve: Sieve | undefined;
  private person: OpenPerson | undefined;
  private parts: ResultParts | undefined;
  private tried: InstanceType<ResultParts["WhatIf"]> | undefined;
  /** The result that the focus was led to. */
  private shown: unknown;

  override connectedCallback(): void {
    super.connectedCallback();
    const { base: folder, module, extras, index, config } = this;
    const at = (name: string): string => new URL(name, new URL(folder, document.baseURI)).href;
    const office = new Office({
      worker: () => new Worker(scriptAddress(at(NAMES.worker))),
      module: async () => (await fetch(at(NAMES.office), { credentials: "same-origin" })).arrayBuffer(),
    });
    const resources = new FolderResources({ base: folder, module, extras, index, config });
    const sieve = (this.sieve = new Sieve(resources, office, () => this.requestUpdate()));
    void sieve
      .start()
      .then(() => this.dispatchEvent(new CustomEvent("jiuzhu-ready", { bubbles: true, composed: true })));
    void this.fetchParts();
    addEventListener("pagehide", this.onLeave);
    addEventListener("dragover", this.onDrag);
    addEventListener("drop", this.onDrop);
  }

  override disconnectedCallback(): void {
    removeEventListener("pagehide", this.onLeave);
    removeEventListener("dragover", this.onDrag);
    removeEventListener("drop", this.onDrop);
    this.onLeave();
    super.disconnectedCallback();
  }

  override render(): unknown {
    const { sieve } = this;
    if (!sieve) return nothing;
    const { state } = sieve;
    return html`<div class="app" lang="zh-CN">
      <div class="bar"><div class="bar-inner"><span class="brand">${WORDS.title}</span></div></div>
      <div class="page">
        <h1 id="heading" tabindex="-1">${WORDS.title}</h1>
        <p class="lead">${WORDS.lead}</p>
        <p><b>${WORDS.private}</b></p>
        ${state.failure ? html`<p class="note note-warn" role="alert" data-failure>${state.failure}</p>` : nothing}
        ${fenced("place", () => this.place(sieve, state))}
        ${state.policy ? fenced("files", () => filesView(sieve)) : nothing}
        ${this.working(sieve, state)}
        ${state.tables && state.policy ? fenced("columns", () => columnsView(sieve, state.tables!, state.policy!)) : nothing}
        ${this.result(sieve, state)}
      </div>
      ${this.parts?.personDialog(this.person, () => this.shut()) ?? nothing}
    </div>`;
  }

  /** What came out, and what would come out otherwise. */
  private result(sieve: Sieve, { result }: State): unknown {
    if (!result) return nothing;
    const { parts } = this;
    if (!parts) {
      void this.fetchParts();
      return nothing;
    }
    if (this.tried?.of !== result) this.tried = new parts.WhatIf(sieve, result);
    const { tried } = this;
    return html`${fenced("result", () => parts.resultView(sieve, result, (place) => void this.open(place, false)))}
      ${result.persons > 0 ? fenced("what-if", () => parts.whatIfView(tried, (place) => void this.open(place, true))) : nothing}
      ${fenced("aside", () => parts.asideView(sieve, result))}`;
  }

  private async fetchParts(): Promise<void> {
    try {
      this.parts = await resultParts();
      this.requestUpdate();
    } catch {
      this.sieve?.set({ failure: WORDS.notLoaded });
    }
  }

  private place(sieve: Sieve, { pack, day, policy }: State): unknown {
    return html`<section class="panel" aria-labelledby="step-place">
      <h2 id="step-place">${WORDS.place}</h2>
      ${
        pack && policy
          ? html`<p data-place><b>${pack.region.join(" ")}</b>　${pack.title}
                <button type="button" class="link" @click=${() => sieve.leavePlace()}>${WORDS.change}<span class="quiet">${WORDS.place}</span></button></p>
              <div class="field inline"><label for="day">${WORDS.day}</label>
                <input id="day" type="date" .value=${day} @change=${(event: Event) => void sieve.setDay((event.target as HTMLInputElement).value)} /></div>`
          : html`<jiuzhu-place-finder .sieve=${sieve} .changes=${sieve.state}></jiuzhu-place-finder>`
      }
    </section>`;
  }

  /** What is being done, how far it is, how much longer, and the way to stop it. */
  private working(sieve: Sieve, { busy }: State): unknown {
    if (!busy) return html`<p class="quiet" role="status"></p>`;
    const percent = Math.floor(busy.done / 10);
    const left = secondsLeft(busy, performance.now());
    const says =
      busy.what === "screen" || busy.what === "compare"
        ? fill(busy.what === "screen" ? WORDS.working : WORDS.comparing, {
            percent,
            left: left ? fill(WORDS.left, { seconds: left }) : "",
          })
        : busy.what === "write"
          ? fill(WORDS.writing, { percent })
          : busy.what === "read"
            ? fill(WORDS.reading, { name: busy.name ?? "" })
            : WORDS.loading;
    const measured = busy.what !== "open" && busy.what !== "read";
    return html`<div class="panel working" data-busy=${busy.what}>
      <p role="status">${says}</p>
      ${measured ? html`<progress max="1000" .value=${busy.done} aria-label=${says}></progress>` : nothing}
      ${busy.what === "screen" || busy.what === "read" ? html`<button type="button" class="button button-small" @click=${() => sieve.stop()}>${WORDS.stop}</button>` : nothing}
    </div>`;
  }

  private async open(place: number, changes: boolean): Promise<void> {
    const answer = await this.sieve?.ask("person", [place, changes], { line: "person" });
    if (answer?.kind !== "value" || !answer.value) return;
    this.person = { told: answer.value };
    this.requestUpdate();
  }

  private shut(): void {
    this.person = undefined;
    this.requestUpdate();
  }

  protected override updated(_changed: PropertyValues): void {
    const dialog = this.renderRoot.querySelector("dialog");
    if (dialog && !dialog.open) dialog.showModal();
    const { result } = this.sieve?.state ?? {};
    if (result !== this.shown && result) this.renderRoot.querySelector<HTMLElement>("#step-result")?.focus();
    this.shown = result;
  }

  /** Nothing that was read outlives the page, also where the browser keeps the page for the way back. */
  private readonly onLeave = (): void => this.sieve?.clear();

  private readonly onDrag = (event: DragEvent): void => event.preventDefault();

  /** A file that is dropped beside the place for it would be opened by the browser. */
  private readonly onDrop = (event: DragEvent): void => {
    event.preventDefault();
    const files = Array.from(event.dataTransfer?.files ?? []);
    if (this.sieve?.state.policy && files.length > 0) void this.sieve.addFiles(files);
  };
}
