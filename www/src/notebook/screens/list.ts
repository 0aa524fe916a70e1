/** The list: who waits, for what, until when, what is missing; and the round of the day. */

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { totalText, uncomputed } from "../../result/standing.js";
import { isZero } from "../../text/amount.js";
import { chineseDate } from "../../text/date.js";
import { mainButton, plainButton } from "../../ui/pieces.js";
import type { Change, Due, Reckoning, View } from "../model/derive.js";
import { listed, type Order } from "../model/listing.js";
import { word, type Household } from "../model/household.js";
import { spellingsOf } from "../model/pinyin.js";
import { elsewhere, expired, present } from "../model/notebook.js";
import { dayAfter } from "../model/case.js";
import { tried } from "../reckoner/estimate.js";
import type { Door } from "../door.js";
import { link, small, warning } from "../pieces.js";

/** More than fills a screen; each redraw takes longer with each of them. */
const FIRST_DRAWN = 12;
/** So many come by themselves, once nothing else is to be done, and more when they are asked for. */
const FIRST_SHOWN = 30;
/** Milliseconds between some and some more. */
const PAUSE = 60;
/** Milliseconds after the page stands. */
const EARLY = 1500;
/** Days without a backup after which it is said louder. */
const LATE = 7;

const ORDERS: [Order, string][] = [
  ["urgent", "急的在前"],
  ["money", "钱多的在前"],
  ["unseen", "久没去的在前"],
  ["place", "一村一村排"],
];

export class List {
  private readonly door: Door;
  private shown = FIRST_SHOWN;
  private drawn = FIRST_DRAWN;
  private drawing = 0;
  private ahead: number | undefined;

  constructor(door: Door) {
    this.door = door;
    // The order of letters takes the browser a while, the first time; by now nobody waits for it.
    setTimeout(() => spellingsOf("一"), EARLY);
  }

  view(): TemplateResult {
    const { door } = this;
    const { notebook, filter, today } = door.state;
    const households = present(notebook);
    if (households.length === 0) return this.empty();
    const { views, pending } = door.views.all(households, today);
    const rows = listed(views, filter);
    const shown = rows.slice(0, this.drawn);
    if (pending > 0) door.views.sooner(shown.map(({ household }) => household));
    else {
      this.ahead ??= window.setTimeout(() => this.reckon(shown.map(({ household }) => household)), PAUSE);
      if (this.drawn < Math.min(this.shown, rows.length)) this.drawMore();
    }
    const villages = [...new Set(views.map(({ village }) => village).filter(Boolean))].sort();
    const round = views.filter((view) => view.today).length;
    return html`
      <h1 tabindex="-1" id="heading">走访本</h1>
      ${this.banners()}
      <div class="field search">
        <label for="field-search"><span>找哪一家</span></label>
        <input id="field-search" type="search" autocomplete="off" placeholder="姓名、拼音首字母" .value=${filter.typed}
          @input=${(event: InputEvent) => this.filter({ typed: (event.target as HTMLInputElement).value })} />
      </div>
      <div class="row">
        ${villages.length > 1 ? pick("哪个村", [["", "所有的村"], ...villages.map((village): [string, string] => [village, village])], filter.village, (village) => this.filter({ village })) : nothing}
        ${filter.round ? nothing : pick("怎么排", ORDERS, filter.order, (order) => this.filter({ order: order as Order }))}
        <button type="button" class="button button-small" data-round aria-pressed=${filter.round ? "true" : "false"}
          @click=${() => this.filter({ round: !filter.round })}>今天该去的 ${round} 家</button>
        ${small("记一户新的", () => newHousehold(door))}
      </div>
      <p class="quiet" role="status">${rows.length} 家${pending > 0 ? `，还有 ${pending} 家在算` : ""}</p>
      ${rows.length === 0 ? html`<p class="apart">${filter.round ? "没有今天该去的人家。" : "没有这样的人家。换个字试试，或者看所有的村。"}</p>` : nothing}
      <ul class="cards apart" data-list>
        ${repeat(
          shown,
          ({ household }) => household.id,
          (view) => this.row(view),
        )}
      </ul>
      ${rows.length > this.drawn ? plainButton(`再看 ${Math.min(FIRST_SHOWN, rows.length - this.drawn)} 家`, () => this.more()) : nothing}
      <div class="buttons">
        ${plainButton("打印", () => door.go({ name: "paper", id: "" }))}
        ${plainButton("月报", () => door.go({ name: "month" }))}
        ${plainButton("交给别人", () => door.go({ name: "give", id: "" }))}
        ${this.always()}
      </div>
      ${this.away()}
    `;
  }

