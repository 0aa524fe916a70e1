// The vault and the backup without a browser: what opens them, what does not, and what is left of what is damaged.
import assert from "node:assert/strict";
import { createHash, pbkdf2Sync } from "node:crypto";
import { test } from "node:test";
import { load, loadQuick, seeded } from "./load.mjs";

const {
  Vault,
  ConflictError,
  newPhrase,
  wrongGroup,
  readPhrase,
  tried,
  served,
  isPin,
  isStrong,
  derived,
  written,
  readBackup,
  BOX_FORM,
  FREE,
  MOST,
  NO_TRIES,
} = await loadQuick(
  "notebook/vault/vault.ts",
  "notebook/vault/phrase.ts",
  "notebook/vault/patience.ts",
  "notebook/vault/keys.ts",
  "notebook/vault/backup.ts",
  "notebook/vault/box.ts",
);

const PIN = "248163";
const random = (count) => crypto.getRandomValues(new Uint8Array(count));
const PHRASE = newPhrase(random);

/** What a browser's shelf does, in memory: an act happens as a whole or, told so, not at all. */
class Memory {
  vault = {};
  kept = new Map();
  fails = false;
  async contents() {
    return { meta: this.vault.meta, device: this.vault.device, tries: this.vault.tries };
  }
  async rows() {
    return [...this.kept].map(([name, row]) => [name, structuredClone(row)]);
  }
  async put({ rows = {}, expect, ...named }) {
    if (this.fails) throw new DOMException("full", "QuotaExceededError");
    if (expect && (this.kept.get(expect.row)?.version ?? 0) !== expect.version) throw new ConflictError();
    Object.assign(this.vault, named);
    for (const [name, row] of Object.entries(rows)) this.kept.set(name, structuredClone(row));
  }
  async clear() {
    this.vault = {};
    this.kept.clear();
  }
}

const household = (id, name, size = 0) => ({
  form: 1,
  id,
  fields: {
    name: { "00000001.aa": { value: name, day: "2026-11-22", over: [] } },
    note: { "00000002.aa": { value: "记".repeat(size), day: "2026-11-22", over: [] } },
  },
});
const ids = (count) => Array.from({ length: count }, (_, at) => at.toString(16).padStart(16, "0"));

async function made() {
  const shelf = new Memory();
  const vault = new Vault(shelf);
  await vault.create(PIN, PHRASE);
  return { shelf, vault };
}

test("a phrase names the group that was written down wrong", () => {
  assert.match(PHRASE, /^(\d{4} ){5}\d{4}$/);
  assert.equal(readPhrase(PHRASE.replace(/ /g, "")), PHRASE);
  assert.equal(readPhrase(PHRASE.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))), PHRASE);
  const groups = PHRASE.split(" ");
  for (const [place, group] of groups.entries()) {
    for (let at = 0; at < 4; at += 1) {
      for (let step = 1; step < 10; step += 1) {
        const wrong = group.slice(0, at) + String((Number(group[at]) + step) % 10) + group.slice(at + 1);
        assert.equal(wrongGroup(groups.map((other, index) => (index === place ? wrong : other)).join(" ")), place + 1);
      }
    }
  }
  for (let at = 0; at < 5; at += 1) {
    if (groups[at] === groups[at + 1]) continue;
    const swapped = [...groups];
    [swapped[at], swapped[at + 1]] = [swapped[at + 1], swapped[at]];
    assert.equal(readPhrase(swapped.join(" ")), undefined);
  }
  assert.equal(wrongGroup(groups.slice(0, 3).join("")), undefined, "while it is being typed nothing is wrong");
  assert.equal(wrongGroup(`${PHRASE} 1`), 7);
  const digits = new Array(10).fill(0);
  for (let count = 0; count < 400; count += 1)
    for (const group of newPhrase(random).split(" ")) for (const digit of group.slice(0, 3)) digits[digit] += 1;
  for (const found of digits) assert.ok(Math.abs(found - 720) < 150, String(digits));
});

test("after five wrong PINs there is a wait that doubles, after ten only the phrase opens", () => {
  let tries = NO_TRIES;
  const waits = [];
  for (let count = 0; count < MOST; count += 1) {
    tries = tried(tries);
    waits.push(tries.left / 60_000);
    if (tries.left > 0) assert.equal(tried(tries), undefined);
    tries = served(tries, tries.left);
  }
  assert.deepEqual(waits, [0, 0, 0, 0, 20, 40, 80, 160, 320, 640]);
  assert.equal(tried(tries), undefined);
  assert.equal(FREE, 5);
  // A clock that runs backwards makes no wait longer, and none shorter.
  assert.deepEqual(served({ wrong: 5, left: 1000 }, -5000), { wrong: 5, left: 1000 });
});

