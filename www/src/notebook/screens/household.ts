/** One household: each member with the answer, what is open, the papers, the bills and what became of applications. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment } from "../../contract.js";
import { formOf, headlineAmount, totalText } from "../../result/standing.js";
import { isExact, isZero, whole, yuan, yuanRange } from "../../text/amount.js";
import { chineseDate } from "../../text/date.js";
import { plainButton } from "../../ui/pieces.js";
import type { Door } from "../door.js";
import { limitsOf, yearSums, type Reckoning, type View } from "../model/derive.js";
import { givenOf, identitiesOf, membersOf, papersOf, visitsOf, word, type Household } from "../model/household.js";
import type { Value } from "../model/versions.js";
import { dayParts, link, small } from "../pieces.js";
import type { Estimate } from "../reckoner/estimate.js";
import { applicationList, openList } from "./applications.js";
import { billList, newBill } from "./bills.js";
import { conflicts } from "./conflicts.js";
import { folded, take } from "./entries.js";
import { changeWords, dueWords } from "./list.js";

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
    <p class="lead">${place}${phone ? html` <a class="link" href="tel:${phone.replace(/[^\d+]/g, "")}">${phone}</a>` : nothing}</p>
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
        ? html`<p class="sum amount" data-answer>${leftWords(left, left === assessment)}</p>
            ${row.open.length > 0 ? openList(door, household, row) : nothing}`
        : html`<p class="note">${pack === undefined ? "还没有选医保在哪里交。" : half ? "有单子没填完，填完才算得出来。" : problems.length > 0 ? problems.join("；") : "正在打开当地的办法…"}</p>`
    }
    ${papersList(door, household, row)}
    ${applicationList(door, household, row)}
    ${billList(door, household, row)}
    ${limits(door, row)}
    <p>${identityWords(door, household, row)}</p>
    ${answered(door, household, row)}
    <p class="row">
      ${small("一步一步问、看为什么", sit, `：${member.name}，${year}年`)}
      ${small("改这个人", () => editMember(door, household, member.id), `：${member.name}`)}
    </p>
  </section>`;
}

/** What can still be had: all that the core says, or what nobody has applied for. */
function leftWords(left: Estimate, isAll: boolean): string {
  if (!isAll && left.programs.length === 0) return "都申请过了，没有还能申请的";
  if (isZero(left.total.max)) return headlineAmount(left);
  return `还能申请：${isAll && isExact(left.total) ? headlineAmount(left) : totalText(left)}`;
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
    const over = value.until < door.state.today ? "为止，已经过了" : "";
    const until = value.until && `（到${chineseDate(value.until)}${over}）`;
    return `${value.text}${value.from ? `，${chineseDate(value.from)}起` : ""}${until}`;
  });
  return identities.length > 0 ? `身份：${identities.join("；")}` : "身份还没有记，或者都不是。";
}

/** Insurance, illnesses and whatever else was asked about a member. */
function answered(door: Door, household: Household, { member }: Reckoning): TemplateResult | typeof nothing {
  const given = Object.values(givenOf(household, member.id)).filter(({ shown }) => shown);
  if (given.length === 0) return nothing;
  const answers = given.map(({ text, shown }) => html`<li>${text}<b>${shown}</b></li>`);
  return folded(door, `答过 ${given.length} 个问题`, () => html`<ul class="plain-list" data-given>${answers}</ul>`);
}

async function eraseHousehold(door: Door, household: Household, what: string): Promise<void> {
  if (await door.command({ kind: "erase", household: household.id, what })) door.go({ name: "list" });
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
