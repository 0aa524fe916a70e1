/** Which place, and so which rules. Rules in force come first; those of the past are folded away. */

import { html, nothing, type TemplateResult } from "lit";
import type { PackEntry } from "../contract.js";
import { isFuture, isPast } from "../state/state.js";
import { period } from "../text/date.js";
import { t } from "../text/strings.js";
import { Part } from "../ui/part.js";
import { fold, heading } from "../ui/pieces.js";

const SEARCH_FROM = 8;

export class PlaceScreen extends Part {
  private search = "";

  protected view(): unknown {
    const { packs, today, busy, failure } = this.state;
    if (packs.length === 0) return html`${heading(t("place.title"))}${failure ? nothing : html`<p role="status">${t("place.loading")}</p>`}`;
    const matching = packs.filter((pack) => matches(pack, this.search));
    const current = matching.filter((pack) => !isPast(pack, today) && !isFuture(pack, today));
    const past = matching.filter((pack) => !current.includes(pack));
    return html`
      ${heading(t("place.title"), t("place.help"))}
      ${packs.length >= SEARCH_FROM ? this.searchField() : nothing}
      ${busy ? html`<p role="status">${t("place.loading")}</p>` : nothing}
      ${matching.length === 0 ? html`<p role="status">${t("place.none", { text: this.search })}</p>` : nothing}
      ${this.list(current)}
      ${past.length > 0 ? html`<div class="apart">${fold(t("place.past"), this.list(past), current.length === 0)}</div>` : nothing}
    `;
  }

  private searchField(): TemplateResult {
    return html`<div class="field search">
      <label for="place-search">${t("place.search")}</label>
      <input id="place-search" type="search" autocomplete="off" .value=${this.search} @input=${(event: InputEvent) => {
        this.search = (event.target as HTMLInputElement).value.trim();
        this.requestUpdate();
      }} />
    </div>`;
  }

  private list(packs: PackEntry[]): TemplateResult | typeof nothing {
    if (packs.length === 0) return nothing;
    return html`<ul class="cards">
      ${packs.map((pack) => {
        const chosen = this.state.draft.pack === pack.id;
        return html`<li>
          <button type="button" class=${chosen ? "card card-button card-chosen" : "card card-button"} aria-pressed=${chosen ? "true" : "false"} data-pack=${pack.id} @click=${() => void this.session.choosePack(pack.id)}>
            <span class="card-text">${placeName(pack)}<small>${pack.title.replace("（推断）", "")}</small><small>${period(pack.from, pack.until)}${pack.status === "framework" ? ` · ${t("app.framework")}` : ""}</small></span>
          </button>
        </li>`;
      })}
    </ul>`;
  }
}

export function placeName(pack: PackEntry): string {
  const name = pack.region.join(" ");
  return pack.region_inferred ? `${name}${t("app.inferred")}` : name;
}

function matches(pack: PackEntry, search: string): boolean {
  return search === "" || pack.title.includes(search) || pack.region.join("").includes(search);
}
