/** The day an estimate is made for. */

import type { PackEntry } from "../contract.js";
import { dayBefore } from "../text/date.js";
import { dayOf, type Draft } from "./draft.js";
import { holdsOn, isFuture, isPast } from "./state.js";

/**
 * Today; for a pack whose time has not come, its first day; for one whose time is over, the last day told of a bill within its time, or else its own last day:
 * a rule of the past is only ever computed for its past.
 */
export function asOf(draft: Draft, pack: PackEntry | undefined, today: string): string {
  if (pack && isFuture(pack, today)) return pack.from;
  if (!pack || !isPast(pack, today)) return today;
  const last = pack.until ? dayBefore(pack.until) : pack.from;
  const days = draft.bills
    .filter((bill) => bill.amountsDone && !bill.dateUnknown)
    .map(dayOf)
    .filter((day) => holdsOn(pack, day))
    .sort();
  return days[days.length - 1] ?? last;
}
