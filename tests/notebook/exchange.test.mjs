// What goes out and comes in, without a browser: pieces that are lost and shuffled, handing over, lists of the office,
// the month's report, and what earlier pages wrote.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { load, loadQuick, seeded } from "./load.mjs";

const parts = await loadQuick(
  "notebook/exchange/frames.ts",
  "notebook/exchange/letters.ts",
  "notebook/exchange/visit-list.ts",
  "notebook/exchange/visits.ts",
  "notebook/exchange/workbook.ts",
  "notebook/vault/handover.ts",
  "notebook/vault/backup.ts",
  "notebook/vault/box.ts",
  "notebook/vault/vault.ts",
  "notebook/vault/phrase.ts",
  "notebook/model/household.ts",
  "notebook/model/notebook.ts",
  "notebook/model/month.ts",
  "notebook/model/derive.ts",
  "notebook/model/listing.ts",
);
const { framesOf, textOf, Gathering, lettersOf, bytesOfLetters } = parts;
const { newPair, codeOf, readCode, handedOver, readHandover, digitsOf, readBackup, written } = parts;
const { after, emptyNotebook, present, elsewhere, word } = parts;
const { canonical, openPaths } = await load("notebook/model/versions.ts");

const DAY = "2026-11-22";
const fixture = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
const bytesByChance = (length, chance) => Uint8Array.from({ length }, () => Math.floor(chance() * 256));

test("of a bill a list may say all that the core knows, but for its illnesses", () => {
  const source = readFileSync(new URL("../../src/vocabulary/fields.rs", import.meta.url), "utf8");
  const [, told] = source.match(/const BILL: &\[&str\] = &\[([^\]]*)\]/);
  const known = told.match(/\w+/g).filter((name) => name !== "diagnoses");
  assert.deepEqual([...parts.BILL_FIELDS].sort(), known.sort());
});

/** Households with as much in them as hers have. */
function households(count, me = "aa") {
  let book = emptyNotebook(me);
  for (let at = 0; at < count; at += 1) {
    const id = at.toString(16).padStart(16, "0");
    const bill = (number) => ({
      care: "inpatient", where: { place: "local", level: "secondary" }, rough: false,
      date: { year: "2026", month: String((number % 12) + 1), day: String(((at * 7 + number) % 28) + 1) }, dateUnknown: false,
      amounts: { total: String(at * 37 + number * 911 + 1000), in_scope: String(at * 31 + number * 700 + 800), basic_paid: String(at * 17 + number * 300 + 100), critical_paid: "0" },
      spans: {}, days: "", months: "", amountsDone: true,
    });
    const bills = Object.fromEntries(Array.from({ length: 10 }, (_, number) => [`bill/${number}`, { member: "1", draft: bill(number) }]));
    const fields = { name: `户${at}`, village: `村${at % 7}`, phone: String(13800000000 + at * 977), place: "wuhan-2023", "member/1": { name: "本人", born: "1950-12-01" }, ...bills };
    book = after(after(book, { kind: "open", household: id }), { kind: "write", household: id, day: DAY, fields });
  }
  return Object.values(book.households);
}

test("letters give back every byte", () => {
  const chance = seeded(1);
  for (let length = 0; length < 40; length += 1) {
    const bytes = bytesByChance(length, chance);
    assert.deepEqual(bytesOfLetters(lettersOf(bytes)), bytes);
    assert.match(lettersOf(bytes), /^[A-Z2-7]*$/);
  }
  assert.equal(bytesOfLetters("AB1"), undefined);
});

