// A browser that is killed while it writes, as when a phone runs out of memory or its battery dies: what lies there
// afterwards is what was there before or what was to be, never a third, and it opens.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { start } from "./support/browser.mjs";
import { backupOf, householdsOf } from "./support/households.mjs";
import { killable, STEPS } from "./support/killed.mjs";
import { journey, phone, restore } from "./support/notebook.mjs";

const PIN = "248163970524";
const households = householdsOf(12, { bills: 2 });
const [{ id }] = households;

/** What is done, and the steps at which one kind differs from another. */
const KINDS = {
  "a visit": {
    act: [(door, id, at) => door.write(id, { [`visit/${at}`]: { day: "2026-11-22", note: `走访 ${at}` } })],
    steps: Object.keys(STEPS),
  },
  "a new household": {
    act: [(door, _id, at) => door.command({ kind: "open", household: `abcdef${String(at).padStart(10, "0")}`, day: "2026-11-22", fields: { name: `新 ${at}` } })],
    steps: ["after its last row", "while it is completed", "before the marks outside", "between the marks outside"],
  },
  "several at once": {
    act: [
      (door, _id, at) => {
        const some = Object.values(door.state.notebook.households).filter(({ erased }) => !erased).slice(0, 3);
        const households = some.map((one) => ({ ...one, fields: { ...one.fields, note: { [`0000${1000 + at}.ffff`]: { value: `备注 ${at}`, day: "2026-11-22", over: [] } } } }));
        return door.command({ kind: "merge", households });
      },
    ],
    steps: ["after its first row", "after its last row", "while it is completed", "between the marks outside"],
  },
  "a setting": { act: [(door, _id, at) => door.keepSettings({ village: `村 ${at}` })], steps: ["after its first row", "while it is completed"] },
  "a draft": {
    act: [(door, id) => door.go({ name: "visit", id }, { note: "" }), (door, _id, at) => door.type({ note: `门 ${at}` })],
    steps: ["after its last row", "while it is completed"],
  },
  "an erasing": {
    act: [(door, _id, at) => door.command({ kind: "erase", household: at.toString(16).padStart(16, "0"), what: "一户" })],
    steps: ["after its last row", "while it is completed", "between the marks outside"],
  },
};

let site;
let backup;
before(async () => {
  [site, backup] = await Promise.all([start(), backupOf(households.map(({ household }) => household), "2026-11-01")]);
});
after(() => site.close());

/** What the page shows first. */
const begins = ({ page }) =>
  page.evaluate(async () => {
    const { door } = document.querySelector("jiuzhu-notebook");
    while (door.state.screen.name === "opening") await new Promise((done) => setTimeout(done, 10));
    const { screen, marker } = door.state;
    return { screen: screen.name, hasMarker: marker !== undefined };
  });

/** Opens the notebook as she does, and says what lies there; the mark outside is right again. */
const opened = ({ page }) =>
  page.evaluate(async (pin) => {
    const { door } = document.querySelector("jiuzhu-notebook");
    const outcome = await door.unlock(pin);
    const { households, settings, open, damaged } = await door.vault.read();
    const sorted = households.sort((one, other) => (one.id < other.id ? -1 : 1));
    const counted = JSON.parse(localStorage.getItem("jiuzhu-notebook")).households - households.filter(({ erased }) => !erased).length;
    return { outcome, damaged, counted, told: JSON.stringify([sorted, settings.village ?? "", open?.typed?.note ?? ""]) };
  }, PIN);

/** Begins the act, which stops at the step and says there what it was to be. */
const begin = ({ page }, { act, step, at }) =>
  page.evaluate(
    async ([acts, step, id, at]) => {
      const { door } = document.querySelector("jiuzhu-notebook");
      const [last, ...first] = acts.map((source) => eval(`(${source})`)).reverse();
      for (const act of first.reverse()) {
        act(door, id, at);
        await new Promise((done) => setTimeout(done, 60));
        await door.writing;
      }
      const told = () => {
        const sorted = Object.values(door.book.households).sort((one, other) => (one.id < other.id ? -1 : 1));
        return JSON.stringify([sorted, door.settings.village ?? "", door.typing?.typed?.note ?? ""]);
      };
      Object.assign(window.standing, { at: step, told });
      void last(door, id, at);
    },
    [act.map(String), step, id, at],
  );

test(
  "a browser that is killed in the middle of a write leaves the old or the new, never a third, and the notebook opens",
  journey(async (phoneOf, context) => {
    const first = await phoneOf(site.url, { worker: false });
    await first.open();
    await restore(first, backup, PIN, 12);
    await first.page.evaluate(() => document.querySelector("jiuzhu-notebook").door.writing);
     await first.close();;     const { folder } = first;
    let was;
    let killed;
    const left = { old: 0, new: 0 };
    const check = async (mine) => {
      const shown = await begins(mine);
      const { told, ...rest } = await opened(mine);
      assert.deepEqual({ ...shown, ...rest }, { screen: "locked", hasMarker: true, outcome: "ok", damaged: 0, counted: 0 }, killed?.what);
      if (killed) {
        const state = told === was ? "old" : told === killed.next ? "new" : "third";
        assert.ok(killed.wanted ? state === killed.wanted : state !== "third", `${killed.what}: ${state}`);
        left[state] += 1;
      }
      was = told;
    };
    const all = Object.entries(KINDS).flatMap(([kind, { act, steps }]) => steps.map((step) => ({ kind, act, step })));
    for (const [index, { kind, act, step }] of all.entries()) {
      const mine = await phone(site.url, { worker: false, folder });
      const kill = await killable(mine);
      await mine.open();
      await check(mine);
      // It may be gone before it has answered.
      void begin(mine, { act, step, at: 1 + (index % 12) }).catch(() => undefined);
      const next = await kill();
      assert.notEqual(next, was, kind);
      killed = { next, wanted: STEPS[step], what: `${kind}, killed ${step}` };
    }
    // All of it is erased, and nobody is told that the browser has cleared it.
    const [whole, gone] = [{ screen: "locked", hasMarker: true }, { screen: "welcome", hasMarker: false }];
    for (const [step, states] of [["before the transaction", [whole]], ["while it is completed", [whole, gone]], [undefined, []]]) {
      const mine = await phone(site.url, { worker: false, folder });
      const kill = await killable(mine);
      await mine.open();
      if (killed.wanted !== "erased") await check(mine);
      else {
        const now = await begins(mine);
        assert.ok(killed.states.some((state) => isDeepStrictEqual(state, now)), `everything erased, killed ${killed.step}: ${JSON.stringify(now)}`);
        if (now.screen === "locked") assert.equal((await opened(mine)).told, was, killed.step);
      }
      killed = { wanted: "erased", states, step };
      if (!step) {
        await mine.close();
        continue;
      }
      void begin(mine, { act: [(door) => door.eraseAll()], step, at: 0 }).catch(() => undefined);
      await kill();
    }
    context.diagnostic(`${all.length} times killed: ${left.old} times the old, ${left.new} times the new`);
  }),
);
