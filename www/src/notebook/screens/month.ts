/** The month's report for the town: on the screen, on paper and as a workbook. */

import { html, nothing, type TemplateResult } from "lit";
import { environment } from "../../environment.js";
import { figure, grouped, yuan, yuanRange } from "../../text/amount.js";
import { chineseDate } from "../../text/date.js";
import { cards, heading, mainButton, plainButton } from "../../ui/pieces.js";
import type { Door } from "../door.js";
import { ways } from "../exchange/ways.js";
import { workbook, type Cell, type Table } from "../exchange/workbook.js";
import { masked } from "../model/masked.js";
import { monthOf, monthsBefore, type MonthLine, type MonthReport } from "../model/month.js";
import { elsewhere, present } from "../model/notebook.js";
import { byPlace } from "../model/listing.js";
import { liaisonLine } from "../sheets.js";
import { onPaper } from "./paper.js";

const MONTHS = 3;
/** Lines that stand on one page. */
const PAGE_LINES = 26;
const OF_THE_REST = "估计是还没有申请的，在办的、没批的、到账的不在里面。";

interface Column {
  head: string;
  cell(line: MonthLine): Cell;
}

const COLUMNS: Column[] = [
  { head: "户", cell: ({ households }) => households },
  { head: "人", cell: ({ members }) => members },
  { head: "去过的户", cell: ({ visited }) => visited },
  { head: "走访次数", cell: ({ visits }) => visits },
  { head: "新记的单子", cell: ({ bills }) => bills },
  { head: "单子总费用", cell: ({ billed }) => ({ yuan: billed }) },
  { head: "交了申请", cell: ({ applications }) => applications.filed },
  { head: "批了", cell: ({ applications }) => applications.approved },
  { head: "没批", cell: ({ applications }) => applications.refused },
  { head: "钱到了", cell: ({ applications }) => applications.paid },
  { head: "到账的钱", cell: ({ paid }) => ({ yuan: paid }) },
  { head: "还能申请的户", cell: ({ waiting }) => waiting },
  { head: "估计最少", cell: ({ estimate }) => ({ yuan: estimate.min }) },
  { head: "估计最多", cell: ({ estimate }) => ({ yuan: estimate.max }) },
];
/** On paper, as wide as a page is: the two ends of the estimate stand in one column. */
const ON_PAPER = COLUMNS.filter(({ head }) => !["人", "估计最少", "估计最多"].includes(head));

export class Month {
  private readonly door: Door;
  private month = "";
  private named = false;

  constructor(door: Door) {
    this.door = door;
  }

  forget(): void {
    Object.assign(this, { month: "", named: false });
  }

  view(): TemplateResult {
    const { door } = this;
    const { today, busy, notebook } = door.state;
    const months = monthsBefore(today, MONTHS);
    const month = this.month || (months[0] as string);
    const { pending } = door.views.all(present(notebook), today);
    const report = this.report(month);
    return html`
      ${heading("月报", "这个月走访了谁、记了多少、办成了多少，给镇里。交给别人的人家不算在里面。")}
      <fieldset class="field"><legend>哪个月</legend>${cards(
        "month",
        "radio",
        months.map((id) => ({ id, text: monthWords(id) })),
        [month],
        (id) => this.set({ month: id }),
      )}</fieldset>
      ${pending > 0 ? html`<p role="status">还有 ${pending} 家在算…</p>` : this.summary(report)}
      <label class="tick"><input type="checkbox" .checked=${this.named}
        @change=${(event: Event) => this.set({ named: (event.target as HTMLInputElement).checked })} /><span>明细里写全名（只交给该看的人）</span></label>
      <p class="note">表格和纸都没有加密。不勾，名字只有第一个字。</p>
      <div class="buttons">
        ${environment().canDownload ? mainButton(busy ? "正在准备…" : "做成表格文件", () => void this.save(month), busy) : nothing}
        ${environment().canPrint ? plainButton("打印", () => void this.print(month)) : nothing}
      </div>
      ${environment().canDownload ? nothing : html`<p class="note note-warn">这里存不了文件。请点右上角「···」，选「在浏览器打开」。</p>`}
    `;
  }

  private summary({ all, villages, handed }: MonthReport): TemplateResult {
    const { applications } = all;
    return html`<ul class="plain-list" data-month>
      <li>本子里 <b>${all.households}</b> 户，${all.members} 人，${villages.length} 个村。</li>
      <li>去了 <b>${all.visited}</b> 户，${all.visits} 次。</li>
      <li>新记了 <b>${all.bills}</b> 张单子，总费用 ${yuan(all.billed)}。</li>
      <li>交了 ${applications.filed} 件申请，批了 ${applications.approved} 件，没批 ${applications.refused} 件；钱到了 ${applications.paid} 件，一共 <b>${yuan(all.paid)}</b>。</li>
      <li>到今天还能申请的有 <b>${all.waiting}</b> 户，估计一共 <span class="amount">${yuanRange(all.estimate)}</span>。<small>${OF_THE_REST}</small></li>
      ${handed.map(({ to, households }) => html`<li>交给${to || "别人"} ${households} 户，不算在上面。</li>`)}
    </ul>`;
  }

