// Packs of a portal's own: laid beside the index, they are used; with anything wrong, they are refused and said so.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { folder } from "./support/site.mjs";
import { calculatorSite } from "./support/visit.mjs";
import { headline, toResult } from "./support/walk.mjs";

const policies = fileURLToPath(new URL("../../policies", import.meta.url));
const TITLE = "本县自己的办法";

describe("a portal's own pack", () => {
  let site;
  let compiled;
  const own = (name) => join(site.path, "own", name);

  before(async () => {
    compiled = compile("county-70.toml", readFileSync(join(policies, "county-70.toml"), "utf8").replace(/^title = ".*"$/m, `title = "${TITLE}"`));
    site = await calculatorSite();
  });
  after(async () => {
    await site.close();
    compiled.remove();
  });

  /** A pack of the county's, compiled as the guide says. */
  function compile(name, text) {
    const place = folder();
    const source = join(place.path, "policies");
    cpSync(join(policies, "common"), join(source, "common"), { recursive: true });
    writeFileSync(join(source, name), text);
    execFileSync(process.env.JIUZHU, ["compile", source, "--out", join(place.path, "out")], { stdio: ["ignore", "ignore", "pipe"] });
    return { ...place, out: join(place.path, "out") };
  }

  /** Lays the pack beside the shipped ones, after `change` has had its way with it. */
  function lay(change = () => {}, { out } = compiled) {
    rmSync(join(site.path, "own"), { recursive: true, force: true });
    cpSync(out, join(site.path, "own"), { recursive: true });
    const index = JSON.parse(readFileSync(own("index.json")));
    change(index.packs[0]);
    writeFileSync(own("index.json"), JSON.stringify(index));
  }

  const edit = (name, change) => writeFileSync(own(name), change(readFileSync(own(name))));
  const asText = (change) => (bytes) => change(bytes.toString());

  async function visit() {
    const page = await site.tab();
    await page.goto(site.url);
    return { page, calculator: page.locator("jiuzhu-calculator") };
  }

  test("stands for the shipped one of the same id", async () => {
    lay();
    const { page, calculator } = await visit();
    await toResult(calculator);
    assert.match(await headline(calculator), /3,?360 元/);
    assert.ok((await calculator.evaluate((element) => element.shadowRoot.textContent)).includes(TITLE));
    page.innocent();
  });

  test("that counts what lies in the province asks for it where it decides, also of a bill that the portal knows", async () => {
    const within = compile("within.toml", readFileSync(fileURLToPath(new URL("../page/support/within.toml", import.meta.url)), "utf8"));
    lay(undefined, within);
    within.remove();
    const { page, calculator } = await visit();
    const bill = { date: "2026-10-20", care: "inpatient", place: "referred", total: "20000", in_scope: "20000", basic_paid: "8000" };
    const answers = { person: { categories: ["subsistence-allowance"] }, received: [], bills: [bill, { ...bill, province: "same" }] };
    await calculator.evaluate((element, told) => (element.answers = told), answers);
    const card = (words) => calculator.locator("fieldset label", { hasText: words });
    const next = () => calculator.locator(".button-main").last().click();
    await calculator.locator(".screen .button-main").click();
    await calculator.locator('[data-pack="within"]').click();
    await calculator.locator("jiuzhu-care").waitFor();
    assert.deepEqual(await calculator.locator("legend").allInnerTexts(), ["是不是在本地看的", "看病的地方在本省吗？"]);
    await card("本县、本地").click();
    assert.equal(await calculator.locator("legend").count(), 1);
    await card("外地，办过").click();
    await next();
    assert.match(await calculator.locator("#problems").innerText(), /请选一样/);
    await card("外省").click();
    await next();
    await calculator.locator("jiuzhu-check").waitFor();
    assert.deepEqual((await calculator.locator("[data-row] .detail:has(button)").allInnerTexts()).filter((text) => text.includes("外地")).map((text) => text.split(/\s/)[0]), ["外地，办过转诊或备案、外省", "外地，办过转诊或备案、本省"]);
    await next();
    assert.match(await headline(calculator), /约 6,000 元/);
    assert.match(await calculator.locator(".headline").innerText(), /2026年10月20日的单子：外省/);
    assert.equal(new URL(page.url()).search + new URL(page.url()).hash, "");
    page.innocent();
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
      if (!(await place.isVisible())) await calculator.locator('details:has([data-pack="county-70"]) > summary').click();
      await place.click();
      const told = calculator.locator("[data-refusal]");
      await told.waitFor();
      assert.match(await told.innerText(), message);
      assert.equal(await calculator.locator("jiuzhu-place").count(), 1, "the refused pack is used");
    });
  }

  /** What a visitor is told of the portal's own part, and which places are there; `pack` is gone through to its result. */
  async function rest(arrange = () => {}, pack = "") {
    const page = await site.tab();
    await arrange(page);
    await page.goto(site.url);
    const calculator = page.locator("jiuzhu-calculator");
    await page.waitForFunction(() => window.ready);
    const told = await calculator.locator("[data-refusal]").allInnerTexts();
    await calculator.locator(".screen .button-main").click();
    await calculator.locator("[data-pack]").first().waitFor({ state: "attached" });
    const places = await calculator.locator("[data-pack]").evaluateAll((cards) => cards.map((card) => card.dataset.pack));
    if (pack) await toResult(calculator, { pack });
    const unexpected = page.sins.filter((sin) => !sin.includes("Failed to load resource"));
    assert.deepEqual(unexpected, []);
    return { told: told.join(), places };
  }

  test("is none where there is no list", async () => {
    rmSync(join(site.path, "own"), { recursive: true, force: true });
    assert.equal((await rest(undefined, "beijing-2023")).told, "");
  });

  const answers = (settings) => (page) => page.route("**/own/index.json", (route) => route.fulfill(settings));
  const lists = {
    "a server that is down": [answers({ status: 502, body: "down" }), /own\/index\.json: 502/],
    "a page in its place": [answers({ contentType: "text/html", body: "<!doctype html><title>请登录</title>" }), /own\/index\.json: 不是 JSON$/],
    "another encoding": [answers({ body: Buffer.from('{"contract":1,"packs":[{"title":"\xb5\xcd"}]}', "latin1") }), /own\/index\.json: 不是 UTF-8/],
    "half of it": [answers({ body: '{"contract":1,"packs":[{"id":"coun' }), /own\/index\.json: 不是 JSON$/],
    "another contract": [answers({ json: { contract: 2, packs: [] } }), /own\/index\.json: 缺 contract: 1$/],
    "nothing in it": [answers({ body: "null" }), /own\/index\.json: 缺 contract: 1$/],
    "no list in it": [answers({ json: { contract: 1, packs: {} } }), /own\/index\.json: packs\[0\]/],
    "no packs in it": [answers({ json: { contract: 1 } }), /own\/index\.json: packs\[0\]/],
    "no answer to the end of days": [
      async (page) => {
        await page.clock.install();
        await page.route("**/own/index.json", () => setTimeout(() => page.clock.runFor(31_000).catch(() => {}), 500));
      },
      /own\/index\.json: 没有回音/,
    ],
  };
  for (const [name, [arrange, message]] of Object.entries(lists)) {
    test(`whose list is ${name} is refused, and the rest stays`, async () => {
      lay();
      const { told, places } = await rest(arrange, name === "half of it" ? "beijing-2023" : "");
      assert.match(told, message);
      assert.ok(places.includes("county-70"), "the shipped pack is there");
    });
  }

  const misfits = {
    "no table": () => null,
    "a number": () => 7,
    "a division code as a number": (pack) => ({ ...pack, region_code: 420100 }),
    "a region as text": (pack) => ({ ...pack, region: "某县" }),
    "a region of numbers": (pack) => ({ ...pack, region: [42] }),
    "no region": (pack) => ({ ...pack, region: [] }),
    "no title": ({ title: _title, ...pack }) => pack,
    "a title that is no text": (pack) => ({ ...pack, title: ["a"] }),
    "a day in other words": (pack) => ({ ...pack, from: "2010年" }),
    "an end that is a year": (pack) => ({ ...pack, until: 2013 }),
    "an unknown standing": (pack) => ({ ...pack, status: "draft" }),
    "no id": ({ id: _id, ...pack }) => pack,
  };
  for (const [name, change] of Object.entries(misfits)) {
    test(`whose entry is ${name} is left out, and the other entries stay`, async () => {
      lay();
      const index = JSON.parse(readFileSync(own("index.json")));
      const [pack] = index.packs;
      const entry = change({ ...pack, id: "dehua-2004" });
      writeFileSync(own("index.json"), JSON.stringify({ ...index, packs: [entry, { ...pack, title: 'x "y" \\ z' }] }));
      const { told, places } = await rest(undefined, name === "no table" ? "county-70" : "");
      assert.match(told, /own\/index\.json: packs\[0\]$/);
      assert.ok(places.includes("beijing-2023"));
      // It was meant to stand for the shipped one, which nobody takes for it.
      assert.equal(places.includes("dehua-2004"), Object(entry).id === undefined);
    });
  }

  test("when refused leaves the others as they were", async () => {
    refused["a changed byte"][0]();
    const { page, calculator } = await visit();
    await toResult(calculator, { pack: "beijing-2023" });
  });
});
