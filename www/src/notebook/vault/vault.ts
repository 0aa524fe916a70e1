/**
 * The vault. Each household is a row, sealed under one key by chance, and that key is sealed twice: under the PIN
 * together with a key that this browser gives to nobody, and under the phrase. There is no way to keep anything
 * unsealed: what is put in goes through `seal`.
 */

import { isHousehold, type Household } from "../model/household.js";
import {
  derived,
  derivedAnew,
  hex,
  importKey,
  isStrong,
  KEY_BYTES,
  keyFor,
  mixed,
  newDeviceKey,
  newSalt,
  packed,
  random,
  seal,
  unpacked,
  unseal,
  type Kdf,
  type Sealed,
} from "./keys.js";
import { MOST, NO_PIN, NO_TRIES, served, tried, type Tries } from "./patience.js";
import { ConflictError, type Meta, type Row, type Shelf, type Wrap } from "./shelf.js";

export const VAULT_FORM = 1;
/** Rows that are no household: what is there in which version, and what is being told just now. */
const LIST = "list";
const OPEN = "open";

/** The key for what leaves the phone, and what the derivation of it from the phrase needs. */
export interface Outward {
  key: Uint8Array;
  salt: Uint8Array;
  kdf: Kdf;
}

export interface Opened {
  households: Household[];
  /** What was being told when the notebook was last closed. */
  open: unknown;
  /** What is kept beside the households. */
  settings: Record<string, string>;
  /** Rows that were there once and are not, or not as they were. */
  damaged: number;
}

/** "failed": the derivation could not be made, as where memory is short; "full": nothing more can be kept on this phone. */
export type Unlocked = "ok" | "wrong" | "wait" | "phrase" | "new" | "failed" | "full";

export class Vault {
  private readonly shelf: Shelf;
  private key: CryptoKey | undefined;
  private id = "";
  /** Here as well as on the shelf: where that was cleared, a backup can still be made of what is open. */
  private sealedOutward: Sealed | undefined;
  private versions: Record<string, number> = {};
  private settings: Record<string, string> = {};

  constructor(shelf: Shelf) {
    this.shelf = shelf;
  }

  get isOpen(): boolean {
    return this.key !== undefined;
  }

  /** Nothing: there was one, and she has erased it. */
  async isThere(): Promise<boolean | undefined> {
    const { meta, erased } = await this.shelf.contents();
    return meta || !erased ? meta !== undefined : undefined;
  }

  async tries(): Promise<Tries> {
    const { meta, tries } = await this.shelf.contents();
    if (meta?.always) return NO_PIN;
    return meta && !meta.pin ? { wrong: MOST, left: 0 } : (tries ?? NO_TRIES);
  }

  /** So many milliseconds were waited, with the page open. */
  async serve(milliseconds: number): Promise<Tries> {
    const tries = served(await this.tries(), milliseconds);
    await this.shelf.put({ tries });
    return tries;
  }

  /** A new one, with all that is in it from the start: out of a backup comes the whole, or nothing. */
  async create(
    pin: string,
    phrase: string,
    households: Household[] = [],
    settings: Record<string, string> = {},
  ): Promise<void> {
    const id = hex(random(16));
    const raw = random(KEY_BYTES);
    const device = await newDeviceKey();
    const key = await importKey(raw);
    const salt = newSalt();
    const { kdf, bytes } = await derivedAnew(phrase, salt);
    const outward = { key: [...bytes], salt: [...salt], kdf };
    const meta: Meta = {
      form: VAULT_FORM,
      id,
      pin: await underPin(id, pin, device, raw),
      phrase: { salt, kdf, ...(await seal(await keyFor("wrap", bytes), `phrase ${id}`, raw)) },
      outward: await seal(key, `outward ${id}`, packed(outward)),
    };
    const versions = Object.fromEntries(households.map((household) => [household.id, 1]));
    const named: [string, unknown][] = households.map((household) => [household.id, household]);
    const rows = await sealedRows(key, id, [...named, [LIST, { versions, settings }]], { ...versions, [LIST]: 1 });
    raw.fill(0);
    await this.shelf.put({ meta, device, tries: NO_TRIES, rows, expect: { row: LIST, version: 0 } });
    Object.assign(this, { key, id, sealedOutward: meta.outward, versions: { ...versions, [LIST]: 1 }, settings });
  }

  /** A try is counted before it is made, so that ending the page in between helps nobody. */
  async unlock(pin: string): Promise<Unlocked> {
    const { meta, device, tries = NO_TRIES } = await this.shelf.contents();
    if (!meta) return "wrong";
    if (meta.form > VAULT_FORM) return "new";
    if (!meta.pin || !device) return "phrase";
    const now = tried(tries);
    if (!now) return tries.wrong >= MOST ? "phrase" : "wait";
    await this.shelf.put({ tries: now });
    let key: CryptoKey;
    try {
      key = await pinKey(pin, device, meta.pin);
    } catch {
      // Nothing was tried.
      await this.shelf.put({ tries });
      return "failed";
    }
    const raw = await unseal(key, `pin ${meta.id}`, meta.pin);
    if (!raw) {
      if (now.wrong < MOST) return "wrong";
      const { pin: _given, ...rest } = meta;
      await this.shelf.put({ meta: rest });
      return "phrase";
    }
    await this.take(meta, raw);
    await this.shelf.put({ tries: NO_TRIES });
    return "ok";
  }

