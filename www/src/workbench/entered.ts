/** 按您录入的办法: packs that were made on this device, before those that lie beside the page. */

import { openDB } from "idb";
import type { CompiledPart } from "../../office/office.js";
import type { PackEntry } from "../contract.js";
import type { WorkedCases } from "../portal/cases.js";
import type { Resources } from "../resources.js";
import type { Shapes } from "./shelf.js";

/** A pack that was entered: it lies in the list itself. */
export interface Entered extends PackEntry {
  made: { pack: Uint8Array; cases: WorkedCases };
}

/** How it stands in a list: marked, and tried on its examples like a portal's own. */
export function entered({ entry, pack, cases }: CompiledPart): Entered {
  const made = { pack, cases: JSON.parse(cases) as WorkedCases };
  return { ...entry, title: `${entry.title}（按您录入的办法）`, own: true, made };
}

/** The files of a page, with what was entered before them. */
export function withEntered(files: Resources, list: () => Promise<Entered[]>): Resources {
  const before: Pick<Resources, "packs" | "pack" | "cases"> = {
    async packs() {
      const own = await list().catch(() => []);
      const told = await files.packs();
      return { ...told, packs: [...own, ...told.packs.filter(({ id }) => !own.some((pack) => pack.id === id))] };
    },
    pack: async (pack: PackEntry & Partial<Entered>) => (pack.made ? pack.made.pack.slice() : files.pack(pack)),
    cases: async (pack: PackEntry & Partial<Entered>) => (pack.made ? pack.made.cases : files.cases(pack)),
  };
  return Object.assign(Object.create(files) as Resources, before);
}

/** What was made in the workbench and is used on this device. Where nothing was, nothing is laid down either. */
export async function usedHere(): Promise<Entered[]> {
  const shelf = await openDB<Shapes>("jiuzhu-workbench", undefined, {
    upgrade(_db, _before, _after, begun) {
      begun.done.catch(() => 0);
      begun.abort();
    },
  });
  const used = await shelf.getAll("used");
  shelf.close();
  return used.flatMap(({ packs }) => packs);
}
