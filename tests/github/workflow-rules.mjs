// The rules that every workflow of .github/workflows keeps, as a function that gives all that is wrong with one.
import { yaml } from "./support.mjs";

/** What a job may write, by `workflow/job`; all others read the repository, or not even that. */
const MAY_WRITE = {
  "nightly/report": ["issues"],
  "pages/deploy": ["pages", "id-token"],
  "release/crate": ["id-token"],
  "release/npm": ["id-token"],
  "release/page": ["pages", "id-token"],
  "release/release": ["contents", "id-token", "attestations"],
  "release/wheel": ["id-token"],
  "size/comment": ["pull-requests"],
};
/** Where something goes out under the project's name, a person can be asked first. */
const ENVIRONMENT = { "release/crate": "release", "release/npm": "release", "release/release": "release", "release/wheel": "release" };

const PINNED = /^([\w.-]+\/[\w./-]+)@([0-9a-f]{40})$/;
const LOCAL = /^\.\/\.github\/workflows\/[\w-]+\.yml$/;

/**
 * @param {string} name of the workflow: its file without `.yml`
 * @param {string} text of the file
 * @param {{ targets: Set<string>, exists: (path: string) => boolean, shell: (script: string) => string }} tree
 * @returns {string[]} all that is wrong
 */
export function problems(name, text, tree) {
  const workflow = yaml(text);
  const found = [];
  const check = (good, problem) => good || found.push(problem);
  check(workflow.name === name, `the name is ${workflow.name}, the file's is ${name}`);
  check(workflow.on && Object.keys(workflow.on).length > 0, "nothing starts it");
  check(!("pull_request_target" in workflow.on), "pull_request_target hands secrets to strangers' code");
  check(!("workflow_run" in workflow.on), "workflow_run hands secrets to strangers' code");
  check(same(workflow.permissions, {}), "the workflow itself needs permissions: {}");
  check(workflow.concurrency?.group, "two runs at once are not thought of");
  for (const [id, job] of Object.entries(workflow.jobs)) {
    for (const problem of inJob(`${name}/${id}`, job, workflow, tree)) found.push(`${id}: ${problem}`);
  }
  return [...found, ...pins(text)];
}

function inJob(id, job, workflow, tree) {
  const found = [];
  const check = (good, problem) => good || found.push(problem);
  const permissions = Object.entries(job.permissions ?? {});
  check(job.permissions, "says no permissions");
  const writes = permissions.filter(([, level]) => level === "write").map(([scope]) => scope);
  check(same(writes.sort(), [...(MAY_WRITE[id] ?? [])].sort()), `writes ${writes.join(", ") || "nothing"}`);
  const reads = permissions.filter(([, level]) => level !== "write").map(([scope, level]) => `${scope}: ${level}`);
  check(reads.every((read) => read === "contents: read"), `permissions ${reads.join(", ")}`);
  check(!ENVIRONMENT[id] || job.environment === ENVIRONMENT[id], `needs environment: ${ENVIRONMENT[id]}`);
  if (job.uses) {
    check(LOCAL.test(job.uses) && tree.exists(job.uses.slice(2)), `no workflow ${job.uses}`);
    return found;
  }
  check(/^ubuntu-\d\d\.\d\d$/.test(job["runs-on"]), `runs-on ${job["runs-on"]}: name the release`);
  check(Number.isInteger(job["timeout-minutes"]), "may run for six hours: no timeout-minutes");
  const stated = { ...workflow.env, ...job.env };
  for (const step of job.steps) {
    if (step.uses?.startsWith("actions/checkout@")) {
      check(step.with?.["persist-credentials"] === false, "checkout leaves the token in the tree");
    }
    if (typeof step.run !== "string") continue;
    check(!step.run.includes("${{"), `an expression inside run: ${step.run.trim()}`);
    const wrong = tree.shell(step.run);
    check(!wrong, `no shell would read this: ${wrong}`);
    const known = { ...stated, ...step.env };
    for (const problem of commands(step.run, tree)) found.push(problem);
    for (const [, variable] of step.run.matchAll(/\$\{?([A-Z][A-Z_]*)/g)) {
      check(variable in known || /^(GITHUB|RUNNER)_/.test(variable), `nobody sets $${variable}`);
    }
  }
  return found;
}

/** What a script calls of ours has to be there: targets of make, scripts of node, files of .ci. */
export function commands(script, { targets, exists }) {
  const found = [];
  for (const [, words] of script.matchAll(/(?:^|[;&|]\s*)make((?:[ \t]+[^\s;&|]+)*)/gm)) {
    const asked = words.trim().split(/\s+/).filter((word) => !/^[A-Z]+=/.test(word));
    if (asked[0] === "-C") asked.splice(0, 2);
    if (asked.length === 0 || asked[0] === "") found.push("make without a target");
    for (const target of asked.filter((word) => word !== "" && !targets.has(word))) found.push(`make has no ${target}`);
  }
  for (const pattern of [/\bnode +(?:--[\w-]+ +)*([\w./-]+)/g, /(?:^|\s)(\.ci\/[\w.-]+)/gm]) {
    for (const [, file] of script.matchAll(pattern)) if (!exists(file)) found.push(`there is no ${file}`);
  }
  return found;
}

/** Every action of others stands by its digest, with the release that it is beside it. */
export function pins(text) {
  const found = [];
  for (const [, value, comment] of text.matchAll(/^[ -]*uses: *(\S+)(.*)$/gm)) {
    if (LOCAL.test(value)) continue;
    if (!PINNED.test(value)) found.push(`${value} is not pinned by its digest`);
    else if (!/^ # v\d+\.\d+\.\d+$/.test(comment)) found.push(`${value}: which release is that?`);
  }
  return found;
}

/** Of several files: one action stands at one digest, with one release, everywhere. */
export function disagreements(texts) {
  const first = new Map();
  const found = [];
  for (const text of texts) {
    for (const [, action, pin] of text.matchAll(/^[ -]*uses: *([\w.-]+\/[\w./-]+)@(.*)$/gm)) {
      if (!first.has(action)) first.set(action, pin);
      else if (first.get(action) !== pin) found.push(`${action}: ${first.get(action)}, and ${pin}`);
    }
  }
  return found;
}

const same = (left, right) => JSON.stringify(left) === JSON.stringify(right);
