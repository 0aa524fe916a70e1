/** Backup, bringing another notebook in, and erasing. */

import { html, nothing, type TemplateResult } from "lit";
import { environment } from "../../environment.js";
import { chineseDate } from "../../text/date.js";
import { fold, heading, mainButton, plainButton, problemSummary } from "../../ui/pieces.js";
import { carried } from "../exchange/contacts.js";
import { textOf } from "../exchange/frames.js";
import { keepLost, keepMade, keepSeen, madeOf, type Made } from "../exchange/made.js";
import { ways } from "../exchange/ways.js";
import { missingWords } from "../exchange/words.js";
import { present } from "../model/notebook.js";
import { small } from "../pieces.js";
import { written } from "../vault/backup.js";
import { living } from "../vault/box.js";
import { PROTECTS } from "../words.js";
import { BackupForm } from "./backup-form.js";

/** Of the backup before the last one, with its households. */
function beforeWords({ before = "" }: Record<string, string>): TemplateResult | typeof nothing {
  const [day = "", households = ""] = before.split(" ");
  if (day === "") return nothing;
  return html`<p data-before>再前一次是${chineseDate(day)}，${households} 户。最近的两个文件都留着：新的要是坏了，还有旧的。</p>`;
}

export class Safety extends BackupForm {
  private erasing = false;

  override rest(): void {
    super.rest();
    this.erasing = false;
  }

  view(): TemplateResult {
    const { door } = this;
    const { notebook, settings, busy } = door.state;
    const count = present(notebook).length;
    const { households, days } = door.unsaved;
    return html`
      ${problemSummary(this.problems)}${heading("备份和安全")}
      <section class="panel">
        <h2>备份</h2>
        <p data-backup-state>${settings.backup ? `最近一次备份是${chineseDate(settings.backup)}${days ? `，${days} 天以前` : ""}，这以后改了 ${households} 户。` : "还没有备份过。手机丢了、坏了、浏览器清了，就都没有了。"}</p>
        ${beforeWords(settings)}
        ${count > 0 && count < Number(settings.backed ?? 0) ? html`<p class="note note-warn" data-shrunken>上次备份的时候有 ${settings.backed} 户，现在是 ${count} 户。少了的要是没有删过，先不要做新的：用上次的备份文件合进来。旧的文件不要删。</p>` : nothing}
        <p>备份是加密的，用纸上的口令才能打开，和开本密码没有关系。存到电脑、U 盘，或者发给自己。</p>
        ${
          count === 0
            ? html`<p class="note">本子还是空的，不用备份；以前的备份文件请留好。</p>`
            : html`<div class="buttons">${
                environment().canDownload
                  ? plainButton(busy ? "正在做…" : `做一个备份文件（${count} 户）`, () => void this.backup("file"))
                  : html`<p class="note note-warn">这里存不了文件。请点右上角「···」，选「在浏览器打开」，再备份；或者复制成文字。</p>`
              }${plainButton("复制成文字", () => void this.backup("text"))}</div>`
        }
        ${this.made()}
      </section>
      <section class="panel">
        <h2>把一个备份合进来</h2>
        <p>自己以前的备份、同事的本子都可以。两边都有的人家，一样的合在一起，不一样的两样都留着，由您选；什么也不会少。</p>
        ${this.incoming.view(this.problems)}
        ${this.incoming.isThere ? html`${this.phraseField("那个备份的口令")}${plainButton(busy ? "正在合…" : "合进来", () => void this.merge())}` : nothing}
      </section>
      <section class="panel">
        <h2>这把锁管什么</h2>
        <p>${PROTECTS[0]}</p>
        <p>${PROTECTS[1]}</p>
        <p>三分钟没有动，或者离开这一页，就自己锁上。</p>
        ${this.always()}
      </section>
      ${fold(
        "全部删掉",
        html`<p>这台手机上的走访本全都删掉，删了找不回来；备份文件不受影响。</p>
          ${
            this.erasing
              ? html`<div class="buttons">${plainButton("不删了", () => this.set({ erasing: false }))}<button type="button" class="button button-bad"
            @click=${() => void door.eraseAll()}>真的全部删掉（${count} 户）</button></div>`
              : html`<button type="button" class="button button-bad"
            @click=${() => this.set({ erasing: true })}>全部删掉</button>`
          }`,
      )}
      <div class="buttons">${mainButton("回到名单", () => door.go({ name: "list" }))}</div>
    `;
  }

