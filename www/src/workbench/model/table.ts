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
  ["share", /比例|％|%|成数/],
  ["limit", /限额|封顶|最高|上限/],
  ["people", /对象|身份|类别|人员|人群/],
];
const ORDER: Column[] = ["people", "line", "share", "limit"];

/** Rows with what each cell says; none where it is no table of two columns at least. */
export function pastedRows(text: string): ClassRow[] {
  const lines = text.replace(/\r/g, "").split("\n").filter((line) => line.trim() !== "");
  const cells = lines.map((line) => cellsOf(line));
  const widest = Math.max(0, ...cells.map(({ length }) => length));
  if (widest < 2) return [];
  const [first = []] = cells;
  const named = first.map((cell) => HEADS.find(([, pattern]) => pattern.test(cell) && !/\d/.test(cell))?.[0]);
  const hasHead = named.filter(Boolean).length >= 2;
  const columns = hasHead ? named : guessed(cells, widest);
  const rows = hasHead ? cells.slice(1) : cells;
  const at = (row: string[], column: Column): string => row[columns.indexOf(column)]?.trim() ?? "";
  return rows
    .map((row) => ({ people: at(row, "people"), cite: "", line: figure(at(row, "line")), share: figure(at(row, "share")), limit: figure(at(row, "limit")) }))
    .filter(({ people }) => people !== "");
}

function cellsOf(line: string): string[] {
  if (line.includes("\t")) return line.split("\t");
  if (line.includes("|")) return line.replace(/^\s*\||\|\s*$/g, "").split("|");
  return line.trim().split(/ {2,}|　/);
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
