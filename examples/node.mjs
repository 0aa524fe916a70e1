// 在 Node 里用 / In Node: one family's answer, with the reasons.
//
// 先 / First: make package；在自己的目录里 / in a folder of your own: npm install …/pkg-config/out/jiuzhu-0.1.0.tgz
//
//   node node.mjs [family.json] [policy]
import { readFileSync } from "node:fs";
import { Policy } from "jiuzhu";

const [family = new URL("family.json", import.meta.url), id = "wuhan-2023"] = process.argv.slice(2);
const pack = (name) => readFileSync(new URL(import.meta.resolve(`jiuzhu/packs/${name}`)));
const entry = JSON.parse(pack("index.json")).packs.find((one) => one.id === id);

const policy = new Policy(pack(entry.file));
const outcome = policy.assess(JSON.parse(readFileSync(family, "utf8")));

if (!outcome.ok) {
  for (const { path, text } of outcome.problems) console.log(`${path}: ${text}`);
  process.exit(1);
}
// Amounts are decimal text, never numbers: two ends, the same where nothing is open.
const { total, programs } = outcome.value;
console.log(`${entry.title}: ${total.min} 到 ${total.max}`);
for (const program of programs.filter((one) => one.status === "eligible")) {
  console.log(`${program.name} ${program.amount.min} 到 ${program.amount.max}`);
  for (const { text, citation } of program.steps) console.log(`  ${text}〔${citation?.article ?? ""}〕`);
}