  /** What was made and has to be seen to have arrived; who went to look finds it here again. */
  private made(): TemplateResult | typeof nothing {
    const made = madeOf(this.door);
    if (!made) return nothing;
    return html`<div class="note" role="status" data-made>
      <p>${made.as === "file" ? "文件存好了吗？请到下载里看一眼，看得见再点「存好了」。" : "文字复制好了。请粘贴到电脑、收藏，或者发给自己，一个字也别改；看得见头和尾再点「存好了」。"}</p>
      ${made.since > 0 ? html`<p data-since>做好以后又改了 ${made.since} 户，不在里面。</p>` : nothing}
      <p class="row">${small("存好了", () => void this.done(made))}${small("没有存上", () => void this.undone())}</p>
    </div>`;
  }

  /** A PIN is short. Who may lose the phone to somebody who knows how can do without it. */
  private always(): TemplateResult {
    const { busy, tries } = this.door.state;
    if (tries.always)
      return html`<p data-always>现在每次打开都用纸上的口令。要改回来，锁上以后点「改用开本密码」。</p>`;
    return fold(
      "不要开本密码，每次都用口令",
      html`<p>更牢，也更慢：每次打开都要填纸上的 24 个数字，纸没有了，本子就打不开了。先填一遍，看纸在不在手里。</p>
        ${this.phraseField("这个本子的口令", "always")}
        ${plainButton(busy ? "正在看…" : "以后每次都用口令", () => void this.askAlways())}`,
      this.problems.some(({ path }) => path === "always"),
    );
  }

  private async askAlways(): Promise<void> {
    const { door } = this;
    if (door.state.busy || this.refuse(this.phraseProblems("always"))) return;
    const outcome = await door.askPhraseAlways(this.phraseTold("always"));
    if (outcome !== "ok") return this.unopened("always", outcome);
    this.typed = {};
    door.say("开本密码不用了，以后每次都用口令打开。");
  }

  private set(change: { erasing: boolean }): void {
    Object.assign(this, change);
    this.door.set({});
  }

  // ------------------------------------------------------------------------------------------ out

  private async backup(as: "file" | "text"): Promise<void> {
    const { door } = this;
    if (door.state.busy) return;
    // What cannot be kept here is in the backup all the same.
    await door.keep();
    door.set({ busy: true });
    try {
      const { notebook, today, settings } = door.state;
      // Households that were erased go along as their bare numbers, so that another copy learns of it.
      const file = await written(
        Object.values(notebook.households),
        today,
        await door.vault.outward(),
        carried(settings),
      );
      if (as === "file")
        ways.download(`走访本备份-${today}-${present(notebook).length}户.jiuzhu`, file, "application/octet-stream");
      else if (!(await ways.copyText(textOf(file)))) return door.say("这里复制不了，请用文件。");
      await keepMade(door, as);
    } finally {
      door.set({ busy: false });
    }
  }

  private async done(made: Made): Promise<void> {
    await keepSeen(this.door, made);
    this.door.say("记下了：备份过。");
  }

  private async undone(): Promise<void> {
    await keepLost(this.door);
    this.door.say("那就再做一次。在别的应用里打开的，请换到浏览器里。");
  }

  // ------------------------------------------------------------------------------------------ in

  private async merge(): Promise<void> {
    const { door } = this;
    if (door.state.busy || this.refuse(this.phraseProblems())) return;
    const read = await this.opened();
    if (!read) return;
    const isKept = await door.command({ kind: "merge", households: read.households });
    this.forget();
    if (!isKept) return;
    const { length } = read.households.filter(({ id }) => door.household(id));
    const gone = living(read.households) - length;
    const less = gone > 0 ? `这里删掉的 ${gone} 户没有合进来。` : "";
    door.say(`合进来 ${length} 户。${less}${missingWords(read.missing)}`);
  }
}
