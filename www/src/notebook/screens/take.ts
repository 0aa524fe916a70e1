/** Taking in: what somebody hands over, and lists from the office. With the own code, which the others need for it. */

import { html, nothing, type TemplateResult } from "lit";
import type { Problem } from "../../contract.js";
import { chineseDate } from "../../text/date.js";
import { heading, mainButton, plainButton, problemSummary } from "../../ui/pieces.js";
import type { Door } from "../door.js";
import { codeDrawing } from "../exchange/codes.js";
import { makePair, ownPair } from "../exchange/contacts.js";
import { Incoming } from "../exchange/incoming.js";
import { householdsOf, readList, type VisitList } from "../exchange/visit-list.js";
import { ways } from "../exchange/ways.js";
import { missingWords, REFUSALS } from "../exchange/words.js";
import { likeThis } from "../model/listing.js";
import { membersOf, SELF, word, type Household } from "../model/household.js";
import { present } from "../model/notebook.js";
import { plainField, problem, small } from "../pieces.js";
import { living, type Contents } from "../vault/box.js";
import { codeOf, digitsOf, readHandover } from "../vault/handover.js";

export class Take {
  private readonly door: Door;
  private readonly incoming: Incoming;
  private problems: Problem[] = [];
  private name: string | undefined;
  private said = "";
  private handed: Contents | undefined;
  private list: VisitList | undefined;

  constructor(door: Door) {
    this.door = door;
    this.incoming = new Incoming(door, "选交过来的文件，或者单位给的名单");
  }

  forget(): void {
    this.rest();
    this.incoming.forget();
  }

  /** What came in is sealed, and waits behind the lock; what was opened of it goes. */
  rest(): void {
    this.incoming.rest();
    Object.assign(this, { problems: [], name: undefined, said: "", handed: undefined, list: undefined });
  }

  view(): TemplateResult {
    const { busy } = this.door.state;
    return html`
      ${problemSummary(this.problems)}${heading("收进来", "同事交过来的人家，单位给的走访名单。")}
      <section class="panel">
        <h2>收一份</h2>
        ${
          this.handed
            ? this.offer(this.handed)
            : this.list
              ? this.offerList(this.list)
              : html`${this.incoming.view(this.problems)}
                  ${this.incoming.isThere ? html`<div class="buttons">${mainButton(busy ? "正在打开…" : "打开看看", () => void this.open(), busy)}</div>` : nothing}`
        }
      </section>
      ${this.own()}
    `;
  }

  private own(): TemplateResult {
    const { settings } = this.door.state;
    const pair = ownPair(this.door);
    const { liaison = "" } = settings;
    const name = this.name ?? liaison;
    return html`<section class="panel" data-own>
      <h2>我的收件码</h2>
      <p>别人要把人家交给您，先要您的收件码。它只能用来加密，谁看见都不要紧。</p>
      ${plainField({ path: "own-name", label: "您的名字（对方看得见）", longest: 20 }, name, [], (value) => this.set({ name: value }))}
      ${
        pair
          ? html`${codeDrawing(codeOf(pair, liaison), "我的收件码")}
              <p>核对用的数字：<b class="amount">${digitsOf(pair.id)}</b></p>
              <p class="row">${small("复制成文字", () => void this.copy(codeOf(pair, liaison)))}${name !== liaison ? small("换上这个名字", () => void this.keepName(name)) : nothing}</p>
              ${this.said ? html`<p class="note" role="status" data-copied>${this.said}</p>` : nothing}`
          : html`<div class="buttons">${plainButton("做一个收件码", () => void this.make(name))}</div>`
      }
      <p class="help apart">收件码跟着备份走：换了手机，用备份恢复，以前交来的照样打得开。做好了，请做一个备份。</p>
    </section>`;
  }

  private offer({ households, summary, missing }: Contents): TemplateResult {
    const lost = missingWords(missing);
    return html`
      <p><b>${summary.from || "没写名字的人"}</b>${summary.day ? chineseDate(summary.day) : ""}交来 ${living(households)} 户：${households
        .map((one) => word(one, "name"))
        .filter(Boolean)
        .join("、")}。</p>
      ${lost ? html`<p class="note note-warn">${lost}请对方再交一遍。</p>` : nothing}
      ${this.alike(households)}
      <p>收下以后，这些人家算在您这里。两边都有的，一样的合在一起，不一样的两样都留着，由您选。</p>
      <div class="buttons">
        ${mainButton("收下", () => void this.accept(households, `收下了 ${living(households)} 户。`))}
        ${plainButton("不收", () => this.drop())}
      </div>
    `;
  }

