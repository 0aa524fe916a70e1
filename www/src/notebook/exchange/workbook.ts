/** A workbook of plain tables: the smallest that every office program opens. Words are words, whatever they begin with. */

import { zipOf } from "../../keep/zip.js";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const FONT = '<sz val="11"/><name val="宋体"/>';
const FILLS = ["none", "gray125"].map((type) => `<fill><patternFill patternType="${type}"/></fill>`).join("");
/** Plain, bold, and money with two decimals. */
const FORMATS = '<xf/><xf fontId="1" applyFont="1"/><xf numFmtId="4" applyNumberFormat="1"/>';
const STYLES = [
  `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font>${FONT}</font><font><b/>${FONT}</font></fonts>`,
  `<fills count="2">${FILLS}</fills><borders count="1"><border/></borders>`,
  `<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">${FORMATS}</cellXfs></styleSheet>`,
].join("");

/** Money is a decimal string; it keeps its fen. */
export type Cell = string | number | { yuan: string };

export interface Table {
  name: string;
  head: string[];
  rows: Cell[][];
}

export function workbook(tables: Table[]): Uint8Array {
  const numbers = tables.map((_, at) => at + 1);
  return zipOf([
    { name: "[Content_Types].xml", content: contentTypes(numbers) },
    { name: "_rels/.rels", content: relations([["officeDocument", "xl/workbook.xml"]]) },
    { name: "xl/workbook.xml", content: book(tables) },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: relations([
        ...numbers.map((at): [string, string] => ["worksheet", `worksheets/sheet${at}.xml`]),
        ["styles", "styles.xml"],
      ]),
    },
    { name: "xl/styles.xml", content: STYLES },
    ...tables.map((table, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, content: sheet(table) })),
  ]);
}

function contentTypes(numbers: number[]): string {
  const override = (part: string, type: string): string =>
    `<Override PartName="/xl/${part}.xml" ContentType="${TYPE}.${type}+xml"/>`;
  const own = [
    ["workbook", "sheet.main"],
    ["styles", "styles"],
    ...numbers.map((at) => [`worksheets/sheet${at}`, "worksheet"]),
  ];
  const parts = own.map(([part = "", type = ""]) => override(part, type)).join("");
  const relations =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>';
  return `${XML}<Types xmlns="${PACKAGE}/content-types">${relations}${parts}</Types>`;
}

function book(tables: Table[]): string {
  const sheets = tables.map(
    ({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets.join("")}</sheets></workbook>`;
}

function sheet({ head, rows }: Table): string {
  const all = [head.map((text) => words(text, 1)), ...rows.map((row) => row.map(cell))];
  const widths = head.map((text, at) =>
    Math.min(40, Math.max(...[text, ...rows.map((row) => shown(row[at] ?? ""))].map(({ length }) => length * 2)) + 2),
  );
  const cols = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  const lines = all.map((row, at) => `<row r="${at + 1}">${row.join("")}</row>`);
  return `${XML}<worksheet xmlns="${MAIN}"><cols>${cols.join("")}</cols><sheetData>${lines.join("")}</sheetData></worksheet>`;
}

function cell(value: Cell): string {
  if (typeof value === "string") return words(value, 0);
  return typeof value === "number" ? `<c><v>${value}</v></c>` : `<c s="2"><v>${value.yuan}</v></c>`;
}

function words(text: string, style: number): string {
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

function shown(value: Cell): string {
  return typeof value === "object" ? value.yuan : String(value);
}

function relations(list: [string, string][]): string {
  const all = list.map(([type, target], at) => {
    return `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  });
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all.join("")}</Relationships>`;
}

/** Signs that XML does not allow are left out. */
function escaped(text: string): string {
  const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"]/g, (sign) => signs[sign] ?? "");
}
