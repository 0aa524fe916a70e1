/** Packs that were made on this device, before those that lie beside the page. */

import type { PackEntry } from "../contract.js";
import type { Resources } from "../resources.js";
import type { Entered } from "./entered.js";

/** The files of a page, with what was entered before them: in place of the edition of the same place, or beside it. */
export function withEntered<Files extends Resources>(
  files: Files,
  list: () => Promise<Entered[]>,
  isBeside = false,
): Files {
  const before: Pick<Resources, "packs" | "pack" | "cases"> = {
    async packs() {
      const own = await list().catch(() => []);
      const told = await files.packs();
      const others = told.packs.filter(({ id }) => isBeside || !own.some((pack) => pack.id === id));
      return { ...told, packs: [...own, ...others] };
    },
    pack: async (pack: PackEntry & Partial<Entered>) => (pack.made ? pack.made.pack.slice() : files.pack(pack)),
    cases: async (pack: PackEntry & Partial<Entered>) => (pack.made ? pack.made.cases : files.cases(pack)),
  };
  return Object.assign(Object.create(files) as Files, before);
}
