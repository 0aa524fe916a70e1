/** Where sealed things lie: everything of one act goes there together or not at all. */

import { openDB, type IDBPDatabase } from "idb";
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
  /** Gone after too many wrong PINs. */
  pin?: Wrap;
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
  private db: Promise<IDBPDatabase> | undefined;

  /** Opened once. What was refused can be asked for again; what was closed under it stays closed: its rows are gone. */
  private opened(): Promise<IDBPDatabase> {
    // Some browsers refuse by throwing, before there is anything to wait for.
    this.db =
      this.db ??
      Promise.resolve().then(() =>
        openDB(NAME, EDITION, {
          upgrade(db) {
            for (const store of STORES) db.createObjectStore(store);
          },
          blocking(_old, _wanted, event) {
            (event.target as IDBDatabase).close();
          },
        }),
      );
    this.db.catch(() => (this.db = undefined));
    return this.db;
  }

  async contents(): Promise<Contents> {
    const tx = (await this.opened()).transaction("vault");
    const [meta, device, tries] = await Promise.all(["meta", "device", "tries"].map((key) => tx.store.get(key)));
    return {
      meta: meta as Meta | undefined,
      device: device as CryptoKey | undefined,
      tries: tries as Tries | undefined,
    };
  }

  async rows(): Promise<[string, Row][]> {
    const tx = (await this.opened()).transaction("rows");
    const [keys, rows] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
    return keys.map((key, at) => [String(key), rows[at] as Row]);
  }

  async put({ rows = {}, expect, ...named }: Act): Promise<void> {
    // What was sealed comes in ready: waiting for anything else here would end the transaction.
    const tx = (await this.opened()).transaction(STORES, "readwrite", { durability: "strict" });
    const done = tx.done;
    // Told below; an abort must not be told a second time by nobody's promise.
    done.catch(() => undefined);
    const [vault, kept] = [tx.objectStore("vault"), tx.objectStore("rows")];
    const asked: Promise<unknown>[] = [];
    try {
      if (expect) {
        const there = (await kept.get(expect.row)) as Row | undefined;
        if ((there?.version ?? 0) !== expect.version) throw new ConflictError();
      }
      for (const [key, value] of Object.entries(named)) asked.push(vault.put(value, key));
      for (const [key, row] of Object.entries(rows)) asked.push(row === null ? kept.delete(key) : kept.put(row, key));
      await Promise.all([...asked, done]);
    } catch (error) {
      for (const one of asked) one.catch(() => undefined);
      giveUp(tx);
      throw error;
    }
  }

  async clear(): Promise<void> {
    const tx = (await this.opened()).transaction(STORES, "readwrite", { durability: "strict" });
    await Promise.all([tx.objectStore("vault").clear(), tx.objectStore("rows").clear(), tx.done]);
  }
}

/** What was asked before something went wrong is not done either. */
function giveUp(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // The browser has given it up by itself.
  }
}
