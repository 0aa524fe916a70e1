/** 谁在哪一行: people who are in two rows of a programme, and people whom the articles name and no row has. */

import type { FormProgram, PackForm } from "../../../office/office.js";

export interface Crossing {
  program: string;
  people: string;
  /** The rows that they are in; none where they are named and left out. */
  rows: string[];
}

export function crossings(form: PackForm, names: string[]): Crossing[] {
  const words = form.citations
    .map((entry) => entry.cells.find(({ name }) => name === "summary")?.text ?? "")
    .join("\n");
  const named = names.filter((name) => words.includes(name));
  const all = form.programs.map((program) => ({ program, rows: rowsOf(form, program) }));
  const found = all.flatMap(({ program, rows }) => {
    const people = [...new Set(rows.flatMap((row) => row.people))];
    const twice = people.map((one) => ({
      program: titleOf(program),
      people: one,
      rows: rows.filter((row) => row.people.includes(one)).map(({ title }) => title),
    }));
    return twice.filter((one) => one.rows.length > 1);
  });
  const placed = all.flatMap(({ rows }) => rows.flatMap(({ people }) => people));
  const missing = named.filter((name) => !placed.some((one) => one.includes(name) || name.includes(one)));
  return [...found, ...missing.map((people) => ({ program: "", people, rows: [] }))];
}

function titleOf(program: FormProgram): string {
  return program.cells.find(({ name }) => name === "name")?.text ?? program.id;
}

/** The rows of a programme with the people of each, those of classes one by one. */
function rowsOf(form: PackForm, { ways, cells }: FormProgram): { title: string; people: string[] }[] {
  const whole = cells.find(({ name }) => name === "who");
  return ways.map((way) => {
    const who = way.cells.find(({ name }) => name === "who") ?? whole;
    const text = who?.text ?? "";
    // Who is told by more than a list of names is somebody else than whom one of the names tells.
    const people = who?.kind === "said" && /[，；]|不是/.test(text) ? [text] : apart(form, text, 0);
    return { title: way.title, people: [...new Set(people)] };
  });
}

function apart(form: PackForm, words: string, depth: number): string[] {
  const classes = form.groups.map((entry) => {
    const text = (of: string): string => entry.cells.find(({ name }) => name === of)?.text ?? "";
    return { name: text("name"), who: text("who") };
  });
  const whole = classes.find(({ name }) => name !== "" && name === words);
  if (whole && depth < 3) return apart(form, whole.who, depth + 1);
  return words
    .split("、")
    .map((one) => one.trim())
    .filter(Boolean)
    .flatMap((one) => {
      const group = depth < 3 && one !== words ? classes.find(({ name }) => name === one) : undefined;
      return group ? apart(form, group.who, depth + 1) : [one];
    });
}
