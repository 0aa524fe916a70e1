// A browser that is killed while it writes, as when a phone runs out of memory or its battery dies: what lies there
// afterwards is what was there before or what was to be, never a third, and it opens.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { start } from "./support/browser.mjs";
import { backupOf, householdsOf } from "./support/households.mjs";
import { begin, begins, killable, opened, STEPS } from "./support/killed.mjs";
import { journey, phone, restore } from "./support/notebook.mjs";

const PIN = "248163970524";
const households = householdsOf(12, { bills: 2 });
const [{ id }] = households;

/** What is done, and the steps at which one kind differs from another; the last that is put there, and the PIN from then on. */
const KINDS = {
  "a visit": {
    act: [(door, { id, at }) => door.write(id, { [`visit/${at}`]: { day: "2026-11-22", note: `走访 ${at}` } })],
    steps: Object.keys(STEPS),
  },
  "a new household": {
    act: [(door, { at }) => door.command({ kind: "open", household: `abcdef${String(at).padStart(10, "0")}`, day: "2026-11-22", fields: { name: `新 ${at}` } })],
    steps: ["after its last row", "while it is completed", "before the marks outside", "between the marks outside"],
  },
  "several at once": {
    act: [
      (door, { at }) => {
        const some = Object.values(door.state.notebook.households).filter(({ erased }) => !erased).slice(0, 3);
        const households = some.map((one) => ({ ...one, fields: { ...one.fields, note: { [`0000${1000 + at}.ffff`]: { value: `备注 ${at}`, day: "2026-11-22", over: [] } } } }));
        return door.command({ kind: "merge", households });
      },
    ],
    steps: ["after its first row", "after its last row", "while it is completed", "between the marks outside"],
  },
  "a setting": { act: [(door, { at }) => door.keepSettings({ village: `村 ${at}` })], steps: ["after its first row", "while it is completed"] },
  "a draft": {
    act: [(door, { id }) => door.go({ name: "visit", id }, { note: "" }), (door, { at }) => door.type({ note: `门 ${at}` })],
    steps: ["after its last row", "while it is completed"],
  },
  "an erasing": {
    act: [(door, { at }) => door.command({ kind: "erase", household: at.toString(16).padStart(16, "0"), what: "一户" })],
    steps: ["after its last row", "while it is completed", "between the marks outside"],
  },
  "a changed PIN": {
    act: [(door, { phrase, pin }) => door.unlockByPhrase(phrase, pin)],
    last: "tries",
    pinAt: (at) => `2481639705${at + 30}`,
    steps: ["before the transaction", "after its first row", "after its last row", "while it is completed"],
  },
};

let site;
let backup;
before(async () => {
  [site, backup] = await Promise.all([start(), backupOf(households.map(({ household }) => household), "2026-11-01")]);
});
after(() => site.close());

test(
  "a browser that is killed in the middle of a write leaves the old or the new, never a third, and the notebook opens",
  journey(async (phoneOf, context) => {
    const first = await phoneOf(site.url, { worker: false });
    await first.open();
    await restore(first, backup, PIN, 12);
    await first.page.evaluate(() => document.querySelector("jiuzhu-notebook").door.writing);
    await first.close();
    const { folder } = first;
    let pin = PIN;
    let was;
    let killed;
    const left = { old: 0, new: 0 };
    const check = async (mine) => {
      const shown = await begins(mine);
      const { told, pin: its, ...rest } = await opened(mine, killed?.pin ? [killed.pin, pin] : [pin]);
      assert.deepEqual({ ...shown, ...rest }, { screen: "locked", hasMarker: true, damaged: 0, counted: 0 }, killed?.what);
      pin = its;
      if (killed) {
        const state = told === was ? "old" : told === killed.next ? "new" : "third";
        assert.ok(killed.wanted ? state === killed.wanted : state !== "third", `${killed.what}: ${state}`);
        left[state] += 1;
      }
      was = told;
    };
    const all = Object.entries(KINDS).flatMap(([kind, { steps, ...more }]) => steps.map((step) => ({ kind, step, ...more })));
    for (const [index, { kind, act, step, last, pinAt }] of all.entries()) {
      const mine = await phone(site.url, { worker: false, folder });
      const kill = await killable(mine);
      await mine.open();
      await check(mine);
      // It may be gone before it has answered.
      const at = 1 + (index % 12);
      const its = pinAt?.(at);
      void begin(mine, { act, step, last, more: { id, at, pin: its, phrase: backup.phrase }, pin: its ?? pin }).catch(() => undefined);
      const next = await kill();
      assert.notEqual(next, was, kind);
      killed = { next, pin: its, wanted: STEPS[step], what: `${kind}, killed ${step}` };
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
        if (now.screen === "locked") assert.equal((await opened(mine, [pin])).told, was, killed.step);
      }
      killed = { wanted: "erased", states, step };
      if (!step) {
        await mine.close();
        continue;
      }
      void begin(mine, { act: [(door) => door.eraseAll()], step }).catch(() => undefined);
      await kill();
    }
    context.diagnostic(`${all.length} times killed: ${left.old} times the old, ${left.new} times the new`);
  }),
);
