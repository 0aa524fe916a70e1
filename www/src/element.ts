/** `<jiuzhu-calculator>`: the whole calculator as one element. This file only says what it is; define.ts registers it. */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { chineseVoice, speaks } from "./environment.js";
import { FolderResources, type FolderNames } from "./folder-resources.js";
import type { Resources } from "./resources.js";
import { own } from "./own.js";
import { contacts } from "./portal/contacts.js";
import { isPrefilled, SIZES } from "./portal/options.js";
import { Portal } from "./portal/portal.js";
import { sheetOf, speechOf } from "./result/sheet.js";
import { Session } from "./state/session.js";
import { chosenPack, isFuture, isPast, type State, type TypeSize } from "./state/state.js";
import { period } from "./text/date.js";
import { t } from "./text/strings.js";
import { fenced } from "./ui/part.js";
import { base } from "./ui/styles/base.js";
import { controls } from "./ui/styles/controls.js";
import { figures } from "./ui/styles/figures.js";
import { panels } from "./ui/styles/panels.js";
import { failureNote, keptNote, topBar } from "./ui/frame.js";

/** Milliseconds within which two taps are one double tap. */
const DOUBLE_TAP = 500;

export class JiuzhuCalculator extends LitElement {
  /** Where elements that do not say otherwise find their files. */
  static folder: FolderNames = {
    base: "./",
    module: "jiuzhu.wasm",
    extras: "jiuzhu-extras.js",
    index: "packs/index.json",
    config: "",
  };

  static override styles = [base, controls, panels, figures];

  static override properties = {
    size: { reflect: true },
    region: {},
    policy: {},
    mode: {},
    theme: { reflect: true },
    phone: {},
    hide: {},
    answers: {},
    share: {},
    asker: { attribute: false },
    config: {},
    base: {},
    module: {},
    extras: {},
    index: {},
    history: { type: Boolean },
    resources: { attribute: false },
  };

  /** Type size: "normal", "large" or "elder". */
  declare size: TypeSize;
  /** Division code of the portal's place; empty shows all places. */
  declare region: string;
  /** Id of the pack that is chosen without asking. */
  declare policy: string;
  /** "resident", or "liaison": one device for many people, so nothing is kept on it. */
  declare mode: string;
  /** "auto", "light" or "dark". */
  declare theme: string;
  /** The portal's own number for questions. */
  declare phone: string;
  /** Parts that are not shown, by name. */
  declare hide: string;
  /** Answers known beforehand: JSON of `person`, `parameters` and `bills` as in `Answers`, or the same as an object. */
  declare answers: string | object;
  /** "amount": the page asks the person for the amount of the result. */
  declare share: string;
  /** Inside a frame, the name and address of the page around it; elsewhere it is not looked at. */
  declare asker: string;
  /** Name of the file with the portal's settings; empty where there is none. */
  declare config: string;
  /** Folder of the calculator's own files, with a closing slash. */
  declare base: string;
  /** Name of the WebAssembly file in that folder. */
  declare module: string;
  /** Name of the script with the rarely used parts. */
  declare extras: string;
  /** Name of the list of packs. */
  declare index: string;
  /** Whether each step becomes an entry of the browser's history, so that its back button leads one step back. */
  declare history: boolean;
  /** Where the parts come from, when not from a folder. */
  declare resources: Resources | undefined;

  protected session: Session | undefined;
  protected portal: Portal | undefined;
  private shownScreen = "";
  /** The step of the browser's history at which this calculator stands; its first one is 0. */
  private mark = 0;
  private lastMainTap = 0;
  private utterance: SpeechSynthesisUtterance | undefined;

  constructor() {
    super();
    this.size = "normal";
    for (const name of Portal.settings) this[name] = "";
    Object.assign(this, JiuzhuCalculator.folder);
    this.history = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen("addEventListener");
    if (speaks()) speechSynthesis.addEventListener?.("voiceschanged", this.onVoices);
  }

  /** Not before the first update: only then are properties in place that were set on the unregistered element. */
  protected override willUpdate(changed: PropertyValues): void {
    if (this.session) {
      if (changed.has("size")) this.session.setSize(knownSize(this.size));
      if (Portal.settings.some((name) => changed.has(name))) this.portal?.apply();
      return;
    }
    const { base, module, extras, index, config, nonce = "" } = this;
    const resources = this.resources ?? new FolderResources({ base, module, extras, index, config, nonce });
    const session = new Session(
      resources,
      new URL(this.resources ? "" : base, own("baseURI")).pathname,
      () => this.requestUpdate(),
      (assessment) => this.portal?.tell(assessment),
    );
    this.session = session;
    this.portal = new Portal(this, session);
    session.setSize(knownSize(this.size));
    void this.portal.start(resources);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listen("removeEventListener");
    window.removeEventListener("beforeunload", this.onLeave);
    if (speaks()) speechSynthesis.removeEventListener?.("voiceschanged", this.onVoices);
    this.hush();
  }

