// Every block of code of the kit's README, and the examples of pages, run as they stand on a portal that holds the kit.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "../../www/serve.mjs";
import { start, watched } from "../page/support/browser.mjs";
import { archive, blocks, of, unpack } from "./support/kit.mjs";
import { toResult } from "./support/walk.mjs";

let kit;
let chrome;
let server;
let context;

before(async () => {
  kit = unpack();
  [chrome, server] = await Promise.all([start(), serve({ root: kit.path })]);
  context = await chrome.browser.newContext({ viewport: { width: 412, height: 800 }, serviceWorkers: "block" });
  context.setDefaultTimeout(30_000);
});
after(async () => {
  await context.close();
  await chrome.close();
  await server.close();
  kit.remove();
});

async function visit(name, body, head = "") {
  writeFileSync(join(kit.path, name), `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8" /><title>portal</title><link rel="icon" href="data:," />${head}</head><body>${body}</body></html>`);
  const page = await watched(context, server.url);
  await page.addInitScript(() => {
    window.errors = [];
    addEventListener("jiuzhu-error", (event) => window.errors.push(event.detail));
  });
  await page.goto(server.url + name);
  return page;
}

test("there is a runner for every block", () => assert.deepEqual([...new Set(blocks.map((block) => block.kind))].sort(), ["bat", "css", "html", "js", "json", "sh"]));

test("the kit is checked as it says", () => execFileSync("sh", ["-c", of("sh")[0]], { cwd: kit.path }));

test("the sums beside the kit are those that Windows prints", () => {
  const [, name] = of("bat")[0].match(/^certutil -hashfile (\S+) SHA256$/m);
  assert.equal(name, basename(archive));
  // certutil prints the digest in small letters.
  const digest = createHash("sha256").update(readFileSync(archive)).digest("hex");
  const sums = readFileSync(join(dirname(archive), "SHA256SUMS"), "utf8");
  assert.ok(sums.split("\n").includes(`${digest}  ${name}`), sums);
});

of("html").forEach((code, index) => {
  test(`code ${index + 1} shows the calculator`, async () => {
    const page = await visit(`html-${index}.html`, code);
    const calculator = code.includes("data-frame") ? page.frameLocator("iframe").locator("jiuzhu-calculator") : page.locator("jiuzhu-calculator");
    await calculator.locator(".screen .button-main").waitFor();
    const size = code.match(/data-size="(\w+)"/)?.[1];
    if (size) assert.equal(await calculator.getAttribute("size"), size);
    const notebook = calculator.locator("a[slot=others]");
    assert.equal(await notebook.count(), code.includes('data-mode="liaison"') ? 1 : 0);
    if (await notebook.count()) assert.equal(await notebook.evaluate(({ href }) => href), `${server.url}jiuzhu/liaison.html`);
    assert.deepEqual(await page.evaluate(() => window.errors), []);
    page.innocent();
    await page.close();
  });
});

const example = (name) => readFileSync(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)), "utf8");

/** What WordPress makes of a page: the blocks without their marks, within the theme's own. */
const published = (blocks) => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8" /><title>某市医疗保障局</title><link rel="icon" href="data:," /></head><body class="page"><main><div class="entry-content wp-block-post-content">${blocks.replace(/<!-- \/?wp:.*? -->/g, "")}</div></main></body></html>`;

const EXAMPLES = { "one tag": example("one-tag.html"), "a page of WordPress": published(example("wordpress.html")) };
for (const [name, html] of Object.entries(EXAMPLES)) {
  test(`the example of ${name} leads to a result`, async () => {
    writeFileSync(join(kit.path, "example.html"), html);
    const page = await watched(context, server.url);
    await page.goto(`${server.url}example.html`);
    const calculator = page.locator("jiuzhu-calculator");
    await calculator.locator(".screen .button-main").waitFor();
    assert.equal(await calculator.getAttribute("size"), "large");
    await toResult(calculator, { pack: "wuhan-2023" });
    page.innocent();
    await page.close();
  });
}

test("answers filled in beforehand lead to a result", async () => {
  for (const [index, code] of of("html").filter((block) => block.includes("data-answers")).entries()) {
    const page = await visit(`answers-${index}.html`, code);
    const calculator = page.locator("jiuzhu-calculator");
    const steps = [];
    await page.exposeFunction("tellStep", (step) => steps.push(step));
    await page.evaluate(() => addEventListener("jiuzhu-step", (event) => window.tellStep(event.detail.step)));
    await toResult(calculator);
    assert.ok(!steps.includes("amounts") && steps.includes("check"), steps.join());
    assert.equal(steps.includes("received"), !code.includes('"received"'), steps.join());
    assert.equal(await calculator.locator('[data-reading="base-deductions"] input[value=all]').isChecked(), code.includes('"readings"'));
    assert.deepEqual(await page.evaluate(() => window.errors), []);
    await page.close();
  }
});

test("the style sheet and the listener", async () => {
  writeFileSync(join(kit.path, "portal.css"), of("css")[0]);
  writeFileSync(join(kit.path, "portal.js"), of("js")[0]);
  const page = await visit("listener.html", '<script src="/jiuzhu/embed.js" data-policy="county-70" data-theme="light" data-share="amount"></script>', '<link rel="stylesheet" href="portal.css" /><script src="portal.js"></script>');
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  const calculator = page.locator("jiuzhu-calculator");
  await toResult(calculator);
  assert.equal(await calculator.evaluate((element) => getComputedStyle(element.shadowRoot.querySelector(".brand")).color), "rgb(122, 16, 32)");
  assert.equal(await calculator.evaluate((element) => getComputedStyle(element).scrollMarginTop), "64px");
  assert.deepEqual(said, []);
  const coming = page.waitForEvent("console");
  await calculator.locator("[data-act=share]").click();
  await coming;
  await page.waitForTimeout(100);
  assert.equal(said.length, 1);
  assert.match(said[0], /^county-70 \d+\.\d\d 3360\.00$/);
  await page.close();
});

test("the settings are understood, every one", async () => {
  const config = join(kit.path, "jiuzhu/config.json");
  const before = readFileSync(config);
  writeFileSync(config, of("json")[0]);
  const page = await watched(context, server.url);
  await page.goto(`${server.url}jiuzhu/check.html`);
  const line = page.locator('[data-check="本站设置 config.json"]');
  await line.waitFor();
  assert.equal(await line.getAttribute("data-state"), "ok", await line.innerText());
  await page.goto(`${server.url}jiuzhu/`);
  await page.locator("[data-office]").waitFor();
  assert.equal(await page.locator("jiuzhu-calculator").getAttribute("size"), "large");
  assert.equal(await page.locator("[data-phone] a").getAttribute("href"), "tel:07171234567");
  writeFileSync(config, before);
  await page.close();
});

test("packs of its own are compiled as it says", () => {
  const policies = fileURLToPath(new URL("../../policies", import.meta.url));
  mkdirSync(join(kit.path, "my-policies"));
  cpSync(join(policies, "county-70.toml"), join(kit.path, "my-policies/county-70.toml"));
  execFileSync("sh", ["-c", of("sh")[1].replace("jiuzhu compile", '"$JIUZHU" compile')], { cwd: kit.path, stdio: ["ignore", "ignore", "pipe"] });
  const names = readdirSync(join(kit.path, "jiuzhu/own"));
  assert.equal(JSON.parse(readFileSync(join(kit.path, "jiuzhu/own/index.json"))).packs.length, 1);
  assert.ok(names.includes("index.json") && names.some((name) => name.endsWith(".pack")) && names.some((name) => name.endsWith(".cases.json")), names.join());
});
