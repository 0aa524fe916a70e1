/**
 * The portal asks for the amount. Nothing is told before the person has tapped here, on this very result, with the
 * name of the asking site before their eyes; a tap that a program made does not count.
 */

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment } from "../contract.js";
import { t } from "../text/strings.js";
import { Part } from "../ui/part.js";

export class SharePart extends Part {
  private answered: { assessment: Assessment; told: boolean } | undefined;

  protected view(): unknown {
    const { assessment, options } = this.state;
    const { asker } = options;
    if (!assessment) return nothing;
    const answered = this.answered?.assessment === assessment ? this.answered : undefined;
    return html`<section class="panel" aria-labelledby="share-title" data-share>
      <h2 id="share-title">${t("share.title")}</h2>
      ${answered ? html`<p role="status">${t(answered.told ? "share.told" : "share.kept", { asker })}</p>` : this.question(assessment, asker)}
    </section>`;
  }

  private question(assessment: Assessment, asker: string): TemplateResult {
    const choose = (told: boolean) => (event: Event) => {
      if (event.isTrusted) this.choose(assessment, told);
    };
    return html`<p>${t("share.ask", { asker })}</p>
      <div class="buttons">
        <button type="button" class="button" data-act="keep-to-myself" @click=${choose(false)}>${t("share.no")}</button>
        <button type="button" class="button" data-act="share" @click=${choose(true)}>${t("share.yes")}</button>
      </div>`;
  }

  private choose(assessment: Assessment, told: boolean): void {
    this.answered = { assessment, told };
    if (told) this.session.tell(assessment);
    this.requestUpdate();
  }
}
