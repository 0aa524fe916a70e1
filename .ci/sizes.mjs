// What a change does to the sizes that budget.json bounds, for the comment on a pull request.
//   node .ci/sizes.mjs measure FOLDER > sizes.json     the built tree in FOLDER, as JSON
//   node .ci/sizes.mjs table BEFORE AFTER              two of those, as a table in Markdown
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { budgetOf, firstAnswer, matching, sizeOf } from "../pkg-config/sizes.mjs";

const FIRST = "第一次给出结果要下载的 / first answer";
const NAMES = { raw: "bytes", gzip: "gzip" };

/** Every size that the tree's own budget bounds: those of `files` together, of `each` the largest. */
export function measure(root) {
  const budget = budgetOf(root);
  const rows = {};
  for (const [pattern, limit] of Object.entries(budget.files)) {
    rows[pattern] = row(sizeOf(root, matching(root, pattern)), limit);
  }
  for (const [pattern, limit] of Object.entries(budget.each)) {
    const sizes = matching(root, pattern).map((file) => sizeOf(root, [file]));
    const largest = (kind) => Math.max(0, ...sizes.map((size) => size[kind]));
    rows[pattern] = row({ raw: largest("raw"), gzip: largest("gzip") }, limit);
  }
  rows[FIRST] = row({ gzip: firstAnswer(root, budget.first).gzip }, { gzip: budget.first.gzip });
  return rows;
}

/** What changed, one line a size; sizes that stay as they were are counted only, and one above its limit is marked. */
export function table(before, after) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const lines = names.flatMap((name) => {
    return Object.keys(NAMES).flatMap((kind) => line(name, kind, before[name]?.[kind], after[name]?.[kind]));
  });
  const changed = lines.filter(({ same }) => !same);
  const head = ["## 大小 / Sizes", ""];
  const rest = lines.length - changed.length;
  const foot = `${rest} 项没有变。/ ${rest} did not change.`;
  if (changed.length === 0) return [...head, foot, ""].join("\n");
  const columns = ["| | | 原来 / before | 现在 / now | 变化 / change | 上限 / limit |", "|---|---|--:|--:|--:|--:|"];
  return [...head, ...columns, ...changed.map(({ text }) => text), "", foot, ""].join("\n");
}

function line(name, kind, before, after) {
  if (!before && !after) return [];
  const over = after && after.size > after.limit ? " ⚠️ 超过上限 / over" : "";
  const change = before && after ? signed(after.size - before.size) : after ? "new" : "gone";
  const sizes = [number(before?.size), number(after?.size) + over, change, number(after?.limit)];
  const same = before?.size === after?.size && before?.limit === after?.limit && !over;
  return [{ same, text: `| ${[`\`${name}\``, NAMES[kind], ...sizes].join(" | ")} |` }];
}

function row(sizes, limits) {
  return Object.fromEntries(Object.keys(limits).map((kind) => [kind, { size: sizes[kind], limit: limits[kind] }]));
}

const number = (value) => (value === undefined ? "—" : value.toLocaleString("en"));
const signed = (value) => (value > 0 ? `+${number(value)}` : value < 0 ? `−${number(-value)}` : "0");

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [verb, ...paths] = process.argv.slice(2);
  const json = (path) => JSON.parse(readFileSync(path, "utf8"));
  if (verb === "measure" && paths.length === 1) console.log(JSON.stringify(measure(resolve(paths[0])), null, 2));
  else if (verb === "table" && paths.length === 2) process.stdout.write(table(json(paths[0]), json(paths[1])));
  else throw new Error("usage: node .ci/sizes.mjs measure FOLDER, or node .ci/sizes.mjs table BEFORE AFTER");
}
