/** Households that were handed over: to whom, when, and how they come back or go from this phone. */

import { html, type TemplateResult } from "lit";
import { chineseDate } from "../../text/date.js";
import { heading, mainButton } from "../../ui/pieces.js";
import type { Door } from "../door.js";
import { makePair } from "../exchange/contacts.js";
import { handedOf, word, type Household } from "../model/household.js";
import { elsewhere } from "../model/notebook.js";
import type { Value } from "../model/versions.js";
import { link, small } from "../pieces.js";

export class Elsewhere {
  private readonly door: Door;

  constructor(door: Door) {
    this.door = door;
  }

  view(): TemplateResult {
    const { door } = this;
    const households = elsewhere(door.state.notebook);
    return html`
      ${heading("交出去的", "这些人家已经交给别人看着，不算在名单、月报和打印里。")}
      ${households.length === 0 ? html`<p class="note">没有交出去的人家。</p>` : ""}
      <ul class="plain-list">
        ${households.map((household) => {
          const name = word(household, "name");
          const { to = "", day = "" } = handedOf(household) ?? {};
          return html`<li data-handed=${household.id}>
            <b>${name}</b><small>${chineseDate(day)}交给了${to || "没写名字的"}</small>
            <span class="row">${small("拿回来", () => void this.takeBack(household), name)}${link("从这台手机上删掉", () => void this.erase(household, name), name)}</span>
          </li>`;
        })}
      </ul>
      <p class="help">拿回来的，请告诉对方：再合到一起的时候，对方那边就不算了。删掉只是从这台手机上删掉，对方那边还在。</p>
      <div class="buttons">${mainButton("回到名单", () => door.go({ name: "list" }))}</div>
    `;
  }

  private async takeBack(household: Household): Promise<void> {
    const { door } = this;
    const pair = await makePair(door);
    if (!pair) return;
    const { settings, today } = door.state;
    const handed = { to: settings.liaison ?? "", key: pair.id, day: today };
    await door.write(household.id, { handed: handed as unknown as Value });
  }

  private async erase(household: Household, what: string): Promise<void> {
    await this.door.command({ kind: "erase", household: household.id, what });
  }
}
