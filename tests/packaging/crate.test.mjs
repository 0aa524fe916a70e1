// What the crate holds, and what it says of itself to those who find it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, test } from "node:test";
import { root } from "./support.mjs";

const run = (...words) => execFileSync(words[0], words.slice(1), { cwd: root, encoding: "utf8", stdio: "pipe" });
const lines = (text) => text.trim().split("\n").sort();

test("the crate holds the core, its examples in Rust, and nothing else", () => {
  const made = [".cargo_vcs_info.json", "Cargo.toml.orig"];
  const examples = ["examples/*.rs", "examples/case.json"];
  const ours = ["src", ...examples, "Cargo.lock", "Cargo.toml", "LICENSE", "README.md", "CHANGELOG.md"];
  const kept = lines(run("git", "ls-files", "--cached", "--others", "--exclude-standard", "--", ...ours));
  const packed = lines(run("cargo", "package", "--list", "--locked", "--offline", "--allow-dirty"));
  assert.deepEqual(packed, [...made, ...kept].sort());
});

describe("the crate says", () => {
  const { packages } = JSON.parse(run("cargo", "metadata", "--no-deps", "--format-version", "1", "--offline"));
  const crate = packages.find(({ name }) => name === "jiuzhu");

  test("all that is looked for", () => {
    const wanted = ["description", "documentation", "license", "readme", "repository", "rust_version"];
    assert.deepEqual(wanted.filter((key) => !crate[key]), []);
    assert.equal(crate.publish, null, "it may be published");
    assert.deepEqual(crate.metadata.docs.rs["all-features"], true);
  });

  test("no more and no other words than crates.io takes", () => {
    assert.ok(crate.keywords.length > 0 && crate.keywords.length <= 5);
    for (const keyword of crate.keywords) assert.match(keyword, /^[a-z][a-z0-9_-]{0,19}$/);
    assert.ok(crate.categories.length > 0 && crate.categories.length <= 5);
  });

  test("which feature each program needs, so that none is built without", () => {
    const needing = crate.targets.filter(({ kind }) => ["bin", "example", "bench"].includes(kind[0]));
    for (const target of needing) assert.deepEqual(target["required-features"], ["cli"], target.name);
  });
});
