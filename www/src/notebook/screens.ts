/** The screens of the notebook. None of them has an address: nothing of a household is in the browser's history. */

import type { Screen as Question } from "../state/screens.js";

export type Screen =
  | { name: "opening" }
  | { name: "welcome" }
  | { name: "setup"; step: "phrase" | "repeat" | "pin" }
  | { name: "locked" }
  | { name: "forgotten" }
  | { name: "restore" }
  | { name: "list" }
  | { name: "household"; id: string }
  | { name: "details"; id: string }
  | { name: "member"; id: string; member: string }
  | { name: "bill"; id: string; member: string; bill: string }
  | { name: "sitting"; id: string; member: string; year: string; at?: Question }
  | { name: "application"; id: string; member: string; year: string; application: string; program: string }
  | { name: "visit"; id: string }
  | { name: "safety" }
  | { name: "paper"; id: string }
  | { name: "month" }
  | { name: "give"; id: string }
  | { name: "take" }
  | { name: "elsewhere" };

/** Screens on which something is typed that is not kept yet: it is still there after the lock. */
export const FORMS: Screen["name"][] = ["details", "member", "bill", "sitting", "application", "visit", "give"];

/** Screens before the notebook is open. */
export const OUTSIDE: Screen["name"][] = ["opening", "welcome", "setup", "locked", "forgotten", "restore"];

/** Where 「上一步」 leads. */
export function above(screen: Screen): Screen | undefined {
  switch (screen.name) {
    case "setup":
    case "restore":
      return { name: "welcome" };
    case "forgotten":
      return { name: "locked" };
    case "household":
    case "safety":
    case "month":
    case "take":
    case "elsewhere":
      return { name: "list" };
    case "details":
    case "paper":
    case "give":
      return screen.id === "" ? { name: "list" } : { name: "household", id: screen.id };
    case "member":
    case "bill":
    case "application":
    case "visit":
    case "sitting":
      return { name: "household", id: screen.id };
    default:
      return undefined;
  }
}
