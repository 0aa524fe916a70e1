/** Which day it is, for a phone whose clock was set back. */

import { dayAfter } from "./case.js";
import type { Household } from "./household.js";

/** The last day on which anything was written: a clock that shows an earlier one has been set back. */
export function lastDay(households: readonly Household[]): string {
  let last = "";
  for (const { fields } of households) {
    for (const versions of Object.values(fields))
      for (const { day } of Object.values(versions)) if (day > last) last = day;
  }
  return last;
}

/** Today by the clock, but never before what was written already. */
export function dayFor(clock: string, households: readonly Household[]): { today: string; behind: boolean } {
  const last = lastDay(households);
  // A day of travel, or of a phone in another time zone, is no wrong clock.
  const behind = last > dayAfter(clock, 1);
  return { today: behind ? last : clock, behind };
}
