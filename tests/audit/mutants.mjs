// Small changes of the code, one at a time, that no test notices: exit code 1 on any that is not on the list of those
// that change nothing, and on any of that list that is noticed after all. Which parts, and where cargo-mutants writes
// what it did, stands on the command line.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Of each part the files that are changed, and the tests that have to notice it. */
const PARTS = {
  arithmetic: { files: ["src/money.rs", "src/money/*.rs", "src/calendar.rs"], tests: ["--lib", "--test=core"] },
  assessment: { files: ["src/case.rs", "src/case/*.rs", "src/assess.rs", "src/assess/**/*.rs"], tests: ["--tests", "--features=cli"] },
};
const LIST = "tests/equivalent-mutants.txt";

/** How often each stands in a list. */
function counted(names) {
  const count = new Map();
  for (const name of names) count.set(name, (count.get(name) ?? 0) + 1);
  return count;
}

/** Lines of a file of cargo-mutants, without where in the source each is. */
const lines = (file) => readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => line.replace(/:\d+:\d+: /, ": "));

/** The changes on the list; under each, indented, why nobody could notice it. */
function listed() {
  const entries = readFileSync(LIST, "utf8").split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const changes = entries.filter((line) => !line.startsWith(" "));
  const bare = changes.find((change) => !entries[entries.indexOf(change) + 1]?.startsWith(" "));
  if (bare) throw new Error(`${LIST}: no reason for ${bare}`);
  return changes;
}

function run(part, output) {
  const { files, tests } = PARTS[part];
  mkdirSync(output, { recursive: true });
  // What the tree has to keep to asks git, of which the copy that is changed has nothing.
  const options = ["mutants", "-j1", "--output", output, ...files.flatMap((file) => ["--file", file]), ...tests.map((test) => `-C=${test}`), "--", "--locked", "--", "--skip=tidy::"];
  // A test that fails has done its work: no backtrace, and no search for the smallest example.
  const quick = { CARGO_PROFILE_DEV_DEBUG: "0", RUST_BACKTRACE: "0", PROPTEST_MAX_SHRINK_ITERS: "0" };
  const environment = { ...process.env, ...quick };
  delete environment.CARGO_TARGET_DIR;
  const { status } = spawnSync("cargo", options, { stdio: "inherit", env: environment });
  // 2: some went unnoticed; 3: some never ended, which is noticed.
  if (![0, 2, 3].includes(status)) throw new Error(`cargo mutants: ${status}`);
  const survivors = counted(lines(join(output, "mutants.out/missed.txt")));
  const tried = new Set(["missed", "caught", "timeout"].flatMap((name) => lines(join(output, `mutants.out/${name}.txt`))));
  const sources = new Set([...tried].map((name) => name.split(": ")[0]));
  const known = counted(listed().filter((name) => sources.has(name.split(": ")[0])));
  for (const name of new Set([...survivors.keys(), ...known.keys()])) {
    const [now, listed] = [survivors.get(name) ?? 0, known.get(name) ?? 0];
    if (now === listed) continue;
    process.exitCode = 1;
    console.log(now > listed ? `no test notices (${now - listed}): ${name}` : `${LIST}: noticed after all, or not there: ${name}`);
  }
  console.log(`${part}: ${survivors.size} unnoticed, ${known.size} of them explained`);
}

const [output, ...parts] = process.argv.slice(2);
const unknown = parts.filter((part) => !(part in PARTS));
if (unknown.length > 0 || parts.length === 0) throw new Error(`parts: ${Object.keys(PARTS).join(", ")}`);
for (const part of parts) run(part, join(output, part));
