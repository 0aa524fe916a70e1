/** Handing over: one household or many, to the key of a colleague or the town. What was handed over stops counting. */

import { html, nothing, type TemplateResult } from "lit";
import type { Problem } from "../../contract.js";
import { make } from "../../own.js";
import { cards, heading, mainButton, plainButton, problemSummary } from "../../ui/pieces.js";
import type { Door } from "../door.js";
import { contactOf, contactsOf, keepContact, receiverOf, type Contact } from "../exchange/contacts.js";
import { Looking } from "../exchange/looking.js";
import { Outgoing } from "../exchange/outgoing.js";
import { visitsFile, visitsOn, type VisitedList } from "../exchange/visits.js";
import { ways } from "../exchange/ways.js";
import { lens } from "../later.js";
import { listed } from "../model/listing.js";
import { word, type Handed, type Household } from "../model/household.js";
import { after, present } from "../model/notebook.js";
import type { Value, Versions } from "../model/versions.js";
import { problem, small } from "../pieces.js";
import { digitsOf, handedOver, readCode, type Receiver } from "../vault/handover.js";

type Which = "all" | "listed";

/**
 * What is sealed and waits to be told to have arrived. She leaves the page to send it, which locks the notebook: so it
 * is kept, as what is typed into a form. By household: that it was handed over, under the stamp that went with it.
 */
interface Sealed {
  to: Contact;
  marks: Record<string, Versions>;
}

/** How the code of whom it is for gets here otherwise. */
const OTHERWISE = "可以请对方把收件码复制成文字发过来，也可以选二维码的照片。";

export class Give {
  private readonly door: Door;
  private readonly outgoing: Outgoing;
  private readonly looking: Looking;
  private problems: Problem[] = [];
  private which: Which = "all";
  private receiver = "";
  /** Somebody new, whose code was just read. */
  private fresh: Receiver | undefined;
  /** A code that is being read. */
  private reading: Promise<void> = Promise.resolve();
  /** A code out of a picture that was taken while the notebook locked itself. */
  private waiting = "";
  private notes = false;

  constructor(door: Door) {
    this.door = door;
    this.outgoing = new Outgoing(door);
    this.looking = new Looking(door, (words) => this.heard(words), OTHERWISE);
  }

  /** Nothing that was chosen outlasts the screen. What was sealed waits behind the lock, and nowhere else. */
  rest(): void {
    this.looking.rest();
    if (this.door.isOutside || this.sealed) this.outgoing.rest();
    else this.outgoing.forget();
    Object.assign(this, { problems: [], which: "all", receiver: "", fresh: undefined, notes: false });
  }

  /** @param id of one household; empty for many */
  view(id: string): TemplateResult {
    const { waiting, sealed } = this;
    if (waiting) {
      this.waiting = "";
      this.heard(waiting);
    }
    if (sealed && !this.outgoing.isThere && !this.door.state.busy) void this.fill(sealed);
    const { notebook } = this.door.state;
    const one = this.door.household(id);
    const title = one ? `把${word(one, "name")}交给别人` : "交给别人";
    const count = present(notebook).length;
    return html`
      ${problemSummary(this.problems)}
      ${heading(title, "交给同事，或者交给镇里：加密以后只有对方的本子打得开。交过去的就不算在这里了，名单下面写着交给了谁。")}
      ${
        sealed
          ? this.sending(sealed)
          : count === 0
            ? html`<p class="note">本子里没有可以交的人家。</p>`
            : html`${this.toWhom()}${one ? nothing : this.choice()}
                <div class="buttons">${mainButton(this.door.state.busy ? "正在加密…" : "下一步", () => void this.seal(id), this.door.state.busy)}</div>`
      }
      ${one || sealed ? nothing : this.lists()}
    `;
  }

