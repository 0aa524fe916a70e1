// Every block of code of the package's README, and the example for node, run as they stand.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CSP, serve } from "../../www/serve.mjs";
import { start, watched } from "../page/support/browser.mjs";
import { install, page as pageTools, putPacks, read, root } from "./support.mjs";

const blocks = [...read(join(root, "pkg-config/PACKAGE.md")).matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, kind, code]) => ({ kind, code }));
const of = (kind) => blocks.filter((block) => block.kind === kind).map((block) => block.code);

let place;
before(() => {
  place = install();
});
after(() => place?.remove());

test("there is a runner for every block", () => assert.deepEqual(blocks.map((block) => block.kind), ["js", "cjs", "js", "js", "html"]));

const EXPECTED = ["3360.00", "function", "function"];
EXPECTED.forEach((expected, index) => {
  test(`block ${index + 1} in node`, () => {
    const file = join(place.folder, `block-${index}.mjs`);
    writeFileSync(file, of("js")[index]);
    assert.equal(execFileSync(process.execPath, [file], { encoding: "utf8" }).trim(), expected);
  });
});

test("by require", () => {
  const file = join(place.folder, "block.cjs");
  writeFileSync(file, of("cjs")[0]);
  assert.equal(execFileSync(process.execPath, [file], { encoding: "utf8" }).trim(), "function");
});

test("the example for node", () => {
  cpSync(join(root, "examples"), join(place.folder, "examples"), { recursive: true });
  const run = (...told) => spawnSync(process.execPath, [join(place.folder, "examples/node.mjs"), ...told], { encoding: "utf8" });
  const { status, stdout, stderr } = run();
  assert.deepEqual([status, stderr], [0, ""]);
  assert.match(stdout, /^湖北省武汉市医疗救助: 10000\.00 到 10000\.00\n/);
  assert.match(stdout, /\n住院救助 10000\.00 到 10000\.00\n/);
  assert.match(stdout, /× 80% = 10,000 元〔二（四）〕\n/);
  const wrong = run(join(place.folder, "examples/family.json"), "beijing-2023");
  assert.deepEqual([wrong.status, wrong.stderr], [1, ""]);
  assert.match(wrong.stdout, /^person\.facts\.recognised_on: /);
});

test("the element's tag, and the blocks for browsers, built by Vite", async () => {
  const folder = join(place.folder, "docs");
  mkdirSync(folder);
  const script = `import "jiuzhu/element/define";\n${of("js").slice(1).map((code, index) => code.replace("{ init, Policy }", `{ init as init${index}, Policy as Policy${index} }`).replace("init()", `init${index}()`).replace("Policy.prototype", `Policy${index}.prototype`)).join("\n")}`;
  writeFileSync(join(folder, "main.js"), script);
  writeFileSync(join(folder, "index.html"), `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8" /><title>docs</title><link rel="icon" href="data:," /><script type="module" src="./main.js"></script></head><body>${of("html")[0]}</body></html>`);
  const { build } = await import(pageTools.resolve("vite"));
  await build({ root: folder, base: "./", configFile: false, logLevel: "error", build: { outDir: "dist", target: "es2022", modulePreload: { polyfill: false } } });
  const dist = join(folder, "dist");
  for (const name of ["jiuzhu.wasm", "jiuzhu-extras.js", "jiuzhu-places.js", "jiuzhu-slips.js"]) cpSync(join(place.installed, name), join(dist, name));
  putPacks(place.installed, dist);
  const [chrome, site] = await Promise.all([start(), serve({ root: dist, headers: { "content-security-policy": CSP.replace(/; require-trusted-types-for.*/, "") } })]);
  const page = await watched(await chrome.browser.newContext({ serviceWorkers: "block" }), site.url);
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await page.goto(site.url);
  await page.locator("jiuzhu-calculator .button-main").waitFor();
  await page.locator("jiuzhu-calculator .button-main").click();
  await page.locator('[data-pack="chongqing-2025"]').waitFor({ state: "attached" });
  assert.equal(await page.locator('[data-pack="county-70"]').count(), 0, "the region is narrowed");
  assert.deepEqual(said, ["function", "function"]);
  page.innocent();
  await chrome.close();
  await site.close();
});
