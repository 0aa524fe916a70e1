// Finding one's place on the page: by finger and by keyboard alone, in a narrow window and the largest type, with a
// portal's region, from the one-file page, and where the names of the places cannot be had.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { axeSource, inside, open, screenName, setSize, settled, single, start } from "./support/browser.mjs";
import { finger, keyboard } from "./support/hands.mjs";
import { faults } from "./support/measure.mjs";

const FIELD = "#place-search";
/** What a family types, the place, and the rules under it in their order. */
const FAMILIES = [
  ["黄陂", "420116001", "黄陂区 湖北省 武汉市", ["wuhan-2023", "national-2026"]],
  ["huining", "620422", "会宁县 甘肃省 白银市", ["gansu-2022", "national-2026"]],
  ["重庆市", "500000000000", "重庆市", ["chongqing-2026", "national-2026"]],
  ["als", "152900", "阿拉善盟 内蒙古自治区", ["national-2026"]],
];

let site;
before(async () => (site = await start()));
afterEach(() => site.rest());
after(() => site.close());

/** On the place screen; `config` is what the portal has set. */
async function atPlaces({ config, url = site.url, ...settings } = {}) {
  const page = await site.page(settings);
  if (config) await page.route("**/config.json", (route) => route.fulfill({ json: { contract: 1, ...config } }));
  await open(page, url);
  if (config) await page.waitForFunction((region) => document.querySelector("jiuzhu-calculator").session.state.options.region === region, config.region);
  await finger(page).press("开始");
  await page.locator("[data-pack]").first().waitFor({ state: "attached" });
  return page;
}

const visible = (page, within = "") => page.locator(`${within} [data-pack]`).evaluateAll((cards) => cards.filter((card) => card.offsetParent && !card.closest("details:not([open])")).map((card) => card.dataset.pack));
const rules = async (page) => {
  await page.locator("#place-chosen").waitFor();
  return [(await page.locator("#place-chosen").innerText()).replace(/\s+/g, " ").trim(), await visible(page, "section > .cards:nth-of-type(1)")];
};
const options = (page) => page.locator("[role=option]").evaluateAll((all) => all.map((one) => one.innerText.replace(/\s+/g, " ").trim()));

test("a handful is proposed, nothing of the names is loaded before somebody types, and what was typed till then counts", async () => {
  const page = await atPlaces();
  const asked = [];
  page.on("request", (request) => asked.push(request.url().replace(/.*\/|-[\w-]{8}\.js$/g, "")));
  let come;
  const wanted = new Promise((resolve) => (come = resolve));
  await page.route("**/jiuzhu-places-*", (route) => wanted.then(() => route.continue()));
  assert.deepEqual(await visible(page), ["national-2026"]);
  assert.equal(await page.evaluate(() => document.head.querySelectorAll("script[src*=places]").length), 0);
  for (const text of ["黄陂", "会", "会宁"]) await page.locator(FIELD).fill(text);
  await settled(page);
  assert.equal(await page.locator("#place-chosen").count(), 0);
  come();
  assert.deepEqual(await rules(page), ["会宁县 甘肃省 白银市", ["gansu-2022", "national-2026"]]);
  // The rest of the page comes a second after its first screen, whatever is typed.
  assert.deepEqual(asked.filter((name) => name !== "jiuzhu-later"), ["jiuzhu-places"]);
  page.innocent();
});

for (const [text, code, name, packs] of FAMILIES) {
  test(`a family in ${name} has its rules at the first try, typed and by the portal's region`, async () => {
    const page = await atPlaces();
    await page.locator(FIELD).fill(text);
    await page.locator("#place-chosen, [role=option]").first().waitFor();
    if (await page.locator("[role=option]").count()) await page.locator("[role=option]").first().tap();
    assert.deepEqual(await rules(page), [name, packs]);
    await finger(page).pressAt(`[data-pack="${packs[0]}"]`);
    await page.locator("jiuzhu-question").waitFor();
    page.innocent();
    const portal = await atPlaces({ config: { region: code } });
    assert.deepEqual(await rules(portal), [name, packs]);
    portal.innocent();
  });
}

test("by keyboard: the arrows go round, Enter chooses, and what is over is behind its fold", async () => {
  const page = await atPlaces();
  const keys = keyboard(page);
  await keys.type(FIELD, "朝阳");
  await page.locator("[role=option]").first().waitFor();
  const all = await options(page);
  assert.deepEqual(all.slice(0, 2), ["朝阳市 辽宁省", "朝阳区 北京市"]);
  const chosen = () => page.evaluate(() => {
    const field = document.querySelector("jiuzhu-calculator").shadowRoot.activeElement;
    return [field.id, field.getAttribute("aria-expanded"), field.getRootNode().querySelector("[aria-selected=true]")?.id === field.getAttribute("aria-activedescendant"), field.getRootNode().querySelector("[aria-selected=true]")?.innerText.replace(/\s+/g, " ").trim()];
  });
  await page.keyboard.press("ArrowUp");
  assert.deepEqual(await chosen(), ["place-search", "true", true, all[all.length - 1]]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await chosen(), ["place-search", "true", true, "朝阳区 北京市"]);
  await page.keyboard.press("Enter");
  await settled(page);
  assert.deepEqual(await rules(page), ["朝阳区 北京市", ["beijing-2023", "national-2026"]]);
  assert.equal(await page.evaluate(() => document.querySelector("jiuzhu-calculator").shadowRoot.activeElement.id), "place-chosen");
  await page.locator(FIELD).fill("会宁");
  await settled(page);
  assert.ok(!(await visible(page)).includes("huining-2020"));
  await keys.pressAt("section summary");
  assert.ok((await visible(page)).includes("huining-2020"));
  await keys.pressAt('[data-pack="gansu-2022"]');
  await page.locator("jiuzhu-question").waitFor();
  page.innocent();
});

