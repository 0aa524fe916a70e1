/**
 * The result as one plain list of words and figures. The picture, the copied text, the printed page and the voice
 * all say what stands here, so none can differ from another.
 */

import type { Assessment, DocumentItem, ProgramResult } from "../contract.js";
import type { BillRow } from "../state/recap.js";
import type { State } from "../state/state.js";
import { figure, isZero, whole } from "../text/amount.js";
import { chineseDate } from "../text/date.js";
import { t } from "../text/strings.js";
import { actOf, isVague, leftOutOf, whyOf, type Act } from "./answer.js";
import { wantedFigures, type Figure } from "./figures.js";
import { notesToCarry } from "./notes.js";
import * as standing from "./standing.js";
import { viewOf, type ResultView } from "./view.js";

export { isLive } from "./standing.js";

export interface Sheet {
  title: string;
  place: string;
  past: string | undefined;
  standing: standing.Standing;
  standingText: string;
  /** "估计还能领", or for a rule of the past what it would have been; empty before an amount that is none. */
  amountTitle: string;
  /** "约 3,240 元", "1,000 到 2,000 元", or why there is none. */
  amount: string;
  /** Whether that is a figure. */
  isFigure: boolean;
  /** That there is more which nobody can compute. */
  rest: string | undefined;
  /** Why it is this figure, in one sentence; and why nobody was asked for a bill. */
  why: string;
  /** The one thing to do next. */
  act: Act;
  /** The last day to do it. */
  due: Due | undefined;
  /** Bills that do not count, each with its reason. */
  leftOut: string[];
  /** The day of the estimate, and the edition of the rules. */
  asOf: string;
  bills: BillRow[];
  told: { name: string; value: string }[];
  /** Of each its standing and its amount: one without the other would be taken for more than it is. */
  programs: { name: string; said: string; steps: string[] }[];
  notes: string[];
  documents: string[];
  routes: { name: string; how: string; where: string; due: string }[];
  /** That the documents name no last day. */
  undated: string | undefined;
  /** Local figures to ask the office for. */
  figures: Figure[];
  estimate: string;
}

/** Made once for a result: any change of the answers makes another one. */
const sheets = new WeakMap<Assessment, Sheet>();

export function sheetOf(state: State, assessment: Assessment): Sheet {
  const made = sheets.get(assessment) ?? makeSheet(viewOf(state), assessment);
  sheets.set(assessment, made);
  return made;
}

export function makeSheet(view: ResultView, assessment: Assessment): Sheet {
  const how = standing.standingOf(assessment);
  const vague = isVague(view, assessment);
  const isFigure = !vague && !isZero(assessment.total.max);
  return {
    title: t("print.title"),
    place: `${view.place} ${assessment.policy.title}`.trim(),
    past: view.past ? t("app.pastShort") : undefined,
    standing: how,
    standingText: standing.standingText(how),
    amountTitle: isFigure ? t(view.past ? "result.amountPast" : "result.amount") : "",
    amount: vague ? t("result.vague") : standing.headlineAmount(assessment),
    isFigure,
    rest: standing.headlineRest(assessment),
    why: whyOf(view, assessment, how) + (view.unasked ? t("why.unasked") : ""),
    act: actOf(view, assessment, how),
    due: soonest(payablePrograms(assessment).flatMap((program) => dueOf(view, program) ?? [])),
    leftOut: leftOutOf(view, assessment),
    asOf: asOfText(assessment),
    bills: view.bills,
    told: view.told,
    programs: standing
      .livePrograms(assessment)
      .filter((program) => !standing.isOnBill(program))
      .map((program) => ({
        name: program.name,
        said:
          program.status === "not-computed"
            ? standing.amountOf(program)
            : `${standing.statusWord(program)}，${standing.amountOf(program)}`,
        steps: stepsOf(program),
      })),
    notes: notesToCarry(view, assessment)
      .filter(({ code }) => code !== "other-year")
      .map((note) => note.text),
    documents: documentsOf(assessment).map((item) => `${item.name}（${standing.formOf(item)}）`),
    routes: routesOf(view, assessment),
    undated: undatedText(view, assessment),
    figures: wantedFigures(view.summary, assessment),
    estimate: t("app.estimate"),
  };
}

