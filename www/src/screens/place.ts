/** Which place, and so which rules. Those near at hand come first; what looks for others is loaded when somebody does. */

import { html, nothing } from "lit";
import type { PackEntry } from "../contract.js";
import type { PlaceSearch } from "../places/search.js";
import { isFuture, isPast } from "../state/state.js";
import { period } from "../text/date.js";
import { t } from "../text/strings.js";
import { Part } from "../ui/part.js";
import { fold, heading } from "../ui/pieces.js";

/** A division code without the places that it leaves open. */
const bare = (code: string): string => code.replace(/(00)+$/, "");

/** What an area lies in and what lies in it, the most particular first; all packs where there is none. */
function packsAt(area: string, packs: PackEntry[]): PackEntry[] {
  const covers = ({ region_code: code = "", status }: PackEntry): unknown =>
    (code || status === "framework") && (area.startsWith(bare(code)) || bare(code).startsWith(area));
  return area ? packs.filter(covers).sort((left, right) => right.region.length - left.region.length) : packs;
}

/** Places that are proposed before anybody has typed. */
const MOST_NEAR = 5;

export class PlaceScreen extends Part {
  /** What looks for places: 1 where it was asked for, 2 where it could not be had. */
  private looking = 0;
  private search: PlaceSearch | undefined;

  protected view(): unknown {
    return html`${heading(t("place.title"))}${this.finder()}`;
  }

  protected finder(): unknown {
    const { today, busy, failure, options } = this.state;
    const packs = packsAt(bare(options.region), this.state.packs);
    const now = packs.filter((pack) => !isPast(pack, today) && !isFuture(pack, today));
    const last = this.session.lastPlace();
    const near = now.filter(
      ({ id, own, status }, at) => status === "framework" || id === last || (at < MOST_NEAR && (own || options.region)),
    );
    const says = this.looking > 1 ? "place.without" : (busy || (packs.length === 0 && !failure)) && "place.loading";
    // The portal's place has a name too.
    if (options.region && !this.looking) void this.look();
    return html`<div class="field search">
        <label for="place-search">${t("place.search")}</label> <input id="place-search" type="search" autocomplete="off" @input=${() => this.look()} />
      </div>
      ${says ? html`<p role="status">${t(says)}</p>` : nothing}
      ${
        (this.search && this.search.view()) || [
          this.list(near),
          this.more(
            t("place.more"),
            now.filter((pack) => !near.includes(pack)),
          ),
          this.past(packs.filter((pack) => !now.includes(pack))),
        ]
      }`;
  }

  /** Has what looks for places, once; from then on it looks by itself. Where it cannot be had there are the lists. */
  private async look(): Promise<void> {
    if (this.looking === 1) return;
    this.looking = 1;
    try {
      this.search = (await this.session.ownResources.places()).search(this, html);
    } catch {
      this.looking = 2;
    }
    this.requestUpdate();
  }

  past(packs: PackEntry[], area?: string): unknown {
    return this.more(t("place.past"), packs, area);
  }

  private more(title: string, packs: PackEntry[], area?: string): unknown {
    return packs.length > 0 ? html`<div class="apart">${fold(title, this.list(packs, area))}</div>` : nothing;
  }

  list(packs: PackEntry[], area?: string): unknown {
    return html`<ul class="cards">
      ${packs.map((pack) => {
        const chosen = this.state.draft.pack === pack.id;
        return html`<li>
          <button type="button" class="card card-button ${chosen ? "card-chosen" : ""}" aria-pressed=${chosen} data-pack=${pack.id} @click=${() => void this.session.choosePack(pack.id, area)}>
            <span class="card-text">${pack.region.join(" ")}${pack.region_inferred ? t("app.inferred") : nothing}<small>${pack.title.replace("（推断）", "")}</small><small>${period(pack.from, pack.until)}${pack.status === "framework" ? ` · ${t("app.framework")}` : ""}</small></span>
          </button>
        </li>`;
      })}
    </ul>`;
  }
}
