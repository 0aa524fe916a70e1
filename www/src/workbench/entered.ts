/** 按您录入的办法: packs that were made on this device. */

import type { CompiledPart } from "../../office/office.js";
import type { PackEntry } from "../contract.js";
import type { WorkedCases } from "../portal/cases.js";
import type { Used } from "./shelf.js";

/** The format in which the packs of this edition of the page are compiled. */
declare const PACK_FORMAT: number;
/** Where a compiled pack has its format, behind its four first letters. */
const FORMAT_AT = 4;

/** A pack that was entered: it lies in the list itself. */
export interface Entered extends PackEntry {
  made: { pack: Uint8Array; cases: WorkedCases };
}

/** How it stands in a list: marked, and tried on its examples like a portal's own. */
export function entered({ entry, pack, cases }: CompiledPart): Entered {
  const made = { pack, cases: JSON.parse(cases) as WorkedCases };
  return { ...entry, title: `${entry.title}（按您录入的办法）`, own: true, made };
}

/** Whether another edition of the page compiled it: this one cannot read it. */
export function isOld({ made }: Entered): boolean {
  return made.pack[FORMAT_AT] !== PACK_FORMAT;
}

/**
 * What was made in the workbench and is used on this device. Where nothing was, nothing is laid down either. What this
 * page cannot read says what to do: the workbench compiles it anew as it opens.
 */
export async function usedHere(): Promise<Entered[]> {
  const opening = indexedDB.open("jiuzhu-workbench");
  opening.onupgradeneeded = () => (opening.transaction as IDBTransaction).abort();
  const shelf = await come(opening);
  const used: Used[] = await come(shelf.transaction("used").objectStore("used").getAll());
  shelf.close();
  const found = used.flatMap(({ packs }) => packs);
  for (const pack of found) if (isOld(pack)) pack.title += "：先打开一次工作台";
  return found;
}

function come<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((found, fail) => {
    request.onsuccess = () => found(request.result);
    request.onerror = fail;
  });
}
