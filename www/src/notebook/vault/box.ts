/**
 * What leaves the phone: households in pieces, each sealed by itself. A damaged piece takes nothing with it but its own
 * households. What is needed to read it stands at both ends.
 */

import { deflateSync, inflateSync } from "fflate";
import { isHousehold, type Household } from "../model/household.js";
import { packed, seal, unpacked, unseal } from "./keys.js";

/** A backup opens under the phrase, a handing-over under the key of whom it is for. */
export type Kind = "backup" | "handover";

export const BOX_FORM = 2;
/** In the first form nothing was packed tighter, and bytes were lists of numbers. */
const FIRST_FORM = 1;
const MAGIC: Record<Kind, string> = { backup: "jiuzhu-notebook\n", handover: "jiuzhu-handover\n" };
const MAGIC_BYTES = 16;
/** Bytes of a piece before it is packed, at most, but where one household alone has more. */
const PIECE = 64 * 1024;
/** No piece is believed to be longer. */
const MOST = 32 * 1024 * 1024;
const CHECK = "phrase";
const NUMBER = 4;
const DIGEST = 32;
const IV = 12;

export interface Head {
  form: number;
  /** Opens under the right key alone. */
  check: unknown;
  /** Bytes of each piece. */
  sizes: number[];
  [name: string]: unknown;
}

/** What stands before and after the households. */
export interface Summary {
  day: string;
  households: number;
  /** Who hands over. */
  from?: string;
  /** Of a backup: what is kept beside the households and goes to another phone with them. */
  settings?: Record<string, string>;
}

export interface Found {
  kind: Kind;
  head: Head;
  pieces: Uint8Array[];
}

export interface Contents {
  households: Household[];
  summary: Partial<Summary>;
  /** Households that were in it and are damaged; nothing where even that cannot be told. */
  missing: number | undefined;
}

/**
 * @param opening what tells how the key is found
 * @param bound a number of this file alone: its pieces fit into no other
 */
export async function boxed(
  kind: Kind,
  opening: object,
  bound: Uint8Array,
  key: CryptoKey,
  households: Household[],
  told: Omit<Summary, "households">,
): Promise<Uint8Array> {
  const summary: Summary = { ...told, households: living(households) };
  const pieces = [summary, ...piecesOf(households), summary].map(tight);
  const sizes = pieces.map((piece) => piece.length + IV + 16);
  const name = nameOf(kind, bound, sizes);
  const sealed = await Promise.all(pieces.map(async (piece, at) => joined(await seal(key, `${name} ${at}`, piece))));
  const check = base64(joined(await seal(key, CHECK, new Uint8Array(0))));
  const head = packed({ form: BOX_FORM, ...opening, check, sizes });
  const magic = new TextEncoder().encode(MAGIC[kind]);
  const digest = await digestOf(head);
  return concatenated([magic, lengthOf(head), head, digest, ...sealed, digest, head, lengthOf(head), magic]);
}

export async function found(file: Uint8Array): Promise<Found | "foreign" | "new" | "damaged"> {
  const kinds = Object.keys(MAGIC) as Kind[];
  const kindAt = (from: number): Kind | undefined =>
    kinds.find((kind) => new TextEncoder().encode(MAGIC[kind]).every((byte, at) => file[from + at] === byte));
  const [first, last] = [kindAt(0), kindAt(file.length - MAGIC_BYTES)];
  const front = numberAt(file, MAGIC_BYTES);
  const back = numberAt(file, file.length - MAGIC_BYTES - NUMBER);
  const tail = file.length - MAGIC_BYTES - NUMBER - back;
  const candidates: [Kind | undefined, number, number, number][] = [
    [first ?? last, MAGIC_BYTES + NUMBER, front, MAGIC_BYTES + NUMBER + front],
    [last ?? first, tail, back, tail - DIGEST],
  ];
  for (const [kind, from, size, digestAt] of candidates) {
    if (from < 0 || digestAt < 0 || size > file.length) continue;
    const bytes = file.slice(from, from + size);
    const digest = await digestOf(bytes);
    if (!digest.every((byte, at) => file[digestAt + at] === byte)) continue;
    const head = Object(unpacked(bytes)) as Partial<Head>;
    if (typeof head.form === "number" && head.form > BOX_FORM) return "new";
    // Both names may be gone: what opens it tells as well what it is.
    const named = kind ?? ("salt" in head ? "backup" : "handover");
    if (!isHead(head)) continue;
    // Each end knows where the pieces are from itself: the other one may be cut off.
    const whole = head.sizes.reduce((all, one) => all + one, 0);
    let at = from === tail ? digestAt - whole : digestAt + DIGEST;
    const pieces = head.sizes.map((one) => {
      at += one;
      return at - one < 0 ? new Uint8Array(0) : file.slice(at - one, at);
    });
    return { kind: named, head, pieces };
  }
  return first || last ? "damaged" : "foreign";
}

