/** Before the notebook is open: what to know first, and the ways back in. */

import { html, nothing, type TemplateResult } from "lit";
import { environment } from "../../environment.js";
import { chineseDate } from "../../text/date.js";
import { heading, mainButton, plainButton, problemSummary } from "../../ui/pieces.js";
import { problem, warning } from "../pieces.js";
import { FREE, MOST } from "../vault/patience.js";
import { PROTECTS, UNOPENED } from "../words.js";
import { SecretForm } from "./secret-form.js";

const APPS: [RegExp, string][] = [
  [/MicroMessenger/i, "微信"],
  [/AlipayClient/i, "支付宝"],
  [/DingTalk/i, "钉钉"],
  [/QQ\//i, "QQ"],
  [/Weibo/i, "微博"],
  [/aweme/i, "抖音"],
];

export class ComingIn extends SecretForm {
  view(): TemplateResult {
    const { screen } = this.door.state;
    switch (screen.name) {
      case "welcome":
        return this.welcome();
      case "locked":
        return this.locked();
      case "forgotten":
        return this.forgotten();
      default:
        return html`${heading("走访本")}<p role="status">正在打开…</p>`;
    }
  }

  private welcome(): TemplateResult {
    const { marker, failure, refused } = this.door.state;
    const isEvicted = marker !== undefined && marker.households > 0;
    return html`
      ${
        isEvicted
          ? html`${heading(`这台手机的浏览器清掉了 ${marker.households} 户`)}
              ${warning(html`<p>${chineseDate(marker.day)}这里还有 ${marker.households} 户的走访本，现在没有了：浏览器自己清的，或者有人清了浏览器的数据。</p>
                <p>${marker.backup ? `最近一次备份是${chineseDate(marker.backup)}，用那个备份文件可以找回来。` : "这个走访本没有备份过。别的手机上要是有备份文件，可以用它找回来。"}</p>`)}`
          : heading("走访本", "帮很多家查的人用：一户一户记下来，谁能申请、等到哪天、缺什么材料，打开就看见。")
      }
      ${failure || refused ? this.failure(refused) : nothing}
      <section class="panel">
        <h2>先看清楚，再记第一户</h2>
        <ul class="plain-list" data-conditions>
          ${this.conditions().map((line) => html`<li>${line}</li>`)}
        </ul>
      </section>
      ${window.isSecureContext ? nothing : warning("这个网址不是 https 的，浏览器不让加密，走访本打不开。请用 https 开头的网址。")}
      <div class="buttons" ?hidden=${!window.isSecureContext || refused}>
        ${isEvicted ? mainButton("用备份恢复", () => this.door.go({ name: "restore" })) : mainButton("开一个新本子", () => this.begin())}
        ${isEvicted ? plainButton("不恢复，开一个新本子", () => this.begin()) : plainButton("用备份恢复", () => this.door.go({ name: "restore" }))}
      </div>
      <p class="apart"><a class="link" href="./">给自己家算，不用走访本</a></p>
    `;
  }

  private failure(refused: boolean): TemplateResult {
    return warning(html`<p>${refused ? "这个浏览器不让存东西（比如无痕模式，或者设置里关掉了），走访本在这里用不了。请换一个浏览器，或者改了设置再试。" : "有些部分没有打开。请看看网络，再试一次。"}</p>
      <p>${plainButton("再试一次", () => void this.door.start())}</p>`);
  }

  /** What this browser does and does not, and what follows from it. */
  private conditions(): unknown[] {
    const { persisted, offline } = this.door.state;
    const { inApp } = environment();
    const app = APPS.find(([sign]) => sign.test(navigator.userAgent))?.[1] ?? "别的应用";
    return [
      inApp
        ? html`<b>这是在${app}里面打开的。</b>${app}会清掉网页存的东西，也存不了备份文件。请点右上角「···」，选「在浏览器打开」，再开本子。`
        : persisted
          ? "这个浏览器答应了不自己清掉走访本。有人手动清浏览器的数据，还是会没有。"
          : "这个浏览器还没有答应不清掉走访本：手机存储紧的时候，或者很久不打开，它可能自己清掉。开本子的时候会再问它一次；把这一页添加到主屏幕，它多半就答应了。",
      html`<b>手机丢了、坏了、浏览器清了，只有备份文件加口令能找回来。</b>没有备份，就没有了；我们那里一份也没有。`,
      offline ? "没有网络也能打开，也能用。" : "这一次要有网络；打开过一次，等半分钟，以后没有网络也能打开。",
      PROTECTS[0],
      PROTECTS[1],
      "记谁家的事，先问过谁家；孩子不满14岁，问监护人。身份证号用不着，不要记。",
    ];
  }

  private begin(): void {
    this.door.go({ name: "setup", step: "phrase" });
  }

  // ------------------------------------------------------------------------------------------ the lock

  private locked(): TemplateResult {
    const { tries, busy } = this.door.state;
    const minutes = Math.ceil(tries.left / 60_000);
    const isOver = tries.wrong >= MOST;
    if (tries.always)
      return html`
        ${problemSummary(this.problems)}${heading("走访本锁着", "您选了每次都用纸上的口令打开。")}${this.phraseField()}
        <div class="buttons">${this.byPhrase()}${plainButton("改用开本密码", () => this.goForgotten())}</div>
      `;
    return html`
      ${problemSummary(this.problems)}${heading("走访本锁着")}
      ${
        isOver
          ? warning(`开本密码填错了 ${MOST} 次，不能再用了。请用纸上的口令打开，再定一个新的。`)
          : minutes > 0
            ? warning(
                `填错了 ${tries.wrong} 次。请让这一页开着，再等 ${minutes} 分钟。改手机的时间没有用，关掉这一页也不算等。`,
                "wait",
              )
            : html`${this.field("pin", "开本密码", "password", 12)}
                <div class="buttons">${mainButton(busy ? "正在打开…" : "打开", () => void this.unlock(), busy)}</div>`
      }
      <div class="buttons">${(isOver ? mainButton : plainButton)("忘了密码，用口令打开", () => this.goForgotten())}</div>
      <p class="apart"><a class="link" href="./">给自己家算，不用走访本</a></p>
    `;
  }

  private async unlock(): Promise<void> {
    if (this.door.state.busy) return;
    const pin = this.told("pin");
    if (pin === "") return void this.refuse([problem("pin", "请填开本密码。")]);
    const outcome = await this.door.unlock(pin);
    const left = FREE - this.door.state.tries.wrong;
    this.typed = {};
    if (outcome === "ok") return this.forget();
    const wrong = outcome === "wrong" && left > 0 ? `密码不对。再错 ${left} 次，要等 20 分钟。` : undefined;
    const words = UNOPENED[outcome] ?? wrong;
    this.refuse(words ? [problem("pin", words)] : []);
  }

  private goForgotten(): void {
    this.forget();
    this.door.go({ name: "forgotten" });
  }

  private forgotten(): TemplateResult {
    return html`
      ${problemSummary(this.problems)}${heading("用口令打开", "口令在纸上，六组数字。打开以后，旧的开本密码就不用了。")}
      ${this.phraseField()}${this.pinFields()}
      <div class="buttons">${this.byPhrase()}</div>
    `;
  }

  private byPhrase(): TemplateResult {
    const { busy } = this.door.state;
    return mainButton(busy ? "正在打开…" : "打开", () => void this.openByPhrase(), busy);
  }

  private async openByPhrase(): Promise<void> {
    const { busy, screen } = this.door.state;
    const pinProblems = screen.name === "forgotten" ? this.pinProblems() : [];
    if (busy || this.refuse([...this.phraseProblems(), ...pinProblems])) return;
    const outcome = await this.door.unlockByPhrase(this.phraseTold(), this.told("pin"));
    if (outcome === "ok") this.forget();
    else this.unopened("phrase", outcome);
  }
}
