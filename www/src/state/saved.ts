/**
 * Saved answers: one entry in this browser's own storage, written only after consent and read only when asked.
 * The form is versioned; what an older page wrote is brought up step by step, what a newer one wrote is left alone.
 */

import { DRAFT_VERSION, type Draft } from "./draft.js";

export interface Saved {
  form: number;
  /** Day of the last change. */
  day: string;
  draft: Draft;
}

export const SAVED_FORM = 1;

export type SaveResult = "saved" | "full" | "unavailable" | "elsewhere";

type Lift = (old: Record<string, unknown>) => Record<string, unknown>;

/** Each step lifts the form of its number to the next one. A new form adds a step and a fixture, and never edits one. */
const LIFTS: Record<number, Lift> = {};

/** What became of what lies in the storage, without this page. */
export type Turn = "erased" | "changed" | "woken";

/** The entry of one deployment: another folder of the same site has its own. */
export class Shelf {
  private readonly key: string;
  /** What this page last put there or took up from there; whatever else lies there is another page's. */
  private mine: string | null = null;

  constructor(home: string) {
    this.key = `jiuzhu.saved ${home}`;
  }

  /** Found out before anything is offered to be saved. */
  works(): boolean {
    const probe = `${this.key} probe`;
    try {
      localStorage.setItem(probe, probe);
      localStorage.removeItem(probe);
      return true;
    } catch {
      return false;
    }
  }

  /** @param over what another page has saved */
  write(draft: Draft, day: string, over = false): SaveResult {
    const text = JSON.stringify({ form: SAVED_FORM, day, draft } as Saved);
    try {
      if (!over && this.text !== this.mine) return "elsewhere";
      localStorage.setItem(this.key, text);
      this.mine = text;
      return "saved";
    } catch (error) {
      return Object(error).name === "SecurityError" ? "unavailable" : "full";
    }
  }

  /** What was saved, or nothing when there is none, or none that this page can read. */
  read(): Saved | undefined {
    return lift(this.text);
  }

  /** The same, to be gone on with here. */
  take(): Saved | undefined {
    this.mine = this.text;
    return lift(this.mine);
  }

  /** Other pages keep what they show. */
  forget(): void {
    this.put(null);
  }

  /** Other pages that go on with it are told to forget it, too. */
  erase(): string | null {
    const { text } = this;
    if (text !== null) this.put("");
    this.put(null);
    return text;
  }

  put(text: string | null): void {
    this.mine = text;
    try {
      if (text === null) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, text);
    } catch {
      // Without storage there is nothing to erase.
    }
  }

  /** Whether what this page had saved lies there no longer. */
  get isGone(): boolean {
    return this.mine !== null && this.text === null;
  }

  turnOf({ key, newValue }: StorageEvent): Turn | undefined {
    if (key !== null && key !== this.key) return undefined;
    return key === null || newValue === "" ? "erased" : "changed";
  }

  private get text(): string | null {
    try {
      return localStorage.getItem(this.key);
    } catch {
      return null;
    }
  }
}

/** From the stored text of any known form to the present one. */
export function lift(
  text: string | null,
  lifts: Record<number, Lift> = LIFTS,
  form: number = SAVED_FORM,
): Saved | undefined {
  if (text === null) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  while (isRecord(value) && typeof value.form === "number" && value.form < form) {
    const step = lifts[value.form];
    if (!step) return undefined;
    value = step(value);
  }
  return isRecord(value) && value.form === form && isSaved(value) ? (value as unknown as Saved) : undefined;
}

function isSaved(value: Record<string, unknown>): boolean {
  if (typeof value.day !== "string" || !isRecord(value.draft)) return false;
  const { version, given, bills, readings, withoutBills } = value.draft;
  return (
    version === DRAFT_VERSION &&
    isRecord(given) &&
    isRecord(readings) &&
    Array.isArray(bills) &&
    bills.every(isBill) &&
    typeof withoutBills === "boolean"
  );
}

function isBill(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.care === "string" &&
    isRecord(value.where) &&
    isRecord(value.amounts) &&
    isRecord(value.spans) &&
    isRecord(value.date)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