test("a PIN that comes to mind first is none", () => {
  assert.deepEqual(["248163", "12345", "123456", "000000", "987654", "24816a", "1234567890123"].map(isPin), [
    "ok",
    "short",
    "simple",
    "simple",
    "simple",
    "short",
    "short",
  ]);
});

test("a weak derivation is refused, whoever wrote it there", async () => {
  const strong = [
    { kind: "argon2id", memory: 65536, passes: 3 },
    { kind: "argon2id", memory: 19456, passes: 2 },
    { kind: "pbkdf2", rounds: 600000 },
  ];
  const weak = [
    { kind: "argon2id", memory: 19455, passes: 2 },
    { kind: "argon2id", memory: 65536, passes: 1 },
    { kind: "argon2id", memory: 1e9, passes: 3 },
    { kind: "pbkdf2", rounds: 599999 },
    { kind: "pbkdf2", rounds: 1e9 },
    { kind: "none" },
    undefined,
  ];
  for (const kdf of strong) assert.ok(isStrong(kdf), JSON.stringify(kdf));
  for (const kdf of weak) assert.ok(!isStrong(kdf), JSON.stringify(kdf));
  await assert.rejects(derived("x", random(16), weak[0]), /weak/);
});

test("both derivations give the known answers", async () => {
  const keys = await load("notebook/vault/keys.ts");
  const salt = new TextEncoder().encode("somesalt");
  // From the tests of the reference program of Argon2.
  const known = "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7";
  assert.equal(keys.hex(await keys.derived("password", salt, { kind: "argon2id", memory: 65536, passes: 2 })), known);
  const rounds = 600000;
  assert.deepEqual(
    Buffer.from(await keys.derived("secret", salt, { kind: "pbkdf2", rounds })),
    pbkdf2Sync("secret", salt, rounds, 32, "sha256"),
  );
  const anew = await keys.derivedAnew("password", salt);
  assert.deepEqual(anew.kdf, { kind: "argon2id", memory: 65536, passes: 3 });
});

test("the PIN opens, the phrase opens, and nothing else does", async () => {
  const { shelf, vault } = await made();
  await vault.write([household(ids(1)[0], "王家湾3号")], { typing: "门锁着" }, { me: "x" });
  vault.lock();
  await assert.rejects(vault.read(), /locked/);
  assert.equal(await vault.unlock("999911"), "wrong");
  assert.equal(await vault.unlock(PIN), "ok");
  const opened = await vault.read();
  assert.deepEqual(opened, {
    households: [household(ids(1)[0], "王家湾3号")],
    open: { typing: "门锁着" },
    settings: { me: "x" },
    damaged: 0,
  });
  assert.deepEqual(await vault.tries(), NO_TRIES);
  vault.lock();

  // Ten wrong ones, the waits served: the PIN is given up.
  for (let count = 1; count <= MOST; count += 1) {
    assert.equal(await vault.unlock("999911"), count < MOST ? "wrong" : "phrase");
    if (count >= FREE && count < MOST) {
      assert.equal(await vault.unlock(PIN), "wait", "not even the right one");
      await vault.serve(1e9);
    }
  }
  assert.equal(await vault.unlock(PIN), "phrase");
  assert.equal(shelf.vault.meta.pin, undefined, "what the PIN opened is gone");
  assert.equal(await vault.unlockByPhrase(newPhrase(random), "135790"), "wrong");
  assert.equal(await vault.unlockByPhrase(PHRASE, "135790"), "ok");
  assert.equal((await vault.read()).households.length, 1);
  vault.lock();
  assert.equal(await vault.unlock(PIN), "wrong");
  assert.equal(await vault.unlock("135790"), "ok");
  shelf.vault.meta = { ...shelf.vault.meta, form: 9 };
  assert.equal(await vault.unlock("135790"), "new");
});

test("without a PIN, as somebody may want it, only the phrase opens, and a PIN comes back with it", async () => {
  const { shelf, vault } = await made();
  assert.equal(await vault.unlockByPhrase(newPhrase(random), ""), "wrong");
  assert.ok(shelf.vault.meta.pin, "whoever does not have the phrase keeps the PIN");
  assert.equal(await vault.unlockByPhrase(PHRASE, ""), "ok");
  await vault.write([household(ids(1)[0], "王家湾3号")]);
  vault.lock();
  assert.equal(shelf.vault.meta.pin, undefined);
  assert.deepEqual(await vault.tries(), { ...NO_TRIES, always: true });
  assert.equal(await vault.unlock(PIN), "phrase");
  assert.equal(await vault.unlock(""), "phrase");
  assert.equal(await vault.unlockByPhrase(PHRASE, ""), "ok");
  assert.equal((await vault.read()).households.length, 1);
  vault.lock();
  assert.equal(await vault.unlockByPhrase(PHRASE, "135790"), "ok");
  vault.lock();
  assert.deepEqual(await vault.tries(), NO_TRIES);
  assert.equal(await vault.unlock("135790"), "ok");
});

