/** One household: each member with the answer, what is open, the papers, the bills and what became of applications. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment } from "../../contract.js";
import { amountOf, formOf, headlineAmount, totalText } from "../../result/standing.js";
import { dayOf } from "../../state/draft.js";
import { amountOrNothing, isZero, whole, yuan, yuanRange } from "../../text/amount.js";
import { chineseDate } from "../../text/date.js";
import { maybe } from "../../text/strings.js";
import { fold, plainButton } from "../../ui/pieces.js";
import { limitsOf, yearSums, type Reckoning, type View } from "../model/derive.js";
import { billsOfYear } from "../model/case.js";
import {
  applicationsOf,
  historyOf,
  identitiesOf,
  membersOf,
  papersOf,
  visitsOf,
  word,
  type Application,
  type Household,
  type Kept,
} from "../model/household.js";
import { headsOf, type Value } from "../model/versions.js";
import type { Door } from "../door.js";
import type { Estimate } from "../reckoner/estimate.js";
import { dayParts, link, small } from "../pieces.js";
import { STATE_WORDS } from "../words.js";
import { changeWords, dueWords } from "./list.js";
import { billTyped } from "./bill.js";

export function householdScreen(door: Door, household: Household): TemplateResult {
  const { today } = door.state;
  const view = door.views.one(household, today);
  const place = [word(household, "village"), word(household, "group")].filter(Boolean).join(" ");
  const phone = word(household, "phone");
  const [asked, until] = [word(household, "consent"), word(household, "until")];
  const visits = visitsOf(household);
  const members = membersOf(household);
  return html`
    <h1 tabindex="-1" id="heading">${view.name}</h1>
    <p class="lead">${place}${phone ? html` <a href="tel:${phone.replace(/[^\d+]/g, "")}">${phone}</a>` : nothing}</p>
    ${view.due ? html`<p class="note due" data-due>${dueWords(view.due)}</p>` : nothing}
    <div class="buttons">
      ${members.length > 0 ? plainButton("记一张单子", () => newBill(door, household)) : nothing}
      <p class="row">
        ${small("记一次走访", () => door.go({ name: "visit", id: household.id }, { note: "", next: dayParts("") }))}
        ${members.length > 0 ? small("打印一张", () => door.go({ name: "paper", id: household.id })) : nothing}
      </p>
    </div>
    ${conflicts(door, household)}
    ${members.length === 0 ? html`<p class="note">这一户还没有记下人。</p>` : nothing}
    ${view.rows.map((row) => rowPanel(door, household, row))}
    <section class="panel">
      <h2>这一户</h2>
      ${sums(view, today)}
      ${word(household, "note") ? html`<p>${word(household, "note")}</p>` : nothing}
      <p>${asked ? `${chineseDate(asked)}问过本人` : "还没有问过本人"}${until ? `，记到${chineseDate(until)}为止` : ""}。</p>
      <p class="row">
        ${small("改这一户", () => editHousehold(door, household))}
        ${small("交给别人", () => door.go({ name: "give", id: household.id }))}
        ${small("再记一个人", () => door.go({ name: "member", id: household.id, member: "" }, { name: "", born: dayParts(""), identities: [] }))}
      </p>
      ${
        visits.length > 0
          ? folded(
              door,
              `走访过 ${visits.length} 次`,
              () =>
                html`<ul class="plain-list">${visits.map(({ id, value }) => {
                  const day = chineseDate(value.day);
                  const drop = (): void => void take(door, household, `visit/${id}`, "走访");
                  return html`<li data-visit>${day} ${value.note} ${link("删掉", drop, `${day}的走访`)}</li>`;
                })}</ul>`,
            )
          : nothing
      }
      <p><button type="button" class="button button-bad"
        @click=${() => void eraseHousehold(door, household, view.name)}>删掉这一户</button></p>
    </section>
  `;
}

function rowPanel(door: Door, household: Household, row: Reckoning<Assessment>): TemplateResult {
  const { member, year, assessment, left, pack, problems, changed } = row;
  const half = row.draft.bills.some((bill) => !bill.amountsDone);
  const sit = (): void => door.go({ name: "sitting", id: household.id, member: member.id, year });
  return html`<section class="panel" data-row="${member.id}-${year}">
    <h2>${member.name}，${year}年</h2>
    ${changed.length > 0 ? html`<p class="note" data-changed>和上次看的时候不一样了：${changed.map(changeWords).join("；")}。</p>` : nothing}
    ${
      assessment && left
        ? html`<p class="sum amount" data-answer>${left === assessment ? headlineAmount(assessment) : leftWords(left)}</p>
            ${row.open.length > 0 ? openList(door, household, row) : nothing}`
        : html`<p class="note">${pack === undefined ? "还没有选医保在哪里交。" : half ? "有单子没填完，填完才算得出来。" : problems.length > 0 ? problems.join("；") : "正在打开当地的办法…"}</p>`
    }
    ${papersList(door, household, row)}
    ${applicationList(door, household, row)}
    ${billList(door, household, row)}
    ${limits(door, row)}
    <p>${identityWords(door, household, row)}</p>
    <p class="row">
      ${small("一步一步问、看为什么", sit, `：${member.name}，${year}年`)}
      ${small("改这个人", () => editMember(door, household, member.id), `：${member.name}`)}
    </p>
  </section>`;
}

/** What is folded up waits until the rest is on the screen. */
function folded(door: Door, summary: unknown, content: () => TemplateResult): TemplateResult {
  return fold(summary, door.isWhole ? content() : nothing);
}

