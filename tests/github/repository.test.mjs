// What a repository shows to those who come to it: that it is there, and that what it names is there too.
import assert from "node:assert/strict";
import { basename, dirname, join, normalize } from "node:path";
import { describe, test } from "node:test";
import { owner, read, there, tracked, yaml } from "./support.mjs";

const files = tracked();
const json = (path) => JSON.parse(read(path));

test("all that people look for is there", () => {
  const wanted = ["CODEOWNERS", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "PULL_REQUEST_TEMPLATE.md", "SECURITY.md"];
  for (const name of wanted) assert.ok(there(`.github/${name}`), name);
});

test("a link of .github leads somewhere", () => {
  for (const file of files.filter((name) => /^\.github\/[^/]+\.md$/.test(name))) {
    for (const [, link] of read(file).matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      assert.ok(there(normalize(join(dirname(file), link))), `${file}: ${link}`);
    }
  }
});

describe("who is asked about a change", () => {
  const lines = read(".github/CODEOWNERS").split("\n").filter((line) => line !== "" && !line.startsWith("#"));

  test("stands for every path", () => assert.equal(lines[0].split(/\s+/)[0], "*"));

  test("is of the account that Cargo.toml names, and each path is there", () => {
    for (const line of lines) {
      const [path, ...owners] = line.split(/\s+/);
      assert.ok(path === "*" || files.some((name) => `/${name}`.startsWith(path)), `no ${path}`);
      assert.ok(owners.length > 0, line);
      for (const name of owners) assert.match(name, new RegExp(`^@${owner}(/[\\w-]+)?$`), line);
    }
  });
});

describe("what is kept new", () => {
  const { version, updates } = yaml(read(".github/dependabot.yml"));
  const places = (ecosystem) => {
    const entries = updates.filter((entry) => entry["package-ecosystem"] === ecosystem);
    return entries.flatMap(({ directory, directories }) => directories ?? [directory]);
  };
  const holding = (name) => files.filter((file) => basename(file) === name).map((file) => join("/", dirname(file)));

  test("is a file of the second version", () => assert.equal(version, 2));
  test("is every lock of crates", () => assert.deepEqual(places("cargo").sort(), holding("Cargo.lock").sort()));
  test("is every lock of npm", () => assert.deepEqual(places("npm").sort(), holding("package-lock.json").sort()));
  test("is the actions", () => assert.deepEqual(places("github-actions"), ["/"]));
  test("is asked each week, and waits until a version has been seen", () => {
    for (const entry of updates) {
      assert.deepEqual([entry.schedule, entry.cooldown], [{ interval: "weekly" }, { "default-days": 7 }]);
    }
  });
});

test("every part that the Makefile has set up is one that .ci/setup knows", () => {
  const setup = read(".ci/setup");
  const asked = [...read("Makefile").matchAll(/\.ci\/setup ([\w-]+)/g)].map(([, part]) => part);
  const known = [/^ {4}([\w-]+)\) /gm, /"\$\{1:-\}" = (\w+)/g].flatMap((pattern) => [...setup.matchAll(pattern)]);
  const parts = known.map(([, part]) => part);
  assert.ok(asked.length > 5);
  assert.deepEqual([...new Set(asked)].filter((part) => !parts.includes(part)), []);
});

test("every tool that .ci/setup installs has its version in the Makefile", () => {
  const makefile = read("Makefile");
  const [, exported] = makefile.match(/^export (WASM_BINDGEN .*)$/m);
  const wanted = new Set([...read(".ci/setup").matchAll(/\$([A-Z][A-Z_]+)\b/g)].map(([, name]) => name));
  const versions = [...makefile.matchAll(/^([A-Z_]+) := [\d.]+$/gm)].map(([, name]) => name);
  assert.deepEqual(versions.sort(), exported.split(" ").sort());
  assert.deepEqual(versions.filter((name) => !wanted.has(name)), []);
});

describe("the editor", () => {
  const recommended = json(".vscode/extensions.json").recommendations;
  const settings = json(".vscode/settings.json");
  const container = json(".devcontainer/devcontainer.json");

  test("is told of the same extensions in a container", () => {
    assert.deepEqual(container.customizations.vscode.extensions, recommended);
  });

  test("finds every crate", () => {
    const crates = files.filter((file) => /(^|\/)Cargo\.toml$/.test(file));
    assert.deepEqual(settings["rust-analyzer.linkedProjects"], crates);
  });

  test("draws the lines where .editorconfig and rustfmt end them", () => {
    const [, rust] = read(".editorconfig").match(/^\[\*\.rs\]\n[^[]*max_line_length = (\d+)/m);
    assert.deepEqual(settings["[rust]"]["editor.rulers"], [Number(rust)]);
    assert.match(read(".rustfmt.toml"), new RegExp(`max_width = ${rust}\\b`));
  });

  test("'s container sets itself up by make, on the port of make run", () => {
    const makefile = read("Makefile");
    const [, target] = container.postCreateCommand.match(/^make (\w+)$/);
    assert.match(makefile, new RegExp(`^${target}:`, "m"));
    assert.deepEqual(container.forwardPorts, [Number(makefile.match(/^PORT \?= (\d+)$/m)[1])]);
  });
});