/** Of many bills what is left of each is told in one line: what was taken off stands on the slips. */
function stepsOf({ steps }: ProgramResult): string[] {
  const texts = steps.map(({ text }) => whole(text));
  const other = steps.findIndex(({ op }) => op !== "base");
  // The last of them is the sum of all the others.
  const bills = (other < 0 ? steps.length : other) - 1;
  if (bills <= MOST_BILL_STEPS) return texts;
  return [
    t("result.left", {
      amounts: steps
        .slice(0, bills)
        .map(({ result }) => figure(result))
        .join("、"),
    }),
    ...texts.slice(bills),
  ];
}

const MOST_BILL_STEPS = 3;

function asOfText({ as_of, policy }: Assessment): string {
  const { version, checked_on } = policy as Assessment["policy"] & { checked_on?: string };
  const edition = checked_on
    ? t("result.edition", { version, day: chineseDate(checked_on) })
    : t("result.editionOnly", { version });
  return `${t("result.asOf", { day: chineseDate(as_of) })}。${edition}`;
}

export interface Due {
  text: string;
  over: boolean;
  /** Days left; none where no day can be said. */
  left: number | undefined;
}

/** The last day in words. Without the day of discharge there is none to give. */
export function dueOf(view: ResultView, { route }: ProgramResult): Due | undefined {
  const deadline = route?.deadline;
  if (!deadline) return undefined;
  if (view.undated) return { text: t("result.daysUnknown"), over: false, left: undefined };
  const day = t("result.deadline", { day: chineseDate(deadline.date) });
  if (view.past) return { text: day, over: false, left: undefined };
  const { days_left: left } = deadline;
  if (left < 0) return { text: `${day}，${t("result.daysOver", { days: -left })}`, over: true, left };
  return {
    text: `${day}，${left === 0 ? t("result.daysToday") : t("result.daysLeft", { days: left })}`,
    over: false,
    left,
  };
}

function soonest(dues: Due[]): Due | undefined {
  return [...dues].sort((one, other) => (one.left ?? Infinity) - (other.left ?? Infinity))[0];
}

/** Programmes that somebody has to see to, that of the most money first. */
export function payablePrograms(assessment: Assessment): ProgramResult[] {
  return standing
    .livePrograms(assessment)
    .filter((program) => program.route && standing.isPayable(assessment, program));
}

/** Help with the premium, which is seen to apart from the bills. */
export function premiumPrograms(assessment: Assessment): ProgramResult[] {
  return standing.livePrograms(assessment).filter(({ kind, route }) => route && kind === "enrolment");
}

/** What to bring for them. */
export function documentsOf(assessment: Assessment, programs: ProgramResult[] = seenTo(assessment)): DocumentItem[] {
  return assessment.documents.filter((item) => programs.some(({ id }) => item.for.includes(id)));
}

/** Where nothing is left for the bills, their papers are not asked for; the premium alone is still a way. */
function seenTo(assessment: Assessment): ProgramResult[] {
  const payable = payablePrograms(assessment);
  return payable.length > 0 || assessment.bills.length === 0 ? [...payable, ...premiumPrograms(assessment)] : payable;
}

/** Where the documents name no last day the person is told so, once. */
export function undatedText(view: ResultView, assessment: Assessment): string | undefined {
  const open = seenTo(assessment).some((program) => !program.route?.deadline);
  return open && !view.past ? t("result.undated") : undefined;
}

function routesOf(view: ResultView, assessment: Assessment): Sheet["routes"] {
  return seenTo(assessment).map((program) => ({
    name: program.name,
    how: standing.wayOf(program),
    where: program.route?.where ?? "",
    due: dueOf(view, program)?.text ?? "",
  }));
}

/** What is read aloud. */
export function speechOf(sheet: Sheet): string {
  const lines = [
    sheet.standingText,
    `${sheet.amountTitle}${sheet.amount}`,
    sheet.rest,
    sheet.why,
    sheet.act.text,
    ...sheet.act.asks.map(({ text }) => text),
    sheet.due?.text,
    ...sheet.leftOut,
  ];
  const papers = sheet.documents.length > 0 ? `${t("result.documents")}：${sheet.documents.join("，")}` : "";
  return [...lines, papers, sheet.estimate]
    .flatMap((line) => (line ? [line.replace(/[。？]?$/, "。")] : []))
    .join("\n");
}
