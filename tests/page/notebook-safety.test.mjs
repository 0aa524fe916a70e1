// What goes wrong with a phone, in a real browser: writes that are cut off at every step, a store that is full, cleared,
// refused or was tampered with, two windows, a PIN that is wrong or lost, a date that is set back.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { start } from "./support/browser.mjs";
import { steps } from "./support/cut.mjs";
import { backupOf, householdsOf } from "./support/households.mjs";
import { chooseFile, handsOf, journey, restore, unlock } from "./support/notebook.mjs";

const PIN = "248163970524";
let site;
let backup;
const households = householdsOf(12, { bills: 2 });
before(async () => {
  [site, backup] = await Promise.all([start(), backupOf(households.map(({ household }) => household), "2026-11-01")]);
});
after(() => site.close());

/** A window of a phone, in which a write can be cut off. */
async function windowOf(page) {
  await page.addInitScript(steps);
  page.setDefaultTimeout(30_000);
  await page.goto(`${site.url}liaison.html`);
  return { page, ...handsOf(page) };
}

const beside = ({ page }) => page.context().newPage().then(windowOf);

/** Waits until every household is reckoned, and nothing on the list moves any more. */
const reckoned = (page) =>
  page.waitForFunction(() => {
    const root = document.querySelector("jiuzhu-notebook").shadowRoot;
    return root.querySelector("[data-waiting]") && !/在算/.test(root.querySelector(".screen").innerText);
  });

async function restored(phoneOf) {
  const mine = await phoneOf(site.url, { worker: false });
  await windowOf(mine.page);
  await restore(mine, backup, PIN, 12);
  await reckoned(mine.page);
  return mine;
}

async function again(mine) {
  await mine.page.goto(`${site.url}liaison.html`);
  await unlock(mine, PIN);
  await mine.page.locator("[data-list]").waitFor();
  await reckoned(mine.page);
}

/** What lies in the vault, as another window reads it. */
const lies = ({ page }) =>
  page.evaluate(async () => {
    const { households, settings, open, damaged } = await document.querySelector("jiuzhu-notebook").door.vault.read();
    const sorted = households.sort((one, other) => (one.id < other.id ? -1 : 1));
    return { damaged, told: JSON.stringify([sorted, settings.village ?? "", open?.typed?.note ?? ""]) };
  }).then(({ damaged, told }) => ({ damaged, told: digest(told) }));

const digest = (text) => createHash("sha256").update(text).digest("hex");

