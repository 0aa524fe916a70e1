/**
 * A backup: households in pieces, each sealed by itself under a key that comes of the phrase. A damaged piece takes
 * nothing with it but its own households. What is needed to read it stands at both ends.
 */

import { isHousehold, type Household } from "../model/household.js";
import { derived, isStrong, keyFor, packed, seal, unpacked, unseal, type Kdf } from "./keys.js";
import type { Outward } from "./vault.js";

export const BACKUP_FORM = 1;
/** Bytes of a piece, at most, but where one household alone has more. */
const PIECE = 64 * 1024;
const MAGIC = "jiuzhu-notebook\n";
const CHECK = "phrase";
const NUMBER = 4;
const DIGEST = 32;
const IV = 12;

interface Head {
  form: number;
  salt: number[];
  kdf: Kdf;
  /** Opens under the right phrase alone. */
  check: number[];
  /** Bytes of each piece. */
  sizes: number[];
}

interface Summary {
  day: string;
  households: number;
}

export type ReadBackup =
  /** `missing`: households that were in it and are damaged; nothing where even that cannot be told. */
  | { ok: true; households: Household[]; day: string; missing: number | undefined }
  | { ok: false; reason: "foreign" | "new" | "damaged" | "phrase" };

export async function written(
  households: Household[],
  day: string,
  { key: bytes, salt, kdf }: Outward,
): Promise<Uint8Array> {
  const key = await keyFor("backup", bytes);
  const summary: Summary = { day, households: living(households) };
  const pieces = [packed(summary), ...piecesOf(households)];
  const sizes = pieces.map((piece) => piece.length + IV + 16);
  const name = nameOf(salt, sizes);
  const sealed = await Promise.all(pieces.map(async (piece, at) => joined(await seal(key, `${name} ${at}`, piece))));
  const check = joined(await seal(key, CHECK, new Uint8Array(0)));
  const head = packed({ form: BACKUP_FORM, salt: [...salt], kdf, check: [...check], sizes });
  const magic = new TextEncoder().encode(MAGIC);
  const digest = await sum(head);
  return concatenated([magic, lengthOf(head), head, digest, ...sealed, digest, head, lengthOf(head), magic]);
}

export async function readBackup(file: Uint8Array, phrase: string): Promise<ReadBackup> {
  const found = await headOf(file);
  if (typeof found === "string") return { ok: false, reason: found };
  const { head, start } = found;
  const salt = new Uint8Array(head.salt);
  const key = await keyFor("backup", await derived(phrase, salt, head.kdf));
  if (!(await unseal(key, CHECK, split(new Uint8Array(head.check))))) return { ok: false, reason: "phrase" };
  const name = nameOf(salt, head.sizes);
  const households: Household[] = [];
  let summary: Partial<Summary> = {};
  let from = start;
  for (const [at, size] of head.sizes.entries()) {
    const piece = await unseal(key, `${name} ${at}`, split(file.slice(from, from + size)));
    from += size;
    const value = piece && unpacked(piece);
    if (at === 0) summary = Object(value) as Partial<Summary>;
    else if (Array.isArray(value)) households.push(...value.filter(isHousehold));
  }
  const missing = summary.households === undefined ? undefined : summary.households - living(households);
  return { ok: true, households, day: summary.day ?? "", missing };
}

async function headOf(file: Uint8Array): Promise<{ head: Head; start: number } | "foreign" | "new" | "damaged"> {
  const magic = new TextEncoder().encode(MAGIC);
  const { length } = magic;
  const isMagic = (from: number): boolean => magic.every((byte, at) => file[from + at] === byte);
  const [first, last] = [isMagic(0), isMagic(file.length - length)];
  const candidates: [number, number, number][] = [];
  const front = numberAt(file, length);
  candidates.push([length + NUMBER, front, length + NUMBER + front]);
  const back = numberAt(file, file.length - length - NUMBER);
  const tail = file.length - length - NUMBER - back;
  candidates.push([tail, back, tail - DIGEST]);
  for (const [from, size, digestAt] of candidates) {
    if (from < 0 || digestAt < 0 || size > file.length) continue;
    const bytes = file.slice(from, from + size);
    const digest = await sum(bytes);
    if (!digest.every((byte, at) => file[digestAt + at] === byte)) continue;
    const head = Object(unpacked(bytes)) as Partial<Head>;
    if (typeof head.form === "number" && head.form > BACKUP_FORM) return "new";
    if (!isHead(head)) continue;
    // Each end knows where the pieces are from itself: the other one may be cut off.
    const pieces = head.sizes.reduce((all, one) => all + one, 0);
    return { head, start: from === tail ? digestAt - pieces : digestAt + DIGEST };
  }
  return first || last ? "damaged" : "foreign";
}

function isHead(head: Partial<Head>): head is Head {
  const numbers = (list: unknown): boolean =>
    Array.isArray(list) && list.every((entry) => Number.isInteger(entry) && (entry as number) >= 0);
  return head.form === BACKUP_FORM && isStrong(head.kdf) && [head.salt, head.check, head.sizes].every(numbers);
}

/** What was erased goes along as its bare number, and is no household. */
export function living(households: Household[]): number {
  return households.filter(({ erased }) => !erased).length;
}

/** Households, none of them in two pieces. */
function piecesOf(households: Household[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let piece: Household[] = [];
  let size = 0;
  for (const household of households) {
    const { length } = packed(household);
    if (piece.length > 0 && size + length > PIECE) {
      pieces.push(packed(piece));
      piece = [];
      size = 0;
    }
    piece.push(household);
    size += length;
  }
  return piece.length > 0 ? [...pieces, packed(piece)] : pieces;
}

/** Every piece is bound to its file and its place. */
function nameOf(salt: Uint8Array, sizes: number[]): string {
  return `backup ${[...salt].join()} ${sizes.join()}`;
}

async function sum(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as BufferSource));
}

function lengthOf({ length }: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(NUMBER);
  new DataView(bytes.buffer).setUint32(0, length);
  return bytes;
}

function numberAt(file: Uint8Array, from: number): number {
  return from < 0 || from + NUMBER > file.length
    ? file.length
    : new DataView(file.buffer, file.byteOffset).getUint32(from);
}

function joined({ iv, data }: { iv: Uint8Array; data: Uint8Array }): Uint8Array {
  return concatenated([iv, data]);
}

function split(bytes: Uint8Array): { iv: Uint8Array; data: Uint8Array } {
  return { iv: bytes.slice(0, IV), data: bytes.slice(IV) };
}

function concatenated(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