  private always(): unknown {
    const { door } = this;
    return html`${plainButton("收进来", () => door.go({ name: "take" }))}
      ${plainButton("备份和安全", () => door.go({ name: "safety" }))}
      ${plainButton("锁上", () => door.lock())}`;
  }

  private away(): unknown {
    const { door } = this;
    const { length } = elsewhere(door.state.notebook);
    return length > 0
      ? html`<p class="apart" data-away>${link(`交出去的 ${length} 户`, () => door.go({ name: "elsewhere" }))}</p>`
      : nothing;
  }

  private empty(): TemplateResult {
    const { door } = this;
    return html`
      <h1 tabindex="-1" id="heading">走访本</h1>
      ${this.banners()}
      <p class="lead">还没有记下人家。记下一户，填上单子，就看得见谁能申请、等到哪天。</p>
      <p class="note">记下第一户以后，记得做一个备份：没有备份，手机一丢就都没有了。</p>
      <div class="buttons">
        ${mainButton("记一户新的", () => newHousehold(door))}${this.always()}
      </div>
      ${this.away()}
    `;
  }

  private banners(): unknown {
    const { door } = this;
    const { damaged, notebook, today } = door.state;
    const over = expired(notebook, today);
    return html`
      ${door.clockIsWrong ? warning(`手机日期可能不对：上次记的是${chineseDate(today)}。还有几天、该去哪家，先照那一天算。`, "clock") : nothing}
      ${damaged > 0 ? warning(`存的东西里有 ${damaged} 处读不出来，或者被动过。请用备份文件合进来补上。`, "damaged") : nothing}
      ${over.length > 0 ? this.over(over.map(({ id }) => id)) : nothing}
      ${backupBanner(door)}
    `;
  }

  /** What was agreed with a household: it is kept until a day. */
  private over(ids: string[]): TemplateResult {
    const { door } = this;
    const names = ids.map((id) => word(door.state.notebook.households[id] ?? { form: 1, id, fields: {} }, "name"));
    const erase = async (): Promise<void> => {
      for (const [at, id] of ids.entries()) await door.command({ kind: "erase", household: id, what: names[at] ?? "" });
    };
    const longer = async (): Promise<void> => {
      for (const id of ids) await door.write(id, { consent: door.state.today, until: dayAfter(door.state.today, 365) });
    };
    return warning(html`<p>说好只记到今天以前的，有 ${ids.length} 户：${names.join("、")}。</p>
      <p class="row">${small("删掉", () => void erase())}${small("问过了，再记一年", () => void longer())}</p>`);
  }

  private row(view: View): TemplateResult {
    const { household, name } = view;
    const place = [word(household, "village"), word(household, "group")].filter(Boolean).join(" ");
    const waiting = view.rows.filter(({ open }) => open.length > 0);
    const running = view.rows.flatMap((row) => row.running).length;
    const changed = view.rows.flatMap((row) => row.changed);
    return html`<li>
      <button type="button" class="card card-button" data-household=${household.id}
        @click=${() => this.door.go({ name: "household", id: household.id })}>
        <span class="card-text">
          <b>${name}</b>${place ? html`<small>${place}</small>` : nothing}
          ${waiting.map((row) => html`<small class="amount" data-waiting>${waitingWords(row, view.rows.length > 1)}</small>`)}
          ${view.due ? html`<small class=${view.due.left <= LATE ? "late" : ""} data-due>${dueWords(view.due)}</small>` : nothing}
          ${view.papers > 0 ? html`<small data-papers>还缺 ${view.papers} 样材料</small>` : nothing}
          ${running > 0 ? html`<small>${running} 件申请在办</small>` : nothing}
          ${view.next !== "" ? html`<small>说好${chineseDate(view.next)}去</small>` : nothing}
          <small>${view.lastVisit === "" ? "还没有去过" : `上次去是${chineseDate(view.lastVisit)}`}</small>
          ${changed.length > 0 ? html`<small class="late" data-changed>${[...new Set(changed.map(changeWords))].join("；")}</small>` : nothing}
          ${view.conflicts.length > 0 ? html`<small class="late">有 ${view.conflicts.length} 处两个人记的不一样</small>` : nothing}
        </span>
      </button>
    </li>`;
  }

