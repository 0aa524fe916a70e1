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
import { notesToCarry } from "./notes.js";

export type Standing = "eligible" | "unknown" | "not-computed" | "not-eligible";

export interface Sheet {
  title: string;
  place: string;
  past: string | undefined;
  standing: Standing;
  standingText: string;
  /** "估计还能领", or for a rule of the past what it would have been; empty before an amount that is none. */
  amountTitle: string;
  /** "约 3,240.00 元", "1,000.00 到 2,000.00 元", or why there is none. */
  amount: string;
  /** That there is more which nobody can compute. */
  rest: string | undefined;
  /** The day of the estimate, and the edition of the rules. */
  asOf: string;
  told: { name: string; value: string }[];
  /** Of each its standing and its amount: one without the other would be taken for more than it is. */
  programs: { name: string; said: string; steps: string[] }[];
  notes: string[];
  documents: string[];
  routes: { name: string; how: string; where: string; due: string }[];
  /** That the documents name no last day. */
  undated: string | undefined;
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
    standingText: standingText(assessment, standing),
    amountTitle: isZero(assessment.total.max) ? "" : amountTitle(state),
    amount: headlineAmount(assessment),
    rest: headlineRest(assessment),
    asOf: asOfText(assessment),
    told: recap(state).map(({ name, value }) => ({ name, value })),
    programs: live.filter((program) => !isOnBill(program)).map((program) => ({
      name: program.name,
      said: program.status === "not-computed" ? amountOf(program) : `${statusWord(program)}，${amountOf(program)}`,
      steps: program.steps.map((step) => step.text),
    })),
    notes: notesToCarry(state, assessment).map((note) => note.text),
    documents: assessment.documents.map((item) => `${item.name}（${formOf(item)}）`),
    routes: routesOf(state, assessment),
    undated: undatedText(state, assessment),
    estimate: t("app.estimate"),
  };
}

function amountTitle(state: State): string {
  const pack = chosenPack(state);
  return t(pack && isPast(pack, state.today) ? "result.amountPast" : "result.amount");
}

/** Which of the states the whole result has. Help with the premium counts only where no other money is in question. */
function standingOf(assessment: Assessment): Standing {
  const { total, programs } = assessment;
  const assistance = programs.filter((program) => rank(program) === 0 && program.replaced_by === undefined);
  if (!isZero(total.min) || assistance.some((program) => program.status === "eligible" && !isZero(program.amount.max))) return "eligible";
  if (!isZero(total.max)) return "unknown";
  const [open] = uncomputed(assessment);
  if (open) return open.status === "unknown" ? "unknown" : "not-computed";
  const premium = premiumHelp(assessment);
  if (premium) return premium.status === "eligible" ? "eligible" : "unknown";
  return assistance.some((program) => program.status === "eligible") ? "eligible" : "not-eligible";
}

function standingText(assessment: Assessment, standing: Standing): string {
  if (standing === "not-eligible") return t("result.notYet");
  if (standing !== "eligible") return t("result.maybe");
  return t(isZero(assessment.total.max) && !premiumHelp(assessment) ? "result.entitled" : "result.canApply");
}

export function headlineAmount(assessment: Assessment): string {
  const { total } = assessment;
  if (!isZero(total.max)) return isExact(total) ? t("result.about", { amount: yuan(total.min) }) : t("result.between", { min: grouped(total.min), max: grouped(total.max) });
  const [open] = uncomputed(assessment);
  if (open) return t(open.status === "unknown" ? "result.amountOpen" : "result.notComputed");
  const premium = premiumHelp(assessment);
  if (premium) return t(premium.status === "eligible" ? "result.premium" : "result.premiumMaybe");
  return t("result.nothing");
}

/** What comes to an amount that nobody can compute is not nothing: beside a sum it is said to be left out. */
function headlineRest(assessment: Assessment): string | undefined {
  return !isZero(assessment.total.max) && uncomputed(assessment).length > 0 ? t("result.rest") : undefined;
}

/** The total in few words, to stand beside others. */
export function totalText(assessment: Assessment): string {
  const open = uncomputed(assessment).length > 0;
  if (isZero(assessment.total.max) && open) return t("result.part.open");
  const amount = yuanRange(assessment.total);
  return open ? t("result.partly", { amount }) : amount;
}

