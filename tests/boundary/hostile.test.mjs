// Whatever is handed to the module becomes a problem at its field; nothing traps, and it works on afterwards.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Policy, bytes, packs, policy } from "./module.mjs";

const qingshen = policy("qingshen-2014");

const good = () => ({
  contract: 1,
  as_of: "2015-06-01",
  person: { categories: ["subsistence-allowance"], insurance: "resident", diagnoses: ["uremia"] },
  bills: [{ date: "2015-03-15", care: "inpatient", total: "50000.00", in_scope: "50000.00", basic_paid: "28000.00" }],
});

const with_ = (change) => {
  const answers = good();
  change(answers);
  return answers;
};
const throwing = (name) => (object) =>
  Object.defineProperty(object, name, { enumerable: true, get: () => { throw new Error("boo"); } });
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
};
/** A table of `names` fields, each of which is the table itself. */
const bush = (names) => {
  const all = {};
  for (let index = 0; index < names; index += 1) all[`k${index}`] = all;
  return all;
};
const cyclic = () => {
  const loop = {};
  loop.loop = loop;
  return loop;
};

/** What is handed in, the field that is named, and the code. */
const attacks = {
  "nothing": [undefined, "", "wrong-type"],
  "null": [null, "", "wrong-type"],
  "a number": [7, "", "wrong-type"],
  "a function": [() => {}, "", "unreadable"],
  "a symbol": [Symbol("x"), "", "unreadable"],
  "a big integer": [10n, "", "unreadable"],
  "a list": [[], "", "wrong-type"],
  "itself for ever": [cyclic(), "loop", "unknown-field"],
  "itself in many fields": [bush(8), "k0", "unknown-field"],
  "a revoked proxy": [revoked(), "", "unreadable"],
  "a number for money": [with_((a) => { a.bills[0].total = 50000; }), "bills[0].total", "wrong-type"],
  "not a number for money": [with_((a) => { a.bills[0].total = NaN; }), "bills[0].total", "wrong-type"],
  "a fraction for days": [with_((a) => { a.bills[0].days = 1.5; }), "bills[0].days", "wrong-type"],
  "infinity for an age": [with_((a) => { a.person.age = Infinity; }), "person.age", "wrong-type"],
  "a huge number for an age": [with_((a) => { a.person.age = 1e300; }), "person.age", "wrong-type"],
  "a getter that throws": [with_((a) => throwing("total")(a.bills[0])), "bills[0].total", "unreadable"],
  "a getter that throws for the person": [with_((a) => throwing("person")(a)), "person", "unreadable"],
  "a proxy that throws": [
    with_((a) => { a.person = new Proxy({}, { ownKeys: () => { throw new Error("boo"); } }); }), "person", "unreadable",
  ],
  "a lone surrogate": [with_((a) => { a.as_of = "\ud800"; }), "as_of", "not-a-date"],
  "a lone surrogate as a name": [with_((a) => { a["\udfff"] = 1; }), "\ufffd", "unknown-field"],
  "a name beyond the first plane": [with_((a) => { a["𠮷😀"] = 1; }), "𠮷😀", "unknown-field"],
  "a text without end": [with_((a) => { a.as_of = "9".repeat(1e6); }), "as_of", "unreadable"],
  "a list without end": [with_((a) => { a.bills = new Array(4e9); }), "bills", "unreadable"],
  "a list that lies about its length": [
    with_((a) => { a.bills = new Proxy([], { get: (_, name) => (name === "length" ? { valueOf: () => Infinity } : "") }); }), "bills", "unreadable",
  ],
  "a list whose length throws": [
    with_((a) => { a.bills = new Proxy([], { get: () => { throw new Error("boo"); } }); }), "bills", "unreadable",
  ],
  "lists in a field that is not known": [
    with_((a) => { a.x = Array.from({ length: 3 }).reduce((list) => new Array(5000).fill(list), "a"); }), "x", "unknown-field",
  ],
  "lists of the same list over and over": [
    with_((a) => { a.bills = Array.from({ length: 7 }).reduce((list) => new Array(4000).fill(list), []); }), "bills", "too-many",
  ],
  "a name without end": [with_((a) => { a["9".repeat(1e6)] = 1; }), "9".repeat(60), "unknown-field"],
  "a NUL": [with_((a) => { a.as_of = "2015-06-01\0"; }), "as_of", "not-a-date"],
  "a NUL in a name": [with_((a) => { a["as\0of"] = 1; }), "as\ufffdof", "unknown-field"],
  "a text that looks like the end of everything": [with_((a) => { a.as_of = "'}]}!"; }), "as_of", "not-a-date"],
  "a name that looks like an end": [with_((a) => { a["}"] = 1; }), "}", "unknown-field"],
  "very many bills": [with_((a) => { a.bills = new Array(4000).fill(a.bills[0]); }), "bills", "too-many"],
  "a prototype as a field": [
    with_((a) => { a.person = JSON.parse('{"__proto__": {"age": 1}}'); }), "person.__proto__", "unknown-field",
  ],
  "an unknown field within a range": [
    with_((a) => { a.bills[0].total = { min: "1", max: "2", about: "1" }; }), "bills[0].total.about", "unknown-field",
  ],
  "a date that is none": [with_((a) => { a.bills[0].date = "2015-02-29"; }), "bills[0].date", "not-a-date"],
};