  private listen(turn: "addEventListener" | "removeEventListener"): void {
    const heard = { popstate: this.onPop, storage: this.onStorage, pageshow: this.onShow };
    for (const [name, act] of Object.entries(heard)) window[turn](name, act as EventListener);
  }

  /** Whether answers were begun that are not on the result page yet: then nothing may reload the page. */
  get hasOpenDraft(): boolean {
    return this.session !== undefined && this.session.state.screen.name !== "start";
  }

  override render(): unknown {
    const { session } = this;
    if (!session) return nothing;
    const { state } = session;
    const hasSheet = state.screen.name === "result" || state.screen.name === "letter";
    return html`<div class=${`app on-${state.screen.name}${hasSheet ? " has-sheet" : ""}`} lang="zh-CN" translate="no">
        ${topBar(state, chineseVoice() !== undefined, {
          size: (size) => (this.size = size),
          speak: () => (state.speaking ? this.hush() : this.speak()),
        })}
        <div class="page">
          ${keptNote(state, session)} ${pastNote(state)} ${prefillNote(state)} ${state.trail.length > 0 && state.screen.name !== "start" ? html`<div class="back"><button type="button" class="link link-back" @click=${() => this.goBack()}>${t("go.back")}</button></div>` : nothing}
          <div class="screen">${failureNote(state, session)}${fenced("screen", () => this.screen(session, state))}</div>
        </div>
        <div class="foot">
          ${contacts(state.options)}
        </div>
        <p class="quiet" role="status" id="said">${this.announcement(state)}</p>
      </div>`;
  }

  private screen(session: Session, state: State): TemplateResult {
    const { screen } = state;
    switch (screen.name) {
      case "start":
        return html`<jiuzhu-start .session=${session} .state=${state}></jiuzhu-start>`;
      case "day":
        return html`<jiuzhu-day .session=${session} .state=${state}></jiuzhu-day>`;
      case "place":
        return html`<jiuzhu-place .session=${session} .state=${state}></jiuzhu-place>`;
      case "question":
        return html`<jiuzhu-question .session=${session} .state=${state} .path=${screen.path} .more=${screen.more}></jiuzhu-question>`;
      case "illness":
        return html`<jiuzhu-illness .session=${session} .state=${state} .bill=${screen.bill}></jiuzhu-illness>`;
      case "care":
        return html`<jiuzhu-care .session=${session} .state=${state} .bill=${screen.bill}></jiuzhu-care>`;
      case "amounts":
        return html`<jiuzhu-amounts .session=${session} .state=${state} .bill=${screen.bill}></jiuzhu-amounts>`;
      case "received":
        return html`<jiuzhu-received .session=${session} .state=${state}></jiuzhu-received>`;
      case "check":
        return html`<jiuzhu-check .session=${session} .state=${state}></jiuzhu-check>`;
      case "result":
        return html`<jiuzhu-result .session=${session} .state=${state}></jiuzhu-result>`;
      case "letter":
        return html`<jiuzhu-letter .session=${session} .state=${state} .program=${screen.program}></jiuzhu-letter>`;
    }
  }

  private announcement(state: State): string {
    if (state.screen.name !== "result" || !state.assessment) return "";
    const sheet = sheetOf(state, state.assessment);
    return t("say.result", { text: `${sheet.standingText}，${sheet.amount}` });
  }

  protected override updated(_changed: PropertyValues): void {
    const { session } = this;
    if (!session) return;
    this.portal?.follow(session.state);
    window[session.isAtRisk ? "addEventListener" : "removeEventListener"]("beforeunload", this.onLeave);
    const key = JSON.stringify(session.state.screen);
    if (key === this.shownScreen) return;
    const first = this.shownScreen === "";
    this.shownScreen = key;
    if (!first) void this.arrive(session.state);
  }

  /** A new screen: to its top, with the focus on what is wrong or else on its heading. */
  private async arrive(state: State): Promise<void> {
    this.hush();
    this.rememberStep(state);
    await this.updateComplete;
    const root = this.renderRoot as ShadowRoot;
    const screen = root.querySelector(".screen > :last-child") as
      (Element & { updateComplete?: Promise<unknown> }) | null;
    await screen?.updateComplete;
    (root.getElementById("problems") ?? root.getElementById("heading"))?.focus({ preventScroll: true });
    this.scrollIntoView({ block: "start" });
    this.portal?.emit("step", { step: state.screen.name });
  }

  protected override firstUpdated(): void {
    this.renderRoot.addEventListener("click", (event) => this.swallowSecondTap(event as MouseEvent), { capture: true });
    this.renderRoot.addEventListener("keydown", toNext as EventListener);
    // The steps of before a reload lead nowhere any more.
    const { jiuzhu } = Object(window.history.state) as { jiuzhu?: number };
    if (this.history && jiuzhu) window.history.go(-jiuzhu);
  }

  /** The second tap of a double tap on 「继续」 would press the next screen's button as well. */
  private swallowSecondTap(event: MouseEvent): void {
    const onMain = (event.target as Element).closest(".button-main");
    if (onMain && event.detail > 1 && this.lastMainTap > 0 && event.timeStamp - this.lastMainTap < DOUBLE_TAP) {
      event.stopPropagation();
      event.preventDefault();
      return;
    }
    this.lastMainTap = onMain ? event.timeStamp : 0;
  }

