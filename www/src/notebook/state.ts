/** What the notebook shows, in one value. */

import { today } from "../text/date.js";
import type { Marker } from "./marker.js";
import type { Filter, Order } from "./model/listing.js";
import { emptyNotebook, type Notebook } from "./model/notebook.js";
import type { Value } from "./model/versions.js";
import type { Screen } from "./screens.js";
import { NO_TRIES, type Tries } from "./vault/patience.js";

export type Keeping = "" | "working" | "kept" | "full" | "failed";

/** Where what is typed and not kept yet comes from, to go on after the lock. */
export interface Typing {
  screen: Screen;
  typed: Typed;
}

export type Typed = Record<string, Value | undefined>;

export interface DoorState {
  screen: Screen;
  typed: Typed;
  notebook: Notebook;
  keeping: Keeping;
  /** What was just done, or could not be, in words. */
  said: string;
  settings: Record<string, string>;
  damaged: number;
  tries: Tries;
  marker: Marker | undefined;
  today: string;
  behind: boolean;
  /** Whether the browser gave its word to keep the data; nothing before it was asked. */
  persisted: boolean | undefined;
  /** Whether the page opens without a network. */
  offline: boolean;
  busy: boolean;
  failure: boolean;
  /** Whether the browser lets nothing be kept. */
  refused: boolean;
  filter: Filter & { order: Order };
}

/** Nothing of the notebook: before it is open, and behind the lock. */
export function blank(screen: Screen): DoorState {
  return {
    screen,
    typed: {},
    notebook: emptyNotebook(""),
    keeping: "",
    said: "",
    settings: {},
    damaged: 0,
    tries: NO_TRIES,
    marker: undefined,
    today: today(),
    behind: false,
    persisted: undefined,
    offline: false,
    busy: false,
    failure: false,
    refused: false,
    filter: { typed: "", village: "", round: false, order: "urgent" },
  };
}
