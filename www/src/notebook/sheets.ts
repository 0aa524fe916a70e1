/** What the notebook puts on paper: one A4 for a household, and the round of a day. */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment, PackEntry } from "../contract.js";
import { sheetOf } from "../result/sheet.js";
import { amountOf, formOf, statusWord, totalText } from "../result/standing.js";
import { dayOf, type AmountField, type BillDraft } from "../state/draft.js";
import { startState } from "../state/state.js";
import { amountOrNothing, grouped, yuan } from "../text/amount.js";
import { chineseDate } from "../text/date.js";
import { maybe, t } from "../text/strings.js";
import { billsOfYear } from "./model/case.js";
import type { Reckoning, View } from "./model/derive.js";
import { applicationsOf, membersOf, papersOf, word } from "./model/household.js";
import { masked } from "./model/masked.js";
import { sumOf } from "./model/sums.js";
import { STATE_WORDS } from "./words.js";

/** Beside those of the calculator's own sheet. */
export const sheetRules = `
  .print-sheet + .print-sheet { break-before: page; }
  .print-sheet.measured { position: absolute; top: 0; left: 0; width: 182mm; }
  .print-sheet table { width: 100%; margin: 0.4em 0; border-collapse: collapse; font: inherit; }
  .print-sheet th, .print-sheet td { border: 1px solid #000; padding: 0.1em 0.4em; text-align: left; font-weight: 400; }
  .print-sheet th { font-weight: 700; }
  .print-sheet .figure { text-align: right; white-space: nowrap; }
  td.loose { text-align: right; }
  .village { min-width: 5em; }
  .household[data-density="0"] { --size: 12pt; }
  .print-sheet .plain { font-size: 1.25em; margin: 0.5em 0; }
  .print-sheet .blank { width: 35%; }
  .print-sheet .phrase { font-size: 2em; letter-spacing: 0.1em; text-align: center; margin: 0.8em 0; }
`;

/** Who goes from house to house, as it stands on the paper. */
export interface Liaison {
  name: string;
  phone: string;
}

const FIGURES: [AmountField, string][] = [
  ["total", "总费用"],
  ["in_scope", "医保认的"],
  ["basic_paid", "医保报了"],
  ["critical_paid", "大病报了"],
  ["assistance_paid", "救助减了"],
  ["fund_paid", "基金一共付了"],
  ["self_paid", "自己掏了"],
];

/** Programmes that are named in one line, and bills that stay while others of a longer table can go. */
const MOST_NAMED = 3;
const MOST_KEPT = 4;

/** Members whose names begin alike are told apart by their place in the household. */
function namesOf({ household }: View): Record<string, string> {
  const members = membersOf(household).map(({ id, name }) => ({ id, name: masked(name) }));
  const isAlone = (name: string): boolean => members.filter((other) => other.name === name).length === 1;
  return Object.fromEntries(members.map(({ id, name }, at) => [id, isAlone(name) ? name : `${name}（${at + 1}）`]));
}

/** Members and years with something to say on paper. */
function rowsOf({ household, rows }: View<Assessment>, today: string): Reckoning<Assessment>[] {
  return rows.filter(
    ({ member, year, open }) =>
      open.length > 0 ||
      billsOfYear(household, member.id, year, today).length > 0 ||
      applicationsOf(household, member.id).some(({ value }) => value.year === year),
  );
}

