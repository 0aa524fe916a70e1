// Packs of a portal's own: laid beside the index, they are used; with anything wrong, they are refused and said so.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "../../www/serve.mjs";
import { start, watched } from "../page/support/browser.mjs";
import { folder, putCalculator } from "./support/site.mjs";
import { headline, toResult } from "./support/walk.mjs";

const policies = fileURLToPath(new URL("../../policies", import.meta.url));
const TITLE = "本县自己的办法";

describe("a portal's own pack", () => {
  let chrome;
  let context;
  let site;
  let server;
  let compiled;
  const own = (name) => join(site.path, "own", name);

  before(async () => {
    compiled = compile();
    site = folder();
    putCalculator(site.path);
    [chrome, server] = await Promise.all([start(), serve({ root: site.path })]);
    context = await chrome.browser.newContext({ viewport: { width: 412, height: 800 }, locale: "zh-CN", serviceWorkers: "block" });
    context.setDefaultTimeout(10_000);
  });
  after(async () => {
    await context.close();
    await chrome.close();
    await server.close();
    site.remove();
    compiled.remove();
  });

  /** The county's pack under its own title, compiled as the guide says. */
  function compile() {
    const place = folder();
    const source = join(place.path, "policies");
    cpSync(join(policies, "common"), join(source, "common"), { recursive: true });
    cpSync(join(policies, "county-70.toml"), join(source, "county-70.toml"));
    const file = join(source, "county-70.toml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^title = ".*"$/m, `title = "${TITLE}"`));
    execFileSync(process.env.JIUZHU, ["compile", source, "--out", join(place.path, "out")], { stdio: ["ignore", "ignore", "pipe"] });
    return { ...place, out: join(place.path, "out") };
  }

  /** Lays the pack beside the shipped ones, after `change` has had its way with it. */
  function lay(change = () => {}) {
    rmSync(join(site.path, "own"), { recursive: true });
    cpSync(compiled.out, join(site.path, "own"), { recursive: true });
    const index = JSON.parse(readFileSync(own("index.json")));
    change(index.packs[0]);
    writeFileSync(own("index.json"), JSON.stringify(index));
  }

  const edit = (name, change) => writeFileSync(own(name), change(readFileSync(own(name))));
  const asText = (change) => (bytes) => change(bytes.toString());

  async function visit() {
    const page = await watched(context, server.url);
    await page.goto(server.url);
    return { page, calculator: page.locator("jiuzhu-calculator") };
  }

  test("stands for the shipped one of the same id", async () => {
    lay();
    const { page, calculator } = await visit();
    await toResult(calculator);
    assert.match(await headline(calculator), /3,?360\.00/);
    assert.ok((await calculator.evaluate((element) => element.shadowRoot.textContent)).includes(TITLE));
    page.innocent();
    await page.close();
  });

  const refused = {
    "a changed byte": [() => lay((pack) => edit(pack.file, (bytes) => (bytes[bytes.length - 9] ^= 1, bytes))), /改动过/],
    "a cut file": [() => lay((pack) => edit(pack.file, (bytes) => bytes.subarray(0, 400))), /改动过/],
    "another digest in the index": [() => lay((pack) => (pack.digest = pack.digest.replace(/^./, (digit) => (digit === "0" ? "1" : "0")))), /不是同一版/],
    "a worked case that comes out otherwise": [() => lay((pack) => edit(pack.cases, asText((text) => text.replace('"3360.00"', '"3360.01"')))), /例子“.*”.*3360\.01.*/],
    "worked cases of another edition": [() => lay((pack) => edit(pack.cases, asText((text) => text.replace(pack.digest, "0".repeat(64))))), /另一版/],
    "no worked case": [() => lay((pack) => edit(pack.cases, asText((text) => JSON.stringify({ ...JSON.parse(text), cases: [] })))), /没有验算例子/],
    "worked cases left out of the index": [() => lay((pack) => delete pack.cases), /no worked cases/],
    "a name that leads elsewhere": [() => lay((pack) => (pack.file = "../packs/index.json")), /not a plain name/],
  };
  for (const [name, [arrange, message]] of Object.entries(refused)) {
    test(`is refused for ${name}`, async () => {
      arrange();
      const { page, calculator } = await visit();
      await calculator.locator(".screen .button-main").click();
      const place = calculator.locator('[data-pack="county-70"]');
      await place.waitFor({ state: "attached" });
      if (!(await place.isVisible())) await calculator.locator("details > summary").first().click();
      await place.click();
      const told = calculator.locator("[data-refusal]");
      await told.waitFor();
      assert.match(await told.innerText(), message);
      assert.equal(await calculator.locator("jiuzhu-place").count(), 1, "the refused pack is used");
      await page.close();
    });
  }

  test("when refused leaves the others as they were", async () => {
    refused["a changed byte"][0]();
    const { page, calculator } = await visit();
    await toResult(calculator, { pack: "beijing-2023" });
    await page.close();
  });
});
