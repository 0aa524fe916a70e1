// 把 assess --ndjson 的结果变成表格，Excel 能直接打开 / The results of `assess --ndjson` as a table for Excel.
//
//   node examples/table.mjs < results.ndjson > results.csv
import { createInterface } from "node:readline";

const cell = (text) => `"${String(text).replaceAll('"', '""')}"`;
const row = (cells) => process.stdout.write(`${cells.map(cell).join(",")}\r\n`);

// Without the mark Excel takes the Chinese for another encoding.
process.stdout.write("\uFEFF");
row(["行", "办法", "最少", "最多", "能领的项目", "还缺的答案", "要改的地方"]);
let number = 0;
for await (const line of createInterface({ input: process.stdin })) {
  number += 1;
  const { value, problems = [] } = JSON.parse(line);
  const mend = problems.map(({ path, text }) => `${path} ${text}`).join("；");
  if (!value) {
    row([number, "", "", "", "", "", mend]);
    continue;
  }
  // Amounts are decimal text and stay so: nothing is reckoned here.
  const paid = value.programs.filter(({ status, amount }) => status === "eligible" && /[1-9]/.test(amount.max));
  const missing = value.programs.filter(({ status }) => status === "unknown").flatMap((program) => program.missing);
  const names = paid.map(({ name }) => name).join("；");
  row([number, value.policy.title, value.total.min, value.total.max, names, [...new Set(missing)].join("；"), mend]);
}
