/** Another pack of the site: the one that a draft is based on. */

import type { PackForm } from "../../office/office.js";
import type { Desks } from "./desks.js";
import { textOf } from "./reading.js";
import type { Site } from "./site.js";
import type { Below } from "./state.js";

/** How many packs may stand on each other. */
const DEEPEST = 5;

/** The id of the pack that a draft is based on; empty where it is on none. */
export function basis(form: PackForm | undefined): string {
  return form ? textOf({ cells: form.head }, "based_on") : "";
}

/** The pack that a draft is based on, told to the office with those that it is based on itself; none unless all come. */
export async function below(office: Desks, site: Site, id: string): Promise<Below | undefined> {
  let found: Below | undefined;
  for (let [at, depth] = [id, 0]; at !== "" && depth < DEEPEST && site.has(at); depth += 1) {
    const text = await site.source(at).then(
      ([, text]) => text,
      () => "",
    );
    if (!text) return undefined;
    office.found("know", at, text);
    const answer = await office.ask("pack_form", [text]);
    const form = answer.kind === "value" ? answer.value : undefined;
    found = found ?? { id: at, text, ...(form && { form }) };
    at = basis(form);
  }
  return found;
}
