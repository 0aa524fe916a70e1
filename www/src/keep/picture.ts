/** The result as a picture: drawn line by line, small enough to be kept by a long press inside any app. */

import { make } from "../own.js";
import type { Sheet } from "../result/sheet.js";
import { figureOrMost } from "../text/amount.js";
import { billLine } from "./paper.js";
import { MORE, placeOf, WHERE } from "./words.js";

/** Handed over, so that the words are not in two scripts. */
type Words = typeof import("../text/strings.js").t;

const WIDTH = 1080;
const TALLEST = 2400;
const MARGIN = 56;
const MOST_BYTES = 300 * 1024;
const FONT = '"PingFang SC", "HarmonyOS Sans SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

interface Line {
  text: string;
  size: number;
  bold?: boolean;
  colour?: string;
  before?: number;
  indent?: number;
  centre?: boolean;
  /** How wide the text may be, where not all of the line is its own. */
  room?: number;
  /** Figures beside it, each by its right end. */
  cells?: { text: string; end: number }[];
  /** What goes first where there is no room; the paper leaves out in the same order. */
  spare?: number;
}

/** What stands under one heading, which goes with the last of it. */
interface Section {
  head?: Line;
  lines: Line[];
}

const [STEPS, TOLD, NOTES, REST] = [1, 2, 3, 4];

/** A data address: blob addresses cannot be kept by a long press on Android. */
export function pictureOf(sheet: Sheet, t: Words): string {
  const canvas = make("canvas");
  canvas.width = WIDTH;
  const measure = context(canvas);
  const foot = footOf(sheet, t).flatMap((line) => wrap(measure, line));
  const footHeight = heightOf(foot);
  const kept = fit(
    measure,
    sectionsOf(measure, sheet, t),
    { text: MORE, size: 30, colour: "#4a4a4a", before: 12 },
    TALLEST - 2 * MARGIN - footHeight - 24,
  );
  canvas.height = Math.min(TALLEST, heightOf(kept) + footHeight + 2 * MARGIN + 24);
  const pen = context(canvas);
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#0b57a4";
  pen.fillRect(0, 0, canvas.width, 16);
  draw(pen, kept, MARGIN);
  draw(pen, foot, canvas.height - MARGIN - footHeight);
  return smallEnough(canvas);
}

function sectionsOf(pen: CanvasRenderingContext2D, sheet: Sheet, t: Words): Section[] {
  const under = (text: string, lines: Line[]): Section => ({
    head: { text, size: 38, bold: true, before: 34, colour: "#0b57a4" },
    lines,
  });
  return [
    { lines: headOf(sheet, t) },
    under(
      t("figures.title"),
      sheet.figures.map(({ ask, official }) => ({ text: `□ ${ask}（${official}）`, size: 30 })),
    ),
    under(t("bills.title"), billsOf(pen, sheet, t)),
    under(
      t("result.why"),
      sheet.programs.flatMap((program): Line[] => [
        { text: `${program.name}：${program.said}`, size: 34, bold: true, before: 10 },
        {
          text: program.steps.map((step, index) => `${index + 1}. ${step}`).join("\n"),
          size: 30,
          indent: 20,
          spare: STEPS,
        },
      ]),
    ),
    under(
      t("result.notes"),
      sheet.notes.map((text) => ({ text, size: 30, spare: NOTES })),
    ),
    under(
      t("result.documents"),
      sheet.documents.map((text) => ({ text: `□ ${text}`, size: 32 })),
    ),
    under(
      WHERE,
      [
        ...sheet.routes.map((route) => [route.name, route.how, route.where, route.due].filter(Boolean).join("，")),
        sheet.undated ?? "",
      ]
        .filter(Boolean)
        .map((text) => ({ text, size: 32 })),
    ),
    under(
      t("result.recap"),
      sheet.told.map((line) => ({ text: `${line.name} ${line.value}`, size: 28, colour: "#4a4a4a", spare: TOLD })),
    ),
  ];
}

function headOf(sheet: Sheet, t: Words): Line[] {
  return [
    { text: sheet.title, size: 46, bold: true, centre: true },
    { text: placeOf(sheet), size: 30, centre: true, colour: "#4a4a4a" },
    { text: sheet.past ?? "", size: 34, bold: true, centre: true, colour: "#5c3d00" },
    { text: sheet.standingText, size: 38, bold: true, centre: true, before: 28 },
    { text: sheet.amountTitle, size: 34, centre: true },
    { text: sheet.amount, size: sheet.isFigure ? 60 : 44, bold: true, centre: true, colour: "#0b57a4" },
    { text: sheet.rest ?? "", size: 34, centre: true },
    { text: sheet.why, size: 32, centre: true },
    {
      text: `${t("act.title")}：${sheet.act.text}${sheet.act.asks.map(({ text }) => text).join("；")}`,
      size: 34,
      bold: true,
      before: 12,
    },
    { text: (sheet.act.kind !== "ask" && sheet.due?.text) || "", size: 34, bold: true },
    ...sheet.leftOut.map((text): Line => ({ text: `${t("out.title")}${text}`, size: 32, colour: "#5c3d00" })),
    { text: sheet.asOf, size: 30, colour: "#4a4a4a" },
  ];
}

