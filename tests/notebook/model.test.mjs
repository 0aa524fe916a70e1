// The notebook without a page: writing, merging, what follows on a day. JIUZHU_MERGES says how many pairs are merged,
// JIUZHU_SEED repeats a run.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, seeded } from "./load.mjs";

const notebook = await load(
  "notebook/model/month.ts",
  "notebook/model/versions.ts",
  "notebook/model/household.ts",
  "notebook/model/notebook.ts",
  "notebook/model/case.ts",
  "notebook/model/clock.ts",
  "notebook/model/derive.ts",
  "notebook/model/listing.ts",
  "notebook/model/recognised.ts",
  "notebook/model/pinyin.ts",
  "notebook/model/sums.ts",
  "notebook/model/masked.ts",
  "notebook/views.ts",
);
const { after, emptyNotebook, canonical, headsOf, mergedHousehold, isHousehold, openPaths, valueOf, word } = notebook;

const DAY = "2026-11-22";
const ID = "0123456789abcdef";
const SEED = Number(process.env.JIUZHU_SEED ?? 20261122);
const MERGES = Number(process.env.JIUZHU_MERGES ?? 4000);

const run = (state, ...commands) => commands.reduce(after, state);
const write = (fields, household = ID, day = DAY) => ({ kind: "write", household, day, fields });
const opened = (me = "aa", id = ID) => after(emptyNotebook(me), { kind: "open", household: id });

/** What was ever typed into a household, at each field. */
function typed(household) {
  return new Set(
    Object.entries(household.fields).flatMap(([path, versions]) =>
      Object.values(versions).map(({ value }) => `${path} ${canonical(value)}`),
    ),
  );
}

/** One of two that stand side by side; where none do, nothing is chosen. */
function choosing({ fields }, pick) {
  const path = pick(openPaths(fields)) ?? "name";
  return { kind: "choose", household: ID, day: DAY, path, stamp: pick(headsOf(fields[path]))?.stamp ?? "" };
}

/** Two or three copies of one household that went their own ways, and now and then met. */
function copies(random) {
  const names = ["aa", "bb", "cc"];
  const paths = ["name", "village", "bill/1", "bill/2", "visit/1", "member/1"];
  const seed = run(opened("aa"), write({ name: "甲", "bill/1": { total: "1" } }));
  let hands = names.map((me) => ({ ...seed, me }));
  const pick = (list) => list[Math.floor(random() * list.length)];
  for (let step = 0; step < 12; step += 1) {
    const at = Math.floor(random() * hands.length);
    const kind = random();
    let command;
    if (kind < 0.7)
      command = write(
        { [pick(paths)]: pick(["乙", "丙", { total: "2" }, 3, null]) },
        ID,
        pick(["2026-11-22", "2026-11-23"]),
      );
    else if (kind < 0.8) command = { kind: "take", household: ID, day: DAY, path: pick(paths), what: "" };
    else if (kind < 0.85) command = { kind: "undo", day: DAY, fresh: "fedcba9876543210" };
    else if (kind < 0.86) command = { kind: "erase", household: ID, what: "" };
    else if (kind < 0.9) command = choosing(hands[at].households[ID], pick);
    else command = { kind: "merge", households: [pick(hands).households[ID]] };
    hands = hands.map((hand, index) => (index === at ? after(hand, command) : hand));
  }
  return hands.map((hand) => hand.households[ID]);
}

test("merging is commutative, idempotent and associative, and no typed value is lost", (context) => {
  const random = seeded(SEED);
  let erased = 0;
  for (let round = 0; round < MERGES; round += 1) {
    const [one, two, three] = copies(random);
    const both = mergedHousehold(one, two);
    assert.equal(canonical(both), canonical(mergedHousehold(two, one)));
    assert.equal(canonical(both), canonical(mergedHousehold(both, two)));
    assert.equal(canonical(mergedHousehold(both, three)), canonical(mergedHousehold(one, mergedHousehold(two, three))));
    assert.ok(isHousehold(both));
    if (both.erased) {
      erased += 1;
      continue;
    }
    const all = typed(both);
    for (const value of [...typed(one), ...typed(two)]) assert.ok(all.has(value), value);
    // What each hand saw as standing is among what stands, or was seen by the other hand that wrote over it.
    for (const path of Object.keys(both.fields)) assert.ok(headsOf(both.fields[path]).length > 0, path);
  }
  assert.ok(erased > MERGES / 80, "some were erased");
  context.diagnostic(`${MERGES} pairs, ${erased} of them erased, seed ${SEED}`);
});

