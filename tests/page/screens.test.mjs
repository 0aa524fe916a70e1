// Every screen in every type size: readable, reachable, and by the book of axe. With SHOTS=1 there are screenshots for
// human eyes, which stay out of the repository.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { axeSource, open, setSize, settled, shots, SIZES, start } from "./support/browser.mjs";
import { finger } from "./support/hands.mjs";
import { walk } from "./support/journey.mjs";
import { faults } from "./support/measure.mjs";

const wanted = process.env.SHOTS !== undefined;
const journey = JSON.parse(readFileSync(new URL("./screens/every-screen.json", import.meta.url)));

/** Width, type size and colours; `doubled` is the text of an in-app browser set to twice its size. */
const VIEWS = [
  { width: 320, size: "normal", doubled: true },
  { width: 320, size: "elder" },
  { width: 360, size: "normal" },
  { width: 360, size: "elder", dark: true },
  { width: 412, size: "large" },
  { width: 1280, size: "normal", dark: true },
];

let site;
before(async () => {
  if (wanted) mkdirSync(shots, { recursive: true });
  site = await start();
});
after(() => site.close());

test("the views cover every type size", () => assert.deepEqual([...new Set(VIEWS.map((view) => view.size))].sort(), [...SIZES].sort()));

for (const { width, size, doubled = false, dark = false } of VIEWS) {
  const name = [width, size, doubled && "doubled", dark && "dark"].filter(Boolean).join("-");
  test(`every screen at ${name}`, async () => {
    const page = await site.page({ width, colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
    await open(page, site.url);
    await setSize(page, size);
    if (doubled) await page.evaluate(() => document.querySelector("jiuzhu-calculator").shadowRoot.querySelector(".app").style.setProperty("font-size", "36px"));
    await page.evaluate(`(() => { const module = undefined; ${axeSource} })()`);
    let count = 0;
    const found = [];
    const look = async (screen) => {
      await page.evaluate(() => {
        for (const fold of document.querySelector("jiuzhu-calculator").shadowRoot.querySelectorAll("details")) fold.open = true;
      });
      await settled(page);
      count += 1;
      const shot = `${name}-${String(count).padStart(2, "0")}-${screen.replace(/\W+/g, "-")}.png`;
      if (wanted) await page.screenshot({ path: `${shots}${shot}`, fullPage: true });
      for (const fault of await faults(page, { size, doubled })) found.push(`${screen}: ${fault}`);
    };
    const hands = finger(page);
    await walk(page, journey, hands, look);
    await hands.press("存成图片");
    await page.locator("img.picture").waitFor();
    await hands.press("换手机打开");
    await page.locator("svg.code").waitFor();
    await look("kept");
    await hands.press("写申请书");
    await page.locator("section.letter").first().waitFor();
    await look("letter");
    assert.deepEqual([...new Set(found)], []);
    assert.ok(count >= 12, `${count} screens`);
    page.innocent();
    await page.context().close();
  });
}

test("problems are summed up, stand at their field and take the focus", async () => {
  const page = await site.page();
  await open(page, site.url);
  await page.evaluate(`(() => { const module = undefined; ${axeSource} })()`);
  const hands = finger(page);
  await hands.press("开始");
  await hands.pressAt('details:has([data-pack="qingshen-2014"]) > summary');
  await hands.pressAt('[data-pack="qingshen-2014"]');
  await page.locator("jiuzhu-question").waitFor();
  await hands.press("继续");
  const focused = () =>
    page.evaluate(() => {
      const active = document.querySelector("jiuzhu-calculator").shadowRoot.activeElement;
      return active?.id;
    });
  assert.equal(await focused(), "problems");
  const texts = await page.locator("#problems li").allInnerTexts();
  assert.deepEqual(texts, ["请选一样。不知道就选「不清楚」。"]);
  assert.match(await page.locator(".field-problem").innerText(), /请选一样/);
  assert.deepEqual(await faults(page, { size: "normal" }), []);
  await hands.choose("低保户");
  await hands.press("继续");
  assert.equal(await focused(), "heading", "a new screen gives the focus to its heading");
  page.innocent();
});
