// A browser that is killed while a draft is typed and kept, as when a phone runs out of memory: the draft lies there once,
// as it was or as it was to be, never a third and at most a moment old; and it opens.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { start } from "./support/browser.mjs";
import { seeded } from "../notebook/load.mjs";
import { killable, killer, STEPS } from "./support/killed.mjs";
import { phone } from "./support/notebook.mjs";

const source = readFileSync(fileURLToPath(new URL("../../policies/zibo-2025.toml", import.meta.url)), "utf8");
/** Milliseconds: whatever was typed before that lies on the device. What is promised is one second, on a device that does nothing else. */
const LOST = 2000;
const KILLS = 4;
/** Milliseconds until a browser is given up. */
const PATIENCE = 60_000;

let site;
const folders = [];
before(async () => (site = await start()));
after(async () => {
  await site.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A device of its own, whose browser is opened anew each time. */
function device() {
  const folder = mkdtempSync(join(tmpdir(), "jiuzhu-bench-"));
  folders.push(folder);
  return () => phone(site.url, { folder, worker: false, width: 1024 });
}

const bench = ({ page }, act, told) => page.evaluate(act, told);

/** Opens the workbench, and says what lies there. */
async function visited(mine) {
  await mine.page.goto(`${site.url}workbench.html`);
  await mine.page.locator("button", { hasText: "写一份新的" }).waitFor();
  return lying(mine);
}

function lying(mine) {
  return bench(mine, async () => {
    const { bench } = document.querySelector("jiuzhu-workbench");
    const [drafts, used] = [await bench.keeper.shelf.drafts(), await bench.keeper.shelf.used()];
    return { drafts: drafts.map(({ text }) => text), used: used.map(({ text }) => text), shown: bench.state.drafts.length };
  });
}

/** Goes on with the one draft that lies there, or begins it; whether it is kept from now on. */
async function opened(mine, isKept = true) {
  await bench(
    mine,
    async ([text, isKept]) => {
      const { bench } = document.querySelector("jiuzhu-workbench");
      const [kept] = await bench.keeper.shelf.drafts();
      bench.open("zibo-2025.toml", kept?.text ?? text, kept);
      if (isKept) await bench.consent();
    },
    [source, isKept],
  );
  await mine.page.locator("#section-programs").waitFor();
}

/** What is done, of which the page stands still in the middle. */
const KINDS = {
  "the first keeping": ({ bench }) => bench.consent(),
  "a key": ({ bench }) => bench.typed([{ from: 0, to: 0, insert: "#" }]),
};

test("a browser that is killed in the middle of keeping leaves the old draft or the new one, once, and opens it", async (context) => {
  const anew = device();
  const steps = ["before the transaction", "after its first row", "while it is completed"];
  const left = { old: 0, new: 0 };
  let killed;
  const check = (now) => {
    if (!killed) return;
    const state = JSON.stringify(now.drafts) === JSON.stringify(killed.was) ? "old" : JSON.stringify(now.drafts) === JSON.stringify([killed.next]) ? "new" : "third";
    assert.ok(killed.wanted ? state === killed.wanted : state !== "third", `${killed.what}: ${state}`);
    assert.equal(now.shown, now.drafts.length, killed.what);
    left[state] += 1;
  };
  const all = Object.entries(KINDS).flatMap(([kind, act]) => steps.map((step) => ({ kind, act, step })));
  /** Goes to the step on a browser of its own and kills it there; what was to be kept then. */
  const stopped = async (mine, { kind, act, step }) => {
    const kill = await killable(mine);
    const now = await visited(mine);
    check(now);
    await opened(mine, kind !== "the first keeping");
    // Opening keeps it, where what was killed before had not.
    const { drafts: was } = await lying(mine);
    void bench(
      mine,
      ([act, step]) => {
        const element = document.querySelector("jiuzhu-workbench");
        Object.assign(window.standing, { at: step, told: () => element.bench.state.draft.text });
        void eval(`(${act})`)(element);
      },
      [act.toString(), step],
    ).catch(() => undefined);
    return { was, next: await kill(), wanted: STEPS[step], what: `${kind}, killed ${step}` };
  };
  for (const one of all) {
    // A browser that never comes to the step says nothing of it: once more, with one that does.
    for (let tries = 1; ; tries += 1) {
      const mine = await anew();
      killed = await Promise.race([stopped(mine, one), delay(PATIENCE, undefined, { ref: false })]);
      if (killed) break;
      assert.ok(tries < 3, `${one.kind} never stands still ${one.step}`);
      context.diagnostic(`${one.kind}, ${one.step}: tried again`);
      await (await killer(mine))();
    }
  }
  const mine = await anew();
  check(await visited(mine));
  mine.page.innocent();
  await mine.context.close();
  context.diagnostic(`${all.length} times killed: ${left.old} times the old, ${left.new} times the new`);
});

test("whoever types without a pause and is cut off finds all but the last moment again", async (context) => {
  const random = seeded(20261129);
  const anew = device();
  let worst = 0;
  let typed = [];
  for (let round = 0; round <= KILLS; round += 1) {
    const mine = await anew();
    const now = await visited(mine);
    if (round > 0) {
      assert.equal(now.drafts.length, 1, "it is there once");
      const place = typed.findIndex(({ text }) => text === now.drafts[0]);
      assert.ok(place >= 0, `what lies there was once typed: ${now.drafts[0].slice(0, 80)}`);
      const lost = place + 1 < typed.length ? typed.at(-1).at - typed[place + 1].at : 0;
      worst = Math.max(worst, lost);
      assert.ok(lost <= LOST, `${lost} ms of typing are lost`);
    }
    if (round === KILLS) {
      await mine.context.close();
      break;
    }
    const kill = await killer(mine);
    await opened(mine);
    await mine.page.locator("[data-pane=text]").click();
    await mine.page.locator(".cm-content").click();
    await mine.page.keyboard.press("Control+Home");
    let text = now.drafts[0] ?? source;
    typed = [{ text, at: Date.now() }];
    for (const end = Date.now() + LOST + random() * 1500; Date.now() < end; await delay(60)) {
      await mine.page.keyboard.type("#");
      text = `#${text}`;
      typed.push({ text, at: Date.now() });
    }
    await kill();
  }
  context.diagnostic(`${KILLS} times cut off: at worst ${worst} ms of typing lost`);
});
