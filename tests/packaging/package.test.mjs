// The packed tarball, installed and used in every way it offers.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { after, before, describe, test } from "node:test";
import { CORE_FILES, version } from "../../pkg-config/contents.mjs";
import { CSP, serve } from "../../www/serve.mjs";
import { start, watched } from "../page/support/browser.mjs";
import { install, own, page as pageTools, putPacks, read, root, tarball } from "./support.mjs";

const AMOUNT = "3360.00";

let place;
let chrome;
let site;
let context;

before(async () => {
  place = install();
  // The scripts of bundlers ask for no Trusted Types of ours; all else of the strict policy holds.
  [chrome, site] = await Promise.all([start(), serve({ root: place.folder, headers: { "content-security-policy": CSP.replace(/; require-trusted-types-for.*/, "") } })]);
  context = await chrome.browser.newContext({ serviceWorkers: "block" });
  context.setDefaultTimeout(30_000);
});
after(async () => {
  await context?.close();
  await chrome?.close();
  await site?.close();
  place?.remove();
});

/** Opens a consumer's page and gives the title that it comes to. */
async function titleOf(path) {
  const page = await watched(context, site.url);
  await page.goto(site.url + path);
  await page.waitForFunction(() => document.title !== "…").catch((error) => assert.fail(`${error.message} ${page.sins.join()}`));
  const title = await page.title();
  page.innocent();
  await page.close();
  return title;
}