test("of pieces a fifth may be lost, in any order: one household in three, thirty in ten seconds, five hundred in ninety", async (context) => {
  const pair = await newPair();
  const receiver = await readCode(codeOf(pair, "刘联络"));
  const seconds = {};
  for (const [count, most] of [[1, 3 / 8], [30, 10], [500, 90]]) {
    const chance = seeded(count);
    const all = households(count);
    const file = await handedOver(all, DAY, "王", receiver);
    const frames = framesOf(file);
    if (count === 1) assert.ok(frames.count <= 3, `${frames.count} pieces`);
    const gathering = new Gathering();
    let shown = 0;
    // As they come: now and then two that changed places, and one in five that nobody saw.
    const order = Array.from({ length: frames.count * 2 + 40 }, (_, at) => at);
    for (let at = 1; at < order.length; at += 1) if (chance() < 0.3) [order[at - 1], order[at]] = [order[at], order[at - 1]];
    for (const at of order) {
      shown += 1;
      if (count > 1 && chance() < 0.2) continue;
      gathering.add(frames.line(at));
      if (gathering.whole()) break;
    }
    seconds[count] = shown / 8;
    assert.ok(seconds[count] <= most, `${count}: ${seconds[count]} s`);
    const read = await readHandover(gathering.whole(), pair);
    assert.deepEqual(read.households, all);
    assert.equal(read.summary.from, "王");
  }
  context.diagnostic(`seconds for 1, 30 and 500 households: ${Object.values(seconds).join(", ")}`);
});

test("a text is read however a chat broke its lines, and as far as it is there", async () => {
  const phrase = parts.newPhrase((count) => crypto.getRandomValues(new Uint8Array(count)));
  const vault = new parts.Vault(new Memory());
  await vault.create("248163", phrase);
  const all = households(200);
  const file = await written(all, DAY, await vault.outward(), { liaison: "刘联络" });
  const text = textOf(file);
  const gathering = new Gathering();
  gathering.add(`看看这个 ${text.toLowerCase().replace(/(.{50})/g, "$1 \n")} 收到请回`);
  assert.deepEqual(gathering.whole(), file);
  const read = await readBackup(file, phrase);
  assert.deepEqual(read.summary, { day: DAY, households: 200, settings: { liaison: "刘联络" } });
  // Lines that are gone or changed take nothing with them but the households of their piece.
  const lines = text.split("\n");
  const broken = lines.filter((_, at) => at !== 100).map((line, at) => (at === 40 ? line.replace(/(?<=-)[A-Z2-7]{3}/, "AAA") : line));
  const rest = new Gathering();
  rest.add(broken.join("\n"));
  assert.equal(rest.whole(), undefined);
  const far = await readBackup(rest.asFar(), phrase);
  assert.ok(far.ok && far.missing > 0 && far.households.length + far.missing === 200, `${far.missing} missing`);
  assert.ok(far.households.length >= 80);
  // Another file begins anew; rubbish is nothing.
  rest.add(textOf(file.slice(0, 900)));
  assert.deepEqual(rest.whole(), file.slice(0, 900));
  assert.equal(new Gathering().add("JZ1-AAAAAAA-1-99999-99-AAAA-AAAAAAA 你好"), 0);
});

test("what was handed over opens under the key of whom it is for and nothing else", async () => {
  const [pair, other] = [await newPair(), await newPair()];
  const code = codeOf(pair, "刘联络");
  const receiver = await readCode(`发给你：${code.toLowerCase().replace(/(.{20})/g, "$1\n")}`);
  assert.deepEqual([receiver.id, receiver.name], [pair.id, "刘联络"]);
  assert.match(digitsOf(pair.id), /^\d{4} \d{4}$/);
  assert.equal(await readCode(code.replace(/[A-Z]-/, "2-")), undefined);
  assert.equal(await readCode("刘联络"), undefined);
  const all = households(40);
  const file = await handedOver(all, DAY, "王", receiver);
  assert.equal(Buffer.from(file).indexOf("户1"), -1);
  assert.equal((await readHandover(file, other)).reason, "other");
  assert.equal((await readHandover(file, undefined)).reason, "other");
  assert.equal((await readHandover(new Uint8Array(50), pair)).reason, "foreign");
  assert.equal((await readHandover(file.slice(0, 60), pair)).reason, "damaged");
  assert.equal((await readBackup(file, "")).reason, "handover");
  // Somebody who has neither key, and says it is for him: the check at the start does not open.
  const forged = { ...other, id: pair.id };
  assert.equal((await readHandover(file, forged)).reason, "damaged");
  // A damaged piece takes only its own households.
  const changed = file.slice();
  changed[Math.floor(file.length / 2)] ^= 1;
  const read = await readHandover(changed, pair);
  assert.ok(read.ok && read.missing > 0 && read.households.length + read.missing === 40);
});

