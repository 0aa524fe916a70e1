/** What looks for places, over the packed list of divisions. */

import type { html as Html } from "lit";
import type { PackEntry } from "../contract.js";
import { today } from "../text/date.js";
import { unpack } from "./divisions.js";
import { PlaceSearch, told, type Host } from "./search.js";

export interface Places {
  search(host: Host, html: typeof Html): PlaceSearch;
  /** What a code leads to today, or the codes of a name, in words for who installs the page; none where nobody has it. */
  told(packs: PackEntry[], region: string): string | undefined;
}

export function openPlaces(packed: string): Places {
  const divisions = unpack(packed);
  return {
    search: (host, html) => new PlaceSearch(divisions, host, html),
    told: (packs, region) => told(divisions, packs, region, today()),
  };
}