/** What can still be had where part of it was applied for. */
function leftWords(left: Estimate): string {
  if (left.programs.length === 0) return "都申请过了，没有还能申请的";
  return isZero(left.total.max) ? headlineAmount(left) : `还能申请：${totalText(left)}`;
}

function openList(door: Door, household: Household, row: Reckoning<Assessment>): TemplateResult {
  return html`<ul class="plain-list">
    ${row.open.map((program) => {
      const deadline = program.route?.deadline;
      const over = deadline !== undefined && deadline.days_left < 0;
      return html`<li data-open=${program.id}>
        <b>${program.name}</b> <span class="amount">${amountOf(program)}</span>
        ${
          deadline
            ? html`<small class=${over ? "late" : ""}>${
                over
                  ? `最后一天是${chineseDate(deadline.date)}，已经过了`
                  : dueWords({ date: deadline.date, left: deadline.days_left })
              }</small>`
            : nothing
        }
        ${small(
          "记申请",
          () =>
            door.go(
              {
                name: "application",
                id: household.id,
                member: row.member.id,
                year: row.year,
                application: "",
                program: program.id,
              },
              { state: "filed", amount: "", day: dayParts(door.state.today), note: "" },
            ),
          `：${program.name}`,
        )}
      </li>`;
    })}
  </ul>`;
}

function papersList(door: Door, household: Household, row: Reckoning<Assessment>): TemplateResult | typeof nothing {
  const documents = row.assessment?.documents ?? [];
  const wanted = [...row.open.map(({ id }) => id), ...row.running.map(({ value }) => value.program)];
  const needed = documents.filter((item) => item.for.some((id) => wanted.includes(id)));
  if (needed.length === 0) return nothing;
  const gathered = papersOf(household, row.member.id);
  const tick = (id: string, on: boolean): void =>
    void door.write(household.id, { [`paper/${row.member.id}/${id}`]: on ? door.state.today : null });
  return folded(
    door,
    `材料：还缺 ${needed.filter(({ id }) => !gathered.includes(id)).length} 样`,
    () => html`<ul class="todo">
      ${needed.map(
        (
          item,
        ) => html`<li><label class="tick"><input type="checkbox" name="paper" .checked=${gathered.includes(item.id)}
        @change=${(event: Event) => tick(item.id, (event.target as HTMLInputElement).checked)} /><span>${item.name}（${formOf(item)}）</span></label></li>`,
      )}
    </ul>`,
  );
}

function applicationList(
  door: Door,
  household: Household,
  row: Reckoning<Assessment>,
): TemplateResult | typeof nothing {
  const applications = applicationsOf(household, row.member.id).filter(({ value }) => value.year === row.year);
  if (applications.length === 0) return nothing;
  const edit = ({ id, value }: Kept<Application>): void =>
    door.go(
      {
        name: "application",
        id: household.id,
        member: row.member.id,
        year: row.year,
        application: id,
        program: value.program,
      },
      { state: value.state, amount: value.amount, day: dayParts(door.state.today), note: value.note },
    );
  return html`<h3>申请</h3>
    <ul class="plain-list">
      ${applications.map((kept) => {
        const { id, value } = kept;
        const before = historyOf(household, `application/${id}`).flatMap(({ value: past }) =>
          past === null ? [] : [past as unknown as Application],
        );
        return html`<li data-application=${value.program}>
          <b>${value.name}</b>：${applicationWords(value)}
          ${before.length > 1 ? html`<small>以前：${before.slice(0, -1).map(applicationWords).join("；")}</small>` : nothing}
          <span class="row">${small("有了结果", () => edit(kept), `：${value.name}`)}${link(
            "删掉",
            () => void take(door, household, `application/${id}`, `申请：${value.name}`),
            `：${value.name}`,
          )}</span>
        </li>`;
      })}
    </ul>`;
}

