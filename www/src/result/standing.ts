/** How the programmes and the whole result stand, in words: typed results of the core only. */

import type { Assessment, DocumentItem, ProgramResult } from "../contract.js";
import { compare, grouped, isExact, isZero, yuan, yuanRange } from "../text/amount.js";
import { t } from "../text/strings.js";

export type Standing = "eligible" | "unknown" | "not-computed" | "settled" | "not-eligible";

/** Which of the states the whole result has. Help with the premium counts only where no bill was told. */
export function standingOf(assessment: Assessment): Standing {
  const { total, programs, bills } = assessment;
  const assistance = programs.filter((program) => rankOf(program) === 0 && program.replaced_by === undefined);
  if (!isZero(total.min) || assistance.some((program) => program.status === "eligible" && !isZero(program.amount.max)))
    return "eligible";
  if (!isZero(total.max)) return "unknown";
  const [open] = uncomputed(assessment);
  if (open) return open.status === "unknown" ? "unknown" : "not-computed";
  const premium = premiumHelp(assessment);
  if (premium && bills.length === 0) return premium.status === "eligible" ? "eligible" : "unknown";
  return assistance.some((program) => program.status === "eligible") ? "settled" : "not-eligible";
}

export function standingText(standing: Standing): string {
  return t(
    ({ eligible: "status.eligible", settled: "status.settled", "not-eligible": "result.notYet" } as const)[
      standing as "eligible"
    ] ?? "result.maybe",
  );
}

export function headlineAmount(assessment: Pick<Assessment, "total" | "programs" | "notes">): string {
  const { total } = assessment;
  const [open] = uncomputed(assessment);
  if (!isZero(total.max)) {
    if (!isExact(total)) return t("result.between", { min: grouped(total.min), max: grouped(total.max) });
    return t(open ? "result.atLeast" : "result.about", { amount: yuan(total.min) });
  }
  if (open) return t(open.status === "unknown" ? "result.amountOpen" : "result.notComputed");
  const premium = premiumHelp(assessment);
  if (premium) return t(premium.status === "eligible" ? "result.premium" : "result.premiumMaybe");
  return t("result.nothing");
}

/** What comes to an amount that nobody can compute is not nothing: beside a sum it is said to be left out. */
export function headlineRest(assessment: Assessment): string | undefined {
  return !isZero(assessment.total.max) && uncomputed(assessment).length > 0 ? t("result.rest") : undefined;
}

/** The total in few words, to stand beside others. */
export function totalText(assessment: Pick<Assessment, "total" | "programs" | "notes">): string {
  const open = uncomputed(assessment).length > 0;
  if (isZero(assessment.total.max) && open) return t("result.part.open");
  const amount = yuanRange(assessment.total);
  return open ? t("result.partly", { amount }) : amount;
}

/** Assistance whose amount nobody can compute, that which surely applies first. */
export function uncomputed({ programs, notes }: Pick<Assessment, "programs" | "notes">): ProgramResult[] {
  // Of a programme that only may apply, the core's note alone says that a figure is missing.
  const lacks = ({ id }: ProgramResult): boolean =>
    notes.some(({ code, program }) => code === "not-computed" && program === id);
  const open = programs.filter((program) => rankOf(program) === 0 && program.replaced_by === undefined);
  return [
    ...open.filter(({ status }) => status === "not-computed"),
    ...open.filter((program) => program.status === "unknown" && lacks(program)),
  ];
}

/** Help with the yearly premium is in no total. */
export function premiumHelp({ programs }: Pick<Assessment, "programs">): ProgramResult | undefined {
  const help = programs.filter((program) => program.kind === "enrolment" && isLive(program));
  return (
    help.find((program) => program.status === "eligible" && !isZero(program.amount.max)) ??
    help.find((program) => program.status !== "eligible")
  );
}

/** Worth showing with its figures: it is or may be paid. */
export function isLive(program: ProgramResult): boolean {
  return program.status !== "not-eligible" && program.replaced_by === undefined;
}

/** Assistance first, then what the insurance pays, then help with the yearly premium. */
export function rankOf(program: ProgramResult): number {
  return program.kind === "enrolment" ? 2 : program.kind === "insurance" ? 1 : 0;
}

/** What is or may be paid, the largest first. */
export function livePrograms(assessment: Assessment): ProgramResult[] {
  return assessment.programs
    .filter(isLive)
    .sort((left, right) => rankOf(left) - rankOf(right) || compare(right.amount.max, left.amount.max));
}

export function amountOf(program: ProgramResult): string {
  if (program.status === "not-computed")
    return isZero(program.amount.max)
      ? t("result.notComputed")
      : t("result.partly", { amount: yuanRange(program.amount) });
  if (program.status === "unknown" && isZero(program.amount.max)) return t("result.amountOpen");
  // Of a premium that was not told, the range is no more than what the question takes.
  if (program.missing.includes("person.facts.personal_premium")) return t("result.byPremium");
  return yuanRange(program.amount);
}

const ABOUT_THE_BILL = /^单据|看的病|转诊|省内|本省/;

export function statusWord(program: ProgramResult): string {
  if (program.replaced_by) return t("status.replaced");
  if (rankOf(program) === 0 && program.status === "eligible" && isZero(program.amount.max)) return t("status.settled");
  // That a bill does not count says nothing of the person.
  const missed =
    program.status === "not-eligible" ? program.reasons.filter(({ outcome }) => outcome === "not-met") : [];
  if (missed.length > 0 && missed.every(({ text }) => ABOUT_THE_BILL.test(text))) return t("status.bill");
  return t(
    isOnBill(program) || (program.kind === "insurance" && program.status === "eligible")
      ? "status.insurance"
      : `status.${program.status}`,
  );
}

/** What the insurance paid stands on the bill already, so that nothing of it is left open. */
export function isOnBill({ kind, status, amount }: ProgramResult): boolean {
  return kind === "insurance" && status === "unknown" && isZero(amount.max);
}

export function formOf(item: DocumentItem): string {
  const form = t(`result.${item.form}`);
  return item.copies !== undefined && item.copies > 1 ? `${form}，${t("result.copies", { count: item.copies })}` : form;
}

/** Whether the money is taken off by itself or has to be applied for. */
export function wayOf(program: ProgramResult): string {
  if (program.route?.kind !== "one-stop") return t("result.onApplication");
  return t(program.kind === "enrolment" ? "result.oneStopPremium" : "result.oneStop");
}

/** Worth going anywhere for: something is or may be still to come. Nothing left is no application. */
export function isPayable(assessment: Assessment, program: ProgramResult): boolean {
  if (!isLive(program) || rankOf(program) !== 0) return false;
  return !isZero(program.amount.max) || uncomputed(assessment).includes(program);
}
