// The state of the result and the amount under it never contradict each other: families of many kinds in every pack,
// with the real module and packs, without a browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { TODAY } from "./support/browser.mjs";
import { load } from "./support/load.mjs";

const www = new URL("../../www/", import.meta.url);
const packs = JSON.parse(readFileSync(new URL("public/packs/index.json", www))).packs;

/** What may stand under each state; an amount that is a figure has a title. */
const AMOUNTS = {
  "可以申请": /^(估计还能领|按当时的办法，估计能领) |^ 参保的钱能少交/,
  "可能可以，要核实": /^(估计还能领|按当时的办法，估计能领) |^ (还说不准，先弄清这三样|数还不能定|文件没有写数，算不出来|参保的钱可能少交)/,
  "够条件，没有还能领的": /^ (按您填的，暂时没有能领的钱|参保的钱(能|可能)少交，看病的钱暂时没有能领的)$/,
  "按您填的，暂时不够条件": /^ (按您填的，暂时没有能领的钱|参保的钱(能|可能)少交，看病的钱暂时没有能领的)$/,
};

const CATEGORIES = [undefined, "general", "extreme-poverty", "subsistence-allowance", "subsistence-margin", "illness-impoverished"];
const LARGE = { total: "60000", in_scope: "50000", basic_paid: "30000", critical_paid: "5000" };
const SMALL = { total: "100", in_scope: "90", basic_paid: "80", critical_paid: "0" };
const BILLS = [
  [],
  [{ care: "inpatient", place: "local", ...LARGE }],
  [{ care: "inpatient", place: "unreferred", ...LARGE }],
  [{ care: "inpatient", place: "local", ...SMALL }],
  [{ care: "chronic-outpatient", place: "local", ...LARGE }],
];

const UNASKED = /没问单子：填了也一样。$/;

let session;
let sheetOf;
let openScreens;
before(async () => {
  const { Session } = await load("src/state/session.ts");
  ({ sheetOf } = await load("src/result/sheet.ts"));
  ({ openScreens } = await load("src/state/flow.ts"));
  const file = (path) => readFileSync(new URL(path, www));
  const resources = { online: true, module: async () => file("pkg/jiuzhu_bg.wasm"), packs: async () => ({ packs, refused: "" }), pack: async (entry) => file(`public/packs/${entry.file}`), diseases: async () => [] };
  session = new Session(resources, () => {}, () => {});
  await session.prepare();
  session.setToday(TODAY);
});

for (const pack of packs) {
  test(`${pack.id} says one thing at the head`, async () => {
    session.begin();
    await session.choosePack(pack.id);
    for (const category of CATEGORIES) {
      for (const bills of BILLS) {
        const asOf = session.asOf();
        const outcome = session.assess({ contract: 1, as_of: asOf, person: category ? { categories: [category] } : {}, bills: bills.map((bill) => ({ date: asOf, ...bill })) });
        assert.ok(outcome.ok, JSON.stringify(outcome.problems));
        const { standingText, amountTitle, amount, act, documents, why, due, programs: told } = sheetOf(session.state, outcome.value);
        assert.match(`${amountTitle} ${amount}`, AMOUNTS[standingText] ?? /^$/, `${category} ${bills[0]?.care}: ${standingText}`);
        assert.doesNotMatch(`${amount} ${why} ${act.text}`, /\d\.00|undefined/);
        // Nothing left for a bill is no application: no window, no papers, no last day.
        const { total, bills: rows, notes, programs } = outcome.value;
        const open = programs.some(({ status }) => status === "not-computed") || notes.some(({ code }) => code === "not-computed");
        if (rows.length > 0 && Number(total.max) === 0 && !open) assert.deepEqual([act.kind === "apply", documents, due], [false, [], undefined], `${category} ${standingText}`);
        // How much of a premium the question takes is no figure of anybody's.
        const ofPremium = programs.filter(({ missing }) => missing.includes("person.facts.personal_premium")).map(({ name }) => name);
        for (const { name, said } of told) if (ofPremium.includes(name)) assert.match(said, /，(看个人缴费多少|数还不能定)$/, name);
        assert.equal(/^可以申请/.test(standingText) && /^约 0\s元/.test(amount), false);
      }
    }
  });
}

for (const pack of packs) {
  test(`${pack.id} asks every identity for bills, or says why it did not: none would change anything`, async () => {
    session.begin();
    await session.choosePack(pack.id);
    const { options = [] } = session.state.known["person.categories"] ?? {};
    for (const { id } of options) {
      session.begin();
      await session.choosePack(pack.id);
      session.answer("person.categories", { kind: "choices", text: "", value: [id], shown: id });
      const isAsked = openScreens(session.state).some(({ name }) => name === "care");
      if (isAsked) session.setCare(0, undefined);
      session.finish();
      const { assessment } = session.state;
      const { why } = sheetOf(session.state, assessment);
      assert.equal(UNASKED.test(why), !isAsked, `${id}: ${why}`);
      if (isAsked) continue;
      const paying = assessment.programs.filter(({ kind }) => kind !== "enrolment" && kind !== "insurance");
      if (paying.length > 0 && paying.every(({ status }) => status === "not-eligible")) assert.match(why, /^“.+”要看这一条：/, id);
      for (const bill of BILLS.flat()) {
        const { as_of, ...answers } = session.answers;
        const { value } = session.assess({ ...answers, as_of, bills: [{ date: as_of, ...bill }] });
        assert.deepEqual(value.total, assessment.total, `${id}: ${bill.care}`);
      }
    }
  });
}