/** Whether a key is the one under which it was sealed. */
export async function fits({ head }: Found, key: CryptoKey): Promise<boolean> {
  const check = bytesOf(head.check);
  return check !== undefined && (await unseal(key, CHECK, split(check))) !== undefined;
}

export async function unboxed({ kind, head, pieces }: Found, bound: Uint8Array, key: CryptoKey): Promise<Contents> {
  const name = nameOf(kind, bound, head.sizes);
  const households: Household[] = [];
  let summary: Partial<Summary> = {};
  for (const [at, sealed] of pieces.entries()) {
    const piece = await unseal(key, `${name} ${at}`, split(sealed));
    const value = piece && (head.form === FIRST_FORM ? unpacked(piece) : loose(piece));
    if (Array.isArray(value)) households.push(...value.filter(isHousehold));
    else if (value) summary = Object(value) as Partial<Summary>;
  }
  const missing = summary.households === undefined ? undefined : summary.households - living(households);
  return { households, summary, missing };
}

/** What was erased goes along as its bare number, and is no household. */
export function living(households: Household[]): number {
  return households.filter(({ erased }) => !erased).length;
}

export function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Bytes of a head, as they are written now or were in the first form. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  try {
    if (typeof value === "string") return Uint8Array.from(atob(value), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
  const isList = Array.isArray(value) && value.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256);
  return isList ? Uint8Array.from(value as number[]) : undefined;
}

function isHead(head: Partial<Head>): head is Head {
  const { form, check, sizes } = head;
  const isSize = (size: unknown): boolean =>
    Number.isInteger(size) && (size as number) >= IV && (size as number) <= MOST;
  return (
    (form === BOX_FORM || form === FIRST_FORM) &&
    bytesOf(check) !== undefined &&
    Array.isArray(sizes) &&
    sizes.every(isSize)
  );
}

/** Households, none of them in two pieces. */
function piecesOf(households: Household[]): Household[][] {
  const pieces: Household[][] = [];
  let size = PIECE;
  for (const household of households) {
    const { length } = packed(household);
    if (size + length > PIECE) {
      pieces.push([]);
      size = 0;
    }
    pieces[pieces.length - 1]?.push(household);
    size += length;
  }
  return pieces;
}

function tight(value: unknown): Uint8Array {
  const bytes = packed(value);
  return concatenated([lengthOf(bytes), deflateSync(bytes)]);
}

/** No more is unpacked than was packed, whatever it says. */
function loose(piece: Uint8Array): unknown {
  const length = numberAt(piece, 0);
  if (length > MOST) return undefined;
  try {
    return unpacked(inflateSync(piece.subarray(NUMBER), { out: new Uint8Array(length) }));
  } catch {
    return undefined;
  }
}

/** Every piece is bound to its file and its place. */
function nameOf(kind: Kind, bound: Uint8Array, sizes: number[]): string {
  return `${kind} ${[...bound].join()} ${sizes.join()}`;
}

async function digestOf(bytes: Uint8Array): Promise<Uint8Array> {
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
