/** Two packs beside each other, by figure in the order of the first. */

import type { CaseRow, PackForm } from "../../../office/office.js";
import { fenOf } from "../../text/amount.js";

export interface Differing {
  program: string;
  way: string;
  column: string;
  mine: string;
  theirs: string;
  /** Where mine stands, in the text and by its place. */
  from?: number;
  place?: string;
}

interface Figure {
  program: string;
  way: string;
  column: string;
  text: string;
  from: number;
  place: string;
}

export function differing(mine: PackForm, theirs: PackForm): Differing[] {
  const own = figures(mine);
  const other = figures(theirs);
  const found: Differing[] = [];
  for (const [key, figure] of own) {
    const there = other.get(key)?.text ?? "";
    if (there !== figure.text)
      found.push({ ...named(figure), mine: figure.text, theirs: there, from: figure.from, place: figure.place });
  }
  for (const [key, figure] of other) if (!own.has(key)) found.push({ ...named(figure), mine: "", theirs: figure.text });
  return found;
}

/** How many examples come to more by the other, and how many to less, at the most that each may come to. */
export function gainsOf(changed: CaseRow[], cases: CaseRow[]): { more: number; less: number } {
  const whole = (row: CaseRow | undefined): number =>
    (row?.amounts ?? []).reduce((fen, { found }) => fen + (fenOf(found.split("–").pop() ?? "") || 0), 0);
  const by = changed.map((row) => whole(row) - whole(cases.find(({ name }) => name === row.name)));
  return { more: by.filter((one) => one > 0).length, less: by.filter((one) => one < 0).length };
}

function named({ program, way, column }: Figure): Pick<Differing, "program" | "way" | "column"> {
  return { program, way, column };
}

/** By the kind of programme, the people and the column; the order tells those of one place apart. */
function figures(form: PackForm): Map<string, Figure> {
  const found = new Map<string, Figure>();
  for (const program of form.programs) {
    const text = (name: string): string => program.cells.find((cell) => cell.name === name)?.text ?? "";
    for (const way of program.ways) {
      const who = way.cells.find(({ name }) => name === "who")?.text ?? way.title;
      const counts: Record<string, number> = {};
      for (const cell of way.figures) {
        const column = cell.column ?? "";
        counts[column] = (counts[column] ?? 0) + 1;
        const key = [program.id, who, column, counts[column]].join("|");
        found.set(key, {
          program: text("name") || program.id,
          way: way.title,
          column,
          text: cell.text,
          from: cell.from,
          place: cell.place,
        });
      }
    }
  }
  return found;
}