function applicationWords({ state, amount, day, note }: Application): string {
  const money = amountOrNothing(amount);
  return [`${chineseDate(day)}${STATE_WORDS[state]}`, money ? yuan(money) : "", note].filter(Boolean).join("，");
}

function billList(door: Door, household: Household, row: Reckoning<Assessment>): TemplateResult | typeof nothing {
  const bills = billsOfYear(household, row.member.id, row.year, door.state.today);
  if (bills.length === 0) return nothing;
  return folded(
    door,
    html`<span>${bills.length} 张单子，总费用一共 <span class="amount" data-total>${yuan(row.total)}</span></span>`,
    () => html`<ul class="plain-list">
        ${bills.map(({ id, value }) => {
          const total = amountOrNothing(value.draft.amounts.total);
          const what = `${value.draft.dateUnknown ? "日期记不清" : chineseDate(dayOf(value.draft))} ${maybe(`care.${value.draft.care}`) ?? ""}`;
          return html`<li data-bill=${id}>
            ${what} ${total ? html`<span class="amount">${yuan(total)}</span>` : value.draft.amountsDone ? nothing : "没填完"}
            <span class="row">
              ${small(
                "改",
                () => {
                  const typed = billTyped(row.member.id, value.draft);
                  door.go({ name: "bill", id: household.id, member: row.member.id, bill: id }, typed);
                },
                `：${what}`,
              )}
              ${link("删掉", () => void take(door, household, `bill/${id}`, `单子：${what}`), `：${what}`)}
            </span>
          </li>`;
        })}
      </ul>
      <p>${row.year}年领到的（钱到了的申请，加上单子上减掉的救助）一共 <span class="amount" data-received>${yuan(row.received)}</span></p>`,
  );
}

function limits(door: Door, { assessment }: Reckoning<Assessment>): TemplateResult | typeof nothing {
  const found = assessment ? limitsOf(assessment) : [];
  if (found.length === 0) return nothing;
  return folded(
    door,
    "限额还剩多少",
    () =>
      html`<ul class="plain-list" data-limits>
      ${found.map(({ name, steps }) => html`<li><b>${name}</b>${steps.map((step) => html`<small>${whole(step)}</small>`)}</li>`)}
    </ul>`,
  );
}

/** Of more than one member the years stand together, too. */
function sums(view: View, today: string): unknown {
  if (membersOf(view.household).length < 2) return nothing;
  return yearSums(view, today).map(
    ({ year, bills, total, received, left }) =>
      html`<p data-sum=${year}>${year}年一家 ${bills} 张单子，总费用 ${yuan(total)}，领到 ${yuan(received)}${
        left ? html`，估计还能领 <span class="amount">${yuanRange(left)}</span>` : nothing
      }。</p>`,
  );
}

function identityWords(door: Door, household: Household, { member }: Reckoning): string {
  const identities = identitiesOf(household, member.id).map(({ value }) => {
    const until =
      value.until === ""
        ? ""
        : value.until < door.state.today
          ? `（到${chineseDate(value.until)}为止，已经过了）`
          : `（到${chineseDate(value.until)}）`;
    return `${value.text}${value.from ? `，${chineseDate(value.from)}起` : ""}${until}`;
  });
  return identities.length > 0 ? `身份：${identities.join("；")}` : "身份还没有记，或者都不是。";
}

/** What two hands wrote differently: both stand there, and one tap chooses. */
function conflicts(door: Door, household: Household): TemplateResult | typeof nothing {
  const open = door.views.one(household, door.state.today).conflicts;
  if (open.length === 0) return nothing;
  return html`<section class="panel" data-conflicts>
    <h2>两个人记的不一样</h2>
    ${open.map((path) => {
      const heads = headsOf(household.fields[path]);
      return html`<fieldset class="field">
        <legend>${pathWords(path)}</legend>
        ${heads.map(
          ({ stamp, version }) => html`<p>
            ${valueWords(version.value)}<small>（${chineseDate(version.day)}记的）</small>
            ${small("用这个", () => void door.command({ kind: "choose", household: household.id, day: door.state.today, path, stamp }), valueWords(version.value))}
          </p>`,
        )}
      </fieldset>`;
    })}
  </section>`;
}

