/**
 * Saved answers: one entry in this browser's own storage, written only after consent and read only when asked.
 * The form is versioned; what an older page wrote is brought up step by step, what a newer one wrote is left alone.
 */

import { DRAFT_VERSION, type Draft } from "./draft.js";

const KEY = "jiuzhu.saved";

export interface Saved {
  form: number;
  /** Day of the last change. */
  day: string;
  draft: Draft;
}

export const SAVED_FORM = 1;

export type SaveResult = "saved" | "full" | "unavailable";

type Lift = (old: Record<string, unknown>) => Record<string, unknown>;

/** Each step lifts the form of its number to the next one. A new form adds a step and a fixture, and never edits one. */
const LIFTS: Record<number, Lift> = {};

export function write(draft: Draft, day: string): SaveResult {
  const saved: Saved = { form: SAVED_FORM, day, draft };
  let storage: Storage;
  try {
    storage = localStorage;
  } catch {
    return "unavailable";
  }
  try {
    storage.setItem(KEY, JSON.stringify(saved));
    return "saved";
  } catch {
    return "full";
  }
}

/** What was saved, or nothing when there is none, or none that this page can read. */
export function read(): Saved | undefined {
  try {
    return lift(localStorage.getItem(KEY));
  } catch {
    return undefined;
  }
}

export function erase(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Without storage there is nothing to erase.
  }
}

/** From the stored text of any known form to the present one. */
export function lift(text: string | null, lifts: Record<number, Lift> = LIFTS, form: number = SAVED_FORM): Saved | undefined {
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
  return version === DRAFT_VERSION && isRecord(given) && isRecord(readings) && Array.isArray(bills) && bills.every(isBill) && typeof withoutBills === "boolean";
}

function isBill(value: unknown): boolean {
  return isRecord(value) && typeof value.care === "string" && isRecord(value.where) && isRecord(value.amounts) && isRecord(value.spans) && isRecord(value.date);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
