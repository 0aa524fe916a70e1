// How many screens put a question, for families of many kinds in every pack: the page's own flow with the real module
// and packs, without a browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { TODAY } from "./support/browser.mjs";
import { load } from "./support/load.mjs";

const MOST_QUESTIONS = 7;
/** Screens of one journey at most, or it goes round in a circle. */
const MOST_SCREENS = 30;

const www = new URL("../../www/", import.meta.url);
const packs = JSON.parse(readFileSync(new URL("public/packs/index.json", www))).packs;

const CARES = [undefined, "inpatient", "chronic-outpatient", "outpatient"];
/** Who knows nothing is asked most; then each answers the first or the last that there is. */
const WAYS = [
  { pick: () => "?", illness: "?", total: "90000" },
  { pick: (options) => options[0], illness: ["uremia"], total: "3000" },
  { pick: (options) => options[options.length - 1], illness: [], total: "90000" },
];

// An offer to undo waits for nobody here.
const later = globalThis.setTimeout;
globalThis.setTimeout = (...told) => later(...told).unref();

let session;
let furtherOpen;
before(async () => {
  const { Session } = await load("src/state/session.ts");
  ({ furtherOpen } = await load("src/state/flow.ts"));
  const file = (path) => readFileSync(new URL(path, www));
  const resources = {
    online: true,
    module: async () => file("pkg/jiuzhu_bg.wasm"),
    packs: async () => ({ packs, refused: "" }),
    pack: async (entry) => file(`public/packs/${entry.file}`),
    diseases: async () => [],
  };
  session = new Session(resources, "/", () => undefined, () => undefined);
  await session.prepare();
  session.setToday(TODAY);
});

const valuesOf = {
  "yes-no": () => ["yes", "no"],
  number: () => ["70", "5"],
  yuan: () => ["100", "50000"],
  date: ({ path }) => (path.endsWith("_month") ? ["2026-10"] : ["2026-10-01"]),
  choices: ({ options }) => [[options[0].id], []],
  choice: ({ options }) => options.map(({ id }) => id),
};

function tell(path, value) {
  const { kind, text } = session.state.known[path];
  session.answer(path, { kind, text, value, shown: "" });
}

function answerFurther(way) {
  for (let [path] = furtherOpen(session.state); path !== undefined; [path] = furtherOpen(session.state)) {
    const question = session.state.known[path];
    tell(path, way.pick(valuesOf[question.kind](question)));
  }
}

function answerScreen(screen, { identity, care, way }) {
  switch (screen.name) {
    case "question":
      if (screen.more) answerFurther(way);
      else tell(screen.path, identity);
      break;
    case "care": {
      const where = {};
      const open = () => care && session.placeQuestions(care, where).find(({ path }) => !(path.slice(9) in where));
      for (let question = open(); question; question = open()) where[question.path.slice(9)] = way.pick(question.options.map(({ id }) => id));
      session.setCare(screen.bill, care, where);
      break;
    }
    case "illness":
      tell("person.diagnoses", way.illness);
      break;
    case "amounts":
      session.setBill(screen.bill, { dateUnknown: true, amounts: { total: way.total, in_scope: way.total, basic_paid: "1000" }, amountsDone: true });
      break;
    case "received":
      session.setReceived({ kind: "none", amounts: {} });
      break;
    default:
      assert.fail(`unknown screen ${screen.name}`);
  }
}

/** The screens with a question, from the place to the check page, begun where that is chosen. */
function journey(chosen, family) {
  session.state = chosen;
  const met = ["place"];
  while (session.state.screen.name !== "check") {
    const { screen } = session.state;
    met.push(screen.path ?? screen.name);
    assert.ok(met.length < MOST_SCREENS, met.join(" "));
    answerScreen(screen, family);
    session.forward();
  }
  return met;
}

async function choose(pack) {
  session.begin();
  await session.choosePack(pack.id);
  return session.state;
}

/** On how many screens each family with a bill was asked. */
const asked = [];

function identities({ questions }) {
  const question = questions.find(({ path }) => path === "person.categories");
  return question ? [...question.options.map(({ id }) => [id]), [], "?"] : [undefined];
}

for (const pack of packs) {
  test(`${pack.id} asks on at most ${MOST_QUESTIONS} screens`, async (context) => {
    let longest = [];
    let count = 0;
    const chosen = await choose(pack);
    for (const identity of identities(chosen)) {
      for (const care of CARES) {
        // Everybody who knows nothing, and of the others each in turn.
        for (const way of [WAYS[0], WAYS[1 + (count % 2)]]) {
          const met = journey(chosen, { identity, care, way });
          if (met.length > longest.length) longest = met;
          if (met.includes("amounts")) asked.push(met.length);
        }
        count += 1;
      }
    }
    context.diagnostic(`${2 * count} families, at most ${longest.length}: ${longest.join(" ")}`);
    assert.ok(longest.length <= MOST_QUESTIONS, longest.join(" "));
  });
}

test("it is as many as the first screen says", async (context) => {
  const { strings } = await load("src/text/strings.ts");
  const said = "零一二三四五六七".indexOf(/回答(.)个左右的问题/.exec(strings["start.lead"])[1]);
  asked.sort((one, other) => one - other);
  const median = asked[Math.floor(asked.length / 2)];
  const near = asked.filter((count) => Math.abs(count - said) <= 1).length / asked.length;
  context.diagnostic(`${asked.length} families with a bill, half of them at most ${median}, ${Math.round(100 * near)} in 100 within one of it`);
  assert.equal(median, said);
  assert.ok(near >= 0.9, `${near}`);
});
