/** Keep and carry: picture, text, print, letter, another phone; and what happens to the answers on this one. */

import { html, nothing, type TemplateResult } from "lit";
import { copyText, download } from "../keep/carry.js";
import type { Code } from "../keep/page-code.js";
import { draws, environment } from "../environment.js";
import { isHidden } from "../portal/options.js";
import { t } from "../text/strings.js";
import { plainButton } from "../ui/pieces.js";
import { PrintingPart } from "../ui/printing.js";
import { letterPrograms } from "./letters.js";
import { sheetOf, type Sheet } from "./sheet.js";

export class KeepPart extends PrintingPart {
  private picture = "";
  private pictured: Sheet | undefined;
  private copied: "" | "keep.copied" | "keep.copySelf" = "";
  private code: Code | undefined;
  private readonly can = environment();
  private readonly draws = draws();

  protected view(): unknown {
    const { assessment } = this.state;
    if (!assessment) return nothing;
    const sheet = sheetOf(this.state, assessment);
    // A picture of an earlier result must not stay.
    if (this.pictured !== sheet) this.picture = "";
    const letters = letterPrograms(assessment);
    return html`<section class="panel" aria-labelledby="keep-title">
      <h2 id="keep-title">${t("keep.title")}</h2>
      <div class="buttons pair">
        ${this.draws && this.shows("picture") ? plainButton(t("keep.image"), () => void this.draw(sheet)) : nothing}
        ${this.pictureBlock()}
        ${this.shows("copy") ? plainButton(t("keep.copy"), () => void this.copy(sheet)) : nothing}
        ${this.copyBlock(sheet)}
        ${
          letters.length > 0 && this.shows("letter")
            ? plainButton(t("keep.letter"), () => this.session.show({ name: "letter", program: letters[0]?.id ?? "" }))
            : nothing
        }
        ${this.can.canPrint && this.shows("print") ? plainButton(t("keep.print"), () => this.print()) : nothing}
        ${
          this.session.ownResources.online && this.shows("code")
            ? plainButton(t("keep.code"), () => void this.showCode())
            : nothing
        }
        ${this.codeBlock()}
      </div>
      ${this.missing ? html`<p class="note note-warn" role="alert">${t("fail.network")}</p>` : nothing}
      ${this.can.inApp ? html`<p class="note">${t("keep.inApp")}</p>` : nothing}
    </section>`;
  }

  private shows(part: string): boolean {
    return !isHidden(this.state.options, part);
  }

  private pictureBlock(): TemplateResult | typeof nothing {
    if (this.picture === "") return nothing;
    return html`<div role="status">
      <p class="note">${t("keep.imageHold")}</p>
      <img class="picture" src=${this.picture} alt=${t("keep.imageAlt")} />
      ${
        this.can.canDownload
          ? plainButton(t("keep.imageSave"), () =>
              download(
                `${t("print.title")}.${this.picture.startsWith("data:image/png") ? "png" : "jpg"}`,
                this.picture,
                "",
              ),
            )
          : nothing
      }
    </div>`;
  }

  private copyBlock(sheet: Sheet): TemplateResult | typeof nothing {
    if (this.copied === "") return nothing;
    return html`<div role="status">
      <p class="note">${t(this.copied)}</p>
      ${
        this.copied === "keep.copySelf"
          ? html`<textarea
              class="selectable"
              readonly
              aria-label=${t("keep.copy")}
              .value=${this.paper()?.textOf(sheet) ?? ""}
            ></textarea>`
          : nothing
      }
    </div>`;
  }

  private codeBlock(): TemplateResult | typeof nothing {
    const { code } = this;
    if (!code) return nothing;
    return html`<div role="status">
      <p>${t("keep.codeHelp")}</p>
      <svg
        class="code"
        viewBox="0 0 ${code.size} ${code.size}"
        role="img"
        aria-label=${t("keep.codeAlt")}
        shape-rendering="crispEdges"
      ><path d=${code.path} fill="#000000"></path></svg>
    </div>`;
  }

  private async draw(sheet: Sheet): Promise<void> {
    const extras = await this.load();
    if (!extras) return;
    this.picture = extras.pictureOf(sheet, t);
    this.pictured = sheet;
    // A frame may not be able to let a picture be kept; what holds it then offers its own way.
    this.dispatchEvent(new CustomEvent("jiuzhu-picture", { bubbles: true, composed: true }));
    this.requestUpdate();
  }

  private async copy(sheet: Sheet): Promise<void> {
    await this.load();
    const text = this.paper()?.textOf(sheet);
    if (text !== undefined) this.copied = (await copyText(text)) ? "keep.copied" : "keep.copySelf";
    this.requestUpdate();
  }

  private async showCode(): Promise<void> {
    const extras = await this.load();
    // The bare address: no query and no fragment.
    this.code = extras?.codeOf(`${location.origin}${location.pathname}`);
    this.requestUpdate();
  }
}
