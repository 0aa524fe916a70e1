/** Which field of the form something of the text stands in. */

import type { FormCell, PackForm } from "../../../office/office.js";

/** The ids that the field may have: its own, or that of its row's column, where the row says it once. */
export function fieldsOf(form: PackForm | undefined, place: string): string[] {
  const rows = form?.programs.flatMap(({ ways }) => ways) ?? [];
  const columns = rows.flatMap((way) => {
    const figure = way.figures.find((figure) => figure.place === place);
    return figure?.column ? [`${way.place}.${figure.column}`] : [];
  });
  return [...columns, place].map((place) => `#cell-${place.replace(/\./g, "-")}`);
}

/** The cell at a place. */
export function cellAt(form: PackForm | undefined, place: string): FormCell | undefined {
  const programs = form?.programs ?? [];
  const ways = programs.flatMap(({ ways }) => ways);
  const cells = [...(form?.citations ?? []), ...programs, ...ways].flatMap((entry) => entry.cells);
  return [...cells, ...ways.flatMap(({ figures }) => figures)].find((cell) => cell.place === place);
}
