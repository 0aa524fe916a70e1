// Runs test files, so many at a time, in the order in which they are told: `node --test` sorts them by name, and then
// the one that takes longest may begin last.
//
//   node tests/run.mjs CONCURRENCY FILE…
import { resolve } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";

/** Milliseconds in which any file has ended; one that does not has failed. */
const LONGEST = 600_000;

const [concurrency, ...files] = process.argv.slice(2);
run({ files: files.map((file) => resolve(file)), concurrency: Number(concurrency), timeout: LONGEST })
  .on("test:fail", () => (process.exitCode = 1))
  .compose(new spec())
  .pipe(process.stdout);
