// What a portal writes into config.json: each item is judged by itself, and what is not understood is said.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { sites } from "./support/site.mjs";
import { calculatorSite, visitors } from "./support/visit.mjs";

const SOUND = { name: "县医保局", number: "0717-1234567" };

describe("settings", () => {
  let site;

  before(async () => (site = await calculatorSite()));
  after(() => site.close());

  /** The page with these settings, and what it says of them. */
  async function visit(settings) {
    writeFileSync(join(site.path, "config.json"), Buffer.isBuffer(settings) ? settings : JSON.stringify(settings));
    const page = await site.tab();
    await page.goto(site.url);
    await page.waitForFunction(() => window.ready);
    const calculator = page.locator("jiuzhu-calculator");
    const { options, shown } = await calculator.evaluate((element) => ({ options: element.session.state.options, shown: element.shadowRoot.textContent }));
    const errors = await page.evaluate(() => window.errors);
    page.innocent();
    return { options, errors, shown };
  }

  const office = (name) => ({ name, address: "", hours: "", phone: "" });
  /** Lists with something wrong in the middle, what is taken of them, and how the rest is named. */
  const lists = {
    hide: [["print", "prin", 7, "code"], ["print", "code"], ["hide[1]", "hide[2]"]],
    phones: [[null, SOUND, { ...SOUND, number: 12393 }, { number: "12393" }, SOUND], [SOUND, SOUND], ["phones[0]", "phones[2]", "phones[3]"]],
    offices: [[{ name: "一" }, { name: "二", phone: "没有" }, "三", { name: "四", hours: 9 }, { name: "五" }], [office("一"), office("五")], ["offices[1]", "offices[2]", "offices[3]"]],
    colours: [{ primary: "red", text: "#123", constructor: "#fff", radius: "4px" }, { text: "#123", radius: "4px" }, ["colours.primary", "colours.constructor"]],
    parameters: [
      { "national-2026": { threshold: 1000, annual_limit: "50000" }, "national-2021": ["1"], "foshan-2025": { x: "一千", y: "60%" } },
      { "national-2026": { annual_limit: "50000" }, "foshan-2025": { y: "60%" } },
      ["parameters.national-2026.threshold", "parameters.national-2021", "parameters.foshan-2025.x"],
    ],
  };
  for (const [name, [value, taken, wrong]] of Object.entries(lists)) {
    test(`${name}: one item that is wrong takes none of the others away`, async () => {
      const { options, errors } = await visit({ contract: 1, [name]: value });
      if (name === "parameters") delete options.parameters["national-2021"];
      assert.deepEqual(options[name], taken);
      assert.deepEqual(errors, [{ v: 1, code: "settings", where: "config", names: wrong }]);
    });
  }

  test("an unknown setting is named, whatever its name", async () => {
    const { errors } = await visit(Buffer.from('{"contract":1,"constructor":"x","toString":[],"__proto__":{"region":"42"},"regoin":"42"}'));
    assert.deepEqual(errors, [{ v: 1, code: "settings", where: "config", names: ["constructor", "toString", "__proto__", "regoin"] }]);
  });

  const unread = {
    "in another encoding": Buffer.from('{"contract":1,"phones":[{"name":"\xcf\xd8\xd2\xbd\xb1\xa3\xbe\xd6","number":"0717-1234567"}]}', "latin1"),
    "in sixteen bits": Buffer.from('\ufeff{"contract":1}', "utf16le"),
    "of another contract": { contract: 2, phones: [SOUND] },
    "of no contract": { phones: [SOUND] },
    "cut short": Buffer.from('{"contract":1,"phones":['),
    "no table": [1],
  };
  for (const [name, settings] of Object.entries(unread)) {
    test(`a file ${name} is refused as a whole, and the page is as without it`, async () => {
      const { options, errors, shown } = await visit(settings);
      assert.deepEqual(options.phones, []);
      assert.deepEqual(errors, [{ v: 1, code: "config" }]);
      assert.ok(!shown.includes("\ufffd"));
    });
  }

  test("a mark of the encoding before them does no harm", async () => {
    const { options, errors } = await visit(Buffer.from(`\ufeff${JSON.stringify({ contract: 1, phones: [SOUND] })}`));
    assert.deepEqual([options.phones, errors], [[SOUND], []]);
  });

  test("that nothing stands behind, or that nobody could read, are told on the check page", async () => {
    const told = { contract: 1, policy: "nowhere-1999", region: "99", colours: { text: "#ffffff", bg: "#fefefe" }, parameters: { "nobody-1999": {}, "wuhan-2023": { critical_deductible: "999999" } } };
    writeFileSync(join(site.path, "config.json"), JSON.stringify(told));
    const page = await site.tab();
    await page.goto(`${site.url}check.html`);
    const line = page.locator('[data-check="本站设置 config.json"]');
    await line.waitFor({ timeout: 60_000 });
    const text = await line.innerText();
    for (const wrong of ["region：没有 99", "没有 nowhere-1999", "parameters：没有 nobody-1999", "parameters.wuhan-2023.critical_deductible", "colours.text：看不清"]) assert.ok(text.includes(wrong), `${wrong}: ${text}`);
    assert.ok(!text.includes("colours.primary"), text);
  });

  test("a division code is told by its place and what holds there, on the check page and before it is copied", async () => {
    writeFileSync(join(site.path, "config.json"), JSON.stringify({ contract: 1, region: "620422100201" }));
    const page = await site.tab();
    await page.goto(`${site.url}check.html`);
    const line = page.locator('[data-check="本站设置 config.json"]');
    await line.waitFor({ timeout: 60_000 });
    const words = "甘肃省白银市会宁县：甘肃省医疗救助（省里的下限） gansu-2022、国家医疗救助框架（当地数字自己填） national-2026。";
    assert.match(await line.innerText(), new RegExp(`好。.*${words}`, "s"));
    await page.goto(`${site.url}integrate.html`);
    await page.locator("#regions option").first().waitFor({ state: "attached" });
    assert.equal(await page.locator("select[name=policy] option[value=wuhan-2023]").innerText(), "湖北省武汉市医疗救助 wuhan-2023");
    const named = { "会宁": "甘肃省白银市会宁县 620422。", huining: "甘肃省白银市会宁县 620422。", "没有的地方": "没有找到。" };
    for (const [code, told] of [["620422", words], ["620499", "没有找到。"], ["", ""], ...Object.entries(named)]) {
      await page.locator("input[name=region]").fill(code);
      await page.locator("input[name=region]").blur();
      await page.waitForFunction((text) => document.getElementById("region-told").textContent === text, told);
      assert.equal((await page.locator("#code").innerText()).includes("data-region"), /^\d/.test(code), code);
    }
    // As an element it has the way to the notebook written into it, for those who go from house to house.
    assert.doesNotMatch(await page.locator("#element").innerText(), /liaison/);
    await page.locator("select[name=mode]").selectOption("liaison");
    assert.match(await page.locator("#element").innerText(), /mode="liaison"><a slot="others" href="\S*liaison\.html">/);
  });
});

describe("the sites that may frame the calculator", () => {
  let chrome;
  before(async () => (chrome = await visitors()));
  after(() => chrome.close());

  test("are judged one by one", async () => {
    const portal = await sites({ apart: true, parents: (listed) => [{ origin: "https://www.example.gov.cn/", name: "x" }, null, ...listed, { origin: "https://a.example.gov.cn" }] });
    const page = await chrome.visit(portal, "framed.html");
    await page.frameLocator("iframe").locator("jiuzhu-calculator .button-main").first().waitFor();
    page.innocent();
    await page.leave();
    await portal.close();
  });

  test("a file that cannot be read lists nobody, and does not keep the frame waiting", async () => {
    const portal = await sites({ apart: true, raw: Buffer.from("<!doctype html>") });
    const page = await chrome.visit(portal, "framed.html");
    await page.frameLocator("iframe").locator('#notice [data-when="refused"]').waitFor();
    await page.leave();
    await portal.close();
  });
});
