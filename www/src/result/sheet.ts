/**
 * The result as one plain list of words and figures. The picture, the copied text, the printed page and the voice
 * all say what stands here, so none can differ from another.
 */

import type { Assessment, DocumentItem, ProgramResult } from "../contract.js";
import { recap } from "../state/recap.js";
import { chosenPack, isPast, type State } from "../state/state.js";
import { compare, grouped, isExact, isZero, yuan, yuanRange } from "../text/amount.js";
import { chineseDate } from "../text/date.js";
import { t } from "../text/strings.js";

export type Standing = "eligible" | "unknown" | "not-computed" | "not-eligible";

export interface Sheet {
  title: string;
  place: string;
  past: string | undefined;
  standing: Standing;
  standingText: string;
  /** "估计还能领", or for a rule of the past what it would have been. */
  amountTitle: string;
  /** "约 3,240.00 元", "1,000.00 到 2,000.00 元", or why there is none. */
  amount: string;
  /** That there is more which nobody can compute. */
  rest: string | undefined;
  asOf: string;
  told: { name: string; value: string }[];
  programs: { name: string; status: string; amount: string; steps: string[] }[];
  documents: string[];
  routes: { name: string; how: string; where: string; due: string }[];
  estimate: string;
}

/** Made once for a result: any change of the answers makes another one. */
const sheets = new WeakMap<Assessment, Sheet>();

export function sheetOf(state: State, assessment: Assessment): Sheet {
  const made = sheets.get(assessment) ?? makeSheet(state, assessment);
  sheets.set(assessment, made);
  return made;
}

function makeSheet(state: State, assessment: Assessment): Sheet {
  const pack = chosenPack(state);
  const standing = standingOf(assessment);
  const live = livePrograms(assessment);
  return {
    title: t("print.title"),
    place: `${pack?.region.join(" ") ?? ""} ${assessment.policy.title}`.trim(),
    past: pack && isPast(pack, state.today) ? t("app.pastShort") : undefined,
    standing,
    standingText: t(standing === "eligible" ? "result.canApply" : standing === "not-eligible" ? "result.notYet" : "result.maybe"),
    amountTitle: amountTitle(state),
    amount: headlineAmount(assessment),
    rest: headlineRest(assessment),
    asOf: t("result.asOf", { day: chineseDate(assessment.as_of) }),
    told: recap(state).map(({ name, value }) => ({ name, value })),
    programs: live.map((program) => ({
      name: program.name,
      status: t(`status.${program.status}`),
      amount: amountOf(program),
      steps: program.steps.map((step) => step.text),
    })),
    documents: assessment.documents.map((item) => `${item.name}（${formOf(item)}）`),
    routes: routesOf(state, live),
    estimate: t("app.estimate"),
  };
}

export function amountTitle(state: State): string {
  const pack = chosenPack(state);
  return t(pack && isPast(pack, state.today) ? "result.amountPast" : "result.amount");
}

/** Which of the states the whole result has. */
export function standingOf(assessment: Assessment): Standing {
  const assistance = assessment.programs.filter((program) => program.kind !== "insurance" && program.replaced_by === undefined);
  if (!isZero(assessment.total.min)) return "eligible";
  if (assistance.some((program) => program.status === "eligible" && !isZero(program.amount.max))) return "eligible";
  if (!isZero(assessment.total.max) || assistance.some((program) => program.status === "unknown")) return "unknown";
  if (assistance.some((program) => program.status === "not-computed")) return "not-computed";
  return assistance.some((program) => program.status === "eligible") ? "eligible" : "not-eligible";
}

export function headlineAmount(assessment: Assessment): string {
  const { total } = assessment;
  if (!isZero(total.max)) return isExact(total) ? t("result.about", { amount: yuan(total.min) }) : t("result.between", { min: grouped(total.min), max: grouped(total.max) });
  return uncomputed(assessment) ? t("result.notComputed") : t("result.nothing");
}

/** What comes to an amount that nobody can compute is not nothing: beside a sum it is said to be left out. */
export function headlineRest(assessment: Assessment): string | undefined {
  return !isZero(assessment.total.max) && uncomputed(assessment) ? t("result.rest") : undefined;
}