test("what was handed over stops counting and says where it went, in whatever order two notebooks meet", async () => {
  const [, theirs] = [await newPair(), await newPair()];
  const [one, two] = households(2);
  const merge = (book, ...list) => after(book, { kind: "merge", households: list });
  const mine = merge(emptyNotebook("aa", ""), one, two);
  const hand = (book, key, to) => after(book, { kind: "write", household: one.id, day: DAY, fields: { handed: { to, key, day: DAY } } });
  const given = hand(mine, theirs.id, "刘联络");
  assert.deepEqual(present(given).map(({ id }) => id), [two.id]);
  assert.deepEqual(elsewhere(given).map(({ id }) => id), [one.id]);
  const taken = merge(emptyNotebook("bb", theirs.id), given.households[one.id]);
  assert.deepEqual(present(taken).map(({ id }) => id), [one.id]);
  // She writes on; the two notebooks come together, either way round.
  const later = after(taken, { kind: "write", household: one.id, day: DAY, fields: { phone: "1" } });
  const [there, here] = [merge(later, ...Object.values(given.households)), merge(given, ...Object.values(later.households))];
  assert.equal(canonical(there.households), canonical(here.households));
  assert.deepEqual([present(there).length, elsewhere(there).length], [2, 0]);
  assert.deepEqual([present(here).length, elsewhere(here).length], [1, 1]);
  assert.equal(word(here.households[one.id], "phone"), "1");
  // Taken back: here it counts again, and there no longer.
  const back = hand({ ...here, key: "mine" }, "mine", "王");
  assert.equal(present(back).length, 2);
  assert.deepEqual(elsewhere(merge(there, ...Object.values(back.households))).map(({ id }) => id), [one.id]);
  // Given to two at once: both stand there, to choose.
  const both = merge(hand({ ...mine, me: "cc" }, "k1", "甲"), hand({ ...mine, me: "dd" }, "k2", "乙").households[one.id]);
  assert.deepEqual(openPaths(both.households[one.id].fields), ["handed"]);
});

test("nothing that the PIN opens leaves the phone", async () => {
  const shelf = new Memory();
  const vault = new parts.Vault(shelf);
  const phrase = parts.newPhrase((count) => crypto.getRandomValues(new Uint8Array(count)));
  await vault.create("248163", phrase);
  const all = households(12);
  const pair = await newPair();
  const backup = await written(all, DAY, await vault.outward(), { pair: JSON.stringify(pair) });
  const handed = await handedOver(all, DAY, "王", await readCode(codeOf(pair, "")));
  const { pin } = shelf.vault.meta;
  const secrets = [pin.salt, pin.iv, pin.data].map((bytes) => Buffer.from(bytes));
  const spelt = secrets.flatMap((bytes) => [bytes, Buffer.from(bytes.toString("base64")), Buffer.from([...bytes].join()), Buffer.from(lettersOf(bytes).slice(0, -1))]);
  for (const out of [backup, handed, Buffer.from(textOf(backup)), Buffer.from(textOf(handed)), Buffer.from(codeOf(pair, "王"))]) {
    for (const secret of [...spelt, Buffer.from("248163")]) assert.equal(Buffer.from(out).indexOf(secret), -1);
    // Nor the open half of a key without which it could not be opened, nor the closed one.
    assert.equal(Buffer.from(out).indexOf(pair.secret.d), -1);
  }
  // Another phone, another PIN: the phrase and the key open what they opened, and neither file knows of a PIN.
  assert.equal((await readBackup(backup, phrase)).households.length, 12);
  assert.equal((await readHandover(handed, JSON.parse((await readBackup(backup, phrase)).summary.settings.pair))).households.length, 12);
});

