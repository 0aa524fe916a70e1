/** What can be applied for, and what became of it. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment } from "../../contract.js";
import { amountOf } from "../../result/standing.js";
import { amountOrNothing, yuan } from "../../text/amount.js";
import { chineseDate } from "../../text/date.js";
import type { Door } from "../door.js";
import type { Reckoning } from "../model/derive.js";
import { applicationsOf, historyOf, type Application, type Household, type Kept } from "../model/household.js";
import { dayParts, link, small } from "../pieces.js";
import { STATE_WORDS } from "../words.js";
import { take } from "./entries.js";
import { dueWords } from "./list.js";

export function openList(door: Door, household: Household, row: Reckoning<Assessment>): TemplateResult {
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

export function applicationList(
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
