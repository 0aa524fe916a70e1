/**
 * What leaves the page on paper or as text: the result, and the letter. It is loaded after the first answer, and drawn
 * with the page's own words and templates, so that neither is in two scripts.
 */

import type { html, nothing, TemplateResult } from "lit";
import type { Letter } from "../contract.js";
import type { Sheet } from "../result/sheet.js";
import type { BillRow } from "../state/recap.js";
import { figureOrMost, whole } from "../text/amount.js";
import { frameRules, pageRules } from "../ui/styles/print.js";
import { fitSheet } from "./fit.js";
import { closingLines } from "./letter-form.js";
import { printSheet } from "./printer.js";
import { ATTACHMENTS, CHECK, MORE, placeOf, WHERE } from "./words.js";

export interface Kit {
  html: typeof html;
  nothing: typeof nothing;
  t: typeof import("../text/strings.js").t;
}

export interface Paper {
  result(sheet: Sheet): TemplateResult | typeof nothing;
  letter(letter: Letter): TemplateResult;
  letterText(letter: Letter): string;
  textOf(sheet: Sheet): string;
  fit(sheet: HTMLElement): void;
  print(sheet: HTMLElement): void;
}

/** Trees that have the rules for paper already. */
const dressed = new WeakSet<ShadowRoot>();

export function paperWith(kit: Kit, root: ShadowRoot): Paper {
  // Without them nothing is printed, and nothing keeps the sheet off the screen.
  const sheets = root.adoptedStyleSheets as CSSStyleSheet[] | undefined;
  if (sheets && !dressed.has(root)) {
    dressed.add(root);
    const rules = new CSSStyleSheet();
    rules.replaceSync(pageRules);
    root.adoptedStyleSheets = [...sheets, rules];
  }
  return {
    result: (sheet) => (sheets ? resultSheet(kit, sheet) : kit.nothing),
    letter: (letter) => letterBody(kit, letter),
    letterText,
    textOf: (sheet) => textOf(kit, sheet),
    fit: fitSheet,
    print: (sheet) => printSheet(sheet, frameRules),
  };
}

/** What the page can spare where it is too full carries `data-spare`, the lower number first. */
function resultSheet({ html, nothing, t }: Kit, sheet: Sheet): TemplateResult {
  const { act, bills } = sheet;
  const list = (title: string, items: unknown[], style = ""): unknown =>
    items.length > 0 ? html`<h2>${title}</h2><ul class=${style}>${items}</ul>` : nothing;
  const cell = (range: BillRow["self"]): TemplateResult => html`<td>${figureOrMost(range)}</td>`;
  const rows = bills.map(
    (row) =>
      html`<tr><th>${row.index + 1}. ${row.day} ${row.care}</th>${cell(row.total)}${cell(row.self)}${cell(row.running)}</tr>`,
  );
  return html`<section class="print-sheet" aria-hidden="true">
    <h1>${sheet.title}</h1>
    <p class="centre">${placeOf(sheet)} ${sheet.past ?? nothing}</p>
    <p class="centre">${[sheet.standingText, sheet.amountTitle].filter(Boolean).join("，")}</p>
    <p class="sum">${sheet.amount}</p>
    ${sheet.rest ? html`<p class="centre">${sheet.rest}</p>` : nothing}
    <p class="centre">${sheet.why}</p>
    <p class="centre"><b>${t("act.title")}：${act.text}${act.asks.map(({ text }) => text).join("；")}</b> ${act.kind === "ask" ? nothing : sheet.due?.text}</p>
    ${sheet.leftOut.map((text) => html`<p class="centre">${t("out.title")}${text}</p>`)}
    ${list(
      t("figures.title"),
      sheet.figures.map(({ ask, official, unit }) => html`<li>${ask}（${official}）　＿＿＿＿＿＿ ${unit}</li>`),
    )}
    ${rows.length > 0 ? html`<h2>${t("bills.title")}</h2><table><tr><th>${t("bills.which")}</th><th>${t("bills.total")}</th><th>${t("bills.self")}</th><th>${t("bills.running")}</th></tr>${rows}</table>` : nothing}
    ${list(
      t("result.recap"),
      sheet.told.map((line) => html`<li data-spare="2">${line.name} <b>${line.value}</b></li>`),
      "columns",
    )}
    ${list(
      t("result.why"),
      sheet.programs.map(
        (program) =>
          html`<li><b>${program.name}：${program.said}</b><div data-spare="1">${program.steps.map((step, index) => html`<p>${index + 1}. ${step}</p>`)}</div></li>`,
      ),
    )}
    ${list(
      t("result.notes"),
      sheet.notes.map((note) => html`<li>${note}</li>`),
    )}
    ${list(
      `${t("result.documents")}（${CHECK}）`,
      sheet.documents.map((item) => html`<li>□ ${item}</li>`),
      "columns",
    )}
    ${list(
      WHERE,
      sheet.routes.map((route) => html`<li>${wayOf(route)}</li>`),
    )}
    <p>${sheet.undated ?? nothing}</p>
    <p class="centre" data-more hidden>${MORE}</p>
    <p class="foot-line">${sheet.asOf} ${t("result.who")} ${t("app.help")} ${t("app.helpline")}</p>
  </section>`;
}

