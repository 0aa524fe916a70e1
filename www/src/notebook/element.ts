/** `<jiuzhu-notebook>`: the liaison's notebook as one element. */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { FolderResources } from "../folder-resources.js";
import type { Draft } from "../state/draft.js";
import type { Screen as Question } from "../state/screens.js";
import type { TypeSize } from "../state/state.js";
import { own } from "../own.js";
import { ownScript, scriptAddress } from "../trusted.js";
import { fenced } from "../ui/part.js";
import { base } from "../ui/styles/base.js";
import { controls } from "../ui/styles/controls.js";
import { figures } from "../ui/styles/figures.js";
import { panels } from "../ui/styles/panels.js";
import { usedHere } from "../workbench/entered.js";
import { withEntered } from "../workbench/with-entered.js";
import { Door } from "./door.js";
import { dayOfYear, draftOf, fieldsOf, timed } from "./model/case.js";
import { packOn } from "./model/derive.js";
import { identitiesOf, word, type Household } from "./model/household.js";
import type { Value } from "./model/versions.js";
import { exchange, second, type OutAndIn, type Within } from "./later.js";
import { link, small, warning } from "./pieces.js";
import { ComingIn } from "./screens/coming-in.js";
import { List } from "./screens/list.js";
import { above, type Screen } from "./screens.js";
import type { Told } from "./sitting.js";
import { notebookStyles } from "./styles.js";

const NEXT_SIZE: Record<TypeSize, TypeSize> = { normal: "large", large: "elder", elder: "normal" };
/** Milliseconds between two looks at the lock. */
const BEAT = 5000;
/** Milliseconds from a screen to what is folded up in it. */
const PAUSE = 60;
/** Where the reckoner's script lies. */
const RECKONER = new URL(ownScript?.dataset.worker ?? "", ownScript?.src || own("baseURI")).href;

function reckoner(): Worker {
  return new Worker(scriptAddress(RECKONER));
}

export class JiuzhuNotebook extends LitElement {
  static override styles = [base, controls, panels, figures, notebookStyles];

  static override properties = { size: { reflect: true }, base: {}, module: {}, extras: {}, index: {}, config: {} };

  declare size: TypeSize;
  declare base: string;
  declare module: string;
  declare extras: string;
  declare index: string;
  declare config: string;

  private door: Door | undefined;
  private comingIn: ComingIn | undefined;
  private list: List | undefined;
  /** What shows and takes down a household: the second script. */
  private within: Within | undefined;
  /** What goes out and comes in, once it is asked for. */
  private outAndIn: OutAndIn | undefined;
  private isLate = false;
  private shown = "";
  private deep = false;
  private beating = 0;

  constructor() {
    super();
    this.size = "normal";
  }