test("a try is counted though the page ends before it is made", async () => {
  const { shelf, vault } = await made();
  vault.lock();
  const contents = shelf.contents.bind(shelf);
  // The page ends right after the count is kept.
  const put = shelf.put.bind(shelf);
  shelf.put = async (act) => {
    await put(act);
    throw new Error("ended");
  };
  for (let count = 0; count < FREE; count += 1) await assert.rejects(vault.unlock("999911"), /ended/);
  shelf.put = put;
  assert.equal((await contents()).tries.wrong, FREE);
  assert.equal(await vault.unlock(PIN), "wait");
});

test("a derivation that cannot be made is no try", async () => {
  const { shelf, vault } = await made();
  vault.lock();
  const { pin } = shelf.vault.meta;
  shelf.vault.meta = { ...shelf.vault.meta, pin: { ...pin, kdf: { kind: "argon2id", memory: 1, passes: 1 } } };
  for (let count = 0; count < MOST; count += 1) assert.equal(await vault.unlock(PIN), "failed");
  assert.deepEqual(await vault.tries(), NO_TRIES);
  shelf.vault.meta = { ...shelf.vault.meta, pin };
  assert.equal(await vault.unlock(PIN), "ok");
});

test("without the key of this browser the right PIN opens nothing", async () => {
  const { shelf, vault } = await made();
  vault.lock();
  shelf.vault.device = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  assert.equal(await vault.unlock(PIN), "wrong");
});

test("rows fit only in their own place and version, and what is damaged takes nothing else with it", async () => {
  const { shelf, vault } = await made();
  const [one, two, three] = ids(3);
  await vault.write([household(one, "甲"), household(two, "乙"), household(three, "丙")]);
  const old = structuredClone(shelf.kept.get(one));
  await vault.write([household(one, "甲甲")]);
  const names = async () => {
    const { households, damaged } = await vault.read();
    return [households.map(({ fields }) => fields.name["00000001.aa"].value).join(""), damaged];
  };
  assert.deepEqual(await names(), ["甲甲乙丙", 0]);
  const good = new Map(shelf.kept);
  const restore = () => (shelf.kept = new Map(good));
  shelf.kept.set(one, old);
  assert.deepEqual(await names(), ["甲乙丙", 1], "an older row is noticed");
  restore();
  shelf.kept.set(one, shelf.kept.get(two));
  assert.deepEqual(await names(), ["乙丙", 1], "a row in another's place");
  restore();
  shelf.kept.delete(three);
  assert.deepEqual(await names(), ["甲甲乙", 1], "a row that was taken away");
  restore();
  const flipped = structuredClone(shelf.kept.get(two));
  flipped.data[0] ^= 1;
  shelf.kept.set(two, flipped);
  assert.deepEqual(await names(), ["甲甲丙", 1]);
});

test("what could not be kept changes nothing, and two windows do not write over each other", async () => {
  const { shelf, vault } = await made();
  const [one, two] = ids(2);
  await vault.write([household(one, "甲")]);
  shelf.fails = true;
  await assert.rejects(vault.write([household(one, "乙"), household(two, "丙")]), /full/);
  shelf.fails = false;
  assert.deepEqual((await vault.read()).households, [household(one, "甲")]);
  await vault.write([household(two, "丙")]);

  const other = new Vault(shelf);
  assert.equal(await other.unlock(PIN), "ok");
  await other.read();
  await other.write([household(one, "丁")]);
  await assert.rejects(vault.write([household(two, "戊")]), ConflictError);
  const names = (await vault.read()).households.map(({ fields }) => fields.name["00000001.aa"].value);
  assert.deepEqual(names, ["丁", "丙"]);
  await vault.write([household(two, "戊")]);
  // A second notebook is not made over the first.
  await assert.rejects(new Vault(shelf).create("135790", PHRASE), ConflictError);
});

