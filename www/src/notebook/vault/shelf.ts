/** Where sealed things lie: everything of one act goes there together or not at all. */

import type { Kdf, Sealed } from "./keys.js";
import type { Tries } from "./patience.js";

export interface Wrap extends Sealed {
  salt: Uint8Array;
  kdf: Kdf;
}

/** What stands there unsealed: nothing of a household, and no number of them. */
export interface Meta {
  form: number;
  /** A number by chance: what is sealed here fits nowhere else. */
  id: string;
  /** Gone after too many wrong PINs, or because she wants none. */
  pin?: Wrap;
  /** She wants none: the phrase is asked every time. */
  always?: true;
  phrase: Wrap;
  /** The key for what leaves the phone, which comes of the phrase, sealed. */
  outward: Sealed;
}

export interface Row extends Sealed {
  version: number;
}

export interface Contents {
  meta: Meta | undefined;
  device: CryptoKey | undefined;
  tries: Tries | undefined;
  /** She has erased all that was there, which a browser that clears does not tell. */
  erased?: boolean | undefined;
}

export interface Act {
  meta?: Meta;
  device?: CryptoKey;
  tries?: Tries;
  /** By number; `null` takes a row away. */
  rows?: Record<string, Row | null>;
  /** The version of a row that has to be there, or nothing of this is done. */
  expect?: { row: string; version: number };
}

/** Somebody else wrote in between. */
export class ConflictError extends Error {}

export interface Shelf {
  contents(): Promise<Contents>;
  rows(): Promise<[string, Row][]>;
  /** Resolves only when all of it lies on the disk. */
  put(act: Act): Promise<void>;
  clear(): Promise<void>;
}

const NAME = "jiuzhu-notebook";
const EDITION = 1;
const STORES = ["vault", "rows"] as const;

export class BrowserShelf implements Shelf {
  private db: Promise<IDBDatabase> | undefined;

  /** Opened once. What was refused can be asked for again; what was closed under it stays closed: its rows are gone. */
  private opened(): Promise<IDBDatabase> {
    this.db =
      this.db ??
      // Some browsers refuse by throwing, which is a refusal here, too.
      new Promise((take, refuse) => {
        const opening = indexedDB.open(NAME, EDITION);
        opening.onupgradeneeded = () => {
          for (const store of STORES) opening.result.createObjectStore(store);
        };
        opening.onsuccess = () => {
          const { result } = opening;
          result.onversionchange = () => result.close();
          take(result);
        };
        opening.onerror = () => refuse(opening.error);
      });
    this.db.catch(() => (this.db = undefined));
    return this.db;
  }

  async contents(): Promise<Contents> {
    const vault = (await this.opened()).transaction("vault").objectStore("vault");
    const [meta, device, tries, erased] = await Promise.all(
      ["meta", "device", "tries", "erased"].map((key) => told(vault.get(key))),
    );
    return {
      meta: meta as Meta | undefined,
      device: device as CryptoKey | undefined,
      tries: tries as Tries | undefined,
      erased: erased as boolean | undefined,
    };
  }

  async rows(): Promise<[string, Row][]> {
    const store = (await this.opened()).transaction("rows").objectStore("rows");
    const [keys, rows] = await Promise.all([told(store.getAllKeys()), told<Row[]>(store.getAll())]);
    return keys.map((key, at) => [String(key), rows[at] as Row]);
  }

  async put({ rows = {}, expect, ...named }: Act): Promise<void> {
    // What was sealed comes in ready: waiting for anything else here would end the transaction.
    const { tx, done, vault, kept } = await this.writing();
    try {
      if (expect) {
        const there = await told<Row | undefined>(kept.get(expect.row));
        if ((there?.version ?? 0) !== expect.version) throw new ConflictError();
      }
      for (const [key, value] of Object.entries(named)) vault.put(value, key);
      for (const [key, row] of Object.entries(rows)) {
        if (row === null) kept.delete(key);
        else kept.put(row, key);
      }
      await done;
    } catch (error) {
      giveUp(tx);
      throw error;
    }
  }

  async clear(): Promise<void> {
    const { done, vault, kept } = await this.writing();
    vault.clear();
    kept.clear();
    vault.put(true, "erased");
    await done;
  }

  private async writing(): Promise<{
    tx: IDBTransaction;
    done: Promise<void>;
    vault: IDBObjectStore;
    kept: IDBObjectStore;
  }> {
    const tx = (await this.opened()).transaction(STORES, "readwrite", { durability: "strict" });
    const done = new Promise<void>((kept, lost) => {
      tx.oncomplete = () => kept();
      // Whatever one of its parts was refused for ends it.
      tx.onabort = () => lost(tx.error);
    });
    // Told to whoever waits; an abort must not be told a second time by nobody's promise.
    done.catch(() => undefined);
    return { tx, done, vault: tx.objectStore("vault"), kept: tx.objectStore("rows") };
  }
}

/** What was asked for, once it is there. */
function told<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((take, refuse) => {
    request.onsuccess = () => take(request.result);
    request.onerror = () => refuse(request.error);
  });
}

/** What was asked before something went wrong is not done either. */
function giveUp(tx: IDBTransaction): void {
  try {
    tx.abort();
  } catch {
    // The browser has given it up by itself.
  }
}