test("a square code of a piece is read from its picture", async () => {
  const require = createRequire(new URL("../../www/package.json", import.meta.url));
  const { encode } = require("uqr");
  const { default: decodeQR } = await import(require.resolve("qr/decode.js"));
  const line = framesOf(bytesByChance(4000, seeded(3))).line(23);
  const { data: rows } = encode(line, { ecc: "L", border: 3, maskPattern: 1 });
  const scale = 4;
  const size = rows.length * scale;
  const data = new Uint8ClampedArray(size * size * 4).map((_, at) => (at % 4 === 3 || !rows[Math.floor(Math.floor(at / 4) / size / scale)][Math.floor((Math.floor(at / 4) % size) / scale)] ? 255 : 0));
  assert.equal(decodeQR({ width: size, height: size, data }, { effort: 3, timeLimit: 1000 }), line);
  assert.ok(rows.length <= 107, `${rows.length} squares a side`);
});

test("a list of the office becomes households, once however often it comes, and what became of them goes back by its numbers", async () => {
  const file = new TextEncoder().encode(fixture("visits.json"));
  const list = parts.readList(file);
  assert.deepEqual([list.rows.length, list.refused], [2, []]);
  const made = await parts.householdsOf(list, DAY, "aa", "wuhan-2023", (id) => ({ "subsistence-allowance": "低保对象" })[id]);
  assert.deepEqual((await parts.householdsOf(list, DAY, "bb", "", (id) => id)).map(({ id }) => id), made.map(({ id }) => id));
  assert.ok(made.every(parts.isHousehold));
  const [first, second] = made;
  assert.deepEqual(["name", "village", "next", "until", "note", "consent"].map((name) => word(first, name)), ["王桂英", "王家湾", "2026-11-26", "2027-03-31", "可能漏了，要上门；2026-12-10 以前要去；白天多半不在", ""]);
  assert.equal(word(second, "next"), DAY);
  const [member] = parts.membersOf(first);
  assert.equal(parts.identitiesOf(first, member.id)[0].value.text, "低保对象");
  assert.deepEqual(parts.billsOf(first, member.id)[0].value.draft.amounts, { total: "40000", in_scope: "32500", basic_paid: "20000", critical_paid: "0" });
  let book = after(emptyNotebook("aa"), { kind: "merge", households: made });
  const fields = { consent: DAY, "visit/1": { day: DAY, note: "本人在家" }, "application/1": { member: member.id, program: "inpatient", name: "住院救助", year: "2026", state: "paid", amount: "1000", day: DAY, note: "带了户口本" } };
  book = after(book, { kind: "write", household: first.id, day: DAY, fields });
  const [on] = parts.visitsOn(present(book));
  const back = parts.visitsFile(on, DAY, "刘联络", false);
  assert.deepEqual(back, {
    kind: "jiuzhu-visits", version: 1, list: "wuhan-2026-11", made: DAY, by: "刘联络",
    households: [
      { row: "17", visited: [DAY], consent: DAY, applications: [{ program: "inpatient", year: "2026", state: "paid", day: DAY, amount: "1000" }] },
      { row: "18", visited: [], applications: [] },
    ],
  });
  assert.doesNotMatch(JSON.stringify(back), /王桂英|李家坳|1387|在家|户口本/);
  assert.equal(parts.visitsFile(on, DAY, "", true).households[0].note, "本人在家");
});

test("the lists that the documents show are in the format", () => {
  const [list, back] = [...fixture("../../docs/visits.md").matchAll(/^```json\n([^]*?)^```$/gm)].map(([, code]) => code);
  const { rows, refused } = parts.readList(new TextEncoder().encode(list));
  assert.deepEqual([rows.length, refused], [1, []]);
  const told = JSON.parse(back);
  assert.deepEqual([told.kind, told.version, Object.keys(told)], ["jiuzhu-visits", 1, ["kind", "version", "list", "made", "by", "households"]]);
});

