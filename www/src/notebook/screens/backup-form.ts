/** A backup, by file or text, and the phrase that opens it. */

import type { Door } from "../door.js";
import { Incoming } from "../exchange/incoming.js";
import { REFUSALS } from "../exchange/words.js";
import { problem } from "../pieces.js";
import { readBackup } from "../vault/backup.js";
import type { Contents } from "../vault/box.js";
import { SecretForm } from "./secret-form.js";

export abstract class BackupForm extends SecretForm {
  protected readonly incoming: Incoming;

  constructor(door: Door) {
    super(door);
    this.incoming = new Incoming(door, "选备份文件");
  }

  override forget(): void {
    super.forget();
    this.incoming.forget();
  }

  /** What came in is sealed, and waits behind the lock; what was typed goes. */
  rest(): void {
    super.forget();
    this.incoming.rest();
  }

  /** What is in it, however long its reading takes; what is wrong with it or with the phrase is said at its field. */
  protected async opened(): Promise<Contents | undefined> {
    const { door, incoming } = this;
    door.set({ busy: true });
    try {
      const file = await incoming.whole();
      const read = file && (await readBackup(file, this.phraseTold()));
      if (!read || read.ok) return read;
      this.refuse([problem(read.reason === "phrase" ? "phrase" : "file", REFUSALS[read.reason])]);
      return undefined;
    } finally {
      door.set({ busy: false });
    }
  }
}
