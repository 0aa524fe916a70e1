/** Keys: slow derivations from what a person remembers or has written down, and sealing under what comes of them. */

import { argon2id } from "hash-wasm";

export type Kdf = { kind: "argon2id"; memory: number; passes: number } | { kind: "pbkdf2"; rounds: number };

export interface Sealed {
  iv: Uint8Array;
  data: Uint8Array;
}

const ARGON: Kdf = { kind: "argon2id", memory: 64 * 1024, passes: 3 };
/** Where a browser starts no second module. */
const PBKDF2: Kdf = { kind: "pbkdf2", rounds: 600_000 };
/** Weaker ones are not believed, whoever wrote them there; nor are those that only keep a phone busy. */
const LEAST_MEMORY = 19 * 1024;
const LEAST_PASSES = 2;
const MOST_MEMORY = 256 * 1024;
const MOST_PASSES = 10;
const LEAST_ROUNDS = 600_000;
const MOST_ROUNDS = 10_000_000;

export const KEY_BYTES = 32;
const IV_BYTES = 12;
const SALT_BYTES = 16;

export function random(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}

export function newSalt(): Uint8Array {
  return random(SALT_BYTES);
}

export function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function isStrong(kdf: unknown): kdf is Kdf {
  const { kind, memory, passes, rounds } = Object(kdf) as Record<string, unknown>;
  const within = (value: unknown, least: number, most: number): boolean =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
  if (kind === "argon2id")
    return within(memory, LEAST_MEMORY, MOST_MEMORY) && within(passes, LEAST_PASSES, MOST_PASSES);
  return kind === "pbkdf2" && within(rounds, LEAST_ROUNDS, MOST_ROUNDS);
}

/** @throws Error where the derivation is weaker than it may be */
export async function derived(secret: string, salt: Uint8Array, kdf: Kdf): Promise<Uint8Array> {
  if (!isStrong(kdf)) throw new Error("weak derivation");
  const password = new TextEncoder().encode(secret);
  if (kdf.kind === "argon2id") {
    const { memory: memorySize, passes: iterations } = kdf;
    return argon2id({
      password,
      salt,
      memorySize,
      iterations,
      parallelism: 1,
      hashLength: KEY_BYTES,
      outputType: "binary",
    });
  }
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt: salt as BufferSource, iterations: kdf.rounds },
    key,
    KEY_BYTES * 8,
  );
  return new Uint8Array(bits);
}

/** The slower of the two ways that this browser has, with what it gave. */
export async function derivedAnew(secret: string, salt: Uint8Array): Promise<{ kdf: Kdf; bytes: Uint8Array }> {
  try {
    return { kdf: ARGON, bytes: await derived(secret, salt, ARGON) };
  } catch {
    return { kdf: PBKDF2, bytes: await derived(secret, salt, PBKDF2) };
  }
}

/** A key for one purpose out of a derived one. */
export async function keyFor(purpose: string, bytes: Uint8Array): Promise<CryptoKey> {
  const master = await crypto.subtle.importKey("raw", bytes as BufferSource, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode(`jiuzhu notebook ${purpose}`);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info },
    master,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

export function importKey(bytes: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes as BufferSource, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** A key that this browser keeps and gives nobody: a copied database alone is not enough to try PINs on. */
export function newDeviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]) as Promise<CryptoKey>;
}

export async function mixed(device: CryptoKey, bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign("HMAC", device, bytes as BufferSource));
}

export async function seal(key: CryptoKey, about: string, bytes: Uint8Array): Promise<Sealed> {
  const iv = random(IV_BYTES);
  const additionalData = new TextEncoder().encode(about);
  const data = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: iv as BufferSource, additionalData },
    key,
    bytes as BufferSource,
  );
  return { iv, data: new Uint8Array(data) };
}

/** What was sealed under these words; nothing where it is not that, or not whole. */
export async function unseal(key: CryptoKey, about: string, { iv, data }: Sealed): Promise<Uint8Array | undefined> {
  const additionalData = new TextEncoder().encode(about);
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: iv as BufferSource, additionalData },
        key,
        data as BufferSource,
      ),
    );
  } catch {
    return undefined;
  }
}

export function packed(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

export function unpacked(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
