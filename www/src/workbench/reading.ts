/** What a form says, by the names of its cells. */

import type { FormCell, PackForm } from "../../office/office.js";
import { grouped } from "../text/amount.js";

export function cellOf(cells: FormCell[], name: string): FormCell | undefined {
  return cells.find((cell) => cell.name === name);
}

export function textOf({ cells }: { cells: FormCell[] }, name: string): string {
  return cellOf(cells, name)?.text ?? "";
}

/** Which article an id of the form is. */
export function articleOf(form: PackForm, id: string): string {
  return textOf(form.citations.find((entry) => entry.id === id) ?? { cells: [] }, "article") || id;
}

/** What a programme is called, by the first of the forms that has it. */
export function programName(id: string, ...forms: (PackForm | undefined)[]): string {
  const program = forms.flatMap((form) => form?.programs ?? []).find((program) => program.id === id);
  return (program && textOf(program, "name")) || id;
}

/** An amount of the core, or a range of them, as people read it; what is none stays as it is. */
export function amount(text: string): string {
  return /^[\d.–]+$/.test(text) ? text.split("–").map(grouped).join(" 到 ") : text;
}
