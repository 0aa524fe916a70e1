// The slip on the page has the names of the place's own: on the picture and beside the fields; nothing of it sticks out,
// in any size; and where the names cannot be had, the figures can be copied all the same.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { bringAxe, inside, open, settled, single, start } from "./support/browser.mjs";
import { finger } from "./support/hands.mjs";
import { faults } from "./support/measure.mjs";

/** What the core calls the lines, where nobody has said otherwise. */
const NATION = ["医疗费总额", "政策范围内费用", "基本医保统筹支付", "大病保险支付", "医疗救助支付", "个人负担：现金加账户"];
const SELF = NATION[5];
const STAY = "inpatient";

/** The pack, the place that was looked for, the kind of care; the heading of the picture, and its rows with their numbers. */
const PLACES = [
  ["天津", "tianjin-2023", undefined, STAY, "天津市结算单（样子）", ["1 医疗费总额", "2 政策范围内费用", "3 基本医保统筹支付", "4 城乡大病支付", "5 补助金额", `6 ${SELF}`]],
  ["杭州", "hangzhou-2025", undefined, STAY, "浙江省结算单（样子）", ["1 医疗费总额", "2 政策范围内费用", "3 基本医保统筹支付", "4 大病保险支付", "5 医疗救助支付", "5 民政救助支付", "6 个人自费现金", "6 个人自负现金", "6 当年账户", "6 历年账户"]],
  ["北京，门诊", "beijing-2023", undefined, "outpatient", "北京市结算单（样子）", ["1 费用总金额", "2 医保范围内金额", "3 门诊大额基金支付", "4 大病支付", "5 医疗救助支付", "6 个人支付总金额"]],
  ["北京，住院", "beijing-2023", undefined, STAY, "医疗费用结算单（样子）", NATION.map((name, at) => `${at + 1} ${name}`)],
  ["宜宾", "national-2026", "511500", STAY, "宜宾市结算单（样子）", ["1 医疗费总额", "2 政策范围内费用", "3 基本医保统筹支付", "4 大病保险支付", "5 民政救助报销支付", "5 民政重大疾病救助报销支付", `6 ${SELF}`]],
  ["佛山", "foshan-2025", undefined, STAY, "佛山市结算单（样子）", ["1 总费用", "3 基本统筹", "4 大病", "4 大额", "5 医疗救助金额", "5 二次救助金额", "6 个人支付"]],
  ["重庆", "chongqing-2026", undefined, STAY, "重庆市结算单（样子）", ["1 费用总额", "2 符合医保报销金额", "3 基本医疗保险报销金额", "4 大病报销金额", "4 大额报销金额", "5 医疗救助", "5 倾斜救助", "6 个人账户支付金额（元）", "6 个人现金支付金额（元）"]],
  ["武汉，没有写到的", "wuhan-2023", undefined, STAY, "医疗费用结算单（样子）", NATION.map((name, at) => `${at + 1} ${name}`)],
];

let site;
before(async () => (site = await start()));
afterEach(() => site.rest());
after(() => site.close());

/** On the screen with the figures of a bill. */
async function atFigures(page, pack, area, care) {
  await page.waitForFunction(() => document.querySelector("jiuzhu-calculator").session?.state.packs.length > 0);
  await page.evaluate(
    async ([pack, area, care]) => {
      const { session } = document.querySelector("jiuzhu-calculator");
      await session.choosePack(pack, area);
      session.setCare(0, care, { place: "local" });
      session.show({ name: "amounts", bill: 0 });
    },
    [pack, area, care],
  );
  await page.locator("jiuzhu-amounts").waitFor();
  await finger(page).pressAt("jiuzhu-amounts summary");
  await page.locator("svg.slip").waitFor();
}

/** The heading, and each row's number and name; a name in two lines is one. */
const drawn = (page) =>
  page.locator("svg.slip").evaluate((slip) => {
    const text = ({ textContent }) => textContent;
    const rows = [...slip.querySelectorAll("g")].map((row) => {
      const all = [...row.querySelectorAll("text")].map(text);
      return `${all.pop()} ${all.filter((one) => !/^[＊.]+$/.test(one)).join("")}`;
    });
    return [slip.getAttribute("aria-label"), text(slip.querySelector("text")), rows];
  });