export function householdSheet(
  view: View<Assessment>,
  packs: PackEntry[],
  today: string,
  liaison: Liaison,
): TemplateResult {
  const { household, due } = view;
  const rows = rowsOf(view, today);
  const waiting = rows.filter(({ open }) => open.length > 0);
  const places = [...new Set(rows.flatMap(({ open }) => open.flatMap(({ route }) => (route ? [route.where] : []))))];
  const where = places.length > 1 ? "办的地方看下面" : places.length > 0 ? `去${places[0]}` : "怎么交问联络员";
  const half = rows.some(({ assessment }) => assessment === undefined);
  const names = namesOf(view);
  const claims = waiting.map(({ member, year, open, left }) => {
    const first = open
      .slice(0, MOST_NAMED)
      .map(({ name }) => name)
      .join("、");
    const more = open.length > MOST_NAMED ? `等 ${open.length} 项` : "";
    return `${names[member.id]}${year}年的${first}${more}${left ? `，${totalText(left)}` : ""}`;
  });
  const none = half ? "单子还没填完，填完再算。" : "现在没有要去申请的。";
  const undated = waiting.length > 0 ? "文件没写最后一天，早点去。" : "没有要赶的日子。";
  const lacks = view.papers > 0 ? `（还缺 ${view.papers} 样）` : "";
  const how = waiting.length > 0 ? `带齐下面的材料${lacks}，${where}。` : "有新的单子，告诉联络员。";
  return html`<section class="print-sheet household">
    <h1>${masked(view.name)}：能申请什么、怎么办</h1>
    <p class="centre">${word(household, "village")} ${chineseDate(today)}算的</p>
    <ul class="plain">
      <li><b>能申请：</b>${claims.length > 0 ? `${claims.join("；")}。` : none}</li>
      <li><b>最晚：</b>${due ? `${chineseDate(due.date)}以前交。` : undated}</li>
      <li><b>怎么办：</b>${how}</li>
    </ul>
    ${rows.map((row) => rowSection(view, names[row.member.id] ?? "", row, packs, today))}
    <p class="centre" data-more hidden>单子没有全列出来，一共的数里都算进去了。</p>
    <p class="foot-line">${liaisonLine(liaison)}${t("result.who")}${t("app.help")} ${t("app.helpline")}</p>
  </section>`;
}

function rowSection(
  view: View,
  name: string,
  row: Reckoning<Assessment>,
  packs: PackEntry[],
  today: string,
): TemplateResult {
  const { household } = view;
  const { member, year, open, running, draft, assessment } = row;
  const bills = billsOfYear(household, member.id, year, today)
    .map(({ value }) => value.draft)
    .sort((one, other) => (dayOf(one) < dayOf(other) ? -1 : 1));
  const applications = applicationsOf(household, member.id).filter(({ value }) => value.year === year);
  const sheet = assessment && sheetOf({ ...startState(today), packs, draft }, assessment);
  const wanted = [...open.map(({ id }) => id), ...running.map(({ value }) => value.program)];
  const needed = (assessment?.documents ?? []).filter((item) => item.for.some((id) => wanted.includes(id)));
  const gathered = papersOf(household, member.id);
  const ways = sheet?.routes.filter(({ name }) => open.some((program) => program.name === name)) ?? [];
  return html`
    <h2>${name}，${year}年</h2>
    ${bills.length > 0 ? billTable(bills, year) : nothing}
    ${
      open.length + applications.length > 0
        ? html`<ul>
      ${open.map((program) => {
        const amount = amountOf(program);
        const said = program.status === "not-computed" ? amount : `${statusWord(program)}，${amount}`;
        return html`<li><b>${program.name}：</b>${said}</li>`;
      })}
      ${applications.map(({ value }) => {
        const amount = amountOrNothing(value.amount);
        const said = `${chineseDate(value.day)}${STATE_WORDS[value.state]}${amount ? `，${yuan(amount)}` : ""}`;
        return html`<li><b>${value.name}：</b>${said}</li>`;
      })}
    </ul>`
        : nothing
    }
    ${
      needed.length > 0
        ? html`<p><b>材料</b>（有了的打了勾）</p>
            <ul class="columns">${needed.map(
              (item) => html`<li>${gathered.includes(item.id) ? "☑" : "□"} ${item.name}（${formOf(item)}）</li>`,
            )}</ul>`
        : nothing
    }
    ${
      ways.length > 0
        ? html`<p><b>去哪里、什么时候</b></p><ul>${ways.map(
            ({ name, how, where, due }) => html`<li>${[name, how, where, due].filter(Boolean).join("，")}</li>`,
          )}</ul>`
        : nothing
    }
    ${sheet ? html`<p>${sheet.asOf}</p>` : nothing}
  `;
}

