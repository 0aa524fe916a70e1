/** What the lists of a household have in common: they are folded up, and what stands in them can be taken away. */

import { nothing, type TemplateResult } from "lit";
import { fold } from "../../ui/pieces.js";
import type { Door } from "../door.js";
import type { Household } from "../model/household.js";

/** What is folded up waits until the rest is on the screen. */
export function folded(door: Door, summary: unknown, content: () => TemplateResult): TemplateResult {
  return fold(summary, door.isWhole ? content() : nothing);
}

export async function take(door: Door, household: Household, path: string, what: string): Promise<void> {
  await door.command({ kind: "take", household: household.id, day: door.state.today, path, what });
}
