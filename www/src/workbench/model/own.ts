/** own/: the packs of a portal's own, of several places at once. */

import type { CompiledPart } from "../../../office/office.js";
import type { File } from "../../keep/zip.js";

/** The files of own/: those of packs that were there already stay where they are. */
export function ownFiles(parts: CompiledPart[], there: { id: string }[]): File[] {
  const ids = parts.map(({ entry }) => entry.id);
  const packs = [...there.filter(({ id }) => !ids.includes(id)), ...parts.map(({ entry }) => entry)];
  const index = `${JSON.stringify({ contract: 1, diseases: "", packs })}\n`;
  return [
    { name: "own/index.json", content: index },
    ...parts.flatMap(({ pack, entry, cases }) => [
      { name: `own/${entry.file}`, content: pack },
      { name: `own/${entry.cases}`, content: cases },
    ]),
  ];
}