test("two hands on one field: both stand, and choosing one is a version that both had", () => {
  const base = run(opened("aa"), write({ name: "王家", phone: "1" }));
  const one = run({ ...base, me: "aa" }, write({ name: "王大" }));
  const two = run({ ...base, me: "bb" }, write({ name: "王二", phone: "2" }));
  const met = after(one, { kind: "merge", households: Object.values(two.households) });
  const household = met.households[ID];
  assert.deepEqual(openPaths(household.fields), ["name"], "the telephone was changed by one hand only");
  assert.equal(word(household, "phone"), "2");
  const heads = headsOf(household.fields.name);
  assert.deepEqual(heads.map(({ version }) => version.value).sort(), ["王二", "王大"].sort());
  const other = heads.find(({ version }) => version.value === "王大");
  const choosing = after(met, { kind: "choose", household: ID, day: DAY, path: "name", stamp: other.stamp });
  const chosen = choosing.households[ID];
  assert.equal(word(chosen, "name"), "王大");
  assert.deepEqual(openPaths(chosen.fields), []);
  // Who had both sees the choice; the copy from before it changes nothing.
  assert.equal(canonical(mergedHousehold(household, chosen)), canonical(chosen));
  // Undone, both stand again, and what counted before counts again: for who had the choice, too.
  const undone = after(choosing, { kind: "undo", day: DAY, fresh: "" });
  const again = mergedHousehold(chosen, undone.households[ID]);
  assert.deepEqual(undone.erased, []);
  assert.deepEqual(openPaths(again.fields), ["name"]);
  assert.deepEqual(headsOf(again.fields.name).map(({ version }) => version.value), heads.map(({ version }) => version.value));
  assert.equal(word(again, "name"), word(household, "name"));
});

test("every erasing can be undone, the last first, and a household comes back with what was taken from it", () => {
  let state = run(
    opened(),
    write({ name: "王家", "member/1": { name: "王一", born: "" }, "visit/1": { day: DAY, note: "门锁着" } }),
  );
  state = run(
    state,
    { kind: "take", household: ID, day: DAY, path: "visit/1", what: "走访" },
    { kind: "erase", household: ID, what: "王家" },
  );
  assert.equal(notebook.present(state).length, 0);
  assert.deepEqual(Object.keys(state.households[ID].fields), [], "nothing of it is left");
  state = after(state, { kind: "undo", day: DAY, fresh: "1111111111111111" });
  state = after(state, { kind: "undo", day: DAY, fresh: "2222222222222222" });
  const [back] = notebook.present(state);
  assert.equal(word(back, "name"), "王家");
  assert.equal(notebook.visitsOf(back)[0].value.note, "门锁着");
  assert.deepEqual(state.erased, []);
  // A copy from before the erasing does not bring back the old number.
  const old = run(opened("bb"), write({ name: "王家" }));
  assert.equal(notebook.present(after(state, { kind: "merge", households: Object.values(old.households) })).length, 1);
});

test("what stays as it was is no new version, and nothing is written into what is erased", () => {
  const state = run(opened(), write({ name: "王家" }));
  assert.equal(after(state, write({ name: "王家" })), state);
  const gone = after(state, { kind: "erase", household: ID, what: "" });
  assert.equal(after(gone, write({ name: "又来" })), gone);
});

const bill = (date, total) => {
  const [year, month, day] = date.split("-").map((part) => String(Number(part)));
  return {
    care: "inpatient",
    where: { place: "local" },
    rough: false,
    date: { year, month, day },
    dateUnknown: false,
    amounts: { total, basic_paid: "1000" },
    spans: {},
    days: "",
    months: "",
    amountsDone: true,
  };
};