test("a write that is cut off at any step, or finds the store full, leaves the old or the new, and what was typed is still there", journey(async (phoneOf) => {
  const mine = await restored(phoneOf);
  const other = await beside(mine);
  await unlock(other, PIN);
  const [first, second] = households;
  const kinds = {
    "a visit": (id, at) => document.querySelector("jiuzhu-notebook").door.write(id, { [`visit/${at}`]: { day: "2026-11-22", note: `走访 ${at}` }, next: "" }),
    "a new household": (_id, at) => document.querySelector("jiuzhu-notebook").door.command({ kind: "open", household: `abcdef${String(at).padStart(10, "0")}`, day: "2026-11-22", fields: { name: `新 ${at}` } }),
    "several at once": (id, at) => {
      const { door } = document.querySelector("jiuzhu-notebook");
      const made = Object.values(door.state.notebook.households).slice(0, 3).map((one) => ({ ...one, fields: { ...one.fields, note: { [`0000${1000 + at}.ffff`]: { value: `备注 ${at}`, day: "2026-11-22", over: [] } } } }));
      return door.command({ kind: "merge", households: made });
    },
    "a setting": (_id, at) => document.querySelector("jiuzhu-notebook").door.keepSettings({ village: `村 ${at}` }),
    "a draft": async (id, at) => {
      const { door } = document.querySelector("jiuzhu-notebook");
      door.go({ name: "visit", id }, { note: "" });
      door.type({ note: `门 ${at}` });
      await new Promise((done) => setTimeout(done, 60));
      return door.keep();
    },
    "an erasing": (id) => document.querySelector("jiuzhu-notebook").door.command({ kind: "erase", household: id, what: "一户" }),
  };
  // The last act of each kind is kept: an erasing comes once.
  const causes = { failed: Object.keys(kinds).filter((kind) => kind !== "an erasing"), full: Object.keys(kinds) };
  let cut = 0;
  for (const [cause, kind] of Object.entries(causes).flatMap(([cause, all]) => all.map((kind) => [cause, kind]))) {
    const act = kinds[kind];
    const id = kind === "an erasing" ? second.id : first.id;
    const shift = cause === "full" ? 100 : 0;
    for (let stop = 1; stop < 40; stop += 1) {
      const before = await lies(other);
      const outcome = await mine.page.evaluate(
        async ([source, id, stop, cause, shift]) => {
          const error = () => (cause === "full" ? new DOMException("full", "QuotaExceededError") : new Error("cut off"));
          Object.assign(window.steps, { at: 0, stop, error });
          const { door } = document.querySelector("jiuzhu-notebook");
          window.was = { book: door.book, settings: door.settings, typing: door.typing, unkept: {} };
          const isKept = await eval(`(${source})`)(id, stop + shift);
          const used = window.steps.at;
          window.steps.stop = Infinity;
          const sorted = Object.values(door.book.households).sort((one, other) => (one.id < other.id ? -1 : 1));
          return { isKept, used, told: JSON.stringify([sorted, door.settings.village ?? "", door.typing?.typed?.note ?? ""]), keeping: door.state.keeping };
        },
        [act.toString(), id, stop, cause, shift],
      );
      const after = await lies(other);
      outcome.told = digest(outcome.told);
      assert.equal(after.damaged, 0, `${kind}, step ${stop}`);
      assert.ok([before.told, outcome.told].includes(after.told), `${kind}, step ${stop}: a third state`);
      if (outcome.isKept) {
        assert.equal(after.told, outcome.told, `${kind} is said to be kept`);
        assert.ok(stop > 5, `${kind} has ${stop - 1} steps`);
        break;
      }
      cut += 1;
      assert.equal(outcome.keeping, cause);
      await mine.page.locator(`[data-keeping=${cause}]`).waitFor();
      await mine.page.evaluate(() => {
        const { door } = document.querySelector("jiuzhu-notebook");
        Object.assign(door, window.was);
        door.set({ notebook: door.book, keeping: "" });
      });
    }
  }
  assert.ok(cut >= 60, `${cut} steps`);
  assert.equal(await mine.page.evaluate(() => window.lax), 0, "every write asks for the disk");
}));

test("a full store keeps what is typed on the screen, and says so; a cleared one gives the backup out", journey(async (phoneOf) => {
  const mine = await restored(phoneOf);
  const { page, press, type, tap } = mine;
  await tap(`[data-household="${households[0].id}"]`);
  await press("记一次走访");
  await type("看到什么", "门锁着");
  await page.evaluate(() => Object.assign(window.steps, { at: 0, stop: 1, error: () => new DOMException("full", "QuotaExceededError") }));
  await press("记下");
  await page.locator("[data-keeping=full]", { hasText: "存储满了" }).waitFor();
  assert.equal(await page.getByLabel("看到什么").inputValue(), "门锁着");
  // Told once more, it is still one visit.
  await press("记下");
  await page.locator("[data-keeping=full]").waitFor();
  await page.evaluate(() => (window.steps.stop = Infinity));
  await press("再存一次");
  await page.locator("summary", { hasText: "走访过 1 次" }).waitFor();
  await again(mine);
  await tap(`[data-household="${households[0].id}"]`);
  await page.locator("summary", { hasText: "走访过 1 次" }).waitFor();
  // Somebody clears the browser while it is open: what is open can still be carried out of it.
  await page.evaluate(() => new Promise((done) => (indexedDB.deleteDatabase("jiuzhu-notebook").onsuccess = done)));
  await press("记一次走访");
  await press("记下");
  await page.locator("[data-keeping=failed]").waitFor();
  await page.evaluate(() => document.querySelector("jiuzhu-notebook").door.go({ name: "safety" }));
  const coming = page.waitForEvent("download");
  await press("做一个备份文件（12 户）");
  assert.equal((await coming).suggestedFilename(), "走访本备份-2026-11-22-12户.jiuzhu");
  // Of the two marks outside either is enough.
  const marked = page.getByRole("heading", { name: "这台手机的浏览器清掉了 12 户" });
  const mark = await page.evaluate(() => localStorage.getItem("jiuzhu-notebook"));
  for (const [withoutLocal, withoutCache] of [[false, false], [true, false], [false, true]]) {
    await page.evaluate(
      async ([withoutLocal, withoutCache, mark]) => {
        localStorage.setItem("jiuzhu-notebook", mark);
        if (withoutLocal) localStorage.removeItem("jiuzhu-notebook");
        if (withoutCache) await caches.delete("jiuzhu-notebook");
      },
      [withoutLocal, withoutCache, mark],
    );
    await page.goto(`${site.url}liaison.html`);
    await marked.waitFor();
  }
}));