/** What a file of notices names: each with its version and licence. */
const namedIn = (file) => Array.from(read(file).matchAll(/^(\S+ \d\S*  .+?)  \[/gm), ([, one]) => one);

describe("the tarball", () => {
  test("holds what it should and nothing else", () => {
    const names = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" }).trim().split("\n").map((name) => name.replace(/^package\//, ""));
    const packs = names.filter((name) => /^packs\/[\w-]+\.[0-9a-f]{8}\.(pack|cases\.json|json)$/.test(name));
    assert.deepEqual(names.filter((name) => !packs.includes(name)).sort(), CORE_FILES);
    const index = JSON.parse(read(join(place.installed, "packs/index.json")));
    assert.deepEqual(packs.sort(), [index.diseases, ...index.packs.flatMap((pack) => [pack.file, pack.cases])].map((name) => `packs/${name}`).sort());
  });

  test("tells editors of the element: each attribute that it has, each event, and what they are", () => {
    const { customElements } = JSON.parse(read(join(place.installed, "package.json")));
    const { modules } = JSON.parse(read(join(place.installed, customElements)));
    const [{ declarations: [calculator] }] = modules;
    assert.equal(calculator.tagName, "jiuzhu-calculator");
    const [, properties] = /static override properties = \{\n([^]*?)\n {2}\};/.exec(read(join(root, "www/src/element.ts")));
    const names = [...properties.matchAll(/^ {4}(\w+): (?!\{ attribute)/gm)].map(([, name]) => name);
    assert.deepEqual(calculator.attributes.map(({ name }) => name).sort(), names.sort());
    assert.deepEqual(calculator.events.map(({ name }) => name), ["ready", "step", "result", "error"].map((name) => `jiuzhu-${name}`));
    for (const { name, type, description } of [...calculator.members, ...calculator.attributes, ...calculator.events]) assert.ok(type.text && description, name);
    for (const { path } of modules) assert.ok(existsSync(join(place.installed, path)), path);
  });

  test("has the version, the licence and no install script", () => {
    const manifest = JSON.parse(read(join(place.installed, "package.json")));
    assert.equal(manifest.version, version);
    assert.deepEqual([manifest.scripts, manifest.dependencies], [undefined, undefined]);
    assert.equal(read(join(place.installed, "LICENSE")), read(join(root, "LICENSE")));
    // The page has the office's module as well, which the package has not.
    const [ours, ofPage] = [join(place.installed, "THIRD-PARTY.txt"), join(root, "www/dist/THIRD-PARTY.txt")].map(namedIn);
    assert.deepEqual(ours.filter((one) => !ofPage.includes(one)), []);
    assert.deepEqual(["lit-html", "rust_decimal", "calamine"].map((name) => ours.some((one) => one.startsWith(`${name} `))), [true, true, false]);
  });

  test("says where it comes from, as Cargo.toml does, and is published with provenance", () => {
    const manifest = JSON.parse(read(join(place.installed, "package.json")));
    const address = read(join(root, "Cargo.toml")).match(/^repository = "(.*)"$/m)[1];
    assert.deepEqual(manifest.repository, { type: "git", url: `git+${address}.git`, directory: "pkg-config" });
    assert.ok(manifest.homepage.startsWith(address) && manifest.bugs.url.startsWith(address));
    assert.deepEqual(manifest.publishConfig, { access: "public", provenance: true });
    for (const key of ["description", "keywords", "license", "engines"]) assert.ok(manifest[key], key);
  });

  test("exports only files that it holds", () => {
    const { exports, main, module, types } = JSON.parse(read(join(place.installed, "package.json")));
    const named = (value) => (typeof value === "string" ? [value] : Object.values(value).flatMap(named));
    const files = [...named(exports), main, module, types].filter((file) => !file.includes("*"));
    for (const file of files) assert.ok(existsSync(join(place.installed, file)), file);
  });

  test("is what its integrity list says", () => {
    const list = JSON.parse(read(join(place.installed, "integrity.json")));
    const files = readdirSync(place.installed, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(place.installed, join(entry.parentPath ?? entry.path, entry.name)));
    assert.deepEqual(Object.keys(list).sort(), files.filter((name) => name !== "integrity.json").sort());
    for (const [name, digest] of Object.entries(list)) assert.equal(`sha384-${createHash("sha384").update(readFileSync(join(place.installed, name))).digest("base64")}`, digest, name);
  });
});

test("its scripts are of ASCII letters, for pages of every encoding", () => {
  const scripts = readdirSync(place.installed, { recursive: true }).filter((name) => /\.[cm]?js$/.test(name));
  assert.ok(scripts.length > 8);
  for (const name of scripts) assert.match(read(join(place.installed, name)), /^[\0-\x7f]*$/, name);
});

describe("in a browser", () => {
  test("a plain script on a page of GBK, from a server that says GBK of everything", async (running) => {
    const county = await serve({ root: place.folder, charset: "gbk", headers: { "content-security-policy": null } });
    running.after(() => county.close());
    const page = await watched(context, county.url);
    await page.goto(`${county.url}script/gbk.html`);
    await page.waitForFunction(() => document.title !== "…");
    const [title, encoding] = await page.evaluate(() => [document.title, document.characterSet]);
    await page.close();
    assert.deepEqual([title, encoding], [AMOUNT, "GBK"]);
    page.innocent();
  });

  test("a plain script", async () => assert.equal(await titleOf("script/index.html"), AMOUNT));
  test("modules without a bundler", async () => assert.equal(await titleOf("esm/index.html"), AMOUNT));
  test("the module inside the script", async () => assert.equal(await titleOf("inline/index.html"), AMOUNT));

  test("Vite", async () => {
    await vite("bundler");
    assert.equal(await titleOf("bundler/dist/index.html"), AMOUNT);
  });

  test("the element by Vite", async () => {
    const to = await vite("element");
    for (const name of ["jiuzhu.wasm", "jiuzhu-extras.js", "jiuzhu-places.js", "jiuzhu-slips.js"]) cpSync(join(place.installed, name), join(to, name));
    assert.equal(await titleOf("element/dist/index.html"), "ready");
  });

  test("webpack", async () => {
    const to = join(place.folder, "webpack");
    const webpack = own("webpack");
    const stats = await new Promise((done, failed) => {
      webpack({ mode: "production", context: place.folder, entry: "./bundler/main.js", output: { path: to, filename: "main.js" }, devtool: false }, (error, result) => (error ? failed(error) : done(result)));
    });
    assert.deepEqual(stats.toJson({ errors: true, warnings: true }).errors.map((error) => error.message), []);
    bundlePage(to);
    assert.equal(await titleOf("webpack/index.html"), AMOUNT);
  });

  test("esbuild", async () => {
    const to = join(place.folder, "esbuild/dist");
    await own("esbuild").build({ absWorkingDir: place.folder, entryPoints: ["esbuild/main.js"], bundle: true, format: "iife", outfile: join(to, "main.js"), loader: { ".wasm": "file" }, logLevel: "silent" });
    bundlePage(to);
    assert.equal(await titleOf("esbuild/dist/index.html"), AMOUNT);
  });

  for (const framework of ["react", "vue", "jquery"]) {
    test(`the element in a page of ${framework}`, async () => {
      const to = join(place.folder, framework);
      const define = { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" };
      await own("esbuild").build({ absWorkingDir: place.folder, entryPoints: [`frameworks/${framework}.js`], bundle: true, format: "iife", outfile: join(to, "main.js"), define, nodePaths: [join(root, "tests/packaging/node_modules")], logLevel: "silent" });
      cpSync(join(place.folder, "frameworks/index.html"), join(to, "index.html"));
      for (const name of ["jiuzhu.wasm", "jiuzhu-extras.js", "jiuzhu-places.js", "jiuzhu-slips.js"]) cpSync(join(place.installed, name), join(to, name));
      putPacks(place.installed, to);
      const page = await watched(context, site.url);
      await page.goto(`${site.url}${framework}/index.html`);
      const calculator = page.locator("jiuzhu-calculator");
      await calculator.locator(".screen .button-main").click();
      await page.waitForFunction(() => document.title === "heard");
      await calculator.locator("jiuzhu-question, jiuzhu-care, jiuzhu-illness").waitFor();
      const screen = () => calculator.evaluate((element) => element.shadowRoot.querySelector(".screen > :last-child").localName);
      const before = await screen();
      await page.locator("#larger").click();
      await page.locator('jiuzhu-calculator[theme="dark"]').waitFor();
      assert.equal(await screen(), before, "a change of the page around threw the person back");
      page.innocent();
      await page.close();
    });
  }

  test("an unused import costs nothing", async () => {
    const { outputFiles } = await own("esbuild").build({ absWorkingDir: place.folder, stdin: { contents: 'import { Policy } from "jiuzhu"; import "jiuzhu/inline"; console.log(1);', resolveDir: place.folder }, bundle: true, format: "esm", write: false, treeShaking: true, platform: "browser", logLevel: "silent" });
    assert.ok(outputFiles[0].contents.length < 200, `${outputFiles[0].contents.length} bytes are left`);
  });
});

describe("in node", () => {
  const run = (file) => JSON.parse(execFileSync(process.execPath, [file], { cwd: join(place.folder, "node"), encoding: "utf8" }));
  test("as a module, inline too, and one instance however it is loaded", () => assert.deepEqual(run("main.mjs"), { amount: AMOUNT, inline: AMOUNT, oneInstance: true }));
  test("by require", () => assert.deepEqual(run("main.cjs"), { amount: AMOUNT }));
});

describe("on a server that draws pages", () => {
  const run = (file) => JSON.parse(execFileSync(process.execPath, [file, join(place.installed, "packs")], { encoding: "utf8" }));
  const expected = { amount: AMOUNT, element: "JiuzhuCalculator" };
  const scratch = (name) => join(place.folder, "built", name);
  const entry = (name) => join(place.folder, "server", name);

  test("as modules", () => assert.deepEqual(run(entry("main.mjs")), expected));
  test("by require", () => assert.deepEqual(run(entry("main.cjs")), { element: "JiuzhuCalculator" }));

  const bundlers = {
    async "esbuild, modules"(from, to) {
      await own("esbuild").build({ entryPoints: [from], bundle: true, platform: "node", format: "esm", minifyWhitespace: true, outfile: to, logLevel: "silent" });
    },
    async "esbuild, CommonJS"(from, to) {
      await own("esbuild").build({ entryPoints: [from], bundle: true, platform: "node", format: "cjs", minifyWhitespace: true, outfile: to.replace(/mjs$/, "cjs"), logLevel: "silent" });
      return to.replace(/mjs$/, "cjs");
    },
    async webpack(from, to) {
      const output = { path: dirname(to), filename: basename(to).replace(/mjs$/, "cjs") };
      const stats = await new Promise((done, failed) => {
        own("webpack")({ mode: "production", target: "node", entry: from, output, optimization: { minimize: false } }, (error, result) => (error ? failed(error) : done(result)));
      });
      assert.deepEqual(stats.toJson({ errors: true }).errors.map((error) => error.message), []);
      return to.replace(/mjs$/, "cjs");
    },
    async Vite(from, to) {
      const { build } = await import(pageTools.resolve("vite"));
      const rolldownOptions = { output: { entryFileNames: basename(to) } };
      await build({ root: place.folder, configFile: false, logLevel: "error", ssr: { noExternal: true }, build: { ssr: from, outDir: dirname(to), emptyOutDir: false, minify: false, rolldownOptions } });
    },
  };
  for (const [name, bundle] of Object.entries(bundlers)) {
    test(`by ${name}`, async () => {
      const to = scratch(`${name.replace(/\W/g, "")}.mjs`);
      assert.deepEqual(run((await bundle(entry("main.mjs"), to)) ?? to), expected);
    });

    test(`by ${name} without the module, and says what would have brought it along`, async () => {
      const to = scratch(`${name.replace(/\W/g, "")}-left-behind.mjs`);
      const { stderr, status } = spawnSync(process.execPath, [(await bundle(entry("left-behind.mjs"), to)) ?? to], { encoding: "utf8" });
      assert.notEqual(status, 0);
      assert.match(stderr, /jiuzhu\.wasm is not beside the script: in a bundle for node import "jiuzhu\/inline"/);
    });
  }
});

test("TypeScript, strict, and the types are those of the contract", () => {
  // What the guides say can be told beforehand is what the types say.
  const guides = ["KIT.md", "PACKAGE.md"].map((name) => read(join(root, "pkg-config", name))).join("");
  const told = [...guides.matchAll(/answers='([^']+)'/g)].map(([, answers]) => answers);
  assert.ok(told.some((answers) => answers.includes("received")) && told.some((answers) => answers.includes("readings")));
  writeFileSync(join(place.folder, "types/told.ts"), `import type { KnownAnswers } from "jiuzhu/element";\nexport const told: KnownAnswers[] = [${told.join()}];\n`);
  cpSync(join(root, "src/contract.d.ts"), join(place.folder, "types/contract.d.ts"));
  const compiler = join(root, "www/node_modules/.bin/tsc");
  const { status, stdout } = spawnSync(compiler, ["-p", "tsconfig.json"], { cwd: join(place.folder, "types"), encoding: "utf8" });
  assert.equal(stdout, "");
  assert.equal(status, 0);
});

async function vite(consumer) {
  const { build } = await import(pageTools.resolve("vite"));
  const folder = join(place.folder, consumer);
  await build({ root: folder, base: "./", configFile: false, logLevel: "error", build: { outDir: "dist", modulePreload: { polyfill: false } } });
  putPacks(place.installed, join(folder, "dist"));
  return join(folder, "dist");
}

function bundlePage(to) {
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, "index.html"), read(join(place.folder, "bundler/index.html")).replace(' type="module" src="./main.js"', ' defer src="./main.js"'));
  putPacks(place.installed, to);
}
