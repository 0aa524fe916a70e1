/** What two hands wrote differently: both stand there, and one tap chooses. */

import { html, nothing, type TemplateResult } from "lit";
import { chineseDate } from "../../text/date.js";
import type { Door } from "../door.js";
import type { Household } from "../model/household.js";
import { headsOf, type Value } from "../model/versions.js";
import { small } from "../pieces.js";
import { STATE_WORDS } from "../words.js";

const PATHS: Record<string, string> = {
  name: "名字",
  village: "村",
  group: "组",
  phone: "电话",
  place: "医保在哪里",
  note: "备注",
  consent: "问过本人的日子",
  until: "记到哪天",
  next: "下次去",
  member: "人",
  identity: "身份",
  bill: "单子",
  application: "申请",
  visit: "走访",
  given: "回答",
  told: "今年领过的",
  paper: "材料",
  readings: "办法的读法",
  handed: "交给了谁",
  listed: "在哪份名单上",
};

export function conflicts(door: Door, household: Household): TemplateResult | typeof nothing {
  const open = door.views.one(household, door.state.today).conflicts;
  if (open.length === 0) return nothing;
  return html`<section class="panel" data-conflicts>
    <h2>两个人记的不一样</h2>
    ${open.map((path) => {
      const heads = headsOf(household.fields[path]);
      return html`<fieldset class="field">
        <legend>${pathWords(path)}</legend>
        ${heads.map(
          ({ stamp, version }) => html`<p>
            ${valueWords(version.value)}<small>（${chineseDate(version.day)}记的）</small>
            ${small("用这个", () => void door.command({ kind: "choose", household: household.id, day: door.state.today, path, stamp }), valueWords(version.value))}
          </p>`,
        )}
      </fieldset>`;
    })}
  </section>`;
}

function pathWords(path: string): string {
  return PATHS[path.replace(/\/.*/, "")] ?? path;
}

/** Whatever a field holds, in words that can be told apart. */
function valueWords(value: Value): string {
  if (value === null) return "（删掉了）";
  if (typeof value !== "object") return String(value);
  const { draft, name, text, note, shown, state, amount, to, from, reason } = Object(value) as Record<string, never>;
  if (draft) {
    const bill = draft as { date: { year: string; month: string; day: string }; amounts: Record<string, string> };
    return `${bill.date.year}年${bill.date.month}月${bill.date.day}日，${Object.values(bill.amounts).filter(Boolean).join("、")}`;
  }
  const words = [name, text, shown, state && STATE_WORDS[state], amount, note, to, from, reason]
    .filter(Boolean)
    .join("，");
  return words || JSON.stringify(value);
}