test("it locks after three minutes without a touch and when the page goes, and nothing of it is left in memory", journey(async (phoneOf) => {
  const mine = await restored(phoneOf);
  const { page } = mine;
  const locked = () =>
    page.evaluate(async (names) => {
      const { door, shadowRoot: root } = document.querySelector("jiuzhu-notebook");
      await door.locking;
      const held = JSON.stringify([door.state, door.book, door.stored, door.settings, door.typing ?? null, door.vault.settings, root.innerHTML]);
      return { screen: door.state.screen.name, isOpen: door.vault.isOpen, key: door.vault.key === undefined, left: names.filter((name) => held.includes(name)) };
    }, households.map(({ name }) => name));
  const shut = { screen: "locked", isOpen: false, key: true, left: [] };
  const idle = (milliseconds) =>
    page.evaluate((milliseconds) => {
      const { door } = document.querySelector("jiuzhu-notebook");
      door.touch();
      door.touchedAt -= milliseconds;
      return door.beat(0);
    }, milliseconds);
  await idle(179_000);
  assert.equal((await locked()).screen, "list");
  await idle(180_000);
  assert.deepEqual(await locked(), shut);
  await unlock(mine, PIN);
  await page.locator("[data-list]").waitFor();
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pagehide")));
  assert.deepEqual(await locked(), shut);
}));

// Nothing can be told to it, so it is no journey.
test("where nothing may be kept it is said, and no notebook is begun", async () => {
  const page = await site.page();
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("refused", "SecurityError");
    };
  });
  await page.goto(`${site.url}liaison.html`);
  await page.locator("[role=alert]", { hasText: "不让存东西" }).waitFor();
});

