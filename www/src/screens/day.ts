/** Asked only when this device's clock cannot be right: which day is today. */

import { html } from "lit";
import { clockIsBelievable, dateOf, partsOf, type DateParts } from "../text/date.js";
import { t } from "../text/strings.js";
import { dateField } from "../ui/fields.js";
import { Part } from "../ui/part.js";
import { heading, mainButton, problemSummary } from "../ui/pieces.js";

export class DayScreen extends Part {
  private date: DateParts = partsOf(undefined);

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
    const day = dateOf(this.date) ?? "";
    if (this.refuse(clockIsBelievable(day) ? [] : [{ path: "day", code: "open", text: t("day.fill") }])) return;
    this.session.setToday(day);
    this.session.forward();
  }
}
