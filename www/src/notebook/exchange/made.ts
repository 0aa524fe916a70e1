/**
 * A backup that was made. It counts once she has seen where it is, and for that she leaves the page, which locks the
 * notebook: so it is kept until she says.
 */

import type { Door } from "../door.js";
import { present } from "../model/notebook.js";

export interface Made {
  as: "file" | "text";
  day: string;
  households: string;
  /** Households that changed since. */
  since: number;
}

export function madeOf({ state: { settings }, thereOf }: Door): Made | undefined {
  const { made = "", since } = settings;
  const [as = "", day = "", households = ""] = made.split(" ");
  return made === "" ? undefined : { as: as === "file" ? "file" : "text", day, households, since: thereOf(since) };
}

export async function keepMade(door: Door, as: Made["as"]): Promise<void> {
  const { today, notebook } = door.state;
  await door.keepSettings({ made: `${as} ${today} ${present(notebook).length}`, since: "" });
}

/** It is where she wants it. The one before it is told too: of two generations the older may be the whole one. */
export async function keepSeen(door: Door, { day, households }: Made): Promise<void> {
  const { backup, backed, since = "" } = door.state.settings;
  const before = backup && backed ? { before: `${backup} ${backed}` } : {};
  await door.keepSettings({ ...before, backup: day, backed: households, changed: since, made: "", since: "" });
  door.mark();
}

export async function keepLost(door: Door): Promise<void> {
  await door.keepSettings({ made: "", since: "" });
}
