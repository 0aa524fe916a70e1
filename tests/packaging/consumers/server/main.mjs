// A server that draws pages: it names the element, and computes with the module inside its own script.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { JiuzhuCalculator } from "jiuzhu/element";
import "jiuzhu/element/define";
import { init, Policy } from "jiuzhu/inline";
import { amountOf } from "../amount.js";

init()
  .then(() => amountOf(Policy, (name) => readFile(join(process.argv[2], name))))
  .then((amount) => console.log(JSON.stringify({ amount, element: JiuzhuCalculator.name })));
