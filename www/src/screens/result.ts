/** The result: the answer in one card, and beside or below it all that explains it. */

import { html, nothing, type TemplateResult } from "lit";
import { later } from "../later.js";
import { answerCard } from "../result/answer-card.js";
import { sheetOf } from "../result/sheet.js";
import { isHidden } from "../portal/options.js";
import { t } from "../text/strings.js";
import { fenced } from "../ui/part.js";
import { plainButton } from "../ui/pieces.js";
import { PrintingPart } from "../ui/printing.js";
import { screenOf } from "./check.js";

export class ResultScreen extends PrintingPart {
  /** The answer comes first, in a frame of its own; what explains it follows at once. */
  private whole = false;
  /** Whether what explains the answer did not come. */
  private lost = false;

  protected override firstUpdated(): void {
    super.firstUpdated();
    void this.fetchRest();
    setTimeout(() => {
      this.whole = true;
      this.requestUpdate();
    }, 0);
  }

  protected view(): unknown {
    const { assessment } = this.state;
    if (!assessment) return nothing;
    const sheet = sheetOf(this.state, assessment);
    const card = (): TemplateResult =>
      answerCard(sheet, { answer: (path) => this.session.revise(screenOf(path)), figures: () => this.toFigures() });
    return html`
      <h1 tabindex="-1" id="heading">${t("result.title")}</h1>
      <div class="beside">
        ${fenced("headline", card)}
        <div class="rest">
          ${
            this.lost
              ? html`<div class="note note-warn" role="alert"><p>${t("fail.network")}</p>${plainButton(t("go.retry"), () => void this.fetchRest())}</div>`
              : nothing
          }
          ${
            this.whole
              ? html`<jiuzhu-explained .session=${this.session} .state=${this.state}></jiuzhu-explained>${fenced("end", () => this.endButtons())}`
              : nothing
          }
        </div>
      </div>
      ${this.whole ? fenced("sheet", () => this.paper()?.result(sheet)) : nothing}
    `;
  }

  private async fetchRest(): Promise<void> {
    this.lost = await later().then(
      () => false,
      () => true,
    );
    this.requestUpdate();
  }

  private toFigures(): void {
    const title = this.querySelector<HTMLElement>("#figures-title");
    title?.focus({ preventScroll: true });
    title?.scrollIntoView({ block: "start" });
  }

  private keep(on: boolean): void {
    this.session.keep(on);
    this.refocus("[data-keep]");
  }

  private endButtons(): TemplateResult {
    const { saving } = this.state;
    return html`
      <div class="buttons pair">
        ${plainButton(t("keep.change"), () => this.session.show({ name: "check" }))}
        ${
          saving === "off" && !isHidden(this.state.options, "save")
            ? html`<button type="button" class="button" data-keep @click=${() => this.keep(true)}>${t("keep.save")}</button>`
            : nothing
        }
        ${
          saving === "saved"
            ? html`<p class="note" role="status">${t("keep.saved")} <button type="button" class="link" data-keep @click=${() => this.keep(false)}>${t("keep.forget")}</button></p>`
            : nothing
        }
        ${
          saving === "full" || saving === "unavailable"
            ? html`<p class="note note-warn" role="alert" tabindex="-1" data-keep>${t(`keep.${saving}`)}</p>`
            : nothing
        }
        ${plainButton(t("keep.another"), () => this.session.restart())}
        <button type="button" class="button button-bad" @click=${() => this.session.erase()}>${t("keep.erase")}</button>
      </div>
    `;
  }
}
