/** 医保在哪里交: the calculator's way of finding a place in a form, until one is chosen. */

import { html, nothing, type PropertyValues } from "lit";
import { PlaceScreen } from "../../screens/place.js";
import { small } from "../pieces.js";

export class PlacePicker extends PlaceScreen {
  protected override view(): unknown {
    const { packs, draft } = this.state;
    const chosen = packs.find(({ id }) => id === draft.pack);
    return html`<fieldset class="field">
      <legend>医保在哪里交</legend>
      ${chosen ? html`<p data-chosen=${chosen.id}>${chosen.region.join(" ")}：${chosen.title} ${small("换", () => void this.session.choosePack(""), "医保在哪里交")}</p>` : nothing}
      <div ?hidden=${chosen !== undefined}>${this.finder()}</div>
    </fieldset>`;
  }

  /** A household is in one place today. */
  override past(): unknown {
    return nothing;
  }

  /** What was tapped is gone: on with what has taken its place. */
  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("state")?.draft.pack ?? this.state.draft.pack;
    if (before !== this.state.draft.pack) this.refocus(this.state.draft.pack ? "[data-chosen] .button" : "input");
  }
}
