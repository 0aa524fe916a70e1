// What can still be had of a household, with the core: what was applied for, refused or paid is not, and a bill is judged
// by the identities of its day. Every figure is held against the core at the prompt.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { policy } from "../boundary/module.mjs";
import { draftOf } from "../page/support/households.mjs";
import { load } from "./load.mjs";

const { after, emptyNotebook, viewOf, answersTo } = await load("notebook/model/notebook.ts", "notebook/model/derive.ts", "notebook/model/case.ts");

const root = fileURLToPath(new URL("../..", import.meta.url));
const PACK = "wuhan-2023";
const DAY = "2026-11-22";
const ID = "0123456789abcdef";
const packs = [{ id: PACK, title: "", region: ["武汉"], from: "2023-01-01", status: "in-force", version: "", digest: "", file: "" }];
const rules = policy(PACK);
const ask = (_pack, asked) => rules.assess(answersTo(asked, DAY));

function atPrompt(answers) {
  const input = JSON.stringify({ contract: 1, as_of: DAY, ...answers });
  const outcome = JSON.parse(execFileSync(process.env.JIUZHU, ["assess", "--policy", PACK], { input, cwd: root, encoding: "utf8" }));
  assert.ok(outcome.ok, JSON.stringify(outcome.problems));
  return outcome.value;
}

const FIRST = { date: "2026-10-08", care: "inpatient", place: "local", total: "40000", in_scope: "32500", basic_paid: "20000", critical_paid: "0" };
const NEXT = { date: "2026-11-20", care: "inpatient", place: "local", total: "8000", in_scope: "7000", basic_paid: "4200", critical_paid: "0" };
const person = { categories: ["subsistence-allowance"], insurance: "resident" };
const fen = (value) => Math.round(Number(value) * 100);

function family(...writes) {
  const base = {
    name: "王家",
    place: PACK,
    "member/1": { name: "王一", born: "" },
    "identity/1": { member: "1", category: "subsistence-allowance", text: "低保对象", from: "", until: "" },
    "given/1/person.insurance": { kind: "choice", text: "参加了哪种医保？", value: "resident", shown: "居民医保" },
    "bill/1": { member: "1", draft: draftOf(FIRST) },
  };
  let book = after(emptyNotebook("aa"), { kind: "open", household: ID });
  for (const [day, fields] of [["2026-11-01", base], ...writes]) book = after(book, { kind: "write", household: ID, day, fields });
  return viewOf(book.households[ID], DAY, packs, ask);
}
const application = (state, day, more = {}) => ({ "application/1": { member: "1", program: "inpatient", name: "住院救助", year: "2026", state, amount: "", day, note: "", ...more } });
const bill = (id, told) => ({ [`bill/${id}`]: { member: "1", draft: draftOf(told) } });
const amountOf = ({ programs }, wanted) => programs.find(({ id }) => id === wanted).amount;
/** What is left without a programme: the others, each as the core says it. */
const without = (assessment, gone) => {
  const others = assessment.programs.filter(({ id, kind, status, replaced_by }) => id !== gone && status !== "not-eligible" && !replaced_by && !["insurance", "enrolment"].includes(kind));
  return ["min", "max"].map((end) => others.reduce((sum, { amount }) => sum + fen(amount[end]), 0));
};
const left = ({ rows: [row] }) => ["min", "max"].map((end) => fen(row.left.total[end]));
const openIds = ({ rows: [row] }) => row.open.map(({ id }) => id);

test("before anything was applied for it is the core's own sum", () => {
  const { total } = atPrompt({ person, bills: [FIRST] });
  assert.ok(Number(total.max) > 0);
  assert.deepEqual(left(family()), [fen(total.min), fen(total.max)]);
});

