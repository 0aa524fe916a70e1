// A notebook begins as a whole: out of a backup, with a new PIN, out of what the first pages wrote. Whoever taps before
// something is read waits; what is cut off leaves what was there before.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { start } from "./support/browser.mjs";
import { steps } from "./support/cut.mjs";
import { backupOf, householdsOf } from "./support/households.mjs";
import { chooseFile, journey, restore, unlock } from "./support/notebook.mjs";
import { load } from "../notebook/load.mjs";

const PIN = "248163970524";
const OTHER_PIN = "975310864213";
const households = householdsOf(2, { bills: 2 });
const upload = (buffer) => ({ name: "走访本.jiuzhu", mimeType: "application/octet-stream", buffer });

let site;
let backup;
before(async () => {
  [site, backup] = await Promise.all([start(), backupOf(households.map(({ household }) => household), "2026-11-01")]);
});
after(() => site.close());

async function opened(phoneOf) {
  const mine = await phoneOf(site.url, { worker: false });
  await mine.page.addInitScript(steps);
  await mine.open();
  await mine.page.locator("[data-conditions]").waitFor();
  return mine;
}

/** Lets nothing of that name come to its end until it is let go. */
const holdUp = ({ page }, owner, name) =>
  page.evaluate(
    ([owner, name]) => {
      const { prototype } = window[owner];
      const real = prototype[name];
      const held = new Promise((letGo) => (window.letGo = letGo));
      prototype[name] = async function (...given) {
        await held;
        prototype[name] = real;
        return real.apply(this, given);
      };
    },
    [owner, name],
  );
const letGo = ({ page }) => page.evaluate(() => window.letGo());

test("tapped before the file is read, it waits; what cannot be read or kept is said, and all that was typed stays", journey(async (phoneOf) => {
  const mine = await opened(phoneOf);
  const { page, press, type } = mine;
  await press("用备份恢复");
  await type("口令", backup.phrase);
  for (const field of ["#field-pin", "#field-pin-again"]) await type(field, PIN);
  // A file that is gone before it is read, as one that lies in a cloud.
  await page.evaluate(() => {
    const { arrayBuffer } = Blob.prototype;
    Blob.prototype.arrayBuffer = async function () {
      Blob.prototype.arrayBuffer = arrayBuffer;
      throw new DOMException("gone", "NotReadableError");
    };
  });
  await chooseFile(page, upload(backup.file));
  await page.locator("[data-incoming]", { hasText: "这个文件读不出来" }).waitFor();
  await press("恢复");
  await page.locator("#field-file-problem", { hasText: "请先选备份文件" }).waitFor();

  await holdUp(mine, "Blob", "arrayBuffer");
  await chooseFile(page, upload(backup.file));
  await press("恢复");
  await page.locator("button:disabled", { hasText: "正在恢复…" }).waitFor();
  assert.equal(await page.locator(".field-problem").count(), 0);
  // Nothing more can be kept on this phone.
  await page.evaluate(() => Object.assign(window.steps, { at: 0, stop: 1, error: () => new DOMException("full", "QuotaExceededError") }));
  await letGo(mine);
  await page.locator("#field-pin-problem", { hasText: "存储满了" }).waitFor();
  assert.equal(await page.getByLabel("口令").inputValue(), backup.phrase);
  await page.locator("[data-chosen]").waitFor();
  await page.evaluate(() => (window.steps.stop = Infinity));
  await press("恢复");
  await page.locator("[data-said]", { hasText: "恢复了 2 户，一户不少" }).waitFor();
  await mine.plant();
  for (const word of backup.words) mine.told.add(word);

  // To be merged, and to be handed over: the same.
  await press("备份和安全");
  await holdUp(mine, "Blob", "arrayBuffer");
  await chooseFile(page, upload(backup.file));
  await type("那个备份的口令", backup.phrase);
  await press("合进来");
  await page.locator("button", { hasText: "正在合…" }).waitFor();
  await letGo(mine);
  await page.locator("[data-said]", { hasText: "合进来 2 户" }).waitFor();
  await press("回到名单");
  await mine.tap("[data-household]");
  await press("交给别人");
  const { newPair, codeOf } = await load("notebook/vault/handover.ts");
  await holdUp(mine, "SubtleCrypto", "digest");
  await type("贴上对方的收件码", codeOf(await newPair(), "张同事"));
  await press("下一步");
  await letGo(mine);
  await page.locator("[data-sealed]", { hasText: "1 户，交给张同事" }).waitFor();
  page.innocent();
}));

/** All that lies there, as it lies there. */
const lies = ({ page }) =>
  page.evaluate(async () => {
    const told = (request) => new Promise((take, refuse) => Object.assign(request, { onsuccess: () => take(request.result), onerror: () => refuse(request.error) }));
    const db = await told(indexedDB.open("jiuzhu-notebook"));
    const stores = ["vault", "rows"].map((name) => db.transaction(name).objectStore(name));
    const all = await Promise.all(stores.flatMap((store) => [told(store.getAllKeys()), told(store.getAll())]));
    db.close();
    return JSON.stringify(all, (_, value) => (value instanceof CryptoKey ? value.type : value instanceof Uint8Array ? [...value].join() : value));
  }).then((all) => createHash("sha256").update(all).digest("hex"));

