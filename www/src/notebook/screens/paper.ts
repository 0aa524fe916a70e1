/** Printing: one sheet for a household, those of many at once, and the round of the day. */

import { html, nothing, render, type TemplateResult } from "lit";
import { environment } from "../../environment.js";
import { cards, heading, mainButton, plainButton } from "../../ui/pieces.js";
import type { Door } from "../door.js";
import { ways } from "../exchange/ways.js";
import type { View } from "../model/derive.js";
import { byPlace, listed } from "../model/listing.js";
import { present } from "../model/notebook.js";
import { plainField } from "../pieces.js";
import { householdSheet, phraseSheet, roundSheets, sheetRules } from "../sheets.js";

type Which = "all" | "listed" | "round";

export function onPaper(sheets: TemplateResult[]): void {
  ways.printPages(ways.frameRules + sheetRules, (page) => {
    render(sheets, page.body);
    for (const sheet of page.querySelectorAll<HTMLElement>(".print-sheet")) ways.fitSheet(sheet);
  });
}

/** What opens the notebook when all else is gone, to be put away at home. */
export function printPhrase(phrase: string, day: string): void {
  onPaper([phraseSheet(phrase, day)]);
}

export class Paper {
  private readonly door: Door;
  private which: Which = "all";
  /** Typed and not kept yet. */
  private typed: { liaison?: string; liaisonPhone?: string } = {};

  constructor(door: Door) {
    this.door = door;
  }

  forget(): void {
    Object.assign(this, { which: "all", typed: {} });
  }

  /** @param id of one household; empty for many */
  view(id: string): TemplateResult {
    const { busy, settings, filter } = this.door.state;
    const { canPrint } = environment();
    const views = this.chosen(id);
    const { liaison = settings.liaison ?? "", liaisonPhone: phone = settings.liaisonPhone ?? "" } = this.typed;
    const isSearched = filter.typed !== "" || filter.village !== "";
    return html`
      ${heading(id === "" ? "打印" : "打印一张给这一户", "一户一张 A4：能申请什么、最晚哪天、去哪里办，单子列成表，材料打勾。名字只印第一个字；电话、门牌、身份都不印。")}
      ${
        id === ""
          ? html`<fieldset class="field"><legend>打印哪些</legend>${cards(
              "which",
              "radio",
              [
                { id: "all", text: `全部，${present(this.door.state.notebook).length} 户` },
                ...(isSearched ? [{ id: "listed", text: "名单上现在找出来的" }] : []),
                { id: "round", text: "今天该去的" },
              ],
              [this.which],
              (which) => this.set({ which: which as Which }),
            )}</fieldset>`
          : nothing
      }
      ${plainField({ path: "liaison", label: "您的名字（印在下面，可以不填）", longest: 20 }, liaison, [], (value) => this.set({ typed: { ...this.typed, liaison: value } }))}
      ${plainField({ path: "liaison-phone", label: "您的电话（印在下面，可以不填）", type: "tel", longest: 20 }, phone, [], (value) => this.set({ typed: { ...this.typed, liaisonPhone: value } }))}
      ${
        canPrint
          ? html`<div class="buttons">
              ${views.length > 0 ? mainButton(busy ? "正在准备…" : `打印 ${views.length} 张`, () => void this.print(id)) : html`<p class="note">没有这样的人家。</p>`}
              ${id === "" && this.which === "round" && views.length > 0 ? plainButton("打印一张今天的名单", () => void this.print(id, true)) : nothing}
            </div>`
          : html`<p class="note note-warn">这里打印不了。请点右上角「···」，选「在浏览器打开」，再打印。</p>`
      }
    `;
  }

  private chosen(id: string): View[] {
    const { door } = this;
    const { today, notebook, filter } = door.state;
    const household = door.household(id);
    if (household) return [door.views.one(household, today)];
    const { views } = door.views.all(present(notebook), today);
    const { typed, village } = this.which === "listed" ? filter : { typed: "", village: "" };
    return listed(views, { typed, village, round: this.which === "round" }).sort(byPlace);
  }

  private set(change: { which?: Which; typed?: Paper["typed"] }): void {
    Object.assign(this, change);
    this.door.set({});
  }

  private async print(id: string, asList = false): Promise<void> {
    const { door } = this;
    if (door.state.busy) return;
    door.set({ busy: true });
    try {
      if (Object.keys(this.typed).length > 0) await door.keepSettings(this.typed);
      const { today, settings, notebook } = door.state;
      // Who is meant is known once all are reckoned.
      await door.views.ready(id === "" ? present(notebook) : [], today);
      const liaison = { name: settings.liaison ?? "", phone: settings.liaisonPhone ?? "" };
      const views = this.chosen(id);
      const sheets = asList
        ? roundSheets(views, today, liaison)
        : (
            await door.views.whole(
              views.map(({ household }) => household),
              today,
            )
          ).map((view) => householdSheet(view, door.rules.packs, today, liaison));
      if (door.isOutside) return;
      onPaper(sheets);
    } finally {
      door.set({ busy: false });
    }
  }
}