  private toWhom(): TemplateResult {
    const known = this.everybody();
    const bad = this.problems.find(({ path }) => path === "code");
    return html`
      ${
        known.length > 0
          ? html`<fieldset class="field"><legend>交给谁</legend>${cards(
              "receiver",
              "radio",
              known.map(({ id, name }) => ({ id, text: name || "没写名字的", help: `核对用的数字 ${digitsOf(id)}` })),
              [this.receiver],
              (receiver) => this.set({ receiver }),
            )}</fieldset>`
          : nothing
      }
      <div class=${bad ? "field field-bad" : "field"}>
        <label for="field-code"><span>${known.length > 0 ? "交给别的人：贴上对方的收件码" : "贴上对方的收件码"}</span></label>
        ${bad ? html`<p class="field-problem" id="field-code-problem">${bad.text}</p>` : nothing}
        <textarea id="field-code" rows="3" autocomplete="off" aria-describedby="field-code-help"
          @input=${(event: InputEvent) => this.heard((event.target as HTMLTextAreaElement).value)}></textarea>
        <p class="help" id="field-code-help">对方在走访本里点「收进来」，就看得到自己的收件码，可以发过来。</p>
      </div>
      ${this.looking.view()}
      <div class="field">
        <label for="field-code-picture"><span>或者选一张对方收件二维码的照片</span></label>
        <input id="field-code-picture" type="file" accept="image/*" @change=${(event: Event) => (this.reading = this.readPicture(event))} />
      </div>
      ${this.fresh ? html`<p class="note" role="status" data-receiver>收件的是${this.fresh.name || "没写名字的"}。请和对方对一对数字：<b class="amount">${digitsOf(this.fresh.id)}</b>，两边一样再交。</p>` : nothing}
    `;
  }

  private choice(): TemplateResult {
    const { notebook, filter } = this.door.state;
    const isSearched = filter.typed !== "" || filter.village !== "" || filter.round;
    const options = [
      { id: "all", text: `全部，${present(notebook).length} 户` },
      ...(isSearched ? [{ id: "listed", text: `名单上现在找出来的，${this.chosen("").length} 户` }] : []),
    ];
    return html`<fieldset class="field"><legend>交哪些</legend>${cards("which", "radio", options, [this.which], (which) => this.set({ which: which as Which }))}
      <p class="help">只交几户的，先在名单上找出来；只交一户的，在那一户里面点「交给别人」。</p></fieldset>`;
  }

  private sending({ marks, to }: Sealed): TemplateResult {
    const { length: count } = Object.keys(marks);
    return html`<section class="panel" data-sealed>
      <h2>${count} 户，交给${to.name || "对方"}</h2>
      <p>加密以后只有对方的本子打得开，开本密码、口令都不用。选一样办法给对方：</p>
      ${this.outgoing.isThere ? this.outgoing.view() : html`<p role="status">正在加密…</p>`}
      <p>对方说收到了，再点「交过去了」：这 ${count} 户从这时起不算在您这里。锁上了、去了别的应用，回来还在这里。</p>
      <div class="buttons">
        ${mainButton("交过去了", () => void this.done())}
        ${plainButton("没有交成", () => this.undone())}
      </div>
    </section>`;
  }

  // ------------------------------------------------------------------------------------------ to whom

  private everybody(): Receiver[] {
    const known = contactsOf(this.door.state.settings);
    return this.fresh ? [this.fresh, ...known.filter(({ id }) => id !== this.fresh?.id)] : known;
  }

  private heard(text: string): void {
    this.reading = this.read(text);
  }

  private async read(text: string): Promise<void> {
    if (text.trim() === "") return;
    const receiver = await readCode(text);
    const own = this.door.state.notebook.key;
    if (!receiver) this.problems = [problem("code", "这不是收件码，或者没有贴全。请对方再发一遍。")];
    else if (receiver.id === own) this.problems = [problem("code", "这是您自己的收件码。")];
    else {
      this.looking.rest();
      Object.assign(this, { fresh: receiver, receiver: receiver.id, problems: [] });
    }
    this.door.set({});
  }

  private async readPicture(event: Event): Promise<void> {
    const field = event.target as HTMLInputElement;
    const [picture] = field.files ?? [];
    const words =
      picture &&
      (await lens().then(
        ({ wordsIn }) => wordsIn(picture, make("canvas")),
        () => undefined,
      ));
    field.value = "";
    if (this.door.isOutside) this.waiting = words ?? "?";
    else await this.read(words ?? "?");
  }

