/** The bills of a member in a year, and one more. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment } from "../../contract.js";
import { dayOf } from "../../state/draft.js";
import { amountOrNothing, yuan } from "../../text/amount.js";
import { chineseDate } from "../../text/date.js";
import { maybe } from "../../text/strings.js";
import type { Door } from "../door.js";
import { billsOfYear } from "../model/case.js";
import type { Reckoning } from "../model/derive.js";
import { membersOf, type Household } from "../model/household.js";
import { headsOf } from "../model/versions.js";
import { link, small } from "../pieces.js";
import { billTyped } from "./bill.js";
import { folded, take } from "./entries.js";

export function billList(
  door: Door,
  household: Household,
  row: Reckoning<Assessment>,
): TemplateResult | typeof nothing {
  const bills = billsOfYear(household, row.member.id, row.year, door.state.today).sort((one, other) =>
    dayOf(one.value.draft) < dayOf(other.value.draft) ? 1 : -1,
  );
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

/** Like the last one: whose it is, and of what kind. */
export function newBill(door: Door, household: Household): void {
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