/** Texts of the picture that lie on another, or outside of their row. */
const astray = (page) =>
  page.locator("svg.slip").evaluate((slip) => {
    const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom - 1 && other.top < one.bottom - 1;
    return [...slip.querySelectorAll("g")].flatMap((row) => {
      const within = row.querySelector("rect").getBoundingClientRect();
      const texts = [...row.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
      return texts.flatMap(([name, box], at) => [
        ...(box.left < within.left || box.right > within.right || box.top < within.top - 2 || box.bottom > within.bottom + 2 ? [`${name} sticks out`] : []),
        ...texts.slice(at + 1).flatMap(([other, its]) => (meet(box, its) ? [`${name} lies on ${other}`] : [])),
      ]);
    });
  });

const beside = async (page, field) => {
  const label = inside(page).locator(`label[for=field-${field}] small`);
  const help = inside(page).locator(`#field-${field}-help`);
  return [(await label.count()) ? await label.innerText() : "", (await help.count()) ? await help.innerText() : ""];
};

for (const [place, pack, area, care, heading, rows] of PLACES) {
  test(`${place}: the slip has the names that it has there`, async () => {
    const page = await site.page();
    await open(page, site.url);
    await atFigures(page, pack, area, care);
    assert.deepEqual(await drawn(page), [heading, heading, rows]);
    // Each name of the picture stands beside its field too.
    for (const [at, field] of ["total", "in_scope", "basic_paid", "critical_paid", "assistance_paid", "self_paid"].entries()) {
      // Where the rules do not look at it, it is among the further ones.
      const names = rows.filter((row) => row.startsWith(`${at + 1} `)).map((row) => row.slice(2));
      const [official, help] = await beside(page, field);
      assert.equal(official, names.length > 0 ? `（${names.join("＋")}）` : "", field);
      assert.equal(help.startsWith("这几行加起来填"), names.length > 1, `${field}: ${help}`);
      assert.equal(help.startsWith("当地的单子没有这一行"), names.length === 0, `${field}: ${help}`);
    }
    await bringAxe(page);
    // Also on the narrowest phone its letters grow with all others.
    await page.setViewportSize({ width: 320, height: 740 });
    const letters = () => page.locator("svg.slip g text").first().evaluate((text) => text.getBoundingClientRect().height);
    const small = await letters();
    for (const [size, grown] of [["normal", 1], ["large", 1.2], ["elder", 1.55]]) {
      if (size !== "normal") await inside(page).locator("[data-act=size]").click();
      await settled(page);
      assert.deepEqual(await astray(page), [], size);
      assert.ok((await letters()) >= small * grown, `${size}: ${(await letters()) / small}`);
      assert.deepEqual(await drawn(page), [heading, heading, rows], size);
      assert.deepEqual(await faults(page, { size, again: "size" }), [], size);
    }
    page.innocent();
  });
}

test("a line that is not on the slip: what to do instead", async () => {
  const page = await site.page();
  await open(page, site.url);
  await atFigures(page, "foshan-2025", undefined, STAY);
  assert.deepEqual(await beside(page, "in_scope"), ["", "当地的单子没有这一行，空着就行。填下面的「先自负」也能算"]);
  const hands = finger(page);
  // It can be done: the core takes the one for the other.
  await hands.pressAt("jiuzhu-amounts details:last-of-type:not([open]) > summary");
  assert.deepEqual(await beside(page, "out_of_scope"), ["（先自负）", "「先自负」就是全自费、超限价、先行自付加起来。空着就是不清楚"]);
  for (const [field, text] of Object.entries({ "date-month": "6", "date-day": "15", total: "50000", basic_paid: "25000", critical_paid: "0", assistance_paid: "0", out_of_scope: "8000" })) await hands.type(`#field-${field}`, text);
  await hands.press("继续");
  assert.equal(await inside(page).locator("#problems").count(), 0);
  page.innocent();
});

test("what the slip has of assistance received before is named where that is asked, and nowhere else", async () => {
  const page = await site.page();
  await open(page, site.url);
  const hands = finger(page);
  const screen = page.locator("jiuzhu-received");
  for (const [pack, named] of [["jiangmen-2025", true], ["wuhan-2023", false]]) {
    await atFigures(page, pack, undefined, STAY);
    await page.evaluate(() => document.querySelector("jiuzhu-calculator").session.show({ name: "received" }));
    await screen.waitFor();
    assert.doesNotMatch(await screen.innerText(), /累计/, "before it is said that there was any");
    await hands.choose("领过", "jiuzhu-received");
    await settled(page);
    assert.equal((await screen.innerText()).includes("看单子上的「本年度医疗救助累计金额」，这次减掉的不算"), named, pack);
    await bringAxe(page);
    assert.deepEqual(await faults(page, { size: "normal" }), [], pack);
  }
  page.innocent();
});

test("who looked for a place has its names under the rules of the nation, also after coming back", async () => {
  const page = await site.page();
  await open(page, site.url);
  const hands = finger(page);
  await hands.press("开始");
  await page.locator("#place-search").fill("宜宾市");
  await page.locator("#place-chosen, [role=option]").first().waitFor();
  if (await page.locator("[role=option]").count()) await page.locator("[role=option]").first().tap();
  await hands.pressAt('section [data-pack="national-2026"]');
  await page.locator("jiuzhu-question").waitFor();
  const state = () => page.evaluate(() => document.querySelector("jiuzhu-calculator").session.state.draft);
  assert.deepEqual([(await state()).pack, (await state()).area], ["national-2026", "511500"]);
  await page.evaluate(() => {
    const { session } = document.querySelector("jiuzhu-calculator");
    session.setCare(0, "inpatient", { place: "local" });
    session.keep(true);
  });
  await open(page, site.url);
  await hands.press("接着上次的");
  await page.waitForFunction(() => document.querySelector("jiuzhu-calculator").session.state.draft.pack);
  await page.evaluate(() => document.querySelector("jiuzhu-calculator").session.show({ name: "amounts", bill: 0 }));
  await hands.pressAt("jiuzhu-amounts summary");
  await page.locator("svg.slip").waitFor();
  assert.equal((await drawn(page))[0], "宜宾市结算单（样子）");
  page.innocent();
});

test("a portal's own county has its names, whatever rules are chosen there", async () => {
  const page = await site.page();
  await page.route("**/config.json", (route) => route.fulfill({ json: { contract: 1, region: "511502" } }));
  await open(page, site.url);
  await page.waitForFunction(() => document.querySelector("jiuzhu-calculator").session?.state.options.region === "511502");
  await atFigures(page, "national-2026", undefined, STAY);
  assert.equal((await drawn(page))[0], "宜宾市结算单（样子）");
  page.innocent();
});

test("the names are loaded once somebody copies figures, and not before", async () => {
  const page = await site.page();
  await open(page, site.url);
  const loaded = () => page.evaluate(() => document.head.querySelectorAll("script[src*=jiuzhu-slips]").length);
  await page.waitForFunction(() => customElements.get("jiuzhu-keep"));
  assert.equal(await loaded(), 0);
  await atFigures(page, "tianjin-2023", undefined, STAY);
  assert.equal(await loaded(), 1);
  page.innocent();
});

test("who has seen nothing but the first screen has the names without a network", async () => {
  const page = await site.page({ worker: true });
  await open(page, site.url);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.context().setOffline(true);
  await open(page, site.url);
  await atFigures(page, "tianjin-2023", undefined, STAY);
  assert.equal((await drawn(page))[0], "天津市结算单（样子）");
  page.innocent();
});

test("where the names cannot be had it says so, and the fields have the common ones; the next time they may come", async () => {
  const page = await site.page();
  await page.route("**/jiuzhu-slips-*", (route) => route.abort());
  await open(page, site.url);
  const arriving = atFigures(page, "tianjin-2023", undefined, STAY).catch(() => undefined);
  await inside(page).locator("jiuzhu-amounts details [role=alert]").waitFor();
  assert.match(await inside(page).locator("jiuzhu-amounts details").first().innerText(), /没有显示出来.*12393/s);
  assert.deepEqual(await beside(page, "assistance_paid"), ["（医疗救助支付）", ""]);
  await page.unroute("**/jiuzhu-slips-*");
  await page.evaluate(() => document.querySelector("jiuzhu-calculator").session.show({ name: "check" }));
  await page.locator("jiuzhu-check").waitFor();
  await page.evaluate(() => document.querySelector("jiuzhu-calculator").session.show({ name: "amounts", bill: 0 }));
  await settled(page);
  if (!(await page.locator("svg.slip").isVisible())) await finger(page).pressAt("jiuzhu-amounts summary");
  await page.locator("svg.slip").waitFor();
  await arriving;
  assert.deepEqual(await beside(page, "assistance_paid"), ["（补助金额）", "军残、公务员的补助也印在这一行"]);
  assert.deepEqual(page.sins.filter((sin) => !sin.includes("Failed to load resource")), []);
});

test("the one-file page has them too", async () => {
  const url = pathToFileURL(single).href;
  const page = await site.page({ home: url });
  await open(page, url);
  await atFigures(page, "national-2026", "511500", STAY);
  assert.equal((await drawn(page))[0], "宜宾市结算单（样子）");
  page.innocent();
});