const PATHS: Record<string, string> = {
  name: "名字",
  village: "村",
  group: "组",
  phone: "电话",
  place: "医保在哪里",
  note: "备注",
  consent: "问过本人的日子",
  until: "记到哪天",
  next: "下次去",
  member: "人",
  identity: "身份",
  bill: "单子",
  application: "申请",
  visit: "走访",
  given: "回答",
  told: "今年领过的",
  paper: "材料",
  readings: "办法的读法",
  seen: "上次看的结果",
  handed: "交给了谁",
  listed: "在哪份名单上",
};

function pathWords(path: string): string {
  return PATHS[path.replace(/\/.*/, "")] ?? path;
}

/** Whatever a field holds, in words that can be told apart. */
function valueWords(value: Value): string {
  if (value === null) return "（删掉了）";
  if (typeof value !== "object") return String(value);
  const { draft, name, text, note, shown, state, amount, to, from, reason } = Object(value) as Record<string, never>;
  if (draft) {
    const bill = draft as { date: { year: string; month: string; day: string }; amounts: Record<string, string> };
    return `${bill.date.year}年${bill.date.month}月${bill.date.day}日，${Object.values(bill.amounts).filter(Boolean).join("、")}`;
  }
  const words = [name, text, shown, state && STATE_WORDS[state], amount, note, to, from, reason]
    .filter(Boolean)
    .join("，");
  return words || JSON.stringify(value);
}

// ------------------------------------------------------------------------------------------ commands

async function take(door: Door, household: Household, path: string, what: string): Promise<void> {
  await door.command({ kind: "take", household: household.id, day: door.state.today, path, what });
}

async function eraseHousehold(door: Door, household: Household, what: string): Promise<void> {
  if (await door.command({ kind: "erase", household: household.id, what })) door.go({ name: "list" });
}

function newBill(door: Door, household: Household): void {
  const members = membersOf(household);
  const last = Object.keys(household.fields)
    .filter((path) => path.startsWith("bill/"))
    .flatMap((path) => headsOf(household.fields[path]).slice(0, 1))
    .filter(({ version }) => version.value !== null)
    .sort((one, other) => (one.stamp < other.stamp ? 1 : -1))[0]?.version.value as
    { member?: string; draft?: never } | undefined;
  const member = members.find(({ id }) => id === last?.member)?.id ?? members[0]?.id ?? "";
  door.go(
    { name: "bill", id: household.id, member, bill: "" },
    billTyped(member, undefined, last?.draft, door.state.today),
  );
}

function editHousehold(door: Door, household: Household): void {
  const words = Object.fromEntries(
    (["name", "village", "group", "phone", "place", "note", "consent"] as const).map((name) => [
      name,
      word(household, name),
    ]),
  );
  door.go({ name: "details", id: household.id }, { ...words, keep: "as-is" });
}

function editMember(door: Door, household: Household, id: string): void {
  const member = membersOf(household).find((one) => one.id === id);
  const identities = identitiesOf(household, id).map((kept) => ({
    id: kept.id,
    category: kept.value.category,
    text: kept.value.text,
    from: dayParts(kept.value.from),
    until: dayParts(kept.value.until),
  }));
  door.go(
    { name: "member", id: household.id, member: id },
    { name: member?.name ?? "", born: dayParts(member?.born ?? ""), identities },
  );
}

/** What was looked at is what the next time is compared with. */
export function seenFields(door: Door, household: Household): Record<string, Value> {
  const { today } = door.state;
  const fields: Record<string, Value> = {};
  for (const { member, year, assessment, changed } of door.views.one(household, door.state.today).rows) {
    if (!assessment || (changed.length === 0 && household.fields[`seen/${member.id}/${year}`])) continue;
    const { policy, total } = assessment;
    fields[`seen/${member.id}/${year}`] = {
      pack: policy.id,
      digest: policy.digest,
      min: total.min,
      max: total.max,
      day: today,
    };
  }
  return fields;
}