function family() {
  return run(
    opened(),
    write({
      name: "王家湾3号",
      place: "here-2026",
      "member/1": { name: "王一", born: "1950-12-01" },
      "identity/1": {
        member: "1",
        category: "subsistence-allowance",
        text: "低保对象",
        from: "2025-03-01",
        until: "2026-11-10",
      },
      "identity/2": { member: "1", category: "severely-disabled", text: "重度残疾人", from: "", until: "" },
      "given/1/person.insurance": { kind: "choice", text: "参加了哪种医保？", value: "resident", shown: "居民医保" },
      "bill/1": { member: "1", draft: bill("2026-10-08", "40000") },
      "bill/2": { member: "1", draft: bill("2025-12-08", "5000") },
    }),
  );
}

test("an identity counts between its days, and whoever has a day of birth needs no age", () => {
  const household = family().households[ID];
  const now = notebook.draftOf(household, "1", "2026", DAY, "here-2026");
  assert.deepEqual(now.given["person.categories"].value, ["severely-disabled"]);
  // Nobody was asked, and whoever looks through it reads what is told there all the same.
  assert.equal(now.given["person.categories"].text, "身份是哪一种？");
  assert.equal(now.given["person.born"].value, "1950-12-01");
  assert.equal(now.bills.length, 1);
  const before = notebook.draftOf(household, "1", "2026", "2026-11-10", "here-2026");
  assert.deepEqual(before.given["person.categories"].value, ["subsistence-allowance", "severely-disabled"]);
  // The year that is over is reckoned on its last day.
  const last = notebook.draftOf(household, "1", "2025", DAY, "here-2026");
  assert.deepEqual(last.given["person.categories"].value, ["subsistence-allowance", "severely-disabled"]);
  assert.equal(last.given["person.born"].value, "1950-12-01");
  assert.deepEqual(notebook.yearsOf(household, "1", DAY), ["2026", "2025"]);
  for (const born of ["1950", "1950-03", "1950-11-22", DAY]) assert.equal(notebook.birthOf(born, DAY), born);
  for (const born of ["", "2026-13-40", "1850", "2027", "1950-3", "约1950"]) assert.equal(notebook.birthOf(born, DAY), undefined, born);
});

test("a sitting with the calculator gives back what it changed and nothing else", () => {
  const state = family();
  const household = state.households[ID];
  let count = 0;
  const fresh = () => `n${(count += 1)}`;
  const before = notebook.draftOf(household, "1", "2026", DAY, "here-2026");
  assert.deepEqual(notebook.fieldsOf(household, "1", "2026", DAY, before, before, fresh), {});
  const now = {
    ...before,
    given: {
      ...before.given,
      "person.categories": {
        kind: "choices",
        text: "身份",
        value: ["severely-disabled", "low-income"],
        shown: "重度残疾人（一、二级）、低收入家庭",
      },
    },
    bills: [{ ...before.bills[0], amounts: { total: "41000" } }, bill("2026-11-01", "300")],
    received: { kind: "none", amounts: {} },
  };
  const fields = notebook.fieldsOf(household, "1", "2026", DAY, before, now, fresh);
  const later = after(state, write(fields)).households[ID];
  const again = notebook.draftOf(later, "1", "2026", DAY, "here-2026");
  assert.deepEqual(again.bills, now.bills);
  assert.deepEqual(again.given["person.categories"].value, ["severely-disabled", "low-income"]);
  assert.deepEqual(again.received, now.received);
  assert.equal(valueOf(later.fields, "bill/2").draft.amounts.total, "5000", "the other year stays");
  const words = Object.fromEntries(notebook.identitiesOf(later, "1").map(({ value }) => [value.category, value.text]));
  assert.deepEqual(words, { "subsistence-allowance": "低保对象", "severely-disabled": "重度残疾人", "low-income": "低收入家庭" });
  // A bill that is removed goes, the others keep their places.
  const fewer = { ...again, bills: [again.bills[1]] };
  const left = after(
    { ...state, households: { [ID]: later } },
    write(notebook.fieldsOf(later, "1", "2026", DAY, again, fewer, fresh)),
  ).households[ID];
  assert.deepEqual(notebook.draftOf(left, "1", "2026", DAY, "here-2026").bills, fewer.bills);
});