  /**
   * The phrase opens what the PIN no longer does.
   *
   * @param pin from now on; empty: none, the phrase is asked every time
   */
  async unlockByPhrase(phrase: string, pin: string): Promise<Unlocked> {
    const { meta: found } = await this.shelf.contents();
    if (!found) return "wrong";
    if (found.form > VAULT_FORM) return "new";
    const { pin: _pin, always: _always, ...meta } = found;
    const bytes = await derived(phrase, meta.phrase.salt, meta.phrase.kdf);
    const raw = await unseal(await keyFor("wrap", bytes), `phrase ${meta.id}`, meta.phrase);
    if (!raw) return "wrong";
    const device = await newDeviceKey();
    const opens: Partial<Meta> = pin === "" ? { always: true } : { pin: await underPin(meta.id, pin, device, raw) };
    await this.shelf.put({ meta: { ...meta, ...opens }, device, tries: NO_TRIES });
    await this.take(meta, raw);
    return "ok";
  }

  lock(): void {
    Object.assign(this, { key: undefined, id: "", sealedOutward: undefined, versions: {}, settings: {} });
  }

  async read(): Promise<Opened> {
    const { key, id } = this.opened();
    const rows = new Map(await this.shelf.rows());
    const open = async (name: string): Promise<unknown> => {
      const row = rows.get(name);
      const bytes = row && (await unseal(key, about(id, name, row.version), row));
      return bytes && unpacked(bytes);
    };
    const list = Object((await open(LIST)) ?? {}) as {
      versions?: Record<string, number>;
      settings?: Record<string, string>;
    };
    const versions = list.versions ?? {};
    const names = [...rows.keys()].filter((name) => name !== LIST && name !== OPEN);
    const read = await Promise.all(names.map(open));
    const households: Household[] = [];
    let damaged = list.versions ? 0 : 1;
    for (const [at, name] of names.entries()) {
      const value = read[at];
      const isAsListed = rows.get(name)?.version === versions[name];
      if (isHousehold(value) && value.id === name) households.push(value);
      if (!isHousehold(value) || value.id !== name || !isAsListed) damaged += 1;
    }
    damaged += Object.keys(versions).filter((name) => name !== OPEN && name !== LIST && !rows.has(name)).length;
    this.versions = { ...Object.fromEntries([...rows].map(([name, { version }]) => [name, version])) };
    this.settings = list.settings ?? {};
    return { households, open: await open(OPEN), settings: this.settings, damaged };
  }

  /**
   * Everything is sealed first, then put there at once; when this resolves, it is kept.
   *
   * @throws ConflictError where another window wrote in between: read, bring together, write again
   */
  async write(households: Household[], open?: unknown, settings: Record<string, string> = {}): Promise<void> {
    const { key, id } = this.opened();
    const versions = { ...this.versions };
    const before = versions[LIST] ?? 0;
    const told = { ...this.settings, ...settings };
    const named: [string, unknown][] = households.map((household) => [household.id, household]);
    if (open !== undefined) named.push([OPEN, open]);
    for (const [name] of named) versions[name] = (versions[name] ?? 0) + 1;
    versions[LIST] = before + 1;
    const { [LIST]: _list, ...listed } = versions;
    const rows = await sealedRows(key, id, [...named, [LIST, { versions: listed, settings: told }]], versions);
    // Locked meanwhile: whoever asked has been told that it is not kept.
    if (this.key !== key) throw new Error("locked");
    await this.shelf.put({ rows, expect: { row: LIST, version: before } });
    Object.assign(this, { versions, settings: told });
  }

  /** What a backup is sealed under: it comes of the phrase, and nothing of the PIN is in it. */
  async outward(): Promise<Outward> {
    const { key, id } = this.opened();
    const { sealedOutward } = this;
    const bytes = sealedOutward && (await unseal(key, `outward ${id}`, sealedOutward));
    const told = bytes && (unpacked(bytes) as { key: number[]; salt: number[]; kdf: Kdf });
    if (!told || !isStrong(told.kdf)) throw new Error("no key for a backup");
    return { key: new Uint8Array(told.key), salt: new Uint8Array(told.salt), kdf: told.kdf };
  }

  async clear(): Promise<void> {
    this.lock();
    await this.shelf.clear();
  }

  private async take(meta: Meta, raw: Uint8Array): Promise<void> {
    this.key = await importKey(raw);
    this.id = meta.id;
    this.sealedOutward = meta.outward;
    raw.fill(0);
  }

  private opened(): { key: CryptoKey; id: string } {
    if (!this.key) throw new Error("locked");
    return { key: this.key, id: this.id };
  }
}

export { ConflictError };

/** Number and version are sealed with it: a row fits in no other place, and an older one is not taken for a newer. */
function about(vault: string, name: string, version: number): string {
  return `row ${vault} ${name} ${version}`;
}

/** In the order in which they were told, whichever is sealed first. */
async function sealedRows(
  key: CryptoKey,
  vault: string,
  named: [string, unknown][],
  versions: Record<string, number>,
): Promise<Record<string, Row>> {
  const sealed = named.map(async ([name, value]): Promise<[string, Row]> => {
    const version = versions[name] as number;
    return [name, { version, ...(await seal(key, about(vault, name, version), packed(value))) }];
  });
  return Object.fromEntries(await Promise.all(sealed));
}

async function underPin(id: string, pin: string, device: CryptoKey, raw: Uint8Array): Promise<Wrap> {
  const salt = newSalt();
  const { kdf, bytes } = await derivedAnew(pin, salt);
  const key = await keyFor("pin", await mixed(device, bytes));
  return { salt, kdf, ...(await seal(key, `pin ${id}`, raw)) };
}

async function pinKey(pin: string, device: CryptoKey, { salt, kdf }: Wrap): Promise<CryptoKey> {
  return keyFor("pin", await mixed(device, await derived(pin, salt, kdf)));
}