test("what was handed in, refused, granted or paid is no longer to be had", () => {
  const whole = atPrompt({ person, bills: [FIRST] });
  assert.ok(fen(amountOf(whole, "inpatient").max) > 0);
  for (const state of ["preparing", "filed", "approved", "refused"]) {
    const view = family(["2026-11-10", application(state, "2026-11-10")]);
    assert.deepEqual(left(view), without(whole, "inpatient"), state);
    assert.ok(!openIds(view).includes("inpatient"), state);
  }
  const paid = family(["2026-11-10", application("paid", "2026-11-10", { amount: "1000" })]);
  const received = [{ program: "inpatient", amount: "1000", bills: "listed" }];
  assert.deepEqual(left(paid), without(atPrompt({ person, bills: [FIRST], received }), "inpatient"));
  assert.equal(paid.rows[0].received, "1000.00");
  assert.deepEqual(paid.rows[0].draft.received, { kind: "some", amounts: { inpatient: "1000.00" }, bills: "listed" });
});

test("a bill that came after an application can be applied for, with what it adds", () => {
  for (const [state, amount] of [["filed", ""], ["refused", ""], ["paid", "1000"]]) {
    const received = amount ? [{ program: "inpatient", amount, bills: "listed" }] : undefined;
    const told = { person, ...(received && { received }) };
    const now = atPrompt({ ...told, bills: [FIRST, NEXT] });
    const then = atPrompt({ ...told, bills: [FIRST] });
    const view = family(["2026-11-10", application(state, "2026-11-10", { amount })], ["2026-11-22", bill(2, NEXT)]);
    const [more] = view.rows[0].open.filter(({ id }) => id === "inpatient");
    for (const end of ["min", "max"]) {
      const added = fen(amountOf(now, "inpatient")[end]) - fen(amountOf(then, "inpatient")[end]);
      assert.equal(fen(more.amount[end]), added, `${state} ${end}`);
    }
    const others = without(now, "inpatient");
    assert.deepEqual(left(view), [others[0] + fen(more.amount.min), others[1] + fen(more.amount.max)], state);
  }
  // What is still being prepared takes it in; and what had been run up by then is in what was handed in.
  assert.ok(!openIds(family(["2026-11-10", application("preparing", "2026-11-10")], ["2026-11-22", bill(2, NEXT)])).includes("inpatient"));
  assert.ok(!openIds(family(["2026-11-22", { ...application("filed", "2026-11-21"), ...bill(2, NEXT) }])).includes("inpatient"));
  // On one day, by what was written down first.
  const same = { ...NEXT, date: DAY };
  assert.ok(openIds(family([DAY, application("filed", DAY)], [DAY, bill(2, same)])).includes("inpatient"));
  assert.ok(!openIds(family([DAY, bill(2, same)], [DAY, application("filed", DAY)])).includes("inpatient"));
});

test("an application handed in later than it was begun takes in the bills between", () => {
  const begun = ["2026-11-10", application("preparing", "2026-11-10")];
  const view = family(begun, ["2026-11-21", bill(2, NEXT)], [DAY, application("filed", "2026-11-21")]);
  assert.ok(!openIds(view).includes("inpatient"));
});

test("a bill is judged by the identities of its day", () => {
  const until = "2026-11-10";
  const view = family(["2026-11-11", { "identity/1": { member: "1", category: "subsistence-allowance", text: "低保对象", from: "", until }, ...bill(2, NEXT) }]);
  const held = [{ category: "subsistence-allowance", until }];
  const told = { ...person, categories: [], held };
  const { total } = atPrompt({ person: told, bills: [FIRST, NEXT] });
  assert.deepEqual(left(view), [fen(total.min), fen(total.max)]);
  const never = atPrompt({ person: { ...person, categories: [] }, bills: [FIRST, NEXT] }).total;
  const always = atPrompt({ person, bills: [FIRST, NEXT] }).total;
  assert.ok(fen(never.max) < fen(total.max) && fen(total.max) < fen(always.max), `${never.max} ${total.max} ${always.max}`);
});