test("what was paid is received, once", () => {
  const paid = (id, program, amount, state = "paid") => ({
    [`application/${id}`]: { member: "1", program, name: "", year: "2026", state, amount, day: DAY, note: "" },
  });
  let state = after(
    family(),
    write({
      ...paid("1", "inpatient", "1000.10"),
      ...paid("2", "inpatient", "0.95"),
      ...paid("3", "inpatient", "50", "approved"),
    }),
  );
  const received = () => notebook.receivedOf(state.households[ID], "1", "2026");
  assert.deepEqual(received(), { kind: "some", amounts: { inpatient: "1001.05" }, bills: "listed" });
  assert.equal(notebook.receivedOf(state.households[ID], "1", "2025"), undefined);
  // Told as a whole in the calculator: what was paid is in it, and only what is paid later comes on top.
  const household = state.households[ID];
  const before = notebook.draftOf(household, "1", "2026", DAY, "here-2026");
  const now = { ...before, received: { kind: "some", amounts: { inpatient: "1500" } } };
  state = after(state, write(notebook.fieldsOf(household, "1", "2026", DAY, before, now, () => "x")));
  assert.deepEqual(received().amounts, { inpatient: "1500" });
  state = after(state, write(paid("3", "inpatient", "50")));
  assert.deepEqual(received().amounts, { inpatient: "1550.00" });
});

const packs = [
  {
    id: "here-2026",
    title: "",
    region: ["某县"],
    from: "2026-01-01",
    status: "in-force",
    version: "",
    digest: "",
    file: "",
  },
  {
    id: "here-2020",
    title: "",
    region: ["某县"],
    from: "2020-01-01",
    until: "2026-01-01",
    status: "historical",
    version: "",
    digest: "",
    file: "",
  },
];
const program = (id, max, date) => ({
  id,
  kind: "inpatient",
  name: id,
  status: "eligible",
  amount: { min: "0", max },
  steps: [],
  reasons: [],
  missing: [],
  readings: [],
  documents: [],
  ...(date ? { route: { kind: "on-application", steps: [], deadline: { date, days_left: 0, rule: "" } } } : {}),
});
const answer = (programs, pack = "here-2026", digest = "d1") => ({
  ok: true,
  value: {
    contract: 1,
    as_of: DAY,
    policy: { id: pack, digest },
    programs,
    total: { min: "0", max: programs[0]?.amount.max ?? "0" },
    bills: [],
    notes: [],
    documents: [
      { id: "form", name: "申请书", form: "original", for: programs.map(({ id }) => id) },
      { id: "slip", name: "结算单", form: "copy", for: programs.map(({ id }) => id) },
    ],
  },
});

test("who waits: what is not applied for, until when, and which papers are missing", () => {
  let state = family();
  const asked = [];
  const ask = (pack) => {
    asked.push(pack.id);
    return answer([
      program("inpatient", "900", "2026-12-08"),
      program("top", "10", "2026-11-27"),
      program("late", "5", "2026-11-01"),
    ]);
  };
  const view = () => notebook.viewOf(state.households[ID], DAY, packs, ask);
  assert.deepEqual(
    view().rows.map(({ year, pack }) => `${year} ${pack.id}`),
    ["2026 here-2026", "2025 here-2020"],
  );
  assert.deepEqual(view().due, { date: "2026-11-27", left: 5 });
  assert.equal(view().today, true);
  assert.equal(view().papers, 4);
  state = after(state, write({ "paper/1/form": DAY }));
  assert.equal(view().papers, 2);
  const applied = (program, state) => ({
    member: "1",
    program,
    name: program,
    year: "2026",
    state,
    amount: "",
    day: DAY,
    note: "",
  });
  state = after(state, write({ "application/1": applied("top", "filed") }));
  assert.deepEqual(
    view().rows[0].open.map(({ id }) => id),
    ["inpatient", "late"],
  );
  assert.equal(view().rows[0].running.length, 1);
  state = after(state, write({ "application/1": applied("top", "refused") }));
  assert.equal(view().rows[0].running.length, 0);
  assert.deepEqual(view().rows[0].due, { date: "2026-12-08", left: 16 });
  assert.equal(view().rows[0].total, "40000.00");
  assert.ok(asked.includes("here-2020"));
});

test("what is half told is not reckoned, and a refusal is told in the core's words", () => {
  const state = after(
    family(),
    write({ "bill/3": { member: "1", draft: { ...bill("2026-11-02", ""), amountsDone: false } } }),
  );
  const ask = () => ({ ok: false, problems: [{ path: "bills[0].date", code: "outside", text: "日期不对" }] });
  const [now, before] = notebook.viewOf(state.households[ID], DAY, packs, ask).rows;
  assert.equal(now.assessment, undefined);
  assert.deepEqual(before.problems, ["日期不对"]);
});

