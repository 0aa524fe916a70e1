// Runs inside the old engines, so in the JavaScript of 2019 and nothing later.
//
//   node answer.js GLUE.cjs MODULE PACK ANSWERS.json    prints what `assess` gives; MODULE is of WebAssembly or of JavaScript
"use strict";
const fs = require("fs");

// Every browser has it; the oldest of these engines has it elsewhere.
global.MessageChannel = global.MessageChannel || require("worker_threads").MessageChannel;

async function main() {
  const [glue, wasm, pack, answers] = process.argv.slice(2);
  const module = require(glue);
  await module.default({ module_or_path: wasm.endsWith(".wasm") ? fs.readFileSync(wasm) : require(wasm).instantiate });
  const policy = new module.Policy(fs.readFileSync(pack));
  process.stdout.write(JSON.stringify(policy.assess(JSON.parse(fs.readFileSync(answers, "utf8")))));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