function uncomputed({ programs }: Assessment): boolean {
  return programs.some((program) => program.status === "not-computed" && program.replaced_by === undefined && rank(program) === 0);
}

/** Worth showing with its figures: it is or may be paid. */
export function isLive(program: ProgramResult): boolean {
  return program.status !== "not-eligible" && program.replaced_by === undefined;
}

/** Assistance first, then what the insurance pays, then help with the yearly premium. */
function rank(program: ProgramResult): number {
  return program.kind === "enrolment" ? 2 : program.kind === "insurance" ? 1 : 0;
}

/** What is or may be paid, the largest first. */
export function livePrograms(assessment: Assessment): ProgramResult[] {
  return assessment.programs.filter(isLive).sort((left, right) => rank(left) - rank(right) || compare(right.amount.max, left.amount.max));
}

export function amountOf(program: ProgramResult): string {
  if (program.status === "not-computed") return isZero(program.amount.max) ? t("result.notComputed") : t("result.partly", { amount: yuanRange(program.amount) });
  if (program.status === "unknown" && isZero(program.amount.max)) return t("result.amountOpen");
  return yuanRange(program.amount);
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

export interface Due {
  text: string;
  over: boolean;
}

/** The last day in words. Without the day of discharge there is none to give. */
export function dueOf(state: State, program: ProgramResult): Due | undefined {
  const deadline = program.route?.deadline;
  if (!deadline) return undefined;
  if (state.draft.bills.some((bill) => bill.dateUnknown)) return { text: t("result.daysUnknown"), over: false };
  const day = t("result.deadline", { day: chineseDate(deadline.date) });
  const pack = chosenPack(state);
  if (pack && isPast(pack, state.today)) return { text: day, over: false };
  const { days_left: left } = deadline;
  if (left < 0) return { text: `${day}，${t("result.daysOver", { days: -left })}`, over: true };
  return { text: `${day}，${left === 0 ? t("result.daysToday") : t("result.daysLeft", { days: left })}`, over: false };
}

function routesOf(state: State, programs: ProgramResult[]): Sheet["routes"] {
  return programs.flatMap((program) => {
    if (!program.route || program.kind === "insurance") return [];
    return [
      {
        name: program.name,
        how: wayOf(program),
        where: program.route.where ?? "",
        due: dueOf(state, program)?.text ?? "",
      },
    ];
  });
}

/** The sheet as lines of text, to copy and send. */
export function textOf(sheet: Sheet): string {
  const lines = [
    `【${sheet.title}】${sheet.place}`,
    ...(sheet.past ? [sheet.past] : []),
    `${sheet.standingText}：${sheet.amountTitle} ${sheet.amount}`,
    ...(sheet.rest ? [sheet.rest] : []),
    sheet.asOf,
    "",
    ...sheet.programs.flatMap((program) => [`◆ ${program.name}：${program.status}，${program.amount}`, ...program.steps.map((step, index) => `  ${index + 1}. ${step}`)]),
    ...(sheet.documents.length > 0 ? ["", `【${t("result.documents")}】`, ...sheet.documents.map((item) => `□ ${item}`)] : []),
    ...(sheet.routes.length > 0 ? ["", `【${t("result.where")}】`, ...sheet.routes.map((route) => [route.name, route.how, route.where, route.due].filter(Boolean).join("，"))] : []),
    "",
    `【${t("result.recap")}】`,
    ...sheet.told.map((line) => `${line.name} ${line.value}`),
    "",
    sheet.estimate,
    `${t("app.help")} ${t("app.helpline")}`,
  ];
  return lines.join("\n");
}

/** What is read aloud. */
export function speechOf(sheet: Sheet): string {
  return [`${sheet.standingText}。`, `${sheet.amountTitle}${sheet.amount}。`, sheet.rest ? `${sheet.rest}。` : "", ...sheet.programs.flatMap((program) => [`${program.name}，${program.amount}。`, ...program.steps.map((step) => `${step}。`)]), sheet.documents.length > 0 ? `${t("result.documents")}：${sheet.documents.join("，")}。` : "", sheet.estimate]
    .filter(Boolean)
    .join("\n");
}