test("what changed since it was last looked at", () => {
  const seen = { pack: "here-2026", digest: "d1", min: "0", max: "900", day: "2026-11-01" };
  const state = after(family(), write({ "seen/1/2026": seen }));
  const changes = (digest, max, pack) =>
    notebook
      .viewOf(state.households[ID], DAY, packs, () => answer([program("inpatient", max)], pack, digest))
      .rows[0].changed.map(({ kind }) => kind);
  assert.deepEqual(changes("d1", "900.00"), ["ended"], "the identity ended on the tenth");
  assert.deepEqual(changes("d2", "900"), ["edition", "ended"]);
  assert.deepEqual(changes("d1", "901"), ["amount", "ended"]);
  assert.deepEqual(changes("d2", "900", "here-2027"), ["rules", "ended"]);
  // The year is over: it is said once, of the year that was looked at while it lasted.
  const turned = (day, today) =>
    notebook
      .viewOf(after(state, write({ "seen/1/2026": { ...seen, day } })).households[ID], today, packs, () => answer([program("inpatient", "900")]))
      .rows.find(({ year }) => year === "2026")
      .changed.map(({ kind }) => kind);
  assert.deepEqual(turned("2026-12-20", "2027-01-02"), ["turned"]);
  assert.deepEqual(turned("2027-01-02", "2027-01-03"), []);
  assert.deepEqual(turned("2026-12-20", "2026-12-31"), []);
});

test("what the core says of limits, and the sums of a household's year", () => {
  const steps = [
    { op: "ratio", text: "按 70% 算" },
    { op: "cap", text: "一年最多 12,000 元，没有超过" },
    { op: "deduct", text: "今年已经领过 9,000 元，还剩 3,000 元" },
    { op: "round", text: "四舍五入" },
  ];
  const programs = [
    { ...program("inpatient", "3000"), steps },
    { ...program("none", "0"), status: "not-eligible", steps },
    { ...program("insured", "5"), kind: "insurance", steps },
    program("free", "1"),
  ];
  assert.deepEqual(notebook.limitsOf(answer(programs).value), [{ name: "inpatient", steps: [steps[1].text, steps[2].text] }]);
  const state = after(family(), write({ "member/2": { name: "王二", born: "" }, "bill/9": { member: "2", draft: bill("2026-03-01", "0.10") } }));
  const view = notebook.viewOf(state.households[ID], DAY, packs, () => answer([program("inpatient", "900.05")]));
  assert.deepEqual(notebook.yearSums(view, DAY), [
    { year: "2026", bills: 2, total: "40000.10", received: "0.00", left: { min: "0.00", max: "1800.10" } },
    { year: "2025", bills: 1, total: "5000.00", received: "0.00", left: { min: "0.00", max: "900.05" } },
  ]);
  assert.equal(notebook.yearSums(notebook.viewOf(state.households[ID], DAY, packs, () => undefined), DAY)[0].left, undefined);
});

test("the list: the last day first, then the money, then who was not seen for longest; a round by village", () => {
  const view = (id, village, date, most, lastVisit, next = "") => ({
    household: { id, fields: {} },
    name: id,
    village,
    rows: [],
    due: date && { date, left: 9 },
    papers: 0,
    most,
    lastVisit,
    next,
    conflicts: [],
    today: next !== "",
  });
  const views = [
    view("a", "乙村", "", "10", ""),
    view("b", "甲村", "2026-12-01", "1", ""),
    view("c", "甲村", "", "900", "2026-10-01", DAY),
    view("d", "乙村", "", "900", "2026-01-01", DAY),
  ];
  const names = (filter) =>
    notebook
      .listed(views, { typed: "", village: "", round: false, ...filter })
      .map(({ name }) => name)
      .join("");
  assert.equal(names({}), "bdca");
  assert.equal(names({ village: "甲村" }), "bc");
  assert.equal(names({ round: true }), "dc");
  assert.deepEqual(["urgent", "money", "unseen", "place"].map((order) => names({ order })), ["bdca", "dcab", "badc", "dabc"]);
  assert.equal(names({ typed: "B" }), "b");
});

