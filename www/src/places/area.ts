/** Division codes: which of two regions lies in the other. */

import type { PackEntry } from "../contract.js";

/** The digits of a code that say something: none for the nation, two of a province, four, six, and nine or twelve of a town. */
export function areaOf(code: string): string {
  const county = code.slice(0, 6);
  const town = code.slice(6).replace(/(000)+$/, "");
  return town ? county + town : county.replace(/(00)+$/, "");
}

/** The area of a pack; a pack of no named place lies in none. */
export function areaOfPack({ region_code: code, status }: PackEntry): string | undefined {
  return code ? areaOf(code) : status === "framework" ? "" : undefined;
}

/** What holds of an area or within it, the most particular first. */
export function packsOf(packs: PackEntry[], area: string): PackEntry[] {
  const far = (pack: PackEntry): number => (areaOfPack(pack) as string).length;
  return packs
    .filter((pack) => {
      const its = areaOfPack(pack);
      return its !== undefined && (area.startsWith(its) || its.startsWith(area));
    })
    .sort((left, right) => far(right) - far(left));
}
