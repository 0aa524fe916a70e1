// The examples that no other test can run here are what their readers take them for.
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { runInNewContext } from "node:vm";
import { links, read, root } from "../../docs/build/links.mjs";

test("every example is listed", () => {
  const listed = links("examples/README.md").map(({ file }) => (file.includes("mini-program") ? "examples/mini-program" : file));
  const there = readdirSync(join(root, "examples")).map((name) => `examples/${name}`);
  assert.deepEqual(there.filter((file) => file !== "examples/README.md" && !listed.includes(file)), []);
});

test("the notebook is one, with what it comes to and nothing of who ran it", () => {
  const { cells, metadata, nbformat, nbformat_minor: minor } = JSON.parse(read("examples/notebook.ipynb"));
  assert.deepEqual([nbformat, minor], [4, 5]);
  assert.deepEqual(Object.keys(metadata).sort(), ["kernelspec", "language_info"]);
  assert.equal(new Set(cells.map(({ id }) => id)).size, cells.length);
  const code = cells.filter((cell) => cell.cell_type === "code");
  // `make test-engines` holds what is shown against what comes out.
  code.forEach((cell, index) => {
    assert.deepEqual([cell.execution_count, cell.outputs.map(({ name }) => name)], [index + 1, ["stdout"]], cell.id);
  });
  assert.doesNotMatch(JSON.stringify(cells), /\/(home|root|Users)\//);
});

describe("the mini-program", () => {
  const folder = "examples/mini-program";
  const { pages } = JSON.parse(read(`${folder}/app.json`));

  test("has every page that it names, and no other", () => {
    for (const page of pages) {
      for (const kind of ["js", "json", "wxml"]) assert.ok(existsSync(join(root, folder, `${page}.${kind}`)), `${page}.${kind}`);
      JSON.parse(read(`${folder}/${page}.json`));
    }
    const named = pages.map((page) => join(root, folder, dirname(page)));
    const scripts = named.flatMap((place) => readdirSync(place)).filter((name) => name.endsWith(".js"));
    assert.equal(scripts.length, pages.length);
  });

  test("opens the page by https, and says what to do where it does not open", () => {
    const [path] = pages;
    const made = [];
    runInNewContext(read(`${folder}/${path}.js`), { Page: (definition) => made.push(definition) });
    const [page] = made;
    page.setData = (change) => Object.assign(page.data, change);
    assert.match(page.data.address, /^https:\/\/[\w.-]+\/([\w-]+\/)*$/);
    const view = read(`${folder}/${path}.wxml`);
    for (const [, name] of view.matchAll(/\{\{(\w+)\}\}/g)) assert.ok(name in page.data, name);
    for (const [, name] of view.matchAll(/bind\w+="(\w+)"/g)) assert.equal(typeof page[name], "function", name);
    page.fail();
    assert.equal(page.data.open, false);
    page.retry();
    assert.equal(page.data.open, true);
    assert.match(view, /<web-view wx:if="\{\{open\}\}" src="\{\{address\}\}"/);
  });
});

test("the page of WordPress is whole blocks, and loads from its own site", () => {
  const page = read("examples/wordpress.html");
  const open = [];
  for (const [, close, name] of page.matchAll(/<!-- (\/?)wp:([\w/-]+)[^>]*-->/g)) {
    if (close) assert.equal(open.pop(), name);
    else open.push(name);
  }
  assert.deepEqual(open, []);
  // What stands outside of a block is taken for an old text, and its lines are broken.
  const outside = page.replace(/<!-- wp:(\S+) -->[^]*?<!-- \/wp:\1 -->/g, "");
  assert.equal(outside.trim(), "");
  assert.doesNotMatch(page, /(src|href)="(?!\/jiuzhu\/)/);
});