/** The bills of a year; what the page cannot hold goes from the end of the longest, and the sum stays. */
function billTable(bills: BillDraft[], year: string): TemplateResult {
  const shown = FIGURES.filter(
    ([field], at) => at === 0 || bills.some(({ amounts }) => amountOrNothing(amounts[field])),
  );
  const cell = (value: string | undefined): TemplateResult =>
    html`<td class="figure">${value ? grouped(value) : ""}</td>`;
  const dayTold = (bill: BillDraft): string =>
    bill.dateUnknown || dayOf(bill) === "" ? `${year}年` : chineseDate(dayOf(bill));
  const sums = shown.map(([field]) => cell(sumOf(bills.map(({ amounts }) => amounts[field]))));
  return html`<table>
    <thead><tr><th>哪天</th><th>怎么看的</th>${shown.map(([, words]) => html`<th>${words}</th>`)}</tr></thead>
    <tbody>
      ${bills.map(
        (bill, at) => html`<tr
          data-spare=${at < MOST_KEPT ? 2 : 1}><td>${dayTold(bill)}</td><td>${maybe(`care.${bill.care}`) ?? ""}</td>
          ${shown.map(([field]) => cell(amountOrNothing(bill.amounts[field])))}</tr>`,
      )}
      ${bills.length > 1 ? html`<tr><th>一共</th><th>${bills.length} 张</th>${sums}</tr>` : nothing}
    </tbody>
  </table>`;
}

/** Rows that stand on one page with room to write in. */
const ROUND_ROWS = 24;

/** The round of a day, for her own hand: the names as she wrote them, no amount, no illness and no telephone. */
export function roundSheets(views: View[], today: string, liaison: Liaison): TemplateResult[] {
  const pages = Array.from({ length: Math.ceil(views.length / ROUND_ROWS) }, (_, page) =>
    views.slice(page * ROUND_ROWS, (page + 1) * ROUND_ROWS),
  );
  return pages.map(
    (page, at) => html`<section class="print-sheet">
      <h1>${chineseDate(today)}该去的 ${views.length} 家</h1>
      ${pages.length > 1 ? html`<p class="centre">第 ${at + 1} 张，一共 ${pages.length} 张</p>` : nothing}
      <table>
        <thead><tr><th>村、组</th><th>哪一家</th><th>为什么去</th><th>缺材料</th><th>记一笔</th></tr></thead>
        <tbody>${page.map(
          (view) => html`<tr>
            <td>${word(view.household, "village")} ${word(view.household, "group")}</td><td>${view.name}</td>
            <td>${reasons(view, today)}</td>
            <td class="figure">${view.papers > 0 ? `${view.papers} 样` : ""}</td><td class="blank"></td>
          </tr>`,
        )}</tbody>
      </table>
      <p class="foot-line">${liaisonLine(liaison)}上面有人家的名字，走完收好，别留在外面。</p>
    </section>`,
  );
}

export function phraseSheet(phrase: string, day: string): TemplateResult {
  return html`<section class="print-sheet">
    <h1>走访本的口令</h1>
    <p class="centre">${chineseDate(day)}开的本子</p>
    <p class="phrase">${phrase}</p>
    <ul class="plain">
      <li>忘了开本密码、手机丢了或换了、要恢复备份，都用它。没有第二份，谁也补不出来。</li>
      <li>放在家里，不要和手机放在一起，不要拍照，不要给别人看。</li>
      <li>一共六组。每组最后一个数字是查错用的，填错了会说是第几组。</li>
    </ul>
  </section>`;
}

function reasons({ next, due }: View, today: string): string {
  return [next !== "" && next <= today ? `说好${chineseDate(next)}去` : "", due ? `${chineseDate(due.date)}以前交` : ""]
    .filter(Boolean)
    .join("；");
}

export function liaisonLine({ name, phone }: Liaison): string {
  return name || phone ? `联络员：${[name, phone].filter(Boolean).join(" ")}。` : "";
}