for (const [name, [answers, path, code]] of Object.entries(attacks)) {
  test(`${name} is a problem at its field`, () => {
    for (const outcome of [qingshen.assess(answers), qingshen.letter(answers, "inpatient", {})]) {
      assert.equal(outcome.ok, false);
      const problem = outcome.problems.find((problem) => problem.path === path);
      assert.equal(problem?.code, code, JSON.stringify(outcome.problems));
      assert.match(problem.text, /\p{Script=Han}/u);
    }
    assert.equal(qingshen.assess(good()).value.total.max, "14300.00");
  });
}

const noPrograms = {
  "nothing": [undefined, "wrong-type"],
  "null": [null, "wrong-type"],
  "a number": [5, "wrong-type"],
  "a symbol": [Symbol("x"), "unreadable"],
  "a big integer": [5n, "unreadable"],
  "a table that says how long it is": [{ length: 1e9 }, "wrong-type"],
  "a text in a box": [new String("inpatient"), "wrong-type"],
  "a list": [["inpatient"], "wrong-type"],
  "a revoked proxy": [revoked(), "unreadable"],
  "a text without end": ["a".repeat(3e7), "unreadable"],
  "another word": ["nothing", "not-allowed"],
};

for (const [name, [program, code]] of Object.entries(noPrograms)) {
  test(`${name} is no programme`, () => {
    for (let time = 0; time < 5; time += 1) {
      const outcome = qingshen.letter(good(), program, {});
      assert.equal(outcome.ok, false);
      assert.deepEqual(outcome.problems.map((problem) => [problem.path, problem.code]), [["program", code]]);
    }
    assert.equal(qingshen.assess(good()).value.total.max, "14300.00");
  });
}

test("what is refused leaves nothing behind", () => {
  for (let time = 0; time < 20_000; time += 1) {
    assert.equal(qingshen.assess(revoked()).ok, false);
    assert.equal(qingshen.letter(good(), undefined, revoked()).ok, false);
  }
  assert.equal(qingshen.assess(good()).value.total.max, "14300.00");
});

test("all problems are named at once", () => {
  const answers = with_((a) => {
    a.as_of = "soon";
    a.person.age = 400;
    a.bills[0].total = "-1";
    a.bills[0].care = "spa";
    a.bills.push({});
    a.extra = 1;
  });
  const paths = qingshen.assess(answers).problems.map((problem) => problem.path);
  const wanted = ["as_of", "bills[0].care", "bills[0].total", "bills[1].care", "bills[1].date", "bills[1].total", "extra", "person.age"];
  assert.deepEqual(paths.sort(), wanted);
});

test("a fixed case is not changed by being asked about", () => {
  const frozen = JSON.stringify(good());
  const answers = good();
  qingshen.questions(answers);
  qingshen.assess(answers);
  assert.equal(JSON.stringify(answers), frozen);
});

const damaged = () => {
  const pack = Uint8Array.from(bytes(packs[0]));
  pack[pack.length - 9] ^= 1;
  return pack;
};
const noPacks = {
  "nothing": () => undefined,
  "no bytes": () => new Uint8Array(),
  "other bytes": () => new Uint8Array(5000).fill(7),
  "a damaged pack": damaged,
  "half a pack": () => bytes(packs[0]).subarray(0, 900),
  "a text": () => "JZPK",
  "too many bytes": () => new Uint8Array(5_000_000),
  "a view that lies about its length": () => Object.create(Uint8Array.prototype),
};

for (const [name, make] of Object.entries(noPacks)) {
  test(`${name} is refused as a pack`, () => {
    assert.throws(() => new Policy(make()));
    assert.equal(qingshen.assess(good()).ok, true);
  });
}

test("what is asked next may be asked with nothing known", () => {
  for (const pack of packs) {
    const outcome = new Policy(bytes(pack)).questions({});
    assert.equal(outcome.ok, true, pack.id);
    for (const question of outcome.value) assert.match(question.text, /\p{Script=Han}/u, `${pack.id} ${question.path}`);
  }
});
