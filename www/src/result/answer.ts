/** The answer in one card: why it is this figure, the one thing to do next, and what was left out. Pure. */

import type { Assessment, ProgramResult, Question } from "../contract.js";
import { isExact, isZero, yuan, yuanRange } from "../text/amount.js";
import { sumOf } from "../text/sum.js";
import { maybe, t } from "../text/strings.js";
import { wantedFigures } from "./figures.js";
import { isPayable, livePrograms, premiumHelp, rankOf, uncomputed, type Standing } from "./standing.js";
import type { ResultView } from "./view.js";

/** One thing to do, chosen by the case. */
export interface Act {
  kind: "figures" | "ask" | "apply" | "settled" | "refer" | "premium" | "elsewhere";
  text: string;
  /** The questions to settle first, most telling first. */
  asks: Ask[];
}

export interface Ask {
  path: string;
  text: string;
}

/** With fewer open questions a range is still of use. */
const TOO_MANY = 3;

/** Whether too much is open for any figure. */
export function isVague(view: ResultView, assessment: Assessment): boolean {
  return isZero(assessment.total.min) && !isZero(assessment.total.max) && asksOf(view, assessment).length >= TOO_MANY;
}

export function actOf(view: ResultView, assessment: Assessment, standing: Standing): Act {
  const act = (kind: Act["kind"], text: string, asks: Ask[] = []): Act => ({ kind, text, asks });
  const asks = asksOf(view, assessment);
  const figures = wantedFigures(view.summary, assessment);
  const [first] = livePrograms(assessment).filter((program) => isPayable(assessment, program));
  if (standing === "not-computed" && figures.length > 0)
    return act("figures", t("act.figures", { count: figures.length }));
  if (isVague(view, assessment)) return act("ask", t("act.first"), asks.slice(0, TOO_MANY));
  if (standing === "unknown" && asks[0]) return act("ask", t("act.first"), [asks[0]]);
  if (first) return act("apply", applyText(view, first));
  if (isUnreferred(view, assessment)) return act("refer", t("act.refer"));
  if (standing === "settled") return act("settled", t("act.settled"));
  const premium = view.bills.length === 0 ? premiumHelp(assessment) : undefined;
  if (premium?.route?.where) return act("premium", t("act.go", { where: premium.route.where }));
  return act("elsewhere", t("act.elsewhere"));
}

function applyText({ past }: ResultView, { route }: ProgramResult): string {
  const left = route?.deadline?.days_left;
  if (!past && left !== undefined && left < 0) return t("act.late");
  return route?.where ? t("act.go", { where: route.where }) : t("act.how");
}

/** What nobody has answered and bears on money for the bills, that of the largest amount first. */
export function asksOf(view: ResultView, assessment: Assessment): Ask[] {
  const open = livePrograms(assessment).filter(
    (program) => rankOf(program) === 0 && !(program.status === "eligible" && isExact(program.amount)),
  );
  const paths = [...new Set(open.flatMap((program) => program.missing))];
  return paths.flatMap((path) => {
    const text = askText(view, path);
    return text === undefined ? [] : [{ path, text }];
  });
}

/** A question as it is asked, with the bill that it is about. */
export function askText({ known, bills }: ResultView, path: string): string | undefined {
  const question: Question | undefined = known[path];
  if (path === "person.categories") return t("identity.title");
  const [, bill, field] = /^bills\[(\d+)\]\.(.+)$/.exec(path) ?? [];
  if (bill === undefined) return question?.text;
  const text = field === "place" ? t("where.title") : (maybe(`bill.${field}`) ?? question?.text);
  return text && bills.length > 1 ? `${t("check.bill", { number: Number(bill) + 1 })}：${text}` : text;
}

/** Why it is this figure, in one sentence. */
export function whyOf(view: ResultView, assessment: Assessment, standing: Standing): string {
  if (standing === "not-computed") return t("why.figures");
  if (isVague(view, assessment)) return t("why.vague");
  const paying = livePrograms(assessment).filter((program) => rankOf(program) === 0 && !isZero(program.amount.max));
  const [only, another] = paying;
  if (only && !another) {
    const { steps, name, amount } = only;
    // The sum of all bills stands last; where each is reckoned by itself, what is left of one is not what is left.
    const bases = steps.filter(({ op }) => op === "base");
    const left = steps[bases.length - 1];
    if (left && left === bases[bases.length - 1] && isExact(left.result))
      return t("why.one", { left: yuan(left.result.min), name, amount: yuanRange(amount) });
  }
  if (only) return `${paying.map(({ name, amount }) => `“${name}”${yuanRange(amount)}`).join("，")}。`;
  if (isUnreferred(view, assessment)) return t("why.refer");
  if (standing === "settled") {
    const given = sumOf(assessment.bills.map((bill) => bill.assistance));
    return isExact(given) && !isZero(given.min) ? t("why.given", { amount: yuan(given.min) }) : t("why.settled");
  }
  // Also where there is help with the premium: why there is none for the bills.
  const missed = nearest(assessment);
  return missed && !uncomputed(assessment)[0] ? t("why.missed", missed) : "";
}

/** What stood in the way where the most else was met. */
function nearest({ programs }: Assessment): { name: string; reason: string } | undefined {
  const tried = programs
    .filter((program) => rankOf(program) === 0 && program.status === "not-eligible")
    .map(({ name, reasons }) => ({
      name,
      met:
        reasons.filter(({ outcome }) => outcome === "met").length -
        reasons.filter(({ outcome }) => outcome === "not-met").length,
      reason: reasons.find(({ outcome }) => outcome === "not-met")?.text ?? "",
    }));
  return tried.filter(({ reason }) => reason).sort((left, right) => right.met - left.met)[0];
}

/** Whether rules ask for the papers of a referral that no bill has. */
function isUnreferred({ bills }: ResultView, assessment: Assessment): boolean {
  return misses(assessment, /转诊/) && bills.length > 0 && bills.every(({ elsewhere }) => elsewhere === "unreferred");
}

/** Whether what was told misses a condition in these words. */
function misses({ programs }: Assessment, words: RegExp): boolean {
  return programs.some(({ reasons }) => reasons.some(({ text, outcome }) => outcome === "not-met" && words.test(text)));
}

/** Bills that do not count, each with its reason; what only one programme leaves out is said there. */
export function leftOutOf(view: ResultView, assessment: Assessment): string[] {
  const otherYear = assessment.notes.filter(({ code }) => code === "other-year").map(({ text }) => text);
  // For where it was it gets nothing, while another bill does or the rules ask for that.
  const asked = misses(assessment, /转诊|省内|本省/) || assessment.bills.some((bill) => !isZero(bill.assistance.max));
  const out = view.bills.flatMap(({ day, elsewhere }, index) => {
    const row = assessment.bills.find((bill) => bill.index === index);
    return elsewhere && asked && row && isZero(row.assistance.max) && !isZero(row.self_pay.max)
      ? [t("out.place", { day, where: t(`where.${elsewhere}`) })]
      : [];
  });
  return [...otherYear, ...out];
}

/** Identities that one can be recognised as on application, and those that another way leads to. */
export function isWithinReach(id: string): boolean {
  return [
    "subsistence-allowance",
    "subsistence-margin",
    "low-income",
    "rigid-expenditure",
    "illness-impoverished",
    "relapse-risk",
  ].includes(id);
}
