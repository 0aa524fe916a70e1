// The documents are true: nothing they point at is missing, and what they tell a reader to type comes out as they show.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve as absolute } from "node:path";
import { after, before, describe, test } from "node:test";
import { anchors, blocks, links, read, root } from "../../docs/build/links.mjs";

const SUMMARY = "docs/SUMMARY.md";
const CHAPTERS = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`);
/** Written in their own houses, each with a test of its own for its blocks of code. */
const ELSEWHERE = ["README.md", "CHANGELOG.md", ".github/CONTRIBUTING.md", "policies/README.md", "pkg-config/README.md",
  "pkg-config/KIT.md", "pkg-config/PACKAGE.md", "pkg-config/python/README.md", "examples/README.md"];
const DOCUMENTS = [...CHAPTERS, ...ELSEWHERE];

/** Pages that tests open as they stand. */
const EXAMPLES = ["examples/one-tag.html"];

/** A file of the tree between backticks. */
const FILE = /`((?:src|www|tests|policies|pkg-config|docs|examples|\.ci|\.github)\/[\w./-]*)`/g;

const exists = (path) => existsSync(join(root, path));
const built = read(".gitignore").split("\n").filter((line) => line.startsWith("/")).map((line) => line.slice(1));

test("every chapter is in the table of contents, once", () => {
  const named = links(SUMMARY).map((link) => link.file);
  assert.deepEqual([...new Set(named)], named);
  assert.deepEqual(CHAPTERS.filter((chapter) => chapter !== SUMMARY && !named.includes(chapter)), []);
});

for (const document of DOCUMENTS) {
  test(`no link of ${document} is dead`, () => {
    const dead = links(document).filter(({ web, file, heading }) => {
      if (web) return !/^https:\/\/[\w.-]+(\/\S*)?$/.test(web);
      if (!exists(file)) return true;
      return heading !== undefined && !anchors(file).includes(heading);
    });
    assert.deepEqual(dead.map((link) => link.target), []);
  });
}

test("a dead link is found", () => {
  const found = (text) => links(text);
  assert.ok(!exists("docs/nothing.md"));
  assert.ok(!anchors("README.md").includes("nothing"));
  assert.ok(anchors("README.md").includes("有哪些地方--which-places"));
  assert.ok(found("README.md").some(({ file }) => file === "docs/pictures/answer.webp"), "pictures are links too");
  assert.ok(found("README.md").length > 30);
});

for (const document of CHAPTERS) {
  test(`every file that ${document} names is there`, () => {
    const named = [...read(document).matchAll(FILE)].map(([, path]) => path);
    const missing = named.filter((path) => !exists(path) && !built.some((folder) => path.startsWith(folder)));
    assert.deepEqual(missing, []);
  });
}

/** What a page shows to people: its own texts, those of the core, and those of the forms on GitHub. */
const shown = () => {
  const files = execFileSync("git", ["ls-files", "www/src", "www/*.html", "src", ".github/ISSUE_TEMPLATE"], { cwd: root, encoding: "utf8" });
  return files.trim().split("\n").map(read).join("\n");
};

test("every button and choice that a document names stands on a page", () => {
  const words = shown();
  const named = CHAPTERS.flatMap((document) => [...read(document).matchAll(/[点选填]“([^”]+)”/g)].map(([, name]) => `${document}: ${name}`));
  assert.ok(named.length > 40, `${named.length} names`);
  assert.deepEqual(named.filter((one) => !words.includes(one.split(": ")[1])), []);
});

test("the family that liaisons begin with is that of the picture", () => {
  const [, table] = /^\| 问什么 \|.*\n\|[-|]+\n((?:\|.*\n)+)/m.exec(read("docs/liaisons.md"));
  const told = Object.fromEntries(table.trim().split("\n").map((row) => row.split("|").slice(1, 3).map((cell) => cell.trim())));
  const { answers, illness, bills } = JSON.parse(read("tests/page/journeys/wuhan-allowance.json"));
  const [{ date, amounts }] = bills;
  const recognised = answers["person.facts.recognised_on"].date;
  assert.deepEqual([told["什么身份"], told["哪天认定的"]], [answers["person.categories"], recognised]);
  assert.ok(told["什么病"].includes(illness.search));
  assert.equal(told["出院那天"], date);
  const paid = ["总费用", "医保认的费用", "医保报了", "大病又报了"].map((name) => told[name]);
  assert.deepEqual(paid, [amounts.total, amounts.in_scope, amounts.basic_paid, amounts.critical_paid]);
});

test("the columns that offices may name are those of the program", () => {
  const program = [...read("src/roster/column.rs").matchAll(/^ {4}\w+ = ("\w+"), "([^"]+)", \[/gm)].map(([, id, name]) => `${id.replaceAll('"', "`")} ${name}`);
  const [, told] = /^### 列的名字\n\n(.*)。\n/m.exec(read("docs/offices.md"));
  assert.ok(program.length > 40);
  assert.deepEqual(told.split("、"), program);
});

test("what an element can be told, and what it tells, is explained in the package's types and its guide", () => {
  const types = read("pkg-config/element.d.ts");
  const [, members] = /class JiuzhuCalculator [^{]*\{\n([^]*?)\n\}/.exec(types);
  const [, details] = /interface EventDetails \{\n([^]*?)\n\}/.exec(types);
  const unexplained = (text) => text.split("\n").filter((line, at, lines) => /^ {2}\w/.test(line) && !/\*\/$/.test(lines[at - 1] ?? ""));
  assert.deepEqual([...unexplained(members), ...unexplained(details)], []);

  // Those without an attribute are no portal's, and the names of files are for who builds them otherwise.
  const [, properties] = /static override properties = \{\n([^]*?)\n {2}\};/.exec(read("www/src/element.ts"));
  const names = [...properties.matchAll(/^ {4}(\w+): (?!\{ attribute)/gm)].map(([, name]) => name);
  for (const name of names) assert.match(members, new RegExp(`^ {2}${name}: `, "m"));
  const events = [...details.matchAll(/^ {2}(\w+): /gm)].map(([, name]) => `jiuzhu-${name}`);
  const guide = read("pkg-config/PACKAGE.md");
  const told = [...guide.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, name]) => name));
  const wanted = [...names.filter((name) => !["module", "extras", "index", "history"].includes(name)), ...events];
  assert.deepEqual(told.toSorted(), wanted.toSorted());
});

/** Rows of the tables whose first column is a file and whose second holds names that stand in it. */
function places(document) {
  const [, table] = /^\| file \| where \|.*\n\|[-|]+\n((?:\|.*\n)+)/m.exec(read(document)) ?? [];
  assert.ok(table, `${document} has no table of files`);
  const named = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  return table.trim().split("\n").map((row) => row.split("|").slice(1, 3).map(named));
}

for (const document of ["docs/add-a-mechanism.md", "docs/add-a-door.md"]) {
  test(`the checklist of ${document} is that of today's files`, () => {
    for (const [[file], names] of places(document)) {
      assert.ok(exists(file), file);
      for (const name of names) assert.ok(read(file).includes(name), `${file} has no ${name}`);
    }
  });
}

