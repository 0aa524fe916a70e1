/**
 * Handing over: households sealed to the key of whom they are for. Who receives makes a pair of keys once and shows the
 * open half, with the own name; the other half stays in the vault. Neither PIN nor phrase has a part in it.
 */

import { bytesOfLetters, checkOf, lettersOf, SUM } from "../exchange/letters.js";
import type { Household } from "../model/household.js";
import { base64, boxed, bytesOf, fits, found, unboxed, type Contents } from "./box.js";
import { hex, keyFor } from "./keys.js";

const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;
const OPEN_BYTES = 65;
const MARK = "JZK1";
const CODE = new RegExp(`${MARK}-([A-Z2-7]+)-([A-Z2-7]{${SUM}})`);

/** Whoever can be handed something. */
export interface Receiver {
  id: string;
  name: string;
  open: Uint8Array;
}

/** The own pair, as it is kept in the vault and in its backups. */
export interface Pair {
  id: string;
  /** In base64. */
  open: string;
  secret: JsonWebKey;
}

export type ReadHandover =
  | ({ ok: true } & Contents)
  /** "other": it is for somebody else; "backup": it opens under a phrase. */
  | { ok: false; reason: "foreign" | "new" | "damaged" | "other" | "backup" };

export async function newPair(): Promise<Pair> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const open = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
  return { id: await idOf(open), open: base64(open), secret: await crypto.subtle.exportKey("jwk", privateKey) };
}

export function readPair(text: string | undefined): Pair | undefined {
  try {
    const { id, open, secret } = Object(JSON.parse(text ?? "")) as Partial<Pair>;
    return typeof id === "string" && typeof open === "string" && secret ? { id, open, secret } : undefined;
  } catch {
    return undefined;
  }
}

/** What somebody shows to be handed something. */
export function codeOf({ open }: Pair, name: string): string {
  const bytes = Uint8Array.from([...(bytesOf(open) ?? []), ...new TextEncoder().encode(name)]);
  return `${MARK}-${lettersOf(bytes)}-${checkOf(bytes)}`;
}

/** Whom a code is of; nothing where there is none in the text, or not as it was. */
export async function readCode(text: string): Promise<Receiver | undefined> {
  const [, letters = "", sum] = CODE.exec(text.replace(/\s+/g, "").toUpperCase()) ?? [];
  const bytes = bytesOfLetters(letters);
  if (!bytes || bytes.length < OPEN_BYTES || checkOf(bytes) !== sum) return undefined;
  const open = bytes.slice(0, OPEN_BYTES);
  try {
    await openKey(open);
  } catch {
    return undefined;
  }
  return { id: await idOf(open), name: new TextDecoder().decode(bytes.slice(OPEN_BYTES)), open };
}

/** Eight digits that both see, to be sure that nobody put a key of their own between. */
export function digitsOf(id: string): string {
  const digits = String(parseInt(id.slice(0, 12), 16) % 100_000_000).padStart(8, "0");
  return `${digits.slice(0, 4)} ${digits.slice(4)}`;
}

export async function handedOver(
  households: Household[],
  day: string,
  from: string,
  to: Receiver,
): Promise<Uint8Array> {
  // A pair for this one time: who sent it cannot open it either.
  const { publicKey, privateKey } = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const once = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
  const key = await sharedKey(privateKey, to.open);
  return boxed("handover", { to: to.id, once: base64(once) }, once, key, households, { day, from });
}

export async function readHandover(file: Uint8Array, pair: Pair | undefined): Promise<ReadHandover> {
  const box = await found(file);
  if (typeof box === "string") return { ok: false, reason: box };
  if (box.kind !== "handover") return { ok: false, reason: "backup" };
  const once = bytesOf(box.head.once);
  if (!once) return { ok: false, reason: "damaged" };
  if (!pair || box.head.to !== pair.id) return { ok: false, reason: "other" };
  try {
    const secret = await crypto.subtle.importKey("jwk", pair.secret, CURVE, false, ["deriveBits"]);
    const key = await sharedKey(secret, once);
    if (!(await fits(box, key))) return { ok: false, reason: "damaged" };
    return { ok: true, ...(await unboxed(box, once, key)) };
  } catch {
    return { ok: false, reason: "damaged" };
  }
}

async function sharedKey(secret: CryptoKey, open: Uint8Array): Promise<CryptoKey> {
  const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: await openKey(open) }, secret, 256);
  return keyFor("handover", new Uint8Array(bits));
}

function openKey(open: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", open as BufferSource, CURVE, false, []);
}

async function idOf(open: Uint8Array): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", open as BufferSource))).slice(0, 16);
}
