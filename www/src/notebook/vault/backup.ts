/** A backup: every household, sealed under a key that comes of the phrase. */

import type { Household } from "../model/household.js";
import { base64, boxed, bytesOf, fits, found, unboxed, type Contents } from "./box.js";
import { derived, isStrong, keyFor, type Kdf } from "./keys.js";
import type { Outward } from "./vault.js";

export type ReadBackup =
  | ({ ok: true } & Contents)
  /** "handover": it is whole, and is for whoever has the key. */
  | { ok: false; reason: "foreign" | "new" | "damaged" | "phrase" | "handover" };

export async function written(
  households: Household[],
  day: string,
  { key: bytes, salt, kdf }: Outward,
  settings: Record<string, string> = {},
): Promise<Uint8Array> {
  const key = await keyFor("backup", bytes);
  return boxed("backup", { salt: base64(salt), kdf }, salt, key, households, { day, settings });
}

export async function readBackup(file: Uint8Array, phrase: string): Promise<ReadBackup> {
  const box = await found(file);
  if (typeof box === "string") return { ok: false, reason: box };
  if (box.kind !== "backup") return { ok: false, reason: "handover" };
  const { kdf } = box.head;
  const salt = bytesOf(box.head.salt);
  if (!salt || !isStrong(kdf)) return { ok: false, reason: "damaged" };
  const key = await keyFor("backup", await derived(phrase, salt, kdf as Kdf));
  if (!(await fits(box, key))) return { ok: false, reason: "phrase" };
  return { ok: true, ...(await unboxed(box, salt, key)) };
}
