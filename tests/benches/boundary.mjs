// Microseconds of one call from JavaScript into the module that ships, in this node and in Chromium: one bill, every
// step in words, for the scheme of core.rs (which has to run first, and leaves its pack) and for the whole pack. Beside
// each stands what the same result costs as text through JSON.parse, so that a run can be held against one on another
// machine.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { at, packPath, tool } from "../floor/tools.mjs";
import { Policy } from "../boundary/module.mjs";

const AIM = 40;
const schemes = {
  "two programmes": join(process.env.CARGO_TARGET_DIR ?? at("target"), "tmp/two-programmes.pack"),
  "the whole of qingshen-2014, seven programmes": at(packPath("qingshen-2014")),
};
const answers = {
  contract: 1,
  as_of: "2015-06-01",
  person: { categories: ["subsistence-allowance"], insurance: "resident", diagnoses: ["uremia"] },
  bills: [{ date: "2015-03-15", care: "inpatient", total: "50000.00", in_scope: "50000.00", basic_paid: "28000.00" }],
};

/** The time of each call, the quickest of many rounds. Runs here and, sent as text, in the browser. */
function measure(policy, answers) {
  const quickest = (call) => {
    let least = Infinity;
    for (let round = 0; round < 40; round += 1) {
      const begin = performance.now();
      for (let again = 0; again < 50; again += 1) call();
      least = Math.min(least, ((performance.now() - begin) / 50) * 1000);
    }
    return least;
  };
  const result = policy.assess(answers);
  if (result.ok !== true) throw new Error("the answers have a problem");
  const text = JSON.stringify(result);
  const times = { "JSON.parse": quickest(() => JSON.parse(text)) };
  for (const call of ["assess", "questions", "summary"]) times[call] = quickest(() => policy[call](answers));
  return times;
}

async function inChromium(packs) {
  const { default: { chromium } } = await tool("playwright-core");
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM?.includes("/") ? process.env.CHROMIUM : "/usr/bin/chromium", args: ["--no-sandbox"] });
  const page = await browser.newPage();
  const files = { "/jiuzhu.js": at("www/pkg/jiuzhu.js"), "/jiuzhu_bg.wasm": at("www/pkg/jiuzhu_bg.wasm"), ...packs };
  await page.route("http://bench.test/**", (route) => {
    const path = files[new URL(route.request().url()).pathname];
    return path ? route.fulfill({ path }) : route.fulfill({ contentType: "text/html", body: "" });
  });
  await page.goto("http://bench.test/");
  const times = await page.evaluate(
    async ([measure, answers, packs]) => {
      const { default: init, Policy } = await import("/jiuzhu.js");
      await init();
      const times = {};
      for (const pack of packs) {
        const bytes = new Uint8Array(await (await fetch(pack)).arrayBuffer());
        times[pack] = new Function(`return ${measure}`)()(new Policy(bytes), answers);
      }
      return times;
    },
    [measure.toString(), answers, Object.keys(packs)],
  );
  const version = browser.version();
  await browser.close();
  return [`Chromium ${version}`, times];
}

const paths = Object.values(schemes);
const packs = Object.fromEntries(paths.map((path, index) => [`/${index}.pack`, path]));
const inNode = Object.fromEntries(Object.entries(packs).map(([name, path]) => [name, measure(new Policy(readFileSync(path)), answers)]));
const engines = [[`node ${process.version}`, inNode], await inChromium(packs)];
for (const [index, scheme] of Object.keys(schemes).entries()) {
  console.log(`\n${scheme}, one bill, every step in words${index === 0 ? ` (aim: at most ${AIM} µs)` : ""}`);
  for (const [engine, times] of engines) {
    console.log(`  ${engine}`);
    for (const [call, time] of Object.entries(times[`/${index}.pack`])) {
      console.log(`    ${call.padEnd(10)} ${time.toFixed(1).padStart(6)} µs   ${(time / times[`/${index}.pack`]["JSON.parse"]).toFixed(1)} times JSON.parse`);
    }
  }
}
