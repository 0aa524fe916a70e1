/** The first screen inside the calculator; the page's static text says the same before any script runs. */

import { html, nothing } from "lit";
import { isHidden } from "../portal/options.js";
import { chineseDate } from "../text/date.js";
import { t } from "../text/strings.js";
import { Part } from "../ui/part.js";
import { heading, mainButton, plainButton } from "../ui/pieces.js";

export class StartScreen extends Part {
  private wantsKeeping = false;

  protected view(): unknown {
    const savedOn = isHidden(this.state.options, "save") ? undefined : this.state.savedOn;
    return html`
      ${heading(t("start.title"), t("start.lead"))}
      <p class="note">${t("start.private")}</p>
      <div class="buttons">
        ${mainButton(t("go.begin"), () => this.begin())}
        ${savedOn ? plainButton(t("go.resume", { day: chineseDate(savedOn) }), () => void this.session.resume()) : nothing}
      </div>
      ${
        savedOn
          ? html`<div class="row apart"><button type="button" class="link" @click=${() => this.session.erase()}>${t("start.erase")}</button></div>`
          : isHidden(this.state.options, "save")
            ? nothing
            : html`<div class="cards apart">
              <label class="card">
                <input type="checkbox" name="keep" .checked=${this.wantsKeeping} @change=${(event: Event) => (this.wantsKeeping = (event.target as HTMLInputElement).checked)} />
                <span class="card-text">${t("start.keep")}<small>${t("start.keepHelp")}</small></span>
              </label>
            </div>`
      }
      <section class="panel">
        <h2>${t("start.prepare")}</h2>
        <ul class="plain-list">
          <li>${t("start.prepare1")}</li>
          <li>${t("start.prepare2")}</li>
        </ul>
      </section>
      <p class="apart">${t("start.forOthers")}</p>
      <slot name="others"></slot>
      <p>${t("app.estimate")}</p>
    `;
  }

  private begin(): void {
    this.session.begin();
    if (this.wantsKeeping) this.session.keep(true);
  }
}

export const start: [string, CustomElementConstructor][] = [["jiuzhu-start", StartScreen]];
