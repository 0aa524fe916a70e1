/** Asked only when this device's clock cannot be right: which day is today. */

import { html } from "lit";
import type { Problem } from "../contract.js";
import { clockIsBelievable, iso, isRealDate, partsOf, type DateParts } from "../text/date.js";
import { t } from "../text/strings.js";
import { dateField } from "../ui/fields.js";
import { Part } from "../ui/part.js";
import { heading, mainButton, problemSummary } from "../ui/pieces.js";

export class DayScreen extends Part {
  private date: DateParts = partsOf(undefined);
  private problems: Problem[] = [];

  protected view(): unknown {
    return html`
      ${problemSummary(this.problems)}${heading(t("day.title"), t("day.help"))}
      ${dateField("day", t("day.label"), undefined, this.date, this.problems, (date) => {
        this.date = date;
        this.requestUpdate();
      })}
      <div class="buttons">${mainButton(t("go.next"), () => this.next())}</div>
    `;
  }

  private next(): void {
    const day = isRealDate(this.date) ? iso(this.date.year, this.date.month, this.date.day) : "";
    if (!clockIsBelievable(day)) {
      this.problems = [{ path: "day", code: "open", text: t("day.fill") }];
      this.requestUpdate();
      void this.updateComplete.then(() => this.querySelector<HTMLElement>("#problems")?.focus());
      return;
    }
    this.session.setToday(day);
    this.session.forward();
  }
}
