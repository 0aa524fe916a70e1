/** Which policy: the finder of the calculator, with lists of packs to choose from. */

import { html, LitElement, nothing } from "lit";
import type { PackEntry } from "../contract.js";
import type { Host, PlaceSearch } from "../places/search.js";
import type { State as Calculator } from "../state/state.js";
import { isFuture, isPast } from "../state/state.js";
import { period } from "../text/date.js";
import { fold } from "../ui/pieces.js";
import type { FolderResources } from "../folder-resources.js";
import { WORDS } from "./words.js";

/** Who wants to know which policy. */
export interface Chooser {
  readonly state: { packs: PackEntry[]; today: string };
  readonly resources: FolderResources;
  choose(pack: PackEntry): Promise<void>;
}

export class PlaceFinder extends LitElement {
  static override properties = { sieve: { attribute: false }, changes: { attribute: false } };

  declare sieve: Chooser;
  /** What shows that the packs are others now. */
  declare changes: unknown;

  private search: PlaceSearch | undefined;
  private isAsked = false;

  /** What the finder looks at. */
  get state(): Calculator {
    const { packs, today } = this.sieve.state;
    return { packs, today, options: { region: "" } } as unknown as Calculator;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  refocus(selector: string): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(selector)?.focus());
  }

  list(packs: PackEntry[]): unknown {
    return html`<ul class="cards">
      ${packs.map(
        (pack) => html`<li><button type="button" class="card card-button" data-pack=${pack.id}
          @click=${() => void this.sieve.choose(pack)}>
        <span class="card-text">${pack.region.join(" ")}<small>${pack.title}</small><small>${period(pack.from, pack.until)}${pack.status === "framework" ? ` · ${WORDS.framework}` : ""}</small></span>
      </button></li>`,
      )}
    </ul>`;
  }

  past(packs: PackEntry[]): unknown {
    return packs.length > 0 ? html`<div class="apart">${fold(WORDS.past, this.list(packs))}</div>` : nothing;
  }

  override render(): unknown {
    const { packs, today } = this.sieve.state;
    const now = packs.filter((pack) => !isPast(pack, today) && !isFuture(pack, today));
    return html`<div class="field search">
        <label for="place-search">${WORDS.search}</label>
        <input id="place-search" type="search" autocomplete="off" @input=${() => void this.look()} />
      </div>
      ${packs.length === 0 ? html`<p role="status">${WORDS.loading}</p>` : nothing}
      ${this.search?.view() ?? [this.list(now.filter((pack) => pack.own || pack.status === "framework")), this.past(packs.filter((pack) => !now.includes(pack)))]}`;
  }

  private async look(): Promise<void> {
    if (this.isAsked) return;
    this.isAsked = true;
    try {
      this.search = (await this.sieve.resources.places()).search(this as unknown as Host, html);
    } catch {
      this.isAsked = false;
    }
    this.requestUpdate();
  }
}