function wayOf(route: Sheet["routes"][number]): string {
  return [route.name, route.how, route.where, route.due].filter(Boolean).join("，");
}

/** The sheet as lines of text, to copy and send. */
function textOf({ t }: Kit, sheet: Sheet): string {
  const part = (title: string, lines: string[]): string[] => (lines.length > 0 ? ["", `【${title}】`, ...lines] : []);
  const { act } = sheet;
  return [
    `【${sheet.title}】${placeOf(sheet)}`,
    ...(sheet.past ? [sheet.past] : []),
    `${sheet.standingText}：${sheet.amountTitle} ${sheet.amount}`.replace("： ", "："),
    ...[sheet.rest, sheet.why].filter(Boolean),
    `${t("act.title")}：${act.text}${act.asks.map(({ text }) => text).join("；")}`,
    ...(sheet.due && act.kind !== "ask" ? [sheet.due.text] : []),
    ...sheet.leftOut.map((text) => `${t("out.title")}${text}`),
    sheet.asOf,
    ...part(
      t("figures.title"),
      sheet.figures.map(({ ask, official, unit }) => `${ask}（${official}）＿＿＿＿ ${unit}`),
    ),
    ...part(
      t("result.why"),
      sheet.programs.flatMap((program) => [
        `◆ ${program.name}：${program.said}`,
        ...program.steps.map((step, index) => `  ${index + 1}. ${step}`),
      ]),
    ),
    ...part(t("result.notes"), sheet.notes),
    ...part(
      t("result.documents"),
      sheet.documents.map((item) => `□ ${item}`),
    ),
    ...part(WHERE, [...sheet.routes.map(wayOf), ...(sheet.undated ? [sheet.undated] : [])]),
    ...part(
      t("bills.title"),
      sheet.bills.map((row) => billLine(t, row)),
    ),
    ...part(
      t("result.recap"),
      sheet.told.map((line) => `${line.name} ${line.value}`),
    ),
    "",
    sheet.estimate,
    `${t("app.help")} ${t("app.helpline")}`,
  ].join("\n");
}

/** A bill in one line, where there is no room for a table. */
export function billLine(t: Kit["t"], row: BillRow): string {
  const said = (["total", "self", "running"] as const).map(
    (column) => `${t(`bills.${column}`)} ${figureOrMost(row[column])}`,
  );
  return `${row.index + 1}. ${row.day} ${row.care}：${said.join("，")}`;
}

function letterBody({ html, nothing }: Kit, letter: Letter): TemplateResult {
  return html`<h2>${letter.title}</h2>
    <p>${letter.addressee}</p>
    ${letter.paragraphs.map((text) => html`<p class="indent">${whole(text)}</p>`)}
    ${closingLines(letter.closing).map(({ text, place }) => html`<p class=${place}>${text}</p>`)}
    ${letter.attachments.length > 0 ? html`<p>${ATTACHMENTS}</p>${letter.attachments.map((text) => html`<p class="indent">${text}</p>`)}` : nothing}`;
}

function letterText(letter: Letter): string {
  const closing = closingLines(letter.closing).map(({ text, place }) => (place === "indent" ? `　　${text}` : text));
  return [
    letter.title,
    letter.addressee,
    ...letter.paragraphs.map((text) => `　　${text}`),
    ...closing,
    ...(letter.attachments.length > 0 ? [ATTACHMENTS, ...letter.attachments] : []),
  ].join("\n");
}