test("names are found by the first letters of their pinyin, surnames by both readings", () => {
  const { initialsOf, isMeant, spellingsOf } = notebook;
  assert.deepEqual(initialsOf("王家湾3号"), ["wjw3h"]);
  assert.deepEqual(initialsOf("单秀兰"), ["dxl", "sxl"]);
  assert.deepEqual(initialsOf("欧阳锋"), ["oyf"]);
  for (const typed of ["王", "wj", "WJW", "3号", ""]) assert.ok(isMeant(spellingsOf("王家湾3号"), typed), typed);
  for (const typed of ["wx", "李"]) assert.ok(!isMeant(spellingsOf("王家湾3号"), typed), typed);
});

test("sums are exact, and a name or a telephone that is there already is said", () => {
  assert.equal(notebook.sumOf(["0.10", "0.20", "1.2万", undefined, "不清楚"]), "12000.30");
  assert.equal(notebook.sumOf([]), "0.00");
  const { households } = run(family(), write({ phone: "138 0000 1111" }));
  const found = (name, phone) => notebook.likeThis(Object.values(households), name, phone).length;
  assert.deepEqual(
    [found("王一", ""), found("", "13800001111"), found("李四", "12345678"), found(" ", "")],
    [1, 1, 0, 0],
  );
});

test("a clock that was set back hides no day and brings none back", () => {
  const households = Object.values(family().households);
  assert.deepEqual(notebook.dayFor("2025-11-22", households), { today: DAY, behind: true });
  assert.deepEqual(notebook.dayFor("2026-11-21", households), { today: "2026-11-21", behind: false });
  assert.deepEqual(notebook.dayFor("2027-01-01", households), { today: "2027-01-01", behind: false });
  const kept = run(family(), write({ until: "2026-11-21" }));
  assert.equal(notebook.expired(kept, DAY).length, 1);
  assert.equal(notebook.expired(kept, "2026-11-21").length, 0);
});

test("a bill whose day is half told stays in the year that was told, and without one in this year", () => {
  const bill = (year, month, day, dateUnknown = false) => ({ date: { year, month, day }, dateUnknown });
  assert.equal(notebook.yearOf(bill("2025", "", ""), DAY), "2025");
  assert.equal(notebook.yearOf(bill("2025", "13", "1"), DAY), "2025");
  assert.equal(notebook.yearOf(bill("2025年3月5日", "", ""), DAY), "2025");
  assert.equal(notebook.yearOf(bill("", "3", "5"), DAY), "2026");
  assert.equal(notebook.yearOf(bill("去年", "3", "5"), DAY), "2026");
  assert.equal(notebook.yearOf(bill("2025", "3", "5", true), DAY), "2026");
});

test("of a name on paper there is the first letter, however short or long it is", () => {
  const masks = { 王桂英: "王＊＊", 老王: "老＊", 本人: "本人", 王: "王＊", " 欧阳家的老五 ": "欧＊＊", "𠮷野家": "𠮷＊＊", "": "＊" };
  for (const [name, mask] of Object.entries(masks)) assert.equal(notebook.masked(name), mask);
});

test("many households are reckoned beside the screen, a few at once, and none for a screen that is gone", async () => {
  let asked = 0;
  const ask = () => ((asked += 1), answer([program("inpatient", "900")]));
  const rules = { packs, edition: 1, opened: 1, lanes: 2, together: 4, ask, estimates: async (all) => all.map(ask), open: async () => true, isOpen: () => true, rest() {} };
  const later = () => new Promise((next) => setTimeout(next, 50));
  const many = Array.from({ length: 40 }, (_, at) => run(opened("aa", at.toString(16).padStart(16, "0")), write({ name: `户${at}`, place: "here-2026", "member/1": { name: "王", born: "" } }, at.toString(16).padStart(16, "0"))).households[at.toString(16).padStart(16, "0")]);
  let told = 0;
  const views = new notebook.Views(rules, () => (told += 1));
  const first = views.all(many, DAY);
  assert.deepEqual([first.pending, first.views.length, first.views[0].rows.length], [40, 40, 0]);
  await views.ready(many, DAY);
  assert.deepEqual([asked, told > 0], [40, true]);
  const all = views.all(many, DAY);
  assert.deepEqual([all.pending, all.views[39].rows.length], [0, 1]);
  // One that changed is there at once.
  const changed = [{ ...many[0] }, ...many.slice(1)];
  assert.equal(views.all(changed, DAY).pending, 0);
  assert.equal(asked, 41);
  // Another edition of the rules, and the lock before it is done.
  rules.edition = 2;
  assert.equal(views.all(many, DAY).pending, 40);
  views.rest();
  await later();
  assert.ok(asked < 81, `${asked}`);
  const left = 81 - asked;
  const inVain = views.all(many, DAY).pending - left;
  assert.ok(inVain >= 0 && inVain <= rules.lanes * rules.together, `what was reckoned before it stays, and ${inVain} were under way`);
});

