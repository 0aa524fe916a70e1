// What the release workflow asks before it does anything, and what it writes on the release's page.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { hindrances, section, stated } from "../../.ci/release.mjs";
import { read, root } from "./support.mjs";

const ADDRESS = "https://forge.example/someone/jiuzhu";
const CARGO = `[package]
name = "jiuzhu"
version = "1.2.3"
repository = "${ADDRESS}"

[dependencies]
other = "8"
version = "9.9.9"
`;
const CHANGES = `# Changelog

What this is.

## 1.2.3（2026-12-01）

### Program

- One.

## 1.2.30（2026-11-01）

- Old.
`;

describe("a section of the changelog", () => {
  test("is what stands under the version's heading", () => {
    assert.deepEqual(section(CHANGES, "1.2.3"), { heading: "1.2.3（2026-12-01）", text: "### Program\n\n- One.\n" });
    assert.equal(section(CHANGES, "1.2.30").text, "- Old.\n");
  });
  test("is not there for a version that has none", () => assert.equal(section(CHANGES, "1.2"), undefined));
});

test("what Cargo.toml states is the package's, not another table's", () => {
  assert.equal(stated(CARGO, "version"), "1.2.3");
  assert.equal(stated(CARGO, "other"), undefined);
});

describe("a release is", () => {
  let folder;
  const put = (cargo, changes = CHANGES, packed = changes) => {
    writeFileSync(join(folder, "Cargo.toml"), cargo);
    writeFileSync(join(folder, "CHANGELOG.md"), changes);
    writeFileSync(join(folder, "pkg-config/CHANGELOG.md"), packed);
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "jiuzhu-release-"));
    mkdirSync(join(folder, "pkg-config"));
  });
  after(() => rmSync(folder, { recursive: true }));

  test("let through when all agrees", () => {
    put(CARGO);
    assert.deepEqual(hindrances(folder, "v1.2.3", ADDRESS), []);
  });

  test("kept from another tag and another repository, and both are said", () => {
    put(CARGO);
    assert.deepEqual(hindrances(folder, "v1.2.4", "https://forge.example/fork/jiuzhu"), [
      "the tag is v1.2.4, but Cargo.toml says version 1.2.3: v1.2.3",
      `this is https://forge.example/fork/jiuzhu, but Cargo.toml says repository ${ADDRESS}`,
    ]);
  });

  test("kept while a changelog has no day, or says nothing", () => {
    put(CARGO, CHANGES.replace("2026-12-01", "未发布 / unreleased"), "# Changelog\n");
    assert.deepEqual(hindrances(folder, "v1.2.3", ADDRESS), [
      "CHANGELOG.md gives 1.2.3 no day: “1.2.3（未发布 / unreleased）”",
      "pkg-config/CHANGELOG.md has no section 1.2.3",
    ]);
  });
});

describe("of this tree", () => {
  const cargo = read("Cargo.toml");
  const version = stated(cargo, "version");
  const options = { cwd: root, encoding: "utf8", stdio: "pipe" };
  const run = (...words) => execFileSync(process.execPath, [".ci/release.mjs", ...words], options);

  test("nothing but the day may be missing", () => {
    const found = hindrances(root, `v${version}`, stated(cargo, "repository"));
    assert.deepEqual(found.filter((hindrance) => !hindrance.includes("no day")), []);
  });

  test("the notes are the changelog's", () => {
    const notes = run("notes", version);
    assert.ok(read("CHANGELOG.md").includes(notes));
    assert.match(notes, /^### 政策包 \/ Policy packs\n/);
    assert.doesNotMatch(notes, /^## /m);
  });

  test("a hindrance ends the workflow", () => {
    assert.throws(() => run("check", "v0", "https://forge.example/fork/jiuzhu"), /the tag is v0[^]*this is https/);
    assert.throws(() => run("notes", "0.0.0"), /no section 0\.0\.0/);
  });
});