test("a list that is not in the format is told by its rows", () => {
  const read = (change) => {
    const table = JSON.parse(fixture("visits.json"));
    change(table);
    return parts.readList(new TextEncoder().encode(JSON.stringify(table)));
  };
  const cases = [
    [(table) => (table.households[0].id_number = "x"), /没有「id_number」/],
    [(table) => (table.households[1].row = "17"), /「17」写了两遍/],
    [(table) => delete table.households[0].name, /name 没有写/],
    [(table) => (table.households[0].visit_by = "2026-13-01"), /不是日子/],
    [(table) => (table.households[0].members[0].bills[0].total = "很多"), /total「很多」不是钱数/],
    [(table) => (table.households[0].members[0].bills[0].total = 40000), /total 要是文字/],
    [(table) => (table.households[0].members[0].bills[0].care = "home"), /care「home」不认识/],
    [(table) => (table.households[0].members[0].categories = ["低保"]), /身份的代号/],
    [(table) => (table.households[0].members[0].insurance = "居民"), /insurance「居民」不认识/],
    [(table) => (table.households[0].members[0].insurance = "constructor"), /insurance「constructor」不认识/],
    [(table) => (table.households[0].members[0].born = "腊月初一"), /born「腊月初一」不是日子/],
    [(table) => (table.households[0].members = {}), /members 要是一列/],
  ];
  for (const [change, text] of cases) {
    const list = read(change);
    assert.equal(list.rows.length, 1);
    assert.match(list.refused[0].text, text);
  }
  for (const change of [(table) => (table.version = 0), (table) => (table.list = "某 镇"), (table) => (table.households = 3), (table) => (table.sum = 1)])
    assert.deepEqual([read(change).rows.length, read(change).refused.length], [0, 1]);
  assert.equal(read((table) => (table.version = 2)), "new");
  assert.equal(read((table) => (table.kind = "other")), undefined);
  assert.equal(parts.readList(Uint8Array.from([0xff, 0xfe])), undefined);
});

test("a month: visits and applications on their days, bills when they were written down, each state once", () => {
  const [one, two, three] = households(3);
  let book = after(emptyNotebook("aa"), { kind: "merge", households: [one, two, three] });
  const write = (household, day, fields) => (book = after(book, { kind: "write", household: household.id, day, fields }));
  const application = (state, day, amount = "") => ({ member: "1", program: "p", name: "", year: "2026", state, amount, day, note: "" });
  write(one, "2026-10-05", { "visit/1": { day: "2026-10-05", note: "" }, "application/1": application("filed", "2026-10-05") });
  write(one, "2026-11-03", { "visit/2": { day: "2026-11-03", note: "" }, "visit/3": { day: "2026-11-20", note: "" }, "application/1": application("approved", "2026-11-03", "900") });
  write(one, "2026-11-20", { "application/1": application("paid", "2026-11-20", "100.10") });
  write(one, "2026-11-21", { "application/1": application("paid", "2026-11-20", "900.10") });
  write(two, "2026-11-21", { "application/1": application("refused", "2026-11-21"), "bill/x": { member: "1", draft: { amounts: { total: "1.5" } } } });
  write(two, "2026-11-22", { "application/2": application("filed", "2026-11-22") });
  write(two, "2026-11-22", { "application/2": null });
  write(three, "2026-11-22", { handed: { to: "刘联络", key: "k", day: "2026-11-22" } });
  const view = (household, open) => ({ household, name: word(household, "name"), village: word(household, "village"), rows: [{ open, left: { total: { min: "10.05", max: "20" } } }] });
  const views = present(book).map((household, at) => view(household, at === 0 ? [{}] : []));
  const report = parts.monthOf(views, elsewhere(book), "2026-11");
  const { all } = report;
  assert.deepEqual([all.households, all.members, all.visited, all.visits, all.bills], [2, 2, 1, 2, 21]);
  assert.deepEqual(all.applications, { preparing: 0, filed: 0, approved: 1, refused: 1, paid: 1 });
  assert.deepEqual([all.paid, all.waiting, all.estimate], ["900.10", 1, { min: "10.05", max: "20.00" }]);
  assert.deepEqual(report.handed, [{ to: "刘联络", households: 1 }]);
  assert.deepEqual(report.villages.map(({ name, households }) => [name, households]), [["村0", 1], ["村1", 1]]);
  const october = parts.monthOf(views, elsewhere(book), "2026-10").all;
  assert.deepEqual([october.visits, october.bills, october.applications.filed, october.paid], [1, 0, 1, "0.00"]);
  assert.deepEqual(parts.monthsBefore("2026-01-05", 3), ["2026-01", "2025-12", "2025-11"]);
});