  private report(month: string): MonthReport {
    const { door } = this;
    const { today, notebook } = door.state;
    return monthOf(door.views.all(present(notebook), today).views.sort(byPlace), elsewhere(notebook), month);
  }

  /** All of it reckoned to the end, first. */
  private async whole(month: string, then: (report: MonthReport) => void): Promise<void> {
    const { door } = this;
    if (door.state.busy) return;
    door.set({ busy: true });
    try {
      const { today, notebook } = door.state;
      await door.views.ready(present(notebook), today);
      if (!door.isOutside) then(this.report(month));
    } finally {
      door.set({ busy: false });
    }
  }

  private save(month: string): Promise<void> {
    return this.whole(month, (report) => {
      const { today, settings } = this.door.state;
      const about: Table = {
        name: "说明",
        head: [`${monthWords(month)}走访月报`],
        rows: [
          [`${chineseDate(today)}做的${settings.liaison ? `，联络员${settings.liaison}` : ""}`],
          ["走访、申请按日子算在这个月里；单子按记下的那天算。"],
          [`还能申请的、估计，都是做表这一天的，以医保局核定为准。${OF_THE_REST}`],
          ...report.handed.map(({ to, households }): Cell[] => [`交给${to || "别人"} ${households} 户，不算在表里。`]),
        ],
      };
      const table = (name: string, first: string, lines: [string, MonthLine][]): Table => ({
        name,
        head: [first, ...COLUMNS.map(({ head }) => head)],
        rows: lines.map(([title, line]) => [title, ...COLUMNS.map(({ cell }) => cell(line))]),
      });
      const file = workbook([
        table("按村", "村、社区", [
          ...report.villages.map((line): [string, MonthLine] => [line.name || "没写村的", line]),
          ["一共", report.all],
        ]),
        table(
          "按户",
          "哪一家",
          report.lines.map((line) => [this.nameOf(line), line]),
        ),
        about,
      ]);
      ways.download(
        `走访月报-${month}.xlsx`,
        file,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      );
    });
  }

  private print(month: string): Promise<void> {
    return this.whole(month, (report) => onPaper(this.sheets(report)));
  }

  private sheets(report: MonthReport): TemplateResult[] {
    const { today, settings } = this.door.state;
    const lines = [
      ...report.villages.map((line): [string, MonthLine] => [line.name || "没写村的", line]),
      ["一共", report.all] as [string, MonthLine],
    ];
    const pages = Array.from({ length: Math.ceil(lines.length / PAGE_LINES) }, (_, page) =>
      lines.slice(page * PAGE_LINES, (page + 1) * PAGE_LINES),
    );
    return pages.map(
      (page) => html`<section class="print-sheet">
      <h1>${monthWords(report.month)}走访月报</h1>
      <p class="centre">${chineseDate(today)}做的</p>
      <table>
        <thead><tr><th class="village">村、社区</th>${ON_PAPER.map(({ head }) => html`<th>${head}</th>`)}<th>估计（元）</th></tr></thead>
        <tbody>${page.map(([title, line]) => html`<tr><td>${title}</td>${ON_PAPER.map(({ cell }) => html`<td class="figure">${onPaperCell(cell(line))}</td>`)}<td class="loose">${figure(line.estimate)}</td></tr>`)}</tbody>
      </table>
      ${report.handed.map(({ to, households }) => html`<p>交给${to || "别人"} ${households} 户，不算在上面。</p>`)}
      <p class="foot-line">${liaisonLine({ name: settings.liaison ?? "", phone: settings.liaisonPhone ?? "" })}走访、申请按日子算在这个月里，单子按记下的那天算；还能申请的和估计是今天的，以医保局核定为准。${OF_THE_REST}</p>
    </section>`,
    );
  }

  private nameOf({ name }: MonthLine): string {
    return this.named ? name : masked(name);
  }

  private set(change: { month?: string; named?: boolean }): void {
    Object.assign(this, change);
    this.door.set({});
  }
}

function monthWords(month: string): string {
  const [year = "", number = ""] = month.split("-");
  return `${year}年${Number(number)}月`;
}

function onPaperCell(cell: Cell): string {
  return typeof cell === "object" ? grouped(cell.yuan) : String(cell);
}
