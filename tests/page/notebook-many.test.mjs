// Five hundred households with five thousand bills on a processor that is four times slower: none is lost, each is found,
// the list stands in order, and when the rules change all of them are reckoned anew. How long it takes is measured by
// `make bench`.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { start, TODAY } from "./support/browser.mjs";
import { editionWith, otherRules, publish, smallSite } from "./support/editions.mjs";
import { backupOf, householdsOf } from "./support/households.mjs";
import { journey, manyAtPrompt, restore, unlock } from "./support/notebook.mjs";

const PACK = "wuhan-2023";
const PIN = "248163970524";
const SLOWER = 4;
/** How many of the list are looked at one by one. */
const SHOWN = 60;

const households = householdsOf(500, { bills: 15, told: true });
let small;
let rules;
let next;
let site;
let backup;
before(async () => {
  small = smallSite();
  rules = otherRules(PACK, 'value = "80%", cite = "second-class"', 'value = "75%", cite = "second-class"');
  next = editionWith(small.folder, rules);
  [site, backup] = await Promise.all([start({ root: small.folder }), backupOf(households.map(({ household }) => household), "2026-11-01")]);
});
after(async () => {
  await site.close();
  for (const one of [small, rules, next]) one.remove();
});

const grouped = (value) => Number(value).toLocaleString("en-US", { minimumFractionDigits: Number.isInteger(Number(value)) ? 0 : 2 });
const figure = ({ min, max }) => (Number(min) === Number(max) ? grouped(min) : `${grouped(min)} 到 ${grouped(max)}`);

/** What each household can apply for, by the core at the prompt. */
function askedOf(some, policies) {
  const totals = manyAtPrompt(PACK, some.flatMap(({ asked }) => asked), policies).map(({ total }) => total);
  return new Map(some.map((one) => [one.id, one.asked.map(() => totals.shift())]));
}

const most = (totals) => totals.reduce((sum, { max }) => sum + Math.round(Number(max) * 100), 0);

const slowed = async ({ context, page }) => (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: SLOWER });

/** Waits until all are reckoned; says how many there are. */
const reckoned = ({ page }) =>
  page
    .waitForFunction(() => {
      const screen = document.querySelector("jiuzhu-notebook").shadowRoot.querySelector(".screen");
      return screen.querySelector("[data-waiting]") && screen.querySelector("[role=status]").innerText.match(/^(\d+) 家$/)?.[1];
    })
    .then((told) => told.jsonValue())
    .then(Number);

const rowsOf = (all) => all.map((row) => ({ id: row.dataset.household, text: row.innerText }));

/** The first of the list, with the most money first. */
async function richest(mine) {
  const { page, pick, press } = mine;
  await pick("select:has(option[value=money])", "money");
  const rows = page.locator("[data-household]");
  await rows.nth(29).waitFor();
  for (let shown = 30; shown < SHOWN; shown += 30) {
    await press("再看 30 家");
    await rows.nth(shown + 29).waitFor();
  }
  return rows.evaluateAll(rowsOf);
}

function inOrder(rows, asked) {
  const all = [...asked.values()].map(most).sort((one, other) => other - one);
  assert.deepEqual(rows.map(({ id }) => most(asked.get(id))), all.slice(0, SHOWN), "the most money first");
  for (const { id, text } of rows) for (const total of asked.get(id)) if (Number(total.max) > 0) assert.ok(text.includes(`${figure(total)}\u00a0元`), `${id}: ${figure(total)}, not ${text}`);
}

test(
  "of five hundred households with five thousand bills none is lost, each is found, and other rules change the figures of all of them",
  journey(async (phoneOf) => {
    const mine = await phoneOf(site.url, { worker: false });
    const { page, tap, type, press, pick } = mine;
    page.setDefaultTimeout(60_000);
    await mine.open();
    await slowed(mine);
    await restore(mine, backup, PIN, 500);
    assert.equal(await reckoned(mine), 500);
    let bills = households.flatMap(({ asked }) => asked).reduce((count, one) => count + one.bills.length, 0);
    assert.ok(bills >= 5000, `${bills} bills`);
    const kept = () => page.evaluate(() => Object.values(document.querySelector("jiuzhu-notebook").door.state.notebook.households).flatMap(({ fields }) => Object.keys(fields).filter((path) => path.startsWith("bill/"))).length);
    assert.equal(await kept(), bills);

    // Found by two letters, and opened.
    const sought = households.filter(({ name }) => /^[王吴](桂英|国庆)/.test(name));
    await type("#field-search", "wg");
    await page.locator(".screen [role=status]", { hasText: new RegExp(`^${sought.length} 家$`) }).waitFor();
    // One whose figure changes with the rules.
    const [now, then] = [askedOf(sought), askedOf(sought, rules.policies)];
    const one = sought.find(({ id }) => most(now.get(id)) !== most(then.get(id)));
    await type("#field-search", one.name);
    await page.locator(".screen [role=status]", { hasText: /^1 家$/ }).waitFor();
    await tap("[data-household]");
    await page.locator("h1", { hasText: one.name }).waitFor();
    for (const [at, total] of now.get(one.id).entries()) if (Number(total.max) > 0) assert.ok((await page.locator("[data-answer]").nth(at).innerText()).includes(figure(total)));
    await page.locator("summary", { hasText: `${one.asked[0].bills.length} 张单子` }).first().waitFor();
    await press("上一步");
    await mine.kept();

    // A new bill of one of them, from two letters to the figure.
    const quick = sought.find((found) => found !== one && found.members.length === 1);
    const bill = { total: "8000", in_scope: "7000", basic_paid: "4200" };
    mine.reset();
    await type("#field-search", "wg");
    await tap(`[data-household="${quick.id}"]`);
    await press("记一张单子");
    for (const [field, text] of Object.entries(bill)) await type(`#field-${field}`, text);
    await press("记下");
    await mine.kept();
    await page.locator("[data-answer]").waitFor();
    const { taps } = mine.count;
    assert.ok(taps - Object.keys(bill).length <= 6 && mine.seconds() <= 16, `${taps} taps with those into the fields, ${mine.seconds()} s`);
    quick.asked[0].bills.push({ date: TODAY, care: "inpatient", place: "local", ...bill });
    bills += 1;
    const [total] = askedOf([quick]).get(quick.id);
    assert.ok((await page.locator("[data-answer]").innerText()).includes(figure(total)), quick.name);
    await press("上一步");

    // Of one village, and one village after the other.
    const [{ village }] = households;
    await type("#field-search", "");
    await pick(`select:has(option[value="${village}"])`, village);
    const there = households.filter((one) => one.village === village).length;
    await page.locator(".screen [role=status]", { hasText: new RegExp(`^${there} 家$`) }).waitFor();
    assert.ok((await page.locator("[data-household]").evaluateAll(rowsOf)).every(({ text }) => text.includes(village)));

    // The office has changed a figure.
    publish(next, small.folder);
    await mine.open();
    await unlock(mine, PIN);
    assert.equal(await reckoned(mine), 500);
    assert.equal(await kept(), bills);
    const changed = askedOf(households, rules.policies);
    inOrder(await richest(mine), changed);
    await type("#field-search", one.name);
    await page.locator("[data-changed]", { hasText: "办法改过了" }).waitFor();
    inOrder(await page.locator("[data-household]").evaluateAll(rowsOf), new Map([[one.id, changed.get(one.id)]]));
    page.innocent();
  }),
);