  // ------------------------------------------------------------------------------------------ handing over

  private chosen(id: string): readonly Household[] {
    const { door } = this;
    const { notebook, today, filter } = door.state;
    const one = door.household(id);
    if (one) return [one];
    const all = present(notebook);
    if (this.which === "all") return all;
    return listed(door.views.all(all, today).views, filter).map(({ household }) => household);
  }

  private async seal(id: string): Promise<void> {
    const { door } = this;
    await this.reading;
    const to = this.everybody().find((one) => one.id === this.receiver);
    if (!to) {
      this.problems = [problem("code", "请先选交给谁，或者贴上对方的收件码。")];
      return door.set({});
    }
    if (door.state.busy || !(await keepContact(door, to))) return;
    const { notebook, today } = door.state;
    const handed: Handed = { to: to.name, key: to.id, day: today };
    const marks: Sealed["marks"] = {};
    for (const { id: household } of this.chosen(id)) {
      const fields = { handed: handed as unknown as Value };
      const book = after(notebook, { kind: "write", household, day: today, fields });
      marks[household] = book.households[household]?.fields.handed ?? {};
    }
    const sealed: Sealed = { to: contactOf(to), marks };
    door.type({ sealed: sealed as unknown as Value });
  }

  private get sealed(): Sealed | undefined {
    return this.door.state.typed.sealed as Sealed | undefined;
  }

  private async fill(sealed: Sealed): Promise<void> {
    const { door } = this;
    const { today, settings } = door.state;
    const households = this.marked(sealed);
    door.set({ busy: true });
    try {
      const file = await handedOver(households, today, settings.liaison ?? "", receiverOf(sealed.to));
      if (this.sealed === sealed) this.outgoing.put(`走访本交接-${today}-${households.length}户.jiuzhu`, file);
    } finally {
      door.set({ busy: false });
    }
  }

  /** As they go over: the other notebook has the very same word of it. */
  private marked({ marks }: Sealed): Household[] {
    return Object.entries(marks).flatMap(([id, handed]) => {
      const household = this.door.household(id);
      return household ? { ...household, fields: { ...household.fields, handed } } : [];
    });
  }

  private async done(): Promise<void> {
    const { door, sealed } = this;
    if (!sealed) return;
    const households = this.marked(sealed);
    if (!(await door.command({ kind: "merge", households }))) return;
    this.outgoing.forget();
    door.go({ name: "elsewhere" });
    door.say(`${households.length} 户交给了${sealed.to.name || "对方"}，不算在这里了。`);
  }

  private undone(): void {
    this.outgoing.forget();
    this.door.type({ sealed: undefined });
  }

  // ------------------------------------------------------------------------------------------ back to the office

  private lists(): TemplateResult | typeof nothing {
    const lists = visitsOn(present(this.door.state.notebook));
    if (lists.length === 0) return nothing;
    return html`<section class="panel" data-lists>
      <h2>给单位的走访结果</h2>
      <p>文件里只有名单上的序号、哪天去过、问过没有、申请办到哪一步，没有名字，没有病。没有加密。</p>
      <label class="tick"><input type="checkbox" .checked=${this.notes}
        @change=${(event: Event) => this.set({ notes: (event.target as HTMLInputElement).checked })} /><span>走访时写的话也放进去</span></label>
      <ul class="plain-list">${lists.map((one) => html`<li>${one.from}的名单：${one.households.length} 户，去过 ${one.visited} 户。${small("做结果文件", () => this.report(one), one.from)}</li>`)}</ul>
    </section>`;
  }

  private report(list: VisitedList): void {
    const { settings, today } = this.door.state;
    const file = visitsFile(list, today, settings.liaison ?? "", this.notes);
    ways.download(
      `走访结果-${today}.json`,
      new TextEncoder().encode(JSON.stringify(file, null, 1)),
      "application/json",
    );
  }

  private set(change: { which?: Which; receiver?: string; notes?: boolean }): void {
    Object.assign(this, change);
    this.door.set({});
  }
}
