// Every screen and panel of the calculator by what was told before it, and how a page comes to show one. The gallery
// draws them for the eye, tests/page/gallery.test.mjs measures them.

const choices = (id, shown) => ["choices", [id], shown];
const yes = ["yes-no", "yes", "是"];
const no = ["yes-no", "no", "不是"];
const STAY = { total: "60000", in_scope: "50000", basic_paid: "30000", critical_paid: "5000" };
const stay = (date, amounts = STAY, place = "local") => ({ care: "inpatient", where: { place }, date, amounts });

const ALLOWANCE = choices("subsistence-allowance", "低保户");
const wuhan = {
  pack: "wuhan-2023",
  given: {
    "person.categories": ALLOWANCE,
    "person.facts.recognised_on": ["date", "2020-01-01", "2020年1月1日"],
    "person.facts.poverty_risk": no,
  },
};
const undated = { pack: "wuhan-2023", given: { "person.categories": ALLOWANCE }, bills: [stay("2026-10-20")] };
const frame = { pack: "national-2026", given: { "person.categories": choices("subsistence-margin", "比低保稍好的困难家庭") } };
const foshan = {
  pack: "foshan-2025",
  given: {
    "person.categories": ALLOWANCE,
    "person.facts.income_below_average": yes,
    "person.facts.spending_over_third": yes,
  },
};
const twelve = Array.from({ length: 12 }, (_, at) =>
  stay(`2026-${String(1 + (at % 10)).padStart(2, "0")}-${10 + at}`, {
    total: String(12000 + 1000 * at),
    in_scope: String(9000 + 900 * at),
    basic_paid: String(5000 + 300 * at),
    critical_paid: at > 6 ? "1200.50" : "0",
  }),
);
const BLANK = { ...stay("2026-10-20", {}), open: true };
const LARGE = { total: "1234567.89", in_scope: "500000.12", basic_paid: "234567.89", critical_paid: "0" };
const RANGES = { total: { min: "10000", max: "30000" }, basic_paid: { min: "1234567", max: "2345678" } };

/**
 * `screen` is shown once all is told, `state` is put over it, `press` are buttons and cards that are tapped then, by
 * how their text begins, `type` is written into fields.
 */
export const FIXTURES = {
  "首页": { screen: { name: "start" } },
  "首页，存过": { screen: { name: "start" }, state: { savedOn: "2026-11-01" } },
  "首页，算不了": { screen: { name: "start" }, state: { failure: "engine" } },
  "首页，自己的办法没用上": { screen: { name: "start" }, state: { failure: "ownPack", refusal: "own/index.json: packs[0]" } },
  "今天是哪天": { screen: { name: "day" } },
  "在哪里": { screen: { name: "place" } },
  "在哪里，找": { screen: { name: "place" }, type: { "[type=search], #field-place, input[type=text]": "huining" } },
  "哪一种": { ...wuhan, given: {}, screen: { name: "question", path: "person.categories", more: false } },
  "哪一种，没选": { ...wuhan, given: {}, screen: { name: "question", path: "person.categories", more: false }, press: ["继续"] },
  "小事": { ...undated, given: { "person.categories": ALLOWANCE }, screen: { name: "question", path: "person.facts.recognised_on", more: true }, press: ["继续"] },
  "什么病": { ...wuhan, screen: { name: "illness" }, type: { "#field-illness": "尿" } },
  "怎么看的病": { ...wuhan, bills: [stay("2026-10-20")], screen: { name: "care", bill: 0 } },
  "怎么看的病，外地": { ...wuhan, bills: [stay("2026-10-20", STAY, "referred")], screen: { name: "care", bill: 0 } },
  "单子": { ...wuhan, bills: [BLANK], screen: { name: "amounts", bill: 0 } },
  "单子，没填": { ...wuhan, bills: [{ ...BLANK, date: "2026--" }], screen: { name: "amounts", bill: 0 }, press: ["继续"] },
  "单子，填过": { pack: "county-four-modes", given: {}, bills: [{ ...stay("2012-03-15", LARGE), open: true }], screen: { name: "amounts", bill: 0 } },
  "单子，合在一起": { ...wuhan, bills: [{ ...BLANK, amounts: { fund_paid: "" } }], screen: { name: "amounts", bill: 0 } },
  "单子，门诊": { ...wuhan, bills: [{ ...BLANK, care: "chronic-outpatient" }], screen: { name: "amounts", bill: 0 } },
  "单子，大概": { ...wuhan, bills: [{ ...BLANK, rough: true, spans: RANGES }], screen: { name: "amounts", bill: 0 } },
  "领过": { ...foshan, bills: [stay("2026-10-20")], screen: { name: "received" }, press: ["领过"] },
  "领过，没填": { ...foshan, bills: [stay("2026-10-20")], screen: { name: "received" }, press: ["领过", "继续"] },
  "看看对不对": { ...wuhan, bills: [stay("2026-10-20"), stay("2026-09-20", STAY, "unreferred")], screen: { name: "check" } },
  "看看对不对，十二张": { ...foshan, bills: twelve, screen: { name: "check" }, state: { undo: { said: "undo.bill", back() {} } } },
  "看看对不对，一半": { ...wuhan, bills: [stay("2026-10-20"), BLANK], screen: { name: "check" }, press: ["算一算"] },
  "能领": { ...wuhan, bills: [stay("2026-10-20")], screen: { name: "result" } },
  "能领，有几张不算": { ...wuhan, bills: [stay("2026-10-20", STAY, "unreferred"), stay("2026-09-20"), stay("2025-08-03")], screen: { name: "result" } },
  "能领，十二张": { ...foshan, bills: twelve, screen: { name: "result" } },
  "说不准": { ...undated, screen: { name: "result" } },
  "全不清楚": { pack: "wuhan-2023", given: {}, bills: [{ ...stay("2026-10-20", { total: "30000" }, "?") }], screen: { name: "result" } },
  "先问几个数": { ...frame, bills: [stay("2026-10-20")], screen: { name: "result" } },
  "已经减掉": { ...wuhan, bills: [stay("2026-10-20", { total: "10000", in_scope: "8000", basic_paid: "5000", critical_paid: "0", assistance_paid: "2400" })], screen: { name: "result" } },
  "外地没办手续": { ...wuhan, bills: [stay("2026-10-20", STAY, "unreferred")], screen: { name: "result" } },
  "没有单子": { ...wuhan, bills: [], screen: { name: "result" } },
  "以前的办法": { pack: "qingshen-2014", given: { "person.categories": ALLOWANCE }, bills: [stay("2015-03-15", LARGE)], screen: { name: "result" } },
  "带走": { ...wuhan, bills: [stay("2026-10-20")], screen: { name: "result" }, press: ["存成图片", "换手机打开"] },
  "申请书": { ...foshan, bills: twelve.slice(0, 2), screen: { name: "letter", program: "assistance" } },
  "别处也在改": { ...wuhan, bills: [stay("2026-10-20")], screen: { name: "check" }, state: { saving: "elsewhere" } },
  "没有显示出来": { ...wuhan, bills: [stay("2026-10-20")], screen: { name: "check" }, state: { failure: "part" } },
};