test("two windows at once lose nothing, a row that was tampered with takes nothing else, and the date cannot be turned back", journey(async (phoneOf) => {
  const mine = await restored(phoneOf);
  const other = await beside(mine);
  await unlock(other, PIN);
  await other.page.locator("[data-list]").waitFor();
  const note = ({ page }, text) =>
    page.evaluate(([id, text]) => document.querySelector("jiuzhu-notebook").door.write(id, { [`visit/${text}`]: { day: "2026-11-22", note: text } }), [households[0].id, text]);
  const all = await Promise.all(Array.from({ length: 8 }, (_, at) => note(at % 2 ? mine : other, `第${at}次`)));
  assert.ok(all.every(Boolean));
  const read = await mine.page.evaluate(async () => JSON.stringify(await document.querySelector("jiuzhu-notebook").door.vault.read()));
  for (let at = 0; at < 8; at += 1) assert.ok(read.includes(`第${at}次`), `visit ${at}`);

  // An open window that another one overtook would bring back what it still has: both are locked first.
  for (const { page, press } of [other, mine]) {
    await press("锁上");
    await page.evaluate(() => document.querySelector("jiuzhu-notebook").door.locking);
  }
  await other.page.close();
  await mine.page.evaluate(
    (id) =>
      new Promise((done) => {
        indexedDB.open("jiuzhu-notebook").onsuccess = ({ target: { result } }) => {
          const transaction = result.transaction("rows", "readwrite");
          const store = transaction.objectStore("rows");
          store.get(id).onsuccess = ({ target: { result: row } }) => {
            row.data[20] ^= 1;
            store.put(row, id);
          };
          // A page that goes before takes what is not complete with it.
          transaction.oncomplete = () => {
            result.close();
            done();
          };
        };
      }),
    households[3].id,
  );
  await mine.page.context().clock.setFixedTime(new Date("2025-03-01T10:00:00+08:00"));
  await again(mine);
  assert.match(await mine.page.locator("[data-warning=damaged]").innerText(), /有 1 处读不出来/);
  assert.equal(await mine.page.locator("[data-household]").count(), 11);
  assert.match(await mine.page.locator("[data-warning=clock]").innerText(), /上次记的是2026年11月22日/);
  // The backup brings it back.
  await mine.press("备份和安全");
  const cut = Buffer.from(backup.file);
  for (const [file, text] of [
    [cut.subarray(0, 40), /坏了，开头和结尾都读不出来/],
    [Buffer.from("{}"), /不是走访本的文件/],
    [backup.file, undefined],
  ]) {
    await chooseFile(mine.page, { name: "b.jiuzhu", mimeType: "application/octet-stream", buffer: file });
    await mine.type("那个备份的口令", backup.phrase);
    await mine.press("合进来");
    if (text) await mine.page.locator("#field-file-problem", { hasText: text }).waitFor();
  }
  await mine.page.locator("[data-said]", { hasText: "合进来 12 户" }).waitFor();
  await mine.press("回到名单");
  assert.equal(await mine.page.locator("[data-household]").count(), 12);
}));

test("five wrong PINs make one wait, whatever the date says, each further one a longer, after ten only the phrase opens", journey(async (phoneOf) => {
  const mine = await restored(phoneOf);
  const { page, press, type } = mine;
  const clock = page.context().clock;
  await press("锁上");
  for (let count = 1; count <= 5; count += 1) {
    await type("#field-pin", `908172635${count}`);
    await press("打开");
    if (count < 5) await page.locator("#field-pin-problem", { hasText: `再错 ${5 - count} 次` }).waitFor();
  }
  await page.locator("[data-warning=wait]", { hasText: "再等 20 分钟" }).waitFor();
  for (const day of ["2026-11-23", "2030-01-01", "2020-01-01"]) {
    await clock.setFixedTime(new Date(`${day}T10:00:00+08:00`));
    await page.goto(`${site.url}liaison.html`);
    await page.locator("[data-warning=wait]", { hasText: "再等 20 分钟" }).waitFor();
  }
  await clock.setFixedTime(new Date("2026-11-22T10:00:00+08:00"));
  await page.goto(`${site.url}liaison.html`);
  for (let count = 6; count <= 10; count += 1) {
    await page.locator("[data-warning=wait]").waitFor();
    await page.evaluate(() => document.querySelector("jiuzhu-notebook").door.beat(1e9));
    await type("#field-pin", `90817263${40 + count}`);
    await press("打开");
    if (count < 10) await page.locator("[data-warning=wait]", { hasText: `填错了 ${count} 次。请让这一页开着，再等 ${20 * 2 ** (count - 5)} 分钟` }).waitFor();
  }
  await page.locator("[data-warning]", { hasText: "开本密码填错了 10 次，不能再用了" }).waitFor();
  assert.equal(await page.locator("#field-pin").count(), 0);
  await press("忘了密码，用口令打开");
  await type("口令", backup.phrase.replace(/^(\d)(\d)/, "$2$1"));
  if (backup.phrase[0] !== backup.phrase[1]) await page.locator("#field-phrase-problem", { hasText: "第 1 组不对" }).waitFor();
  await type("口令", backup.phrase);
  for (const field of ["#field-pin", "#field-pin-again"]) await type(field, "135790");
  await press("打开");
  await page.locator("[data-list]").waitFor();
  assert.equal(await page.locator("[data-household]").count(), 12);
  // The old PIN is none any more.
  await reckoned(page);
  await press("锁上");
  await type("#field-pin", PIN);
  await press("打开");
  await page.locator("#field-pin-problem").waitFor();
}));