describe("what a reader is told to type", () => {
  let folder;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "jiuzhu-docs-"));
    for (const name of ["docs", "examples", "policies"]) symlinkSync(join(root, name), join(folder, name));
    mkdirSync(join(folder, "target/debug"), { recursive: true });
    symlinkSync(absolute(process.env.JIUZHU ?? join(root, "target/debug/jiuzhu")), join(folder, "target/debug/jiuzhu"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const commands = (text) => text.trim().split("\n").map((line) => line.replace(/ +#.*/, ""));

  /** Where a line is one of `make` or cargo, tests/core/readme.rs looks whether it exists. */
  const printed = new Map();
  function obey(line) {
    // What only looks comes to the same a second time.
    if (!printed.has(line)) printed.set(line, run(line));
    return printed.get(line);
  }

  function run(line) {
    if (/^(make|cargo|UPDATE_EXPECTED=1 cargo) /.test(line)) return "";
    assert.match(line, /^(target\/debug\/jiuzhu|node) /);
    const { status, stdout, stderr } = spawnSync("sh", ["-c", line], { cwd: folder, encoding: "utf8" });
    assert.equal(stderr, "", line);
    // A stream or a list with a wrong line in it goes on, and says so at its end.
    assert.ok(status === 0 || (status === 1 && /--ndjson| screen /.test(line)), `${line}: ${status}`);
    return stdout.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  }

  for (const document of [...CHAPTERS, "README.md"]) {
    test(`${document}`, () => {
      let last;
      for (const { kind, text, line } of blocks(document)) {
        const where = `${document}:${line}`;
        const shows = kind === "text" && document !== "README.md";
        if (kind === "sh") last = commands(text).map(obey).join("");
        else if (shows) assert.equal(text, last, `${where} shows something else`);
        else if (kind === "rust") quoted(text, where);
        else if (kind === "toml") assert.ok(read("policies/common/slips.toml").includes(text), `${where}: nobody reads it so`);
        // What is in it, the tests of its reader look at.
        else if (kind === "html") assert.ok(ELSEWHERE.some((other) => read(other).includes(text)) || EXAMPLES.some((example) => read(example).includes(text.trim())), `${where} is tried nowhere`);
        else if (kind === "json") assert.doesNotThrow(() => JSON.parse(text), where);
        else assert.ok(["plain", "text"].includes(kind), `${where}: nobody checks a block of ${kind}`);
      }
    });
  }

  /** Rust is quoted word for word from the file that the first line names. */
  function quoted(text, where) {
    const [, file, code] = /^\/\/ (\S+)\n([^]*)$/.exec(text) ?? [];
    assert.ok(file && read(file).includes(code.trim()), `${where}: ${file} does not say so`);
  }
});