test("a workbook holds words as words and money to the fen", () => {
  const file = parts.workbook([{ name: "按村 <&>", head: ["村", "钱"], rows: [["=HYPERLINK(\"x\")\u0001", { yuan: "1234.50" }], ["乙", 3]] }]);
  const text = Buffer.from(file).toString();
  assert.match(text, /<t xml:space="preserve">=HYPERLINK\(&quot;x&quot;\)<\/t>/);
  assert.match(text, /<c s="2"><v>1234\.50<\/v>/);
  assert.match(text, /name="按村 &lt;&amp;&gt;"/);
  assert.doesNotMatch(text, /<f>|\u0001\)/);
});

test("what the first pages wrote opens: the vault under its phrase, the backup under it too", async () => {
  const saved = JSON.parse(fixture("saved/form-1.json"), (_, value) => (value?.bytes ? new Uint8Array(Buffer.from(value.bytes, "base64")) : value));
  const { Vault, readBackup } = await load("notebook/vault/vault.ts", "notebook/vault/backup.ts");
  const read = await readBackup(new Uint8Array(Buffer.from(saved.backup, "base64")), saved.phrase);
  assert.deepEqual([read.ok, read.missing, read.summary.day], [true, 0, "2026-10-09"]);
  assert.deepEqual(read.households, saved.households);
  const shelf = new Memory();
  shelf.vault.meta = saved.meta;
  for (const [name, row] of Object.entries(saved.rows)) shelf.kept.set(name, row);
  const vault = new Vault(shelf);
  assert.equal(await vault.unlockByPhrase(saved.phrase, "135790"), "ok");
  const opened = await vault.read();
  assert.deepEqual(opened.households, saved.households);
  assert.deepEqual([opened.damaged, opened.settings.liaison], [0, "刘联络"]);
  // What this page writes into it stays what it was.
  let book = after(emptyNotebook("bb", ""), { kind: "merge", households: opened.households });
  assert.equal(present(book).length, 2);
  book = after(book, { kind: "write", household: saved.households[0].id, day: DAY, fields: { phone: "1" } });
  await vault.write([book.households[saved.households[0].id]]);
  vault.lock();
  assert.equal(await vault.unlock("135790"), "ok");
  assert.equal(word((await vault.read()).households.find(({ id }) => id === saved.households[0].id), "phone"), "1");
});

test("what was packed tighter opens as well: a backup with its key, and what was handed over to that key", async () => {
  const { phrase, households: saved, backup, pair, handover } = JSON.parse(fixture("saved/form-2.json"));
  const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));
  const read = await (await load("notebook/vault/backup.ts")).readBackup(bytes(backup), phrase);
  assert.deepEqual([read.ok, read.missing, read.households, read.summary.day], [true, 0, saved, "2026-11-29"]);
  assert.deepEqual(JSON.parse(read.summary.settings.pair), pair);
  const given = await readHandover(bytes(handover), pair);
  assert.deepEqual([given.ok, given.missing, given.households, given.summary.from], [true, 0, saved, "王联络"]);
});

/** What a browser's shelf does, in memory. */
function Memory() {
  this.vault = {};
  this.kept = new Map();
  this.contents = async () => this.vault;
  this.rows = async () => [...this.kept];
  this.put = async ({ rows = {}, expect: _expected, ...named }) => {
    Object.assign(this.vault, named);
    for (const [name, row] of Object.entries(rows)) this.kept.set(name, row);
  };
}