  private offerList(list: VisitList): TemplateResult {
    const { refused } = list;
    return html`
      <p><b>${list.from}</b>${chineseDate(list.made)}的走访名单，${list.rows.length} 户。${list.policy && !this.door.pack(list.policy) ? "名单说的那份办法这里没有，要自己选医保在哪里。" : ""}</p>
      ${
        refused.length > 0
          ? html`<div class="note note-warn" data-refused><p>有 ${refused.length} 处读不懂，那些户没有收：</p>
              <ul class="plain-list">${refused.map(({ row, text }) => html`<li>第 ${row} 户：${text}</li>`)}</ul></div>`
          : nothing
      }
      <p>收下以后，每一户都在「今天该去的」里，写着为什么去。名单上的人还没有问过本人：去的时候先问，问过了在「改这一户」里勾上。${list.keepUntil ? `说好记到${chineseDate(list.keepUntil)}。` : ""}</p>
      <div class="buttons">
        ${mainButton(`收下 ${list.rows.length} 户`, () => void this.acceptList(list))}
        ${plainButton("不收", () => this.drop())}
      </div>
    `;
  }

  /** Of the same name or telephone, under other numbers: said, and never merged by itself. */
  private alike(households: Household[]): TemplateResult | typeof nothing {
    const ours = present(this.door.state.notebook);
    const names = households.flatMap((one) => {
      const others = ours.filter(({ id }) => id !== one.id);
      const found = [word(one, "name"), ...membersOf(one).map(({ name }) => name)].some(
        (name) => name !== SELF && likeThis(others, name, word(one, "phone")).length > 0,
      );
      return found ? [word(one, "name")] : [];
    });
    return names.length > 0
      ? html`<p class="note" data-alike>本子里已经有同名或者同一个电话的：${names.join("、")}。收下以后请看看是不是记了两遍。</p>`
      : nothing;
  }

  private async open(): Promise<void> {
    const { door } = this;
    if (door.state.busy) return;
    this.problems = [];
    door.set({ busy: true });
    try {
      const file = await this.incoming.whole();
      if (!file) return;
      const list = readList(file);
      if (list === "new") return this.refuse(REFUSALS.new);
      if (list) return void (this.list = list);
      const read = await readHandover(file, ownPair(door));
      if (!read.ok) return this.refuse(REFUSALS[read.reason]);
      if (living(read.households) === 0) return this.refuse("这里面没有一户是好的，请对方再交一遍。");
      // Who hands over hands over what there is; nobody erases here from there.
      this.handed = { ...read, households: read.households.filter(({ erased }) => !erased) };
    } finally {
      door.set({ busy: false });
    }
  }

  private async acceptList(list: VisitList): Promise<void> {
    const { door } = this;
    const { notebook, today } = door.state;
    const pack = list.policy ? door.pack(list.policy) : undefined;
    if (pack) await door.rules.open(pack);
    const words = pack ? door.rules.identitiesOf(pack, today)?.options : undefined;
    const made = await householdsOf(
      list,
      today,
      notebook.me,
      pack?.id ?? "",
      (id) => words?.find((one) => one.id === id)?.text ?? id,
    );
    const fresh = made.filter(({ id }) => !notebook.households[id]);
    const known = made.length - fresh.length;
    await this.accept(fresh, `收下了 ${fresh.length} 户。${known > 0 ? `另外 ${known} 户以前收过，没有动。` : ""}`);
  }

  /** What was erased here stays erased: handed over anew, it comes in under another number. */
  private async accept(taken: Household[], said: string): Promise<void> {
    const { door } = this;
    const known = door.state.notebook.households;
    const households = taken.map((one) => (known[one.id]?.erased ? { ...one, id: door.fresh() } : one));
    if (!(await door.command({ kind: "merge", households }))) return;
    this.forget();
    door.go({ name: "list" });
    door.say(said);
  }

  private drop(): void {
    this.forget();
    this.door.set({});
  }

  private refuse(words: string): void {
    this.incoming.forget();
    this.problems = [problem("file", words)];
  }

  private async make(name: string): Promise<void> {
    await this.door.keepSettings({ liaison: name.trim() });
    await makePair(this.door);
  }

  private async keepName(name: string): Promise<void> {
    await this.door.keepSettings({ liaison: name.trim() });
  }

  private async copy(text: string): Promise<void> {
    this.set({
      said: (await ways.copyText(text)) ? "复制好了，发给要交给您的人。" : "这里复制不了，请让对方拍下二维码。",
    });
  }

  private set(change: { name?: string; said?: string }): void {
    Object.assign(this, change);
    this.door.set({});
  }
}
