/** A backup, by file or text, and the phrase that opens it. */

import type { Door } from "../door.js";
import { Incoming } from "../exchange/incoming.js";
import { REFUSALS } from "../exchange/words.js";
import { problem } from "../pieces.js";
import { readBackup } from "../vault/backup.js";
import type { Contents } from "../vault/box.js";
import { readPhrase } from "../vault/phrase.js";
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

  /** What is in it; what is wrong with it or with the phrase is said at its field. */
  protected async opened(file: Uint8Array): Promise<Contents | undefined> {
    const { door, typed } = this;
    door.set({ busy: true });
    const read = await readBackup(file, readPhrase(typed.phrase ?? "") ?? "").finally(() => door.set({ busy: false }));
    if (read.ok) return read;
    this.refuse([problem(read.reason === "phrase" ? "phrase" : "file", REFUSALS[read.reason])]);
    return undefined;
  }
}
