/** The notebook out of a backup, on a phone that has none. */

import { html, type TemplateResult } from "lit";
import { heading, mainButton, problemSummary } from "../../ui/pieces.js";
import { carried } from "../exchange/contacts.js";
import { problem } from "../pieces.js";
import { living } from "../vault/box.js";
import { BackupForm } from "./backup-form.js";

export class Restore extends BackupForm {
  view(): TemplateResult {
    const { busy } = this.door.state;
    return html`
      ${problemSummary(this.problems)}${heading("用备份恢复", "要备份的文件或文字，和纸上的口令。恢复以后，这台手机上定一个新的开本密码。")}
      ${this.incoming.view(this.problems)}
      ${this.phraseField()}${this.pinFields()}
      <div class="buttons">${mainButton(busy ? "正在恢复…" : "恢复", () => void this.read(), busy)}</div>
    `;
  }

  private async read(): Promise<void> {
    const { door } = this;
    const missing = this.incoming.isThere ? [] : [problem("file", "请先选备份文件。")];
    if (this.refuse([...missing, ...this.phraseProblems(), ...this.pinProblems()])) return;
    const phrase = this.phraseTold();
    const read = await this.opened();
    if (!read) return;
    const { households, summary } = read;
    if (households.length === 0) return void this.refuse([problem("file", "这个备份里没有一户是好的。")]);
    const outcome = await door.create(this.told("pin"), phrase, households, carried(summary.settings));
    if (outcome !== "ok") return this.unopened("pin", outcome);
    this.forget();
    if (!door.isOutside) door.say(restoredWords(living(households), read.missing));
  }
}

function restoredWords(count: number, missing: number | undefined): string {
  if (missing === 0) return `恢复了 ${count} 户，一户不少。`;
  if (missing === undefined) return `恢复了 ${count} 户。文件有损坏，原来有多少户看不出来了。`;
  return `恢复了 ${count} 户。文件有损坏，还有 ${missing} 户没能恢复。`;
}