/** Has the page's calculator show one of them. Runs in the page, also sent there as text. */
export async function show({ pack, given = {}, bills = [], screen, state = {}, press = [], type = {} }) {
  const calculator = document.querySelector("jiuzhu-calculator");
  const { session } = calculator;
  const drawn = async () => {
    for (let round = 0; round < 4; round += 1) {
      await calculator.updateComplete;
      await calculator.shadowRoot.querySelector(".screen > :last-child")?.updateComplete;
      await new Promise((done) => setTimeout(done, 0));
    }
  };
  await session.prepare();
  // The browser goes back from what was drawn before in its own time, and would take along what is drawn meanwhile.
  const isBack = session.state.trail.length > 0 && new Promise((done) => [addEventListener("popstate", () => setTimeout(done), { once: true }), setTimeout(done, 300)]);
  session.erase();
  session.begin();
  await isBack;
  if (pack) await session.choosePack(pack);
  if (pack) await customElements.whenDefined("jiuzhu-explained");
  for (const [path, [kind, value, shown]] of Object.entries(given)) {
    session.answer(path, { kind, text: session.state.known[path]?.text ?? "《证件》上的问题", value, shown });
  }
  for (const [index, { care, where, date, open = false, ...told }] of bills.entries()) {
    const [year, month, day] = date.split("-");
    session.setCare(index, care, where);
    session.setBill(index, { date: { year, month, day }, ...told, amountsDone: !open });
  }
  if (pack && bills.length === 0 && screen.name === "result") session.setCare(0, undefined);
  if (pack && screen.name !== "received") session.setReceived({ kind: "none", amounts: {} });
  if (screen.name === "result" || screen.name === "letter") session.finish();
  if (screen.name === "start") session.toStart();
  else if (screen.name !== "result") session.show(screen);
  await drawn();
  session.set({ undo: undefined, ...state });
  await drawn();
  const root = calculator.shadowRoot;
  for (const [selector, text] of Object.entries(type)) {
    const field = root.querySelector(selector);
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    await new Promise((done) => setTimeout(done, 300));
    await drawn();
  }
  for (const text of press) {
    const wanted = () => [...root.querySelectorAll("button, label")].find((node) => node.textContent.trim().startsWith(text));
    // What comes with a later script may take its time.
    for (let look = 0; !wanted() && look < 500; look += 1) await drawn();
    wanted().click();
    await drawn();
  }
  while (press.includes("存成图片") && !root.querySelector("img.picture, [role=alert]")) await drawn();
  for (const fold of root.querySelectorAll("details")) fold.open = true;
  await drawn();
}
