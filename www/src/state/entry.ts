/** An answer on its way: what is chosen and typed for one question of the core, and how it is read. */

import type { Question } from "../contract.js";
import { readAmount, yuan } from "../text/amount.js";
import { chineseDate, dateOf, partsOf, type DateParts } from "../text/date.js";
import { readWhole } from "../text/numeral.js";
import { plainIdentity } from "../text/plain.js";
import { t } from "../text/strings.js";
import { UNKNOWN, type Given } from "./draft.js";
import { IDENTITY } from "./flow.js";

export interface Choice {
  id: string;
  text: string;
  help?: string | undefined;
}

export interface Entry {
  chosen: string[];
  typed: string;
  date: DateParts;
}

const NONE = "none";
const GENERAL = "general";
/** Answers that stand alone. */
const ALONE = [NONE, GENERAL, UNKNOWN];

/** Starts from the answer given before, if there was one. */
export function entryOf(given: Pick<Given, "value"> | undefined): Entry {
  const value = given?.value;
  const typed = typeof value === "string" && value !== UNKNOWN ? value.replace("%", "") : "";
  return {
    chosen: Array.isArray(value) ? (value.length === 0 ? [NONE] : value) : value === undefined ? [] : [value],
    typed,
    date: partsOf(typed),
  };
}

/** One of several choices ticked, or unticked. */
export function toggled(entry: Entry, id: string): Entry {
  const { chosen } = entry;
  const now = chosen.includes(id)
    ? chosen.filter((other) => other !== id)
    : ALONE.includes(id)
      ? [id]
      : [...chosen.filter((other) => !ALONE.includes(other)), id];
  return { ...entry, chosen: now, typed: now.includes(UNKNOWN) ? "" : entry.typed };
}

/** What can be chosen. Several choices end with 「都不是」, unless the core has an identity for everybody else. */
export function choicesOf({ kind, path, options = [] }: Question): Choice[] {
  if (kind === "yes-no" && options.length === 0)
    return [
      { id: "yes", text: t("question.yes") },
      { id: "no", text: t("question.no") },
    ];
  const choices: Choice[] = options.map((option) => {
    if (path !== IDENTITY) return option;
    const plain = plainIdentity(option.id, option.text);
    return { id: option.id, text: plain.say, help: plain.help ?? option.help };
  });
  return kind !== "choices" || choices.some(({ id }) => id === GENERAL)
    ? choices
    : [...choices, { id: NONE, text: t("question.none") }];
}

/** Facts named for a month take a year and a month. */
export function asksForMonth(path: string): boolean {
  return path.endsWith("_month");
}

export function titleOf({ path, text }: Question): string {
  return path === IDENTITY ? t("identity.title") : text;
}

/** The answer, or what is still wrong with it. */
export function readEntry(
  question: Question,
  { chosen, typed, date }: Entry,
  percent: boolean,
  today: string,
): Given | { problem: string } {
  const { kind, path } = question;
  const given = (value: Given["value"], shown: string): Given => ({ kind, text: titleOf(question), value, shown });
  if (chosen.includes(UNKNOWN)) return given(UNKNOWN, t("question.notSure"));
  switch (kind) {
    case "number": {
      const text = readWhole(typed);
      if (text === undefined) return { problem: t("question.fillNumber", { example: path === "person.age" ? 70 : 3 }) };
      return given(text, text);
    }
    case "yuan": {
      const reading = readAmount(percent ? typed.replace(/[%％]/g, "") : typed);
      if (!reading.ok)
        return { problem: reading.reason === "empty" ? t("question.fillAmount") : t(`problem.${reading.reason}`) };
      const share = `${reading.value}%`;
      return percent ? given(share, share) : given(reading.value, yuan(reading.value));
    }
    case "date": {
      const month = asksForMonth(path);
      const value = dateOf(date);
      if (!value) return { problem: t(month ? "question.fillMonth" : "question.fillDate") };
      if ((month ? value.slice(0, 7) : value) > today) return { problem: t("question.future") };
      return month
        ? given(value.slice(0, 7), chineseDate(value).replace(/\d+日$/, ""))
        : given(value, chineseDate(value));
    }
    default: {
      if (chosen.length === 0) return { problem: t("question.choose") };
      const choices = choicesOf(question);
      const shown = chosen.map((id) => choices.find((choice) => choice.id === id)?.text ?? id).join("、");
      return given(kind !== "choices" ? (chosen[0] as string) : chosen.includes(NONE) ? [] : chosen, shown);
    }
  }
}
