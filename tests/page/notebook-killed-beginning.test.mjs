// A browser that is killed while a notebook begins: there is none, as before, or there is all of it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { start } from "./support/browser.mjs";
import { backupOf, householdsOf } from "./support/households.mjs";
import { begin, begins, killable, opened, STEPS } from "./support/killed.mjs";
import { journey, phone, restore } from "./support/notebook.mjs";

const PIN = "248163970524";
const households = householdsOf(12, { bills: 2 }).map(({ household }) => household);
const KINDS = {
  "a new notebook": {
    act: [(door) => door.go({ name: "setup", step: "pin" }), (door, { pin, phrase }) => door.create(pin, phrase)],
    holds: [],
    steps: ["after its first row", "while it is completed", "before the marks outside"],
  },
  "a restored backup": {
    act: [(door) => door.go({ name: "restore" }), (door, { pin, phrase, households }) => door.create(pin, phrase, households)],
    holds: households,
    steps: Object.keys(STEPS),
  },
};

let site;
let backup;
before(async () => {
  [site, backup] = await Promise.all([start(), backupOf(households, "2026-11-01")]);
});
after(() => site.close());

const eraseAll = ({ page }) => page.evaluate(() => document.querySelector("jiuzhu-notebook").door.eraseAll());

test(
  "a browser that is killed while a notebook begins leaves none or all of it",
  journey(async (phoneOf, context) => {
    const first = await phoneOf(site.url, { worker: false });
    await first.open();
    await restore(first, backup, PIN, 12);
    await eraseAll(first);
    await first.close();
    const { folder } = first;
    let killed;
    const left = { welcome: 0, locked: 0 };
    const check = async (mine) => {
      const { screen } = await begins(mine);
      if (!killed) return;
      const { wanted, what, holds } = killed;
      const states = { old: ["welcome"], new: ["locked"] }[wanted] ?? ["welcome", "locked"];
      assert.ok(states.includes(screen), `${what}: ${screen}`);
      left[screen] += 1;
      if (screen === "welcome") return;
      const { told, damaged, counted } = await opened(mine, [PIN]);
      assert.deepEqual([damaged, counted, told], [0, 0, JSON.stringify([holds, "", "", PIN])], what);
      await eraseAll(mine);
    };
    const all = Object.entries(KINDS).flatMap(([kind, { steps, ...more }]) => steps.map((step) => ({ kind, step, ...more })));
    for (const { kind, act, holds, step } of [...all, {}]) {
      const mine = await phone(site.url, { worker: false, folder });
      const kill = await killable(mine);
      await mine.open();
      await check(mine);
      if (!kind) {
        await mine.close();
        continue;
      }
      void begin(mine, { act, step, more: { pin: PIN, phrase: backup.phrase, households: holds }, pin: PIN }).catch(() => undefined);
      await kill();
      killed = { wanted: STEPS[step], what: `${kind}, killed ${step}`, holds };
    }
    context.diagnostic(`${all.length} times killed: ${left.welcome} times none, ${left.locked} times all of it`);
  }),
);
