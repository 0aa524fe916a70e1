/** 粘贴来的表格: a table from Word, WPS or Excel as rows of the table of classes. */

export interface ClassRow {
  people: string;
  cite: string;
  line: string;
  share: string;
  limit: string;
}

type Column = "people" | "line" | "share" | "limit";

const HEADS: [Column, RegExp][] = [
  ["line", /起付|门槛|起点/],
  ["share", /比例|％|%|成数|标准$/],
  ["limit", /限额|封顶|最高|上限/],
  ["people", /对象|身份|类别|人员|人群/],
];
const ORDER: Column[] = ["people", "line", "share", "limit"];
/** A cell that reaches over more than these is no table of classes. */
const MOST_SPAN = 60;
const MOST_CELLS = 4000;

/** Rows with what each cell says; none where it is no table of two columns at least. */
export function pastedRows(text: string, markup = ""): ClassRow[] {
  const marked = markup ? cellsOfMarkup(markup) : [];
  return rowsOf(marked.some(({ length }) => length > 1) ? marked : cellsOfText(text));
}

function rowsOf(cells: string[][]): ClassRow[] {
  const widest = Math.max(0, ...cells.map(({ length }) => length));
  if (widest < 2) return [];
  // A title may stand above the head, and a second line of it below, with the joined cells of the first.
  const heads = cells.findIndex((row) => namedOf(row).filter(Boolean).length >= 2);
  const head = cells[heads] ?? [];
  const columns = heads >= 0 ? namedOf(head) : guessed(cells, widest);
  const rows = cells.slice(heads + 1);
  const at = (row: string[], column: Column): string => row[columns.indexOf(column)]?.trim() ?? "";
  return rows
    .filter((row) => !isNote(row))
    .map((row) => ({
      people: at(row, "people"),
      cite: "",
      line: figure(at(row, "line")),
      share: share(at(row, "share")),
      limit: figure(at(row, "limit")),
    }))
    .filter(({ people }) => people !== "" && people !== at(head, "people"));
}

/** A remark below a table stands in one cell, or in one that reaches over all of them. */
function isNote(row: string[]): boolean {
  const told = new Set(row.map((cell) => cell.trim()).filter(Boolean));
  return told.size === 1 && /^[（(]?(备?注|说明)/.test([...told][0] ?? "");
}

/** What the cells of a head name, each column once. */
function namedOf(row: string[]): (Column | undefined)[] {
  const taken: Column[] = [];
  return row.map((cell) => {
    const found = HEADS.find(
      ([column, pattern]) => !taken.includes(column) && pattern.test(cell.trim()) && !/\d/.test(cell),
    )?.[0];
    if (found) taken.push(found);
    return found;
  });
}

function cellsOfText(text: string): string[][] {
  return text
    .replace(/\r/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(cellsOf);
}

function cellsOf(line: string): string[] {
  if (line.includes("\t")) return line.split("\t");
  if (line.includes("|")) return line.replace(/^\s*\||\|\s*$/g, "").split("|");
  return line.trim().split(/ {2,}|　/);
}

/** The cells of the first table in markup, those that reach over others in each of them. Nothing of it is ever shown. */
function cellsOfMarkup(markup: string): string[][] {
  const table = /<table\b[\s\S]*?<\/table>/i.exec(markup)?.[0] ?? "";
  const rows: string[][] = [];
  let count = 0;
  for (const [at, [row]] of all(table, /<tr\b[\s\S]*?(?=<tr\b|<\/table>)/gi).entries()) {
    const cells = (rows[at] = rows[at] ?? []);
    let column = 0;
    for (const [, attributes = "", inside = ""] of all(
      row,
      /<t[dh]\b([^>]*)>([\s\S]*?)(?=<t[dh]\b|<\/t[dh]>|<\/tr>|$)/gi,
    )) {
      while (cells[column] !== undefined) column += 1;
      const [wide, high] = [spanOf(attributes, "colspan"), spanOf(attributes, "rowspan")];
      for (let down = 0; down < high; down += 1) {
        const below = (rows[at + down] = rows[at + down] ?? []);
        for (let right = 0; right < wide && count < MOST_CELLS; right += 1, count += 1)
          below[column + right] = textOf(inside);
      }
      column += wide;
    }
  }
  return rows.map((row) => Array.from(row, (cell) => cell ?? "")).filter((row) => row.some(Boolean));
}

function all(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (let next = pattern.exec(text); next; next = pattern.exec(text)) found.push(next);
  return found;
}

function spanOf(attributes: string, name: string): number {
  const found = new RegExp(`${name}\\s*=\\s*["']?(\\d+)`, "i").exec(attributes);
  return Math.min(Math.max(Number(found?.[1] ?? 1), 1), MOST_SPAN);
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " ", mdash: "—", ndash: "–" };

/** What markup says in words. */
function textOf(markup: string): string {
  const words = markup.replace(/<br\b[^>]*>|<\/p>/gi, " ").replace(/<[^>]*>/g, "");
  const letters = words.replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return NAMED[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : "";
  });
  return letters.replace(/\s+/g, " ").trim();
}

/** Without a head: the first column names the people, one with per cent is the share, the others in their order. */
function guessed(rows: string[][], width: number): (Column | undefined)[] {
  const isShare = (at: number): boolean => rows.some((row) => /[%％成]/.test(row[at] ?? ""));
  const share = Array.from({ length: width }, (_, at) => at).find((at) => at > 0 && isShare(at));
  if (share === undefined) return ORDER.slice(0, width);
  const before: (Column | undefined)[] = ["people", ...Array.from({ length: share - 1 }, () => "line" as const)];
  return [...before, "share", "limit"];
}

/** 不设, 0 and a dash are no figure. */
function figure(text: string): string {
  return /^(0|—+|-+|\/|无|不设.*|不封顶)?$/.test(text.replace(/\s/g, "")) ? "不设" : text.replace(/\s/g, "");
}

/** Where a share should stand, nothing and a dash mean that the document is silent. */
function share(text: string): string {
  return /^(—+|-+|\/|未写|未明确)$/.test(text.replace(/\s/g, "")) ? "没有写" : figure(text);
}