  /** Whether something is open that a reload would take away. */
  get isBusy(): boolean {
    return this.door?.isBusy ?? false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.onHide);
    window.addEventListener("pagehide", this.onHide);
    window.addEventListener("popstate", this.onPop);
    for (const name of ["pointerdown", "keydown", "input"]) this.addEventListener(name, this.onTouch);
    let last = performance.now();
    this.beating = window.setInterval(() => {
      const now = performance.now();
      void this.door?.beat(now - last).catch(() => undefined);
      last = now;
    }, BEAT);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.onHide);
    window.removeEventListener("pagehide", this.onHide);
    window.removeEventListener("popstate", this.onPop);
    for (const name of ["pointerdown", "keydown", "input"]) this.removeEventListener(name, this.onTouch);
    clearInterval(this.beating);
    this.door?.lock();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (this.door) return;
    const { module, extras, index, config } = this;
    const files = new FolderResources({ base: this.base, module, extras, index, config });
    const door = new Door(withEntered(files, usedHere), reckoner, () => this.requestUpdate());
    Object.assign(this, {
      door,
      comingIn: new ComingIn(door),
      list: new List(door),
    });
    void door
      .start()
      .then(() => this.dispatchEvent(new CustomEvent("jiuzhu-ready", { bubbles: true, composed: true })))
      .then(() => this.fetchSecond());
  }

  private fetchSecond(): Promise<void> {
    return this.bring(async (door) => {
      const { within } = await second();
      this.within = this.within ?? within(door);
    });
  }

  private fetchOutAndIn(): Promise<void> {
    return this.bring(async (door) => {
      const { outAndIn } = await exchange();
      this.outAndIn = this.outAndIn ?? outAndIn(door);
    });
  }

  private async bring(come: (door: Door) => Promise<void>): Promise<void> {
    this.isLate = false;
    try {
      if (this.door) await come(this.door);
    } catch {
      this.isLate = true;
    }
    this.requestUpdate();
  }

  /** What comes in a second script, or that it did not come. */
  private whenThere(isThere: boolean, view: () => unknown, again: () => void): unknown {
    if (isThere) return view();
    return this.isLate
      ? warning(html`<p>这一部分没有打开。请看看网络，再试一次。记过的都在。</p>
          <p class="row">${small("再试一次", again)}</p>`)
      : html`<p role="status">正在打开…</p>`;
  }

  private far(view: (parts: OutAndIn) => unknown): unknown {
    const fetch = (): void => void this.fetchOutAndIn();
    if (!this.outAndIn && !this.isLate) fetch();
    return this.whenThere(this.outAndIn !== undefined, () => this.outAndIn && view(this.outAndIn), fetch);
  }

  override render(): unknown {
    const { door } = this;
    if (!door) return nothing;
    const { screen } = door.state;
    return html`<div class="app" lang="zh-CN">
      <div class="bar">
        <div class="bar-inner">
          <span class="brand">走访本</span>
          <button type="button" class="button button-small" data-act="size"
            @click=${() => (this.size = NEXT_SIZE[this.size])}>${this.size === "elder" ? "标准字" : "字大一点"}</button>
        </div>
      </div>
      <div class="page">
        ${
          above(screen) && screen.name !== "sitting"
            ? html`<div class="back"><button type="button" class="link link-back"
          @click=${() => door.back()}>上一步</button></div>`
            : nothing
        }
        ${door.isOutside ? nothing : this.keeping(door)}
        <div class="screen" @keydown=${(event: KeyboardEvent) => this.enter(event)}>${fenced("screen", () => this.screen(door, screen))}</div>
      </div>
      <p class="quiet" role="status" id="said">${door.state.keeping === "kept" ? "存好了" : ""}</p>
    </div>`;
  }

  /** Whether what was told is kept, what was just done, and how to take an erasing back. */
  private keeping(door: Door): unknown {
    const { keeping, said, notebook } = door.state;
    const [last] = notebook.erased;
    const undo = (): void => void door.command({ kind: "undo", day: door.state.today, fresh: door.fresh() });
    return html`
      ${
        keeping === "full" || keeping === "failed"
          ? html`<div class="note note-warn" role="alert" data-keeping=${keeping}>
              <p>${keeping === "full" ? "没有存上：这台手机的存储满了。填的都还在这里，先别关。请删掉手机里别的东西，再点「再存一次」；或者先做一个备份。" : "没有存上。填的都还在这里，先别关。请点「再存一次」。"}</p>
              <p class="row">${small("再存一次", () => void door.keepAgain())}</p>
            </div>`
          : html`<p class="kept" data-keeping=${keeping}>${keeping === "working" ? "正在存…" : keeping === "kept" ? "存好了" : ""}</p>`
      }
      ${said ? html`<p class="note" role="status" data-said>${said}</p>` : nothing}
      ${last ? html`<p class="note" role="status" data-undo>${last.what ? "删掉了" : "选好了"}${last.what}。${link(last.what ? "拿回来" : "重新选", undo, last.what)}<small>锁上以后就拿不回来了。</small></p>` : nothing}
    `;
  }

  private screen(door: Door, screen: Screen): unknown {
    if (screen.name === "restore" || screen.name === "setup") return this.far((parts) => parts[screen.name].view());
    if (door.isOutside) return this.comingIn?.view();
    switch (screen.name) {
      case "list":
        return this.list?.view();
      case "paper":
        return this.far(({ paper }) => paper.view(screen.id));
      case "give":
        return this.far(({ give }) => give.view(screen.id));
      case "safety":
      case "month":
      case "take":
      case "elsewhere":
        return this.far((parts) => parts[screen.name].view());
      default:
    }
    const household = "id" in screen ? door.household(screen.id) : undefined;
    if (!household && screen.name !== "details") return html`<p>这一户不在本子里了。</p>`;
    const fetch = (): void => void this.fetchSecond();
    return this.whenThere(
      this.within !== undefined,
      () => this.within && this.inHousehold(door, screen, household, this.within),
      fetch,
    );
  }

  private inHousehold(
    door: Door,
    screen: Screen,
    household: Household | undefined,
    { bill, forms, householdScreen }: Within,
  ): unknown {
    if (screen.name === "details") return forms.details(screen.id);
    if (!household) return nothing;
    switch (screen.name) {
      case "household":
        return householdScreen(door, household);
      case "member":
        return forms.member(household, screen.member);
      case "bill":
        return bill.view(household);
      case "application":
        return forms.application(household);
      case "visit":
        return forms.visit(household);
      case "sitting":
        return this.sitting(door, household, screen);
      default:
        return nothing;
    }
  }

  private sitting(door: Door, household: Household, screen: Screen & { name: "sitting" }): TemplateResult {
    const { member, year } = screen;
    const { today, typed } = door.state;
    const pack = packOn(door.rules.packs, word(household, "place"), dayOfYear(year, today));
    const known = draftOf(household, member, year, today, pack?.id ?? "");
    // Without a place the calculator asks for it first.
    const { pack: _none, ...unplaced } = known;
    const draft = (typed.draft as unknown as Draft | undefined) ?? (pack ? known : unplaced);
    return html`<jiuzhu-sitting .size=${this.size} .resources=${door.resources} .draft=${draft} .at=${screen.at} .told=${this.told(door, household.id, screen)}></jiuzhu-sitting>`;
  }

  private told(door: Door, id: string, { member, year }: Screen & { name: "sitting" }): Told {
    const keep = async (draft: Draft): Promise<boolean> => {
      const household = door.household(id);
      if (!household) return false;
      const { today } = door.state;
      const before = draftOf(household, member, year, today, draft.pack ?? "");
      // A bill of which nothing was told yet is none.
      const bills = draft.bills.filter((bill) => bill.amountsDone || Object.values(bill.amounts).some(Boolean));
      const fields: Record<string, Value> = fieldsOf(household, member, year, today, before, { ...draft, bills }, () =>
        door.fresh(),
      );
      // Another place, chosen in the calculator, is the household's from now on.
      if (draft.pack && draft.pack !== packOn(door.rules.packs, word(household, "place"), dayOfYear(year, today))?.id)
        fields.place = draft.pack;
      return door.write(id, fields);
    };
    return {
      timed: (answers) => {
        const household = door.household(id);
        return household ? timed(answers, identitiesOf(household, member), dayOfYear(year, door.state.today)) : answers;
      },
      draft: (draft, at: Question) => {
        if (door.state.screen.name !== "sitting") return;
        door.typeSitting({ name: "sitting", id, member, year, at }, { draft: draft as unknown as Value });
        if (at.name === "result") void keep(draft);
      },
      leave: (draft) => void keep(draft).then((kept) => kept && door.go({ name: "household", id })),
    };
  }

  protected override updated(_changed: PropertyValues): void {
    const { door } = this;
    if (!door) return;
    const { at: _at, ...screen } = { at: undefined, ...door.state.screen };
    const key = JSON.stringify(screen);
    if (key === this.shown) return;
    const first = this.shown === "";
    const before = first ? undefined : (JSON.parse(this.shown) as Screen);
    this.shown = key;
    door.isWhole = false;
    if (screen.name === "household") {
      window.setTimeout(() => {
        door.isWhole = true;
        this.requestUpdate();
      }, PAUSE);
    }
    this.leaveAll(door);
    for (const part of [this.within?.forms, this.within?.bill]) part?.forget();
    // What was told just now changes the answer, which is no news.
    if (before && "id" in before && ["household", "list"].includes(screen.name)) this.see(door, before.id);
    this.remember(door);
    if (first) return;
    const heading = this.renderRoot.querySelector<HTMLElement>("#problems, #heading");
    heading?.focus({ preventScroll: true });
    this.scrollIntoView({ block: "start" });
  }

  /** Nothing that was typed or shown outlasts its screen, but for what came in sealed behind the lock. */
  private leaveAll({ state: { screen } }: Door): void {
    if (["locked", "welcome"].includes(screen.name)) this.comingIn?.forget();
    const { give, month, paper, restore, safety, setup, take } = this.outAndIn ?? {};
    if (screen.name !== "setup") setup?.forget();
    for (const part of [this.list, month, paper, restore]) part?.forget();
    for (const part of [give, safety, take]) part?.rest();
  }

  private see(door: Door, id: string): void {
    const household = door.household(id);
    if (!household) return;
    const fields = this.within?.seenFields(door, household) ?? {};
    if (Object.keys(fields).length > 0) void door.write(id, fields);
  }

  // ------------------------------------------------------------------------------------------ history

  /** One entry without a name in it, so that the phone's back button leads up and not out. */
  private remember(door: Door): void {
    const deep = above(door.state.screen) !== undefined;
    if (deep && !this.deep) history.pushState({ ...history.state, notebook: 1 }, "");
    this.deep = deep;
  }

  /** Enter in a field of one line does what the screen is for, as in any form. */
  private enter({ key, target, isComposing }: KeyboardEvent): void {
    const isLine = target instanceof HTMLInputElement && /^(text|password)$/.test(target.type);
    if (key === "Enter" && isLine && !isComposing)
      this.renderRoot.querySelector<HTMLElement>(".screen .button-main")?.click();
  }

  private readonly onPop = (): void => {
    const { door } = this;
    if (!door || above(door.state.screen) === undefined) return;
    this.deep = false;
    const sitting = this.renderRoot.querySelector("jiuzhu-sitting") as (Element & { leave(): void }) | null;
    if (sitting) sitting.leave();
    else door.back();
  };

  // ------------------------------------------------------------------------------------------ the lock

  private readonly onTouch = (): void => this.door?.touch();

  private readonly onHide = (event: Event): void => {
    if (event.type === "pagehide" || document.visibilityState === "hidden") this.door?.lock();
  };
}
