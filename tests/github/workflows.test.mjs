// The workflows: read as YAML, held to the rules of workflow-rules.mjs, and to what the tree has.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import { names, read, there, yaml } from "./support.mjs";
import { disagreements, problems } from "./workflow-rules.mjs";

const FOLDER = ".github/workflows";
const bare = (file) => file.replace(/\.\w+$/, "");
const workflows = Object.fromEntries(names(FOLDER).map((file) => [bare(file), read(`${FOLDER}/${file}`)]));
const tree = {
  targets: new Set([...read("Makefile").matchAll(/^([a-z][a-z-]*):/gm)].map(([, target]) => target)),
  exists: there,
  shell: (script) => spawnSync("bash", ["-n"], { input: script, encoding: "utf8" }).stderr.trim(),
};

describe("each workflow keeps the rules", () => {
  test("and these are all", () => {
    assert.deepEqual(Object.keys(workflows), ["ci", "nightly", "pages", "release", "size"]);
  });
  for (const [name, text] of Object.entries(workflows)) {
    test(name, () => assert.deepEqual(problems(name, text, tree), []));
  }
  test("and all have the same release of an action", () => {
    assert.deepEqual(disagreements(Object.values(workflows)), []);
  });
});

describe("what the workflows list is what there is", () => {
  const { fuzz, mutants } = yaml(workflows.nightly).jobs;

  test("fuzz targets", () => {
    assert.deepEqual(fuzz.strategy.matrix.target, names("tests/fuzz/targets").map(bare));
  });

  test("parts that are mutated", () => {
    const [, parts] = read("tests/audit/mutants.mjs").match(/^const PARTS = \{\n([^]*?)\n\};/m);
    assert.deepEqual(mutants.strategy.matrix.part, [...parts.matchAll(/^ {2}(\w+):/gm)].map(([, part]) => part));
  });

  test("every audit runs at night", () => {
    const jobs = Object.values(yaml(workflows.nightly).jobs);
    const run = new Set(jobs.flatMap((job) => job.steps.map((step) => step.run?.match(/^make ([\w-]+)/)?.[1])));
    const [, whole] = read("Makefile").match(/^audit: (.*)$/m);
    if (run.has("audit")) for (const part of whole.split(" ")) run.add(part);
    // What it compares is a release with the one before.
    const audits = [...tree.targets].filter((target) => target.startsWith("audit") && target !== "audit-semver");
    assert.deepEqual(audits.filter((target) => !run.has(target)), []);
  });

  test("the oldest node of the manifests is the one that changes are tested with", () => {
    const oldest = JSON.parse(read("www/package.json")).engines.node.replace(">=", "");
    const [node] = yaml(workflows.ci).jobs.test.steps.filter((step) => step.uses?.startsWith("actions/setup-node@"));
    assert.equal(node.with["node-version"], oldest);
  });
});

describe("a workflow that breaks a rule is found out:", () => {
  const good = `name: good
on: [push]
permissions: {}
concurrency: { group: good }
jobs:
  one:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@${"0a".repeat(20)} # v7.0.1
        with:
          persist-credentials: false
      - run: make test
`;
  test("not one that breaks none", () => assert.deepEqual(problems("good", good, tree), []));

  const BROKEN = [
    ["name: good", "name: other", "the name is other, the file's is good"],
    ["on: [push]", "on: { pull_request_target: {} }", "pull_request_target hands secrets to strangers' code"],
    ["on: [push]", "on: { workflow_run: {} }", "workflow_run hands secrets to strangers' code"],
    ["permissions: {}", "permissions: write-all", "the workflow itself needs permissions: {}"],
    ["permissions: {}\n", "", "the workflow itself needs permissions: {}"],
    ["concurrency: { group: good }\n", "", "two runs at once are not thought of"],
    ["contents: read", "contents: write", "one: writes contents"],
    ["contents: read", "actions: read", "one: permissions actions: read"],
    ["ubuntu-24.04", "ubuntu-latest", "one: runs-on ubuntu-latest: name the release"],
    ["    timeout-minutes: 5\n", "", "one: may run for six hours: no timeout-minutes"],
    ["persist-credentials: false", "fetch-depth: 1", "one: checkout leaves the token in the tree"],
    ["make test", "make nothing", "one: make has no nothing"],
    ["make test", "make -C before", "one: make without a target"],
    ["make test", "cd www && make PORT=1 nothing", "one: make has no nothing"],
    ["make test", "node .ci/nothing.mjs", "one: there is no .ci/nothing.mjs"],
    ["make test", ".ci/nothing", "one: there is no .ci/nothing"],
    ["make test", "echo ${{ github.ref }}", "one: an expression inside run: echo ${{ github.ref }}"],
    ["make test", 'echo "$TITLE"', "one: nobody sets $TITLE"],
    ["make test", "if true", /^one: no shell would read this: /],
    [`@${"0a".repeat(20)}`, "@v7", "actions/checkout@v7 is not pinned by its digest"],
    [" # v7.0.1", "", `actions/checkout@${"0a".repeat(20)}: which release is that?`],
  ];
  for (const [part, by, expected] of BROKEN) {
    test(by === "" ? `no ${part.trim()}` : by, () => {
      assert.ok(good.includes(part));
      const found = problems("good", good.replace(part, () => by), tree);
      const hit = (problem) => (expected instanceof RegExp ? expected.test(problem) : problem === expected);
      assert.ok(found.some(hit), found.join("\n"));
    });
  }

  test("a job that calls no workflow", () => {
    const job = "  one:\n    permissions: {}\n    uses: ./.github/workflows/nothing.yml\n";
    const calls = good.slice(0, good.indexOf("  one:")) + job;
    assert.deepEqual(problems("good", calls, tree), ["one: no workflow ./.github/workflows/nothing.yml"]);
  });

  test("what is published without asking", () => {
    const asks = workflows.release.replace("    environment: release\n", "");
    assert.deepEqual(problems("release", asks, tree), ["npm: needs environment: release"]);
  });

  test("two releases of one action", () => {
    const [left, right] = ["- uses: a/b@1 # v1.0.0\n", "- uses: a/b@2 # v2.0.0\n"];
    assert.deepEqual(disagreements([left, left]), []);
    assert.deepEqual(disagreements([left, right]), ["a/b: 1 # v1.0.0, and 2 # v2.0.0"]);
  });

  test("a key written twice", () => assert.throws(() => problems("good", `${good}name: again\n`, tree), /unique/));
});
