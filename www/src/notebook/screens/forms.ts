/** Forms of a household: its own words, a member, an application, a visit. */

import { html, nothing, type TemplateResult } from "lit";
import type { Problem } from "../../contract.js";
import { choicesOf } from "../../state/entry.js";
import { readAmount } from "../../text/amount.js";
import { chineseDate, dayBefore, type DateParts } from "../../text/date.js";
import { dateField, numberField } from "../../ui/fields.js";
import { cards, fold, heading, mainButton, problemSummary } from "../../ui/pieces.js";
import { dayAfter } from "../model/case.js";
import { claimable, packOn } from "../model/derive.js";
import { likeThis } from "../model/listing.js";
import { applicationsOf, identitiesOf, STATES, word, type Household } from "../model/household.js";
import { present } from "../model/notebook.js";
import type { Value } from "../model/versions.js";
import type { Door } from "../door.js";
import { dayField, dayOfParts, dayParts, dayTyped, noteField, problem, small, text, textField } from "../pieces.js";
import { STATE_WORDS } from "../words.js";

const NO_NAME = "请填一个自己认得出的叫法。";
const NO_DAY = "请填年、月、日，或者都空着。";

interface IdentityTyped {
  id: string;
  category: string;
  text: string;
  from: DateParts;
  until: DateParts;
}

export class Forms {
  private readonly door: Door;
  private problems: Problem[] = [];

  constructor(door: Door) {
    this.door = door;
  }

  forget(): void {
    this.problems = [];
  }

  private refuse(problems: Problem[]): boolean {
    this.problems = problems;
    this.door.set({});
    return problems.length > 0;
  }

  // ------------------------------------------------------------------------------------------ a household

  details(id: string): TemplateResult {
    const { door } = this;
    const others = present(door.state.notebook).filter((household) => household.id !== id);
    const alike = id === "" ? likeThis(others, text(door, "name"), text(door, "phone")) : [];
    const consent = text(door, "consent");
    return html`
      ${problemSummary(this.problems)}${heading(id === "" ? "记一户新的" : "改这一户")}
      ${textField(door, { path: "name", label: "怎么叫这一户", help: "名字、外号都行，自己认得出就好。", longest: 40 }, this.problems)}
      ${alike.length > 0 ? html`<div class="note note-warn" role="status" data-alike>本子里已经有：${alike.map((household) => html`${small(word(household, "name"), () => door.go({ name: "household", id: household.id }))} `)}是同一户就不用再记。</div>` : nothing}
      ${textField(door, { path: "village", label: "村、社区", longest: 40 }, this.problems)}
      ${textField(door, { path: "group", label: "组、门牌（可以不填）", longest: 40 }, this.problems)}
      ${textField(door, { path: "phone", label: "电话（可以不填）", type: "tel", longest: 20 }, this.problems)}
      ${this.placePicker()}
      <div class=${this.problems.some(({ path }) => path === "consent") ? "field field-bad" : "field"}>
        <label class="tick"><input id="field-consent" type="checkbox" name="consent" .checked=${consent !== ""}
          @change=${(event: Event) => door.type({ consent: (event.target as HTMLInputElement).checked ? door.state.today : "" })} /><span>问过本人，同意把这些记在这个本子里；不同意了，随时删掉</span></label>
        ${this.problems.filter(({ path }) => path === "consent").map((one) => html`<p class="field-problem">${one.text}</p>`)}
      </div>
      ${fold(
        "记到哪天、备注",
        html`<fieldset class="field">
            <legend>说好记到哪天</legend>
            ${cards(
              "keep",
              "radio",
              [
                ...(id === "" ? [] : [{ id: "as-is", text: "照以前说好的" }]),
                { id: "end", text: `今年年底（${chineseDate(`${door.state.today.slice(0, 4)}-12-31`)}）` },
                { id: "year", text: `一年（${chineseDate(dayAfter(door.state.today, 365))}）` },
                { id: "long", text: `两年（${chineseDate(dayAfter(door.state.today, 730))}）` },
              ],
              [text(door, "keep")],
              (keep) => door.type({ keep }),
            )}
          </fieldset>
          ${noteField(door, "note", "备注")}`,
      )}
      <div class="buttons">${mainButton("记下", () => void this.keepDetails(id))}</div>
    `;
  }

  private placePicker(): TemplateResult {
    const { door } = this;
    const { resources, rules, state } = door;
    const pack = text(door, "place");
    const choosePack = (place: string): void => door.type({ place });
    return html`<jiuzhu-place-picker
      .session=${{ ownResources: resources, lastPlace: () => state.settings.place, choosePack }}
      .state=${{ packs: rules.packs, today: state.today, options: { region: "" }, draft: { pack } }}
    ></jiuzhu-place-picker>`;
  }

