// What `make` runs of the tests: where one part of a step fails, the step has failed, and no other part hides it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The lines that a step runs its tests by, with something else in the place of running them. */
function commandsOf(step, instead) {
  // Nothing is built: every product is as new as can be.
  const { stdout, status, stderr } = spawnSync("make", ["--dry-run", "--always-make", "--no-print-directory", step], { cwd: root, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  const from = stdout.indexOf("{ files=");
  assert.ok(from >= 0, `${step} runs no tests`);
  return stdout.slice(from).replaceAll(/node tests\/run\.mjs \d+ \$files/g, instead);
}

for (const [step, parts] of [["test-page", 2], ["test-doors", 2], ["test-package", 1], ["test-embed", 1], ["test-node", 1]]) {
  test(`${step} fails where its first part does, and runs every part where none does`, () => {
    const run = (instead) => spawnSync("sh", ["-c", commandsOf(step, instead)], { cwd: root, encoding: "utf8" });
    const failed = run("{ echo ran; false; }");
    assert.notEqual(failed.status, 0);
    assert.equal(failed.stdout, "ran\n");
    const whole = run("echo ran");
    assert.equal(whole.status, 0, whole.stderr);
    assert.equal(whole.stdout, "ran\n".repeat(parts));
  });
}
