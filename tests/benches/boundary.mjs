// Microseconds of one call from JavaScript into the module that ships, in this node and in Chromium: one bill, every
// step in words. Beside each stands what the same result costs as text through JSON.parse, so that a run can be held
// against one on another machine.
import { at, tool } from "../floor/tools.mjs";
import { packs, policy } from "../boundary/module.mjs";

const AIM = 40;
const ID = "qingshen-2014";
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

async function inChromium() {
  const { default: { chromium } } = await tool("playwright-core");
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM?.includes("/") ? process.env.CHROMIUM : "/usr/bin/chromium", args: ["--no-sandbox"] });
  const page = await browser.newPage();
  const files = { "/jiuzhu.js": "www/pkg/jiuzhu.js", "/jiuzhu_bg.wasm": "www/pkg/jiuzhu_bg.wasm", "/pack": `www/public/packs/${packs.find(({ id }) => id === ID).file}` };
  await page.route("http://bench.test/**", (route) => {
    const file = files[new URL(route.request().url()).pathname];
    return file ? route.fulfill({ path: at(file) }) : route.fulfill({ contentType: "text/html", body: "" });
  });
  await page.goto("http://bench.test/");
  const times = await page.evaluate(
    async ([measure, answers]) => {
      const { default: init, Policy } = await import("/jiuzhu.js");
      await init();
      const pack = new Uint8Array(await (await fetch("/pack")).arrayBuffer());
      return new Function(`return ${measure}`)()(new Policy(pack), answers);
    },
    [measure.toString(), answers],
  );
  const version = browser.version();
  await browser.close();
  return [`Chromium ${version}`, times];
}

console.log(`one bill, the whole of ${ID} in words (aim: at most ${AIM} µs)`);
for (const [engine, times] of [[`node ${process.version}`, measure(policy(ID), answers)], await inChromium()]) {
  console.log(`  ${engine}`);
  for (const [call, time] of Object.entries(times)) {
    console.log(`    ${call.padEnd(10)} ${time.toFixed(1).padStart(6)} µs   ${(time / times["JSON.parse"]).toFixed(1)} times JSON.parse`);
  }
}
