/** Answers that the portal already knows, given to the questions as the core puts them. */

import type { Question } from "../contract.js";
import type { Draft, Given } from "../state/draft.js";
import { t } from "../text/strings.js";
import type { PortalOptions } from "./options.js";

/** The answers of `questions` that are known beforehand and not told yet; nothing where there is none. */
export function prefilled(options: PortalOptions, draft: Draft, questions: Question[]): Record<string, Given> | undefined {
  const found: Record<string, Given> = {};
  for (const question of questions) {
    if (question.path in draft.given) continue;
    const given = givenOf(question, knownAt(options, draft.pack ?? "", question.path));
    if (given) found[question.path] = given;
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

function knownAt({ answers, parameters }: PortalOptions, pack: string, path: string): unknown {
  const name = path.slice(path.lastIndexOf(".") + 1);
  if (path.startsWith("parameters.")) return answers.parameters[name] ?? parameters[pack]?.[name];
  if (path.startsWith("person.facts.")) return (answers.person.facts as Record<string, unknown> | undefined)?.[name];
  return path.startsWith("person.") ? answers.person[name] : undefined;
}

/** A value that does not fit its question is no answer: the question is then simply asked. */
function givenOf(question: Question, value: unknown): Given | undefined {
  const { kind, text, options } = question;
  const wordOf = (id: unknown): string | undefined => options?.find((option) => option.id === id)?.text;
  switch (kind) {
    case "yes-no":
      return typeof value === "boolean" ? { kind, text, value: value ? "yes" : "no", shown: t(value ? "question.yes" : "question.no") } : undefined;
    case "choice": {
      const shown = wordOf(value);
      return shown === undefined ? undefined : { kind, text, value: value as string, shown };
    }
    case "choices": {
      if (!Array.isArray(value) || !options) return undefined;
      const words = value.map(wordOf);
      if (words.includes(undefined)) return undefined;
      return { kind, text, value: value as string[], shown: value.length === 0 ? t("question.none") : words.join("、") };
    }
    case "number":
      return typeof value === "number" && Number.isInteger(value) && value >= 0 ? { kind, text, value: String(value), shown: String(value) } : undefined;
    case "yuan":
      return typeof value === "string" && /^\d{1,12}(\.\d{1,2})?%?$/.test(value) ? { kind, text, value, shown: value.endsWith("%") ? value : `${value} 元` } : undefined;
    default:
      return undefined;
  }
}