test("a household that cannot be read, as from a later edition, keeps nobody from the others", async () => {
  const ask = () => answer([program("inpatient", "900")]);
  const rules = { packs, edition: 1, opened: 1, lanes: 2, together: 4, ask, estimates: async (all) => all.map(ask), open: async () => true, isOpen: () => true, rest() {} };
  const id = (at) => at.toString(16).padStart(16, "0");
  const household = (at, more = {}) => run(opened("aa", id(at)), write({ name: `户${at}`, place: "here-2026", "member/1": { name: "王", born: "" }, ...more }, id(at))).households[id(at)];
  const unread = [{ member: "1", draft: { date: {} } }, { member: "1", draft: null }, { member: "1", draft: { date: { year: "2026", month: "1", day: "1" }, amounts: { total: 5 } } }];
  const odd = [...unread.map((bill) => ({ "bill/1": bill })), { "visit/1": 5 }, { "application/1": "x" }].map((more, at) => household(at + 100, more));
  const many = [...odd, ...Array.from({ length: 9 }, (_, at) => household(at))];
  const views = new notebook.Views(rules, () => undefined);
  await views.ready(many, DAY);
  const { views: all, pending } = views.all(many, DAY);
  assert.deepEqual([pending, all.length, all.filter(({ rows }) => rows.some(({ open }) => open.length > 0)).length >= 9], [0, many.length, true]);
  assert.equal(notebook.monthOf(all, [], DAY.slice(0, 7)).all.households, many.length);
  // One of them alone, as after it was changed.
  assert.equal(new notebook.Views(rules, () => undefined).all(odd.slice(0, 1), DAY).views[0].name, "户100");
});

const FROM = "2026-02-10";
const dated = (category, more) => ({ category, from: FROM, ...more });
for (const [what, text, person, is] of [
  ["the only identity", "救助身份是哪一天认定的？", { categories: [], held: [dated("orphan")] }, FROM],
  ["the one that is named", "因病致贫的身份是哪一天认定的？", { categories: [], held: [dated("illness-impoverished")] }, FROM],
  ["one of two that are named", "低保或者低保边缘是哪一天认定的？", { categories: [], held: [dated("subsistence-margin")] }, FROM],
  ["beside nobody's", "救助身份是哪一天认定的？", { categories: ["general"], held: [dated("orphan")] }, FROM],
  ["another than the one that is named", "因病致贫的身份是哪一天认定的？", { categories: [], held: [dated("subsistence-allowance")] }],
  ["a name within another's", "低保边缘是哪一天认定的？", { categories: [], held: [dated("subsistence-allowance")] }],
  ["one of two, one after the other", "救助身份是哪一天认定的？", { categories: [], held: [dated("orphan"), dated("subsistence-allowance", { until: "2026-03-01" })] }],
  ["beside one whose day nobody knows", "救助身份是哪一天认定的？", { categories: ["orphan"], held: [dated("subsistence-allowance")] }],
  ["of which only the last day is known", "救助身份是哪一天认定的？", { categories: [], held: [{ category: "orphan", until: FROM }] }],
  ["a day to come", "救助身份是哪一天认定的？", { categories: [], held: [{ category: "orphan", from: "2026-12-01" }] }],
  ["no identity", "救助身份是哪一天认定的？", {}],
]) {
  test(`the day of an identity ${is ? "is" : "is not"} proposed: ${what}`, () => {
    const question = (path) => notebook.recognisedOn({ path, text, kind: "date" }, person, DAY);
    assert.equal(question("person.facts.recognised_on"), is);
    assert.equal(question("person.facts.premium_paid_on"), undefined);
  });
}