/** Assistance whose amount nobody can compute, that which surely applies first. */
export function uncomputed({ programs, notes }: Assessment): ProgramResult[] {
  // Of a programme that only may apply, the core's note alone says that a figure is missing.
  const lacks = ({ name }: ProgramResult): boolean => notes.some((note) => note.code === "not-computed" && note.text.startsWith(`“${name}”`));
  const open = programs.filter((program) => rank(program) === 0 && program.replaced_by === undefined);
  return [...open.filter(({ status }) => status === "not-computed"), ...open.filter((program) => program.status === "unknown" && lacks(program))];
}

/** Help with the yearly premium is in no total. */
function premiumHelp({ programs }: Assessment): ProgramResult | undefined {
  const help = programs.filter((program) => program.kind === "enrolment" && isLive(program));
  return help.find((program) => program.status === "eligible" && !isZero(program.amount.max)) ?? help.find((program) => program.status !== "eligible");
}

function asOfText({ as_of, policy }: Assessment): string {
  const { version, checked_on } = policy as Assessment["policy"] & { checked_on?: string };
  const edition = checked_on ? t("result.edition", { version, day: chineseDate(checked_on) }) : t("result.editionOnly", { version });
  return `${t("result.asOf", { day: chineseDate(as_of) })}。${edition}`;
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

export function statusWord(program: ProgramResult): string {
  if (program.replaced_by) return t("status.replaced");
  return t(isOnBill(program) || (program.kind === "insurance" && program.status === "eligible") ? "status.insurance" : `status.${program.status}`);
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

/** Programmes that somebody has to see to. */
export function routedPrograms(assessment: Assessment): ProgramResult[] {
  return livePrograms(assessment).filter((program) => program.route && program.kind !== "insurance");
}

/** Where the documents name no last day the person is told so, once. */
function undatedText(state: State, assessment: Assessment): string | undefined {
  const pack = chosenPack(state);
  const open = routedPrograms(assessment).some((program) => !program.route?.deadline);
  return open && !(pack && isPast(pack, state.today)) ? t("result.undated") : undefined;
}

function routesOf(state: State, assessment: Assessment): Sheet["routes"] {
  return routedPrograms(assessment).map((program) => ({
    name: program.name,
    how: wayOf(program),
    where: program.route?.where ?? "",
    due: dueOf(state, program)?.text ?? "",
  }));
}

/** The sheet as lines of text, to copy and send. */
export function textOf(sheet: Sheet): string {
  const lines = [
    `【${sheet.title}】${sheet.place}`,
    ...(sheet.past ? [sheet.past] : []),
    `${sheet.standingText}：${sheet.amountTitle} ${sheet.amount}`.replace("： ", "："),
    ...(sheet.rest ? [sheet.rest] : []),
    sheet.asOf,
    "",
    ...sheet.programs.flatMap((program) => [`◆ ${program.name}：${program.said}`, ...program.steps.map((step, index) => `  ${index + 1}. ${step}`)]),
    ...(sheet.notes.length > 0 ? ["", `【${t("result.notes")}】`, ...sheet.notes] : []),
    ...(sheet.documents.length > 0 ? ["", `【${t("result.documents")}】`, ...sheet.documents.map((item) => `□ ${item}`)] : []),
    ...(sheet.routes.length > 0 ? ["", `【${t("result.where")}】`, ...sheet.routes.map((route) => [route.name, route.how, route.where, route.due].filter(Boolean).join("，")), ...(sheet.undated ? [sheet.undated] : [])] : []),
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
  return [`${sheet.standingText}。`, `${sheet.amountTitle}${sheet.amount}。`, sheet.rest ? `${sheet.rest}。` : "", ...sheet.programs.flatMap((program) => [`${program.name}，${program.said}。`, ...program.steps.map((step) => `${step}。`)]), ...sheet.notes.map((note) => `${note}。`), sheet.documents.length > 0 ? `${t("result.documents")}：${sheet.documents.join("，")}。` : "", sheet.estimate]
    .filter(Boolean)
    .join("\n");
}
