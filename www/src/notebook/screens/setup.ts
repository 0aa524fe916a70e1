/** A new notebook: the phrase, whether it was written down, and the PIN. */

import { html, nothing, type TemplateResult } from "lit";
import { environment } from "../../environment.js";
import { heading, mainButton, plainButton, problemSummary } from "../../ui/pieces.js";
import { problem, small } from "../pieces.js";
import { random } from "../vault/keys.js";
import { newPhrase } from "../vault/phrase.js";
import { printPhrase } from "./paper.js";
import { SecretForm } from "./secret-form.js";

/** Groups that are asked back, to see that the phrase was written down. */
const ASKED = [2, 5];

export class Setup extends SecretForm {
  private phrase = "";

  override forget(): void {
    super.forget();
    this.phrase = "";
  }

  view(): TemplateResult {
    const { screen } = this.door.state;
    if (this.phrase === "") this.phrase = newPhrase(random);
    if (screen.name !== "setup" || screen.step === "phrase") return this.showPhrase();
    return screen.step === "repeat" ? this.repeatPhrase() : this.choosePin();
  }

  private showPhrase(): TemplateResult {
    return html`
      ${heading("把口令抄在纸上", "六组数字，每组四个。忘了开本密码、手机丢了、要恢复备份，都用它。")}
      <ol class="phrase" aria-label="口令">
        ${this.phrase.split(" ").map((group, at) => html`<li><small>${at + 1}</small> <b class="amount">${group}</b></li>`)}
      </ol>
      <p class="note note-warn">纸放在家里，不要和手机放在一起，不要拍照。口令只在这里给您看一次，谁也补不出来。</p>
      ${environment().canPrint ? html`<p class="row">${small("打印在纸上", () => printPhrase(this.phrase, this.door.state.today))} <small>用自己信得过的打印机；不要存成文件。</small></p>` : nothing}
      <div class="buttons">${mainButton("抄好了", () => this.door.go({ name: "setup", step: "repeat" }))}</div>
    `;
  }

  private repeatPhrase(): TemplateResult {
    return html`
      ${problemSummary(this.problems)}${heading("看看抄对了没有")}
      ${ASKED.map((place) => this.field(`group-${place}`, `第 ${place} 组（四个数字）`, "tel", 4))}
      <div class="buttons">${mainButton("继续", () => this.checkRepeat())}${plainButton("再看一遍口令", () => this.door.go({ name: "setup", step: "phrase" }))}</div>
    `;
  }

  private checkRepeat(): void {
    const groups = this.phrase.split(" ");
    const wrong = ASKED.filter((place) => this.told(`group-${place}`).trim() !== groups[place - 1]);
    if (this.refuse(wrong.map((place) => problem(`group-${place}`, `第 ${place} 组和口令不一样，请对着纸看看。`))))
      return;
    this.door.go({ name: "setup", step: "pin" });
  }

  private choosePin(): TemplateResult {
    return html`
      ${problemSummary(this.problems)}${heading("定一个开本密码", "每天打开走访本用，只在这台手机上有用。6 到 12 个数字。")}
      ${this.pinFields()}
      <div class="buttons">${mainButton(this.door.state.busy ? "正在做…" : "开本子", () => void this.create(), this.door.state.busy)}</div>
    `;
  }

  private async create(): Promise<void> {
    if (this.refuse(this.pinProblems())) return;
    const { phrase } = this;
    const outcome = await this.door.create(this.told("pin"), phrase);
    if (outcome === "ok") this.forget();
    else this.unopened("pin", outcome);
  }
}