test("nothing found says what to do, and has the frame of the nation", async () => {
  const page = await atPlaces();
  await page.locator(FIELD).fill("没有这个地方");
  await page.locator("[role=status]", { hasText: "12393" }).first().waitFor();
  assert.match(await inside(page).locator(".help[role=status]").innerText(), /没有找到「没有这个地方」.*拼音.*12393/s);
  assert.deepEqual(await visible(page), ["national-2026"]);
  await page.locator(FIELD).fill("");
  await settled(page);
  assert.deepEqual(await visible(page), ["national-2026"]);
  page.innocent();
});

test("the place that was chosen is proposed again, and the lists are there where the names are not", async () => {
  const page = await atPlaces();
  await page.route("**/jiuzhu-places-*", (route) => route.abort());
  await page.locator(FIELD).fill("武汉");
  await page.locator("[role=status]", { hasText: "没有取到" }).waitFor();
  await page.unroute("**/jiuzhu-places-*");
  await page.locator(FIELD).fill("武汉市");
  assert.deepEqual(await rules(page), ["武汉市 湖北省", ["wuhan-2023", "national-2026"]]);
  assert.equal(await page.locator("[role=status]", { hasText: "没有取到" }).count(), 0);
  await finger(page).pressAt('[data-pack="wuhan-2023"]');
  await page.locator("jiuzhu-question").waitFor();
  await finger(page).press("上一步");
  assert.deepEqual((await visible(page)).sort(), ["national-2026", "wuhan-2023"]);
});

test("a portal of a province looks within it", async () => {
  const page = await atPlaces({ config: { region: "370000" } });
  await page.locator("#place-chosen").waitFor();
  assert.deepEqual((await visible(page)).sort(), ["jinan-2023", "linyi-2023", "national-2026", "sishui-2024", "taian-2026", "zibo-2025"]);
  await page.locator(FIELD).fill("黄陂");
  await page.locator(".help[role=status]", { hasText: "没有找到" }).waitFor();
  await page.locator(FIELD).fill("jnss");
  assert.deepEqual(await rules(page), ["泗水县 山东省 济宁市", ["sishui-2024", "national-2026"]]);
  page.innocent();
});

test("what was loaded once is there without a network", async () => {
  const page = await site.page({ worker: true });
  await open(page, site.url);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const search = async () => {
    await finger(page).press("开始");
    await page.locator("[data-pack]").first().waitFor({ state: "attached" });
    await page.locator(FIELD).fill("huangpi");
    // Also what may be on its way to 黄平.
    await page.locator("[role=option]").first().tap();
    assert.deepEqual(await rules(page), ["黄陂区 湖北省 武汉市", ["wuhan-2023", "national-2026"]]);
  };
  await search();
  await page.waitForFunction(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat().some((url) => url.includes("jiuzhu-places")));
  await page.context().setOffline(true);
  await open(page, site.url);
  await search();
  page.innocent();
});

test("from the one-file page", async () => {
  const url = pathToFileURL(single).href;
  const page = await site.page({ home: url });
  await open(page, url);
  await finger(page).press("开始");
  await page.locator(FIELD).fill("620422100201");
  assert.deepEqual(await rules(page), ["会宁县 甘肃省 白银市", ["gansu-2022", "national-2026"]]);
  page.innocent();
});

for (const [width, size] of [[320, "elder"], [360, "normal"]]) {
  test(`list, rules and an empty answer are by the book at ${width}, ${size}`, async () => {
    const page = await atPlaces({ width, reducedMotion: "reduce" });
    await setSize(page, size);
    await page.evaluate(`(() => { const module = undefined; ${axeSource} })()`);
    const found = [];
    for (const text of ["", "朝阳", "青神", "没有这个地方"]) {
      await page.locator(FIELD).fill(text);
      await settled(page);
      if (text) await page.locator(".help[role=status]").waitFor();
      if (text === "朝阳") await page.keyboard.press("ArrowDown");
      await settled(page);
      for (const fault of await faults(page, { size, doubled: false })) found.push(`${text}: ${fault}`);
    }
    assert.deepEqual([...new Set(found)], []);
    assert.equal(await screenName(page), "place");
    page.innocent();
  });
}