  private async keepDetails(id: string): Promise<void> {
    const { door } = this;
    const { today } = door.state;
    const name = text(door, "name").trim();
    const problems: Problem[] = [];
    if (name === "") problems.push(problem("name", NO_NAME));
    if (text(door, "consent") === "") problems.push(problem("consent", "要先问过本人，才能记。"));
    if (this.refuse(problems)) return;
    const household = id === "" ? door.entry() : id;
    const until = { end: `${today.slice(0, 4)}-12-31`, year: dayAfter(today, 365), long: dayAfter(today, 730) }[
      text(door, "keep")
    ];
    const fields: Record<string, Value> = { name };
    for (const path of ["village", "group", "phone", "place", "note", "consent"])
      fields[path] = text(door, path).trim();
    if (until) fields.until = until;
    // Whoever the household is called after is its first member.
    if (id === "") fields[`member/${household}`] = { name, born: "" };
    const isKept =
      id === "" ? door.command({ kind: "open", household, day: today, fields }) : door.write(household, fields);
    if (!(await isKept)) return;
    await door.keepSettings({ place: text(door, "place"), village: text(door, "village").trim() });
    door.go({ name: "household", id: household });
  }

  // ------------------------------------------------------------------------------------------ a member

  member(household: Household, id: string): TemplateResult {
    const { door } = this;
    const pack = packOn(door.rules.packs, word(household, "place"), door.state.today);
    if (pack) void door.rules.open(pack);
    const question = pack && door.rules.identitiesOf(pack, door.state.today);
    const choices = question
      ? choicesOf(question).filter((choice) => choice.id !== "none" && choice.id !== "general")
      : [];
    const identities = this.identities;
    return html`
      ${problemSummary(this.problems)}${heading(id === "" ? "再记一个人" : "改这个人")}
      ${textField(door, { path: "name", label: "怎么叫", longest: 40 }, this.problems)}
      ${dayField(door, "born", "哪天生的", "不知道就空着", this.problems)}
      <section aria-labelledby="identities-title">
        <h2 id="identities-title">身份</h2>
        <p class="help">什么时候认定的、到什么时候为止，知道就填：到了那天，本子会提醒。</p>
        ${
          choices.length > 0
            ? html`<div class="field" role="group" aria-labelledby="identities-title">${cards(
                "identity",
                "checkbox",
                choices,
                identities.map(({ category }) => category),
                (id) => this.toggleIdentity(id, choices),
              )}</div>`
            : html`<p class="help">${pack ? "正在打开当地的办法…" : "先在「改这一户」里选好医保在哪里交，才能选身份。"}</p>`
        }
        ${identities.map((identity, at) => this.identity(identity, at))}
      </section>
      <div class="buttons">
        ${mainButton("记下", () => void this.keepMember(household, id))}
        ${
          id === ""
            ? nothing
            : html`<button type="button" class="button button-bad"
          @click=${() => void this.takeMember(household, id)}>删掉这个人</button>`
        }
      </div>
    `;
  }

  private get identities(): IdentityTyped[] {
    return (this.door.state.typed.identities as unknown as IdentityTyped[] | undefined) ?? [];
  }

  private identity({ category, text: words, from, until }: IdentityTyped, at: number): TemplateResult {
    const change = (part: Partial<IdentityTyped>): void =>
      this.changeIdentities(this.identities.map((one, index) => (index === at ? { ...one, ...part } : one)));
    return html`<div class="panel" data-identity=${category}>
      <h3>${words}</h3>
      ${dateField(`from-${at}`, "从哪天起", "不知道就空着", from, this.problems, (day) => change({ from: { ...day } }))}
      ${dateField(`until-${at}`, "到哪天为止", "还在享受就空着", until, this.problems, (day) => change({ until: { ...day } }))}
      ${small("去掉", () => this.changeIdentities(this.identities.filter((_, index) => index !== at)), `：${words}`)}
    </div>`;
  }

  private changeIdentities(identities: IdentityTyped[]): void {
    this.door.type({ identities: identities as unknown as Value });
  }

  private toggleIdentity(category: string, choices: { id: string; text: string }[]): void {
    const others = this.identities.filter((one) => one.category !== category);
    const isHeld = others.length < this.identities.length;
    const text = choices.find(({ id }) => id === category)?.text ?? "";
    const fresh: IdentityTyped = { id: "", category, text, from: dayParts(""), until: dayParts("") };
    this.changeIdentities(isHeld ? others : [...others, fresh]);
  }

  private async keepMember(household: Household, id: string): Promise<void> {
    const { door } = this;
    const name = text(door, "name").trim();
    const born = dayTyped(door, "born");
    const problems: Problem[] = [];
    if (name === "") problems.push(problem("name", NO_NAME));
    if (born === undefined || born > door.state.today) problems.push(problem("born", NO_DAY));
    const fields: Record<string, Value> = {};
    const member = id === "" ? door.entry() : id;
    for (const [at, { id: known, category, text: words, from, until }] of this.identities.entries()) {
      const [first, last] = [from, until].map((parts) => dayOfParts(parts));
      if (first === undefined) problems.push(problem(`from-${at}`, NO_DAY));
      if (last === undefined) problems.push(problem(`until-${at}`, NO_DAY));
      if (first && last && last < first) problems.push(problem(`until-${at}`, "这一天在认定以前，请看看。"));
      fields[`identity/${known || door.fresh()}`] = {
        member,
        category,
        text: words,
        from: first ?? "",
        until: last ?? "",
      };
    }
    if (this.refuse(problems)) return;
    for (const kept of identitiesOf(household, member))
      if (!(`identity/${kept.id}` in fields)) fields[`identity/${kept.id}`] = null;
    fields[`member/${member}`] = { name, born: born ?? "" };
    if (await door.write(household.id, fields)) door.go({ name: "household", id: household.id });
  }

