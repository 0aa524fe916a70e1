// Lighthouse for a phone, on the built page as the project's own server gives it out: the scores, and exit code 1
// below a bound. The speed is simulated from what this machine does, so a busy machine scores lower.
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { serve } from "../../www/serve.mjs";

const RUNS = 3;
/** Least score out of 100, by category. */
const BOUNDS = { performance: 95, accessibility: 100, "best-practices": 95 };
/** The figures behind the speed, in Lighthouse's own words. */
const FIGURES = ["first-contentful-paint", "largest-contentful-paint", "speed-index", "total-blocking-time", "cumulative-layout-shift"];

const chromePath = process.env.CHROMIUM?.includes("/") ? process.env.CHROMIUM : "/usr/bin/chromium";
const chromeFlags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"];

async function measure(url) {
  const chrome = await launch({ chromePath, chromeFlags, logLevel: "error" });
  try {
    const run = await lighthouse(url, { port: chrome.port, logLevel: "error", onlyCategories: Object.keys(BOUNDS), enableErrorReporting: false });
    if (run.lhr.runtimeError) throw new Error(run.lhr.runtimeError.message);
    return run.lhr;
  } finally {
    chrome.kill();
  }
}

const score = ({ categories }, name) => Math.round((categories[name].score ?? 0) * 100);
const pad = (text, width) => String(text).padEnd(width);

const server = await serve({ root: fileURLToPath(new URL("../../www/dist", import.meta.url)) });
const runs = [];
try {
  for (let run = 1; run <= RUNS; run += 1) {
    const load = loadavg()[0].toFixed(1);
    const report = await measure(server.url);
    runs.push(report);
    const scores = Object.keys(BOUNDS).map((name) => `${name} ${score(report, name)}`);
    const figures = FIGURES.map((name) => `${name} ${report.audits[name].displayValue}`);
    console.log(`run ${run}: ${scores.join(", ")}\n  ${figures.join(", ")}; load ${load}`);
  }
} finally {
  await server.close();
}

const median = [...runs].sort((left, right) => score(left, "performance") - score(right, "performance"))[(RUNS - 1) / 2];
console.log(`\nLighthouse ${median.lighthouseVersion}, mobile, median of ${RUNS}`);
for (const [name, least] of Object.entries(BOUNDS)) {
  const found = score(median, name);
  console.log(`  ${pad(name, 16)}${pad(found, 5)}${found >= least ? "ok" : `below ${least}`}`);
  if (found < least) {
    process.exitCode = 1;
    for (const { id, weight } of median.categories[name].auditRefs) {
      const { score: part, title, displayValue = "" } = median.audits[id];
      if (weight > 0 && part !== null && part < 0.9) console.log(`    ${title} ${displayValue}`);
    }
  }
}