const BILL = { size: 28 };
/** Between the figures of a row, and for the day beside them at least. */
const [GAP, DAY_ROOM] = [24, 270];

/** The table of the page; where the figures leave no room for the day, a sentence for each. */
function billsOf(pen: CanvasRenderingContext2D, { bills }: Sheet, t: Words): Line[] {
  const columns = ["total", "self", "running"] as const;
  const names = columns.map((column) => t(`bills.${column}`));
  const figures = bills.map((row) => columns.map((column) => figureOrMost(row[column])));
  pen.font = fontOf(BILL);
  const widths = columns.map(
    (_, at) => GAP + Math.max(...[names, ...figures].map((row) => pen.measureText(row[at] as string).width)),
  );
  const endOf = (at: number): number => widths.slice(at + 1).reduce((end, width) => end - width, WIDTH - MARGIN);
  const room = endOf(-1) - MARGIN;
  if (room < DAY_ROOM) return bills.map((row) => ({ ...BILL, text: billLine(t, row) }));
  const line = (text: string, row: string[]): Line => ({
    ...BILL,
    text,
    room,
    cells: row.map((figure, at) => ({ text: figure, end: endOf(at) })),
  });
  return bills.length === 0
    ? []
    : [
        { ...line(t("bills.which"), names), colour: "#4a4a4a" },
        ...bills.map((row, at) => line(`${row.index + 1}. ${row.day} ${row.care}`, figures[at] ?? [])),
      ];
}

function footOf(sheet: Sheet, t: Words): Line[] {
  return [
    { text: sheet.estimate, size: 32, bold: true, before: 24 },
    { text: `${t("app.help")} ${t("app.helpline")}`, size: 32 },
  ];
}

function wrap(pen: CanvasRenderingContext2D, line: Line): Line[] {
  if (line.text === "") return [];
  pen.font = fontOf(line);
  const width = line.room ?? WIDTH - 2 * MARGIN - (line.indent ?? 0);
  const rows: string[] = [];
  for (const text of line.text.split("\n")) {
    let row = "";
    // A figure is never torn apart, and what closes a word stays with it.
    for (const piece of text.match(/(?:[\d,.%]+(\s元)?|[^])[，。；：、）”！？]*/gu) ?? []) {
      if (row !== "" && pen.measureText(row + piece).width > width) {
        rows.push(row);
        row = "";
      }
      row += piece;
    }
    rows.push(row);
  }
  return rows.map((text, place) => (place === 0 ? { ...line, text } : { ...line, text, before: 0, cells: [] }));
}

/** Whole items only, all the steps of a programme being one; from the end. */
function fit(pen: CanvasRenderingContext2D, sections: Section[], more: Line, height: number): Line[] {
  const parts = sections.map(({ head, lines }) => ({
    head: head ? wrap(pen, head) : [],
    items: lines.map((line) => ({ spare: line.spare ?? REST, rows: wrap(pen, line) })),
  }));
  const all = parts.flatMap(({ items }) => items);
  const order = [...all].reverse().sort((left, right) => left.spare - right.spare);
  const kept = new Set(all);
  const rows = (): Line[] => [
    ...parts.flatMap(({ head, items }) => {
      const under = items.filter((item) => kept.has(item)).flatMap((item) => item.rows);
      return under.length > 0 ? [...head, ...under] : [];
    }),
    ...(kept.size < all.length ? [more] : []),
  ];
  for (const item of order) {
    if (heightOf(rows()) <= height) break;
    kept.delete(item);
  }
  return rows();
}

function rowHeight(line: Line): number {
  return Math.round(line.size * 1.5) + (line.before ?? 0);
}

function heightOf(lines: Line[]): number {
  return lines.reduce((sum, line) => sum + rowHeight(line), 0);
}

function draw(pen: CanvasRenderingContext2D, lines: Line[], top: number): void {
  let y = top;
  for (const line of lines) {
    y += line.before ?? 0;
    pen.font = fontOf(line);
    pen.fillStyle = line.colour ?? "#1a1a1a";
    pen.textAlign = line.centre ? "center" : "left";
    pen.textBaseline = "middle";
    pen.fillText(line.text, line.centre ? WIDTH / 2 : MARGIN + (line.indent ?? 0), y + line.size * 0.75);
    pen.textAlign = "right";
    for (const { text, end } of line.cells ?? []) pen.fillText(text, end, y + line.size * 0.75);
    y += Math.round(line.size * 1.5);
  }
}

function fontOf(line: Pick<Line, "bold" | "size">): string {
  return `${line.bold ? "700" : "400"} ${line.size}px ${FONT}`;
}

function context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  return pen;
}

/** PNG is sharpest; when it grows too large a JPEG takes its place. */
function smallEnough(canvas: HTMLCanvasElement): string {
  let picture = canvas.toDataURL("image/png");
  for (const quality of [0.85, 0.7, 0.5, 0.35]) {
    if (bytesOf(picture) <= MOST_BYTES) break;
    picture = canvas.toDataURL("image/jpeg", quality);
  }
  return picture;
}

function bytesOf(address: string): number {
  return Math.floor(((address.length - address.indexOf(",") - 1) * 3) / 4);
}