test("a restored backup and a changed PIN that are cut off at any step, or find the store full, leave what was there", journey(async (phoneOf) => {
  const mine = await opened(phoneOf);
  const { page } = mine;
  const kept = households.map(({ household }) => household);
  const kinds = {
    "a restored backup": (door, [pin, , phrase, households]) => (door.go({ name: "restore" }), door.create(pin, phrase, households, { liaison: "刘联络" })),
    "a changed PIN": (door, [, pin, phrase]) => door.unlockByPhrase(phrase, pin),
    "everything erased": (door) => door.eraseAll().then(() => "ok"),
  };
  let cut = 0;
  for (const [kind, act] of Object.entries(kinds)) {
    for (let stop = 1; ; stop += 1) {
      const was = await lies(mine);
      const cause = stop % 2 ? "failed" : "full";
      const outcome = await page.evaluate(
        async ([source, told, stop, cause]) => {
          const error = () => (cause === "full" ? new DOMException("full", "QuotaExceededError") : new Error("cut off"));
          Object.assign(window.steps, { at: 0, stop, error });
          const { door } = document.querySelector("jiuzhu-notebook");
          const outcome = await eval(`(${source})`)(door, told).catch(() => cause);
          window.steps.stop = Infinity;
          return outcome;
        },
        [act.toString(), [PIN, OTHER_PIN, backup.phrase, kept], stop, cause],
      );
      // What was cut off later than that, as its first reading, is there as a whole: that is looked at below.
      if ((await lies(mine)) !== was) break;
      cut += 1;
      assert.equal(outcome, cause, `${kind}, step ${stop}`);
    }
    if (kind === "a restored backup") {
      // It is not begun over what is there: that is to be opened.
      await page.evaluate(([pin, phrase]) => document.querySelector("jiuzhu-notebook").door.create(pin, phrase), [OTHER_PIN, backup.phrase]);
      await page.getByRole("heading", { name: "走访本锁着" }).waitFor();
      await unlock(mine, PIN);
      await mine.plant();
      const there = await page.evaluate(async () => {
        const { households, settings, damaged } = await document.querySelector("jiuzhu-notebook").door.vault.read();
        return { households: households.filter(({ erased }) => !erased).sort((one, other) => (one.id < other.id ? -1 : 1)), liaison: settings.liaison, damaged };
      });
      assert.deepEqual(there, { households: kept, liaison: "刘联络", damaged: 0 });
    }
    const opens = await page.evaluate(async (pins) => {
      const { door } = document.querySelector("jiuzhu-notebook");
      door.lock();
      await door.locking;
      const outcomes = [];
      for (const pin of pins) outcomes.push(await door.vault.unlock(pin));
      return outcomes.join();
    }, [OTHER_PIN, PIN]);
    assert.equal(opens, { "a restored backup": "wrong,ok", "a changed PIN": "ok,wrong", "everything erased": "wrong,wrong" }[kind], kind);
  }
  assert.ok(cut >= 25, `${cut} steps`);
  assert.equal(await page.evaluate(() => window.lax), 0, "every write asks for the disk");
}));

test("what the first pages wrote opens in this browser, and their backup comes in", journey(async (phoneOf) => {
  const text = readFileSync(new URL("../notebook/saved/form-1.json", import.meta.url), "utf8");
  const { phrase, backup: file, households: saved } = JSON.parse(text);
  const mine = await phoneOf(site.url, { worker: false });
  const { page, press, type } = mine;
  await page.goto(`${site.url}own/index.json`);
  await page.evaluate(async (text) => {
    const { meta, rows } = JSON.parse(text, (_, value) => (value?.bytes ? Uint8Array.from(atob(value.bytes), (letter) => letter.charCodeAt(0)) : value));
    await new Promise((done, failed) => {
      const opening = indexedDB.open("jiuzhu-notebook", 1);
      opening.onupgradeneeded = () => ["vault", "rows"].forEach((store) => opening.result.createObjectStore(store));
      opening.onerror = failed;
      opening.onsuccess = () => {
        const writing = opening.result.transaction(["vault", "rows"], "readwrite");
        writing.objectStore("vault").put(meta, "meta");
        for (const [name, row] of Object.entries(rows)) writing.objectStore("rows").put(row, name);
        writing.oncomplete = () => (opening.result.close(), done());
      };
    });
  }, text);
  await mine.open();
  await press("忘了密码，用口令打开");
  await type("口令", phrase);
  for (const field of ["#field-pin", "#field-pin-again"]) await type(field, PIN);
  await press("打开");
  const rows = page.locator("[data-household]");
  await rows.nth(saved.length - 1).waitFor();
  assert.equal(await rows.count(), saved.length);
  assert.equal(await page.locator("[data-warning=damaged]").count(), 0);
  const listed = await page.locator("[data-list]").innerText();
  for (const { fields } of saved) {
    const [name, village] = [fields.name, fields.village].map((versions) => Object.values(versions)[0].value);
    assert.ok(listed.includes(name), listed);
    for (const word of [name, village]) mine.told.add(word);
  }
  await mine.plant();
  // Of what is erased here the backup brings nothing back, and that is said.
  await mine.tap("[data-household]");
  await press("删掉这一户");
  await page.locator("[data-undo]").waitFor();
  await press("备份和安全");
  await chooseFile(page, upload(Buffer.from(file, "base64")));
  await type("那个备份的口令", phrase);
  await press("合进来");
  await page.locator("[data-said]", { hasText: "合进来 1 户。这里删掉的 1 户没有合进来。" }).waitFor();
  await press("回到名单");
  assert.equal(await rows.count(), 1);
  await press("锁上");
  await unlock(mine, PIN);
  await rows.first().waitFor();
  assert.equal(await rows.count(), 1);
  page.innocent();
}));