  /** From the top again, with as much as it takes to be quick. */
  forget(): void {
    Object.assign(this, { shown: FIRST_SHOWN, drawn: FIRST_DRAWN });
  }

  private filter(change: Partial<Door["state"]["filter"]>): void {
    this.forget();
    this.door.filter(change);
  }

  private more(): void {
    this.drawn += FIRST_SHOWN;
    this.shown = this.drawn;
    this.door.set({});
  }

  /** Who stands on the screen is likely to be opened: reckoned with all the arithmetic, one after the other, meanwhile. */
  private reckon([first, ...others]: Household[]): void {
    const { views, state } = this.door;
    this.ahead = undefined;
    if (!first || state.screen.name !== "list") return;
    tried(() => views.one(first, state.today));
    this.ahead = window.setTimeout(() => this.reckon(others), PAUSE);
  }

  private drawMore(): void {
    clearTimeout(this.drawing);
    this.drawing = window.setTimeout(() => {
      // What stands below must not move under a finger: whoever has gone down there asks for more.
      if (this.door.state.screen.name !== "list" || scrollY * 2 > innerHeight) return;
      this.drawn = Math.min(this.shown, this.drawn + FIRST_DRAWN);
      this.door.set({});
    }, PAUSE);
  }
}

function pick(label: string, options: [string, string][], chosen: string, take: (id: string) => void): TemplateResult {
  return html`<label class="pick"><span class="quiet">${label}</span>
    <select autocomplete="off" @change=${(event: Event) => take((event.target as HTMLSelectElement).value)}>
      ${options.map(([id, words]) => html`<option value=${id} ?selected=${chosen === id}>${words}</option>`)}
    </select></label>`;
}

function newHousehold(door: Door): void {
  const place = door.state.settings.place ?? door.usual;
  door.go({ name: "details", id: "" }, { place, village: door.state.settings.village ?? "", keep: "year" });
}

export function backupBanner(door: Door): TemplateResult | typeof nothing {
  const { days, households } = door.unsaved;
  if (households === 0) return nothing;
  const since = days === undefined ? "还没有备份过" : days === 0 ? "今天备份过" : `没有备份 ${days} 天了`;
  const loud = days === undefined || days >= LATE;
  return html`<p class=${loud ? "note note-warn" : "note"} data-backup>${since}，${days === undefined ? "" : "这以后"}改了 ${households} 户。${door.state.settings.made ? "做好的那份，看见了再点「存好了」。" : ""}${small("去备份", () => door.go({ name: "safety" }))}</p>`;
}

export function dueWords({ date, left }: Due): string {
  return `${left === 0 ? "今天是最后一天" : `还有 ${left} 天`}（${chineseDate(date)}）`;
}

function waitingWords(row: Reckoning, several: boolean): string {
  const { member, open, left, year } = row;
  const whose = several ? `${member.name} ${year}年：` : "";
  // Help with the premium is in no sum.
  const hasSum = left && (!isZero(left.total.max) || uncomputed(left).length > 0);
  return `${whose}${open.map(({ name }) => name).join("、")}${hasSum ? `，${totalText(left)}` : ""}`;
}

export function changeWords(change: Change): string {
  switch (change.kind) {
    case "rules":
      return "换了一份办法";
    case "edition":
      return "办法改过了";
    case "amount":
      return "算出来的和上次不一样";
    case "turned":
      return `${change.year}年过完了，新的单子从头算`;
    case "ended":
      return `${change.text}到${chineseDate(change.day)}为止`;
  }
}
