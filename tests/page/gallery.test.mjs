// Every screen and panel of the gallery in every type size: readable, reachable, and by the book of axe; on a narrow, a
// usual and a wide phone and on a desktop, light and dark. Each is drawn once, and looked at in one view after the
// other. With SHOTS=1 there are screenshots for human eyes, which stay out of the repository.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { FIXTURES, show } from "../../www/gallery/fixtures.js";
import { axeSource, inside, open, shots, SIZES, start } from "./support/browser.mjs";
import { finger } from "./support/hands.mjs";
import { faults } from "./support/measure.mjs";

const wanted = process.env.SHOTS !== undefined;

/** Width, type size and colours; `doubled` is the text of an in-app browser set to twice its size, `again` what differs from what was looked at before. */
const VIEWS = [
  { width: 360, size: "normal" },
  { width: 320, size: "normal", doubled: true, again: "size" },
  { width: 412, size: "large", again: "size" },
  { width: 320, size: "elder", again: "size" },
  { width: 360, size: "elder", dark: true, again: "colour" },
  { width: 1280, size: "normal", dark: true, again: "size" },
];

/** Elements that a calculator can be made of; every one stands in some fixture. */
const PARTS = ["start", "day", "place", "question", "illness", "care", "amounts", "received", "check", "result", "letter", "changes", "explained", "figures", "keep"];

let site;
let page;
const met = new Set();
before(async () => {
  if (wanted) mkdirSync(shots, { recursive: true });
  site = await start();
  page = await site.page({ reducedMotion: "reduce" });
  await open(page, site.url);
  await page.evaluate(`(() => { const module = undefined; ${axeSource} })()`);
});
after(() => site.close());

const draw = (on, fixture) => on.evaluate(`(${show})(${JSON.stringify(fixture)})`);

/** What is drawn, in another view. */
async function turn({ width, size, doubled = false, dark = false }) {
  await page.setViewportSize({ width, height: 740 });
  await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
  await page.evaluate(
    async ([type, twice]) => {
      const calculator = document.querySelector("jiuzhu-calculator");
      calculator.size = type;
      await calculator.updateComplete;
      calculator.shadowRoot.querySelector(".app").style.setProperty("font-size", twice ? "36px" : "");
    },
    [size, doubled],
  );
}

test("the views cover every type size", () => assert.deepEqual([...new Set(VIEWS.map((view) => view.size))].sort(), [...SIZES].sort()));

for (const [at, [title, fixture]] of Object.entries(FIXTURES).entries()) {
  test(`${title}, in every view`, async () => {
    await draw(page, fixture);
    for (const part of await page.evaluate(() => [...document.querySelector("jiuzhu-calculator").shadowRoot.querySelectorAll("*")].map(({ localName }) => localName))) met.add(part.replace("jiuzhu-", ""));
    const found = [];
    for (const view of VIEWS) {
      const { width, size, doubled = false, dark = false, again } = view;
      const name = [width, size, doubled && "doubled", dark && "dark"].filter(Boolean).join("-");
      await turn(view);
      if (wanted) await page.screenshot({ path: `${shots}${name}-${String(at + 1).padStart(2, "0")}-${title}.png`, fullPage: true });
      for (const fault of await faults(page, { size, doubled, again })) found.push(`${name}: ${fault}`);
    }
    assert.deepEqual([...new Set(found)], []);
    page.innocent();
  });
}

test("every part was drawn", () => assert.deepEqual(PARTS.filter((part) => !met.has(part)), []));

test("a part that was taken out of the page draws nothing any more", async () => {
  const page = await site.page();
  await open(page, site.url);
  await draw(page, FIXTURES["能领"]);
  const papers = await inside(page).locator("jiuzhu-keep").evaluate(async (part) => {
    // What draws it comes in its own time.
    await part.load();
    return [typeof part.paper(), part.remove(), typeof part.paper()];
  });
  assert.deepEqual(papers, ["object", undefined, "undefined"]);
});

test("problems are summed up, stand at their field and take the focus", async () => {
  const page = await site.page();
  await open(page, site.url);
  const hands = finger(page);
  await draw(page, FIXTURES["哪一种，没选"]);
  const focused = () => page.evaluate(() => document.querySelector("jiuzhu-calculator").shadowRoot.activeElement?.id);
  assert.equal(await focused(), "problems");
  assert.deepEqual(await page.locator("#problems li").allInnerTexts(), ["请选一样。不知道就选「不清楚」。"]);
  assert.match(await page.locator(".field-problem").innerText(), /请选一样/);
  await hands.choose("低保户");
  await hands.press("继续");
  assert.equal(await focused(), "heading", "a new screen gives the focus to its heading");
  page.innocent();
});
