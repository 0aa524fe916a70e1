/**
 * A pack that a portal added is tried on its own worked cases before anything is computed with it. Amounts are
 * compared as the text in which the core writes them.
 */

import type { Answers, Assessment, Outcome, ProgramResult } from "../contract.js";

export interface WorkedCases {
  contract: number;
  digest: string;
  cases: WorkedCase[];
}

interface Range {
  min: string;
  max: string;
}

interface WorkedCase {
  name: string;
  answers: Answers;
  expect?: Expected[];
  total?: Range;
  problems?: string[];
}

interface Expected {
  program: string;
  status?: string;
  amount?: Range;
  documents?: string[];
  missing?: string[];
  deadline?: string;
  replaced_by?: string;
}

interface Assesses {
  assess(answers: Answers): Outcome<Assessment>;
}

/** What is wrong with the pack by its own cases, in words for whoever made it; nothing when all come out. */
export function failureOf(policy: Assesses, digest: string, file: WorkedCases): string | undefined {
  if (file.contract !== 1 || !Array.isArray(file.cases)) return "验算例子的文件读不懂";
  if (file.digest !== digest) return "验算例子是另一版政策包的";
  if (file.cases.length === 0) return "没有验算例子";
  for (const worked of file.cases) {
    const wrong = difference(worked, policy.assess(worked.answers));
    if (wrong) return `例子“${worked.name}”${wrong}`;
  }
  return undefined;
}

function difference(worked: WorkedCase, outcome: Outcome<Assessment>): string | undefined {
  if (!outcome.ok) {
    const found = outcome.problems.map((problem) => `${problem.path}: ${problem.code}`);
    return same(worked.problems ?? [], found) ? undefined : `被退回（${found.join("；")}）`;
  }
  if (worked.problems) return "应当退回，却算出了结果";
  const { total, programs } = outcome.value;
  if (worked.total && !sameRange(worked.total, total))
    return `合计应是 ${shown(worked.total)}，算出来是 ${shown(total)}`;
  for (const expected of worked.expect ?? []) {
    const program = programs.find((result) => result.id === expected.program);
    const wrong = program ? programDifference(expected, program) : "没有算";
    if (wrong) return ` ${expected.program} ${wrong}`;
  }
  return undefined;
}

function programDifference(expected: Expected, found: ProgramResult): string | undefined {
  if (expected.status && expected.status !== found.status)
    return `的状态应是 ${expected.status}，现在是 ${found.status}`;
  if (expected.amount && !sameRange(expected.amount, found.amount))
    return `的金额应是 ${shown(expected.amount)}，算出来是 ${shown(found.amount)}`;
  if (
    expected.documents &&
    !same(
      expected.documents,
      found.documents.map((document) => document.id),
    )
  )
    return "的材料不对";
  if (expected.missing && !same(expected.missing, found.missing)) return "缺的答案不对";
  if (expected.deadline && expected.deadline !== found.route?.deadline?.date) return "的期限不对";
  if (expected.replaced_by && expected.replaced_by !== found.replaced_by) return "由哪一项代替不对";
  return undefined;
}

function same(left: string[], right: string[]): boolean {
  const tidy = (items: string[]): string => [...new Set(items)].sort().join("\n");
  return tidy(left) === tidy(right);
}

function sameRange(left: Range, right: Range): boolean {
  return left.min === right.min && left.max === right.max;
}

function shown({ min, max }: Range): string {
  return min === max ? min : `${min} 到 ${max}`;
}