  private async takeMember(household: Household, id: string): Promise<void> {
    const { door } = this;
    if (
      await door.command({
        kind: "take",
        household: household.id,
        day: door.state.today,
        path: `member/${id}`,
        what: text(door, "name"),
      })
    )
      door.go({ name: "household", id: household.id });
  }

  // ------------------------------------------------------------------------------------------ an application

  application(household: Household): TemplateResult {
    const { door } = this;
    const { screen } = door.state;
    if (screen.name !== "application") return html``;
    const state = text(door, "state");
    const hasMoney = state === "approved" || state === "paid";
    return html`
      ${problemSummary(this.problems)}${heading(this.programName(household))}
      <fieldset class="field">
        <legend>办到哪一步了</legend>
        ${cards(
          "state",
          "radio",
          STATES.map((id) => ({ id, text: STATE_WORDS[id] })),
          [state],
          (picked) => door.type({ state: picked }),
        )}
      </fieldset>
      ${hasMoney ? numberField({ path: "amount", label: state === "paid" ? "到了多少" : "批了多少" }, text(door, "amount"), this.problems, (amount) => door.type({ amount })) : nothing}
      ${dayField(door, "day", "哪一天", undefined, this.problems)}
      ${noteField(door, "note", state === "refused" ? "为什么没批（可以不填）" : "备注（可以不填）")}
      <div class="buttons">${mainButton("记下", () => void this.keepApplication(household))}</div>
    `;
  }

  private programName(household: Household): string {
    const { screen } = this.door.state;
    if (screen.name !== "application") return "";
    const kept = applicationsOf(household, screen.member).find(({ id }) => id === screen.application);
    if (kept) return kept.value.name;
    const row = this.door.views
      .one(household, this.door.state.today)
      .rows.find(({ member, year }) => member.id === screen.member && year === screen.year);
    return (
      (row?.assessment && claimable(row.assessment).find(({ id }) => id === screen.program)?.name) ?? screen.program
    );
  }

  private async keepApplication(household: Household): Promise<void> {
    const { door } = this;
    const { screen } = door.state;
    if (screen.name !== "application") return;
    const state = text(door, "state");
    const day = dayTyped(door, "day");
    const amount = readAmount(text(door, "amount"));
    const problems: Problem[] = [];
    if ((state === "approved" || state === "paid") && !amount.ok)
      problems.push(problem("amount", "请填钱数，比如 1200。"));
    if (!day || day > door.state.today) problems.push(problem("day", "请填年、月、日，不能是以后的日子。"));
    if (this.refuse(problems)) return;
    const { member, year, program } = screen;
    const kept = state === "approved" || state === "paid";
    const value = {
      member,
      year,
      program,
      name: this.programName(household),
      state,
      amount: kept && amount.ok ? amount.value : "",
      day: day ?? "",
      note: text(door, "note").trim(),
    };
    const id = screen.application === "" ? door.entry() : screen.application;
    if (await door.write(household.id, { [`application/${id}`]: value }))
      door.go({ name: "household", id: household.id });
  }

  // ------------------------------------------------------------------------------------------ a visit

  visit(household: Household): TemplateResult {
    const { door } = this;
    const { today } = door.state;
    const next = (days: number): void => door.type({ next: dayParts(dayAfter(today, days)) });
    return html`
      ${problemSummary(this.problems)}${heading(`走访：${word(household, "name")}`, chineseDate(today))}
      ${noteField(door, "note", "看到什么、说了什么")}
      ${dayField(door, "next", "下次哪天去", "没有说好就空着", this.problems)}
      <div class="row">${small("过一个星期", () => next(7))}${small("过一个月", () => next(30))}</div>
      <div class="buttons">${mainButton("记下", () => void this.keepVisit(household))}</div>
    `;
  }

  private async keepVisit(household: Household): Promise<void> {
    const { door } = this;
    const { today } = door.state;
    const next = dayTyped(door, "next");
    if (
      this.refuse(
        next === undefined || (next !== "" && next <= dayBefore(today))
          ? [problem("next", "请填以后的日子，或者都空着。")]
          : [],
      )
    )
      return;
    const fields: Record<string, Value> = {
      [`visit/${door.entry()}`]: { day: today, note: text(door, "note").trim() },
      next: next ?? "",
    };
    if (await door.write(household.id, fields)) door.go({ name: "household", id: household.id });
  }
}
