/** Where drafts lie between visits: on this device, once the person said so. Nothing of it is about a person. */

import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Entered } from "./entered.js";

export interface KeptDraft {
  id: string;
  name: string;
  text: string;
  /** Milliseconds. */
  at: number;
  /** Counts the writes: another window that wrote in between is noticed. */
  write: number;
}

export interface Version {
  draft: string;
  name: string;
  text: string;
  at: number;
}

/** Packs that were made here and are used on this device. */
export interface Used {
  /** The name of the file that they were made from. */
  name: string;
  at: number;
  packs: Entered[];
  /** Its text, from which it is compiled anew where the format has changed; what was kept before has none. */
  text?: string;
}

export interface Shapes extends DBSchema {
  drafts: { key: string; value: KeptDraft };
  versions: { key: number; value: Version; indexes: { draft: string } };
  settings: { key: string; value: boolean };
  used: { key: string; value: Used };
}

/** Versions of a draft that are kept. */
export const VERSIONS = 50;

export class Shelf {
  private readonly db: Promise<IDBPDatabase<Shapes>>;

  constructor() {
    // Some refuse by throwing at once.
    const open = async (): Promise<IDBPDatabase<Shapes>> =>
      openDB<Shapes>("jiuzhu-workbench", 2, {
        upgrade(db, before) {
          if (before < 1) {
            db.createObjectStore("drafts", { keyPath: "id" });
            db.createObjectStore("versions", { autoIncrement: true }).createIndex("draft", "draft");
            db.createObjectStore("settings");
          }
          db.createObjectStore("used", { keyPath: "name" });
        },
        blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
      });
    this.db = open();
    this.db.catch(() => undefined);
  }

  async consented(): Promise<boolean> {
    return (await (await this.db).get("settings", "kept")) === true;
  }

  async consent(): Promise<void> {
    await (await this.db).put("settings", true, "kept");
  }

  /** Newest first. */
  async drafts(): Promise<KeptDraft[]> {
    const drafts = await (await this.db).getAll("drafts");
    return drafts.sort((left, right) => right.at - left.at);
  }

  /** Writes a draft; false where another window wrote it in between, and then nothing is written. */
  async keep(draft: KeptDraft): Promise<boolean> {
    const write = (await this.db).transaction("drafts", "readwrite", { durability: "strict" });
    const before = await write.store.get(draft.id);
    if (before && before.write >= draft.write) return false;
    await write.store.put(draft);
    await write.done;
    return true;
  }

  async version(version: Version): Promise<void> {
    const write = (await this.db).transaction("versions", "readwrite");
    const keys = await write.store.index("draft").getAllKeys(version.draft);
    const last = keys[keys.length - 1];
    if (last !== undefined && (await write.store.get(last))?.text === version.text) return write.done;
    await write.store.add(version);
    for (const key of keys.slice(0, Math.max(0, keys.length + 1 - VERSIONS))) await write.store.delete(key);
    await write.done;
  }

  /** Newest first. */
  async versions(draft: string): Promise<Version[]> {
    return (await (await this.db).getAllFromIndex("versions", "draft", draft)).reverse();
  }

  async remove(draft: string): Promise<void> {
    const write = (await this.db).transaction(["drafts", "versions"], "readwrite");
    await write.objectStore("drafts").delete(draft);
    const versions = write.objectStore("versions");
    for (const key of await versions.index("draft").getAllKeys(draft)) await versions.delete(key);
    await write.done;
  }

  async use(used: Used): Promise<void> {
    await (await this.db).put("used", used);
  }

  async used(): Promise<Used[]> {
    return (await this.db).getAll("used");
  }

  async unuse(name: string): Promise<void> {
    await (await this.db).delete("used", name);
  }
}