test("nothing that is kept can be read: no name, no number, no word of what is told", async () => {
  const { shelf, vault } = await made();
  await vault.write([household(ids(1)[0], "王家湾3号")], { typing: "尿毒症" }, { name: "陈联络" });
  const bytes = Buffer.concat(
    [
      JSON.stringify(shelf.vault, (_, value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
      ),
      ...[...shelf.kept.values()].map(({ data }) => data),
    ].map((part) => Buffer.from(part)),
  );
  for (const secret of ["王家湾", "尿毒症", "陈联络", PIN, PHRASE, PHRASE.replace(/ /g, "")])
    for (const encoding of ["utf8", "utf16le"]) assert.equal(bytes.indexOf(Buffer.from(secret, encoding)), -1, secret);
  assert.equal(shelf.vault.device.extractable, false);
  await assert.rejects(crypto.subtle.exportKey("raw", shelf.vault.device));
});

const readLength = (file) => Buffer.from(file).readUInt32BE(16);
const backed = async (count, size = 0) => {
  const { shelf, vault } = await made();
  const households = ids(count).map((id, at) => household(id, `户${at}`, size));
  return { shelf, vault, households, file: await written(households, "2026-11-22", await vault.outward()) };
};

test("a backup gives back every household, under the phrase alone", async () => {
  const { shelf, households, file } = await backed(37);
  const read = await readBackup(file, PHRASE);
  assert.deepEqual(read, { ok: true, households, summary: { day: "2026-11-22", settings: {}, households: 37 }, missing: 0 });
  assert.deepEqual(await readBackup(file, newPhrase(random)), { ok: false, reason: "phrase" });
  assert.equal((await readBackup(file, PIN)).reason, "phrase", "the PIN is no phrase");
  // Nothing that the PIN could be tried on leaves with it.
  const { pin } = shelf.vault.meta;
  for (const bytes of [pin.salt, pin.iv, pin.data]) assert.equal(Buffer.from(file).indexOf(Buffer.from(bytes)), -1);
  assert.equal(Buffer.from(file).indexOf(Buffer.from([...pin.salt].join())), -1);
  assert.equal(Buffer.from(file).indexOf("户1"), -1);
});

test("a wrong phrase, a damaged file, a foreign one and one that is too new are told apart", async () => {
  const { file } = await backed(3);
  const reason = async (bytes) => (await readBackup(bytes, PHRASE)).reason;
  assert.equal(await reason(new TextEncoder().encode("%PDF-1.7 something else")), "foreign");
  assert.equal(await reason(new Uint8Array(0)), "foreign");
  assert.equal(await reason(file.slice(0, 40)), "damaged");
  const head = Buffer.from(file).indexOf('"form":2');
  assert.ok(head > 0);
  const newer = Buffer.from(file.slice(0, file.length));
  newer.write(`"form":${BOX_FORM + 1}`, head);
  const length = readLength(newer);
  createHash("sha256")
    .update(newer.subarray(20, 20 + length))
    .digest()
    .copy(newer, 20 + length);
  assert.equal(await reason(new Uint8Array(newer)), "new");
});

test("of a backup that was cut or changed anywhere every undamaged household comes back", async () => {
  const { households, file } = await backed(40, 3000);
  const length = readLength(file);
  const { sizes } = JSON.parse(
    Buffer.from(file)
      .subarray(20, 20 + length)
      .toString(),
  );
  assert.ok(sizes.length > 4, `${sizes.length} pieces`);
  const start = 20 + length + 32;
  const counts = [];
  let at = start;
  for (const [piece, size] of sizes.entries()) {
    const changed = file.slice();
    changed[at + Math.floor(size / 2)] ^= 1;
    at += size;
    const read = await readBackup(changed, PHRASE);
    assert.ok(read.ok);
    const whole = new Set(households.map(({ id }) => id));
    for (const { id } of read.households) assert.ok(whole.delete(id));
    // What stands before the households stands behind them, too.
    if (piece === 0 || piece === sizes.length - 1) assert.deepEqual([read.households.length, read.missing], [40, 0]);
    else {
      assert.equal(read.missing, whole.size);
      counts.push(whole.size);
    }
  }
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    40,
    "each household is in one piece",
  );

  // The front head, the back head; cut at every piece, from either end.
  for (const place of [0, 17, 25, 20 + length + 3, file.length - 1, file.length - 18, file.length - 30]) {
    const changed = file.slice();
    changed[place] ^= 1;
    assert.equal((await readBackup(changed, PHRASE)).households?.length, 40, `byte ${place}`);
  }
  at = start;
  for (const [piece, size] of sizes.entries()) {
    const [front, back] = [await readBackup(file.slice(0, at), PHRASE), await readBackup(file.slice(at), PHRASE)];
    const before = piece === 0 ? 0 : counts.slice(0, piece - 1).reduce((sum, count) => sum + count, 0);
    assert.deepEqual(
      [front.households.length, back.households.length],
      [before, 40 - before],
      `cut before piece ${piece}`,
    );
    at += size;
  }
});

test("bytes by chance are no backup, and break nothing", async () => {
  const chance = seeded(7);
  const { file } = await backed(3);
  for (let round = 0; round < 300; round += 1) {
    const bytes = round % 2 ? file.slice() : new Uint8Array(Math.floor(chance() * 400)).map(() => chance() * 256);
    for (let hit = 0; hit < 3 && bytes.length > 0; hit += 1)
      bytes[Math.floor(chance() * Math.min(bytes.length, 120))] = chance() * 256;
    const read = await readBackup(bytes, PHRASE);
    assert.ok(round % 2 ? read.ok && read.households.length === 3 : !read.ok);
  }
});