  // ------------------------------------------------------------------------------------------ history

  /** One entry a step. What the page around has written into an entry stays in it. */
  private rememberStep(state: State): void {
    if (!this.history) return;
    const { history } = window;
    const depth = state.trail.length;
    if (depth < this.mark && this.isOurs) history.go(depth - this.mark);
    if (depth > this.mark && this.mark === 0) history.replaceState({ ...history.state, jiuzhu: 0 }, "");
    for (let at = this.mark + 1; at <= depth; at += 1) history.pushState({ ...history.state, jiuzhu: at }, "");
    this.mark = depth;
  }

  /** Whether the entry is the one of this step: the page around may have put others on top, such as its anchors. */
  private get isOurs(): boolean {
    return (Object(window.history.state) as { jiuzhu?: number }).jiuzhu === this.mark;
  }

  private goBack(): void {
    if (this.history && this.mark > 0 && this.isOurs) window.history.back();
    else this.session?.back();
  }

  private readonly onPop = ({ state }: PopStateEvent): void => {
    const { jiuzhu } = Object(state) as { jiuzhu?: number };
    if (!this.history || jiuzhu === undefined) return;
    this.mark = jiuzhu;
    this.session?.go(jiuzhu);
  };

  // ------------------------------------------------------------------------------------------ keeping

  private readonly onStorage = (event: StorageEvent): void => this.session?.turnedBy(event);

  private readonly onShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.session?.turned("woken");
  };

  private readonly onLeave = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
    event.returnValue = "";
  };

  // ------------------------------------------------------------------------------------------ voice

  private readonly onVoices = (): void => this.requestUpdate();

  private speak(): void {
    const voice = chineseVoice();
    const { session } = this;
    if (!voice || !session) return;
    const { state } = session;
    const text =
      state.screen.name === "result" && state.assessment
        ? speechOf(sheetOf(state, state.assessment))
        : ((this.renderRoot.querySelector(".screen") as HTMLElement | null)?.innerText ?? "");
    speechSynthesis.cancel();
    this.utterance = new SpeechSynthesisUtterance(text);
    this.utterance.voice = voice;
    this.utterance.lang = voice.lang;
    this.utterance.rate = 0.9;
    this.utterance.onend = () => session.setSpeaking(false);
    speechSynthesis.speak(this.utterance);
    session.setSpeaking(true);
  }

  private hush(): void {
    if (!this.utterance) return;
    this.utterance.onend = null;
    this.utterance = undefined;
    speechSynthesis.cancel();
    this.session?.setSpeaking(false);
  }
}

/** Enter, which keyboards on glass show as 「下一项」, leads to the next field in sight, and below the last it presses the button. */
function toNext({ key, target, isComposing }: KeyboardEvent): void {
  const field = target as HTMLInputElement;
  const stops = [...(field.getRootNode() as ShadowRoot).querySelectorAll<HTMLElement>("[type=text],.button-main")];
  const isNext = (stop: HTMLElement): boolean => {
    stop.focus();
    return stop.matches(":focus");
  };
  // What is folded away does not take it.
  if (key === "Enter" && !isComposing && field.type === "text") stops.slice(stops.indexOf(field) + 1).find(isNext);
}

/** What a page around it writes may be anything. */
function knownSize(size: string): TypeSize {
  return SIZES.find((known) => known === size) ?? "normal";
}

/** A rule of the past, or of the future, says so on every screen. */
function pastNote(state: State): TemplateResult | typeof nothing {
  const pack = chosenPack(state);
  if (!pack || state.screen.name === "start") return nothing;
  if (isFuture(pack, state.today))
    return html`<p class="note note-warn past">${t("app.future", { period: period(pack.from, pack.until) })}</p>`;
  if (!isPast(pack, state.today)) return nothing;
  const when = period(pack.from, pack.until);
  return html`<p class="note note-warn past">${state.screen.name === "check" || state.screen.name === "result" ? t("app.pastLong", { period: when }) : t("app.past", { period: when })}</p>`;
}

/** Where it is said that something could not be used; what belongs to a question is simply asked. */
const LEFT_OUT_OF: Partial<Record<string, RegExp>> = {
  check: /^(bills|re)/,
  care: /^bills/,
  amounts: /^bills/,
  received: /^received/,
};

/** What came from the page around is said to be so where it is gone over; so is what could not be used. */
function prefillNote({ screen, draft, options, leftOut }: State): TemplateResult | typeof nothing {
  const { name } = screen;
  const told =
    name === "check"
      ? isPrefilled(options)
      : name === "received"
        ? options.answers.received && draft.received
        : name === "amounts" && draft.bills[screen.bill]?.given;
  const missing = leftOut.some((path) => LEFT_OUT_OF[name]?.test(path));
  return told || missing
    ? html`<p class="note past" data-prefilled>${told ? t("app.prefilled") : nothing}${missing ? t("app.leftOut") : nothing}</p>`
    : nothing;
}
