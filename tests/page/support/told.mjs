// A family told to the page at once: for tests that begin at the result. The way there has its own tests.
import { settled } from "./browser.mjs";
import { arrive } from "./journey.mjs";

/**
 * @param {import("playwright-core").Page} page at the start screen
 * @param {{ pack: string, given: Record<string, [kind: string, value: string | string[], shown: string]>, bills: [date: string, care: string, place: string, amounts: object][] }} told
 * @param {string} [screen] name of the screen to end on
 */
export async function tell(page, told, screen = "result") {
  await page.evaluate(
    async ([{ pack, given, bills }, last]) => {
      const { session } = document.querySelector("jiuzhu-calculator");
      await session.prepare();
      // From a page deep in another family the browser goes back in its own time, and would take what comes meanwhile along.
      const isBack = session.state.trail.length > 0 && new Promise((done) => [addEventListener("popstate", () => setTimeout(done), { once: true }), setTimeout(done, 300)]);
      session.begin();
      await isBack;
      await session.choosePack(pack);
      for (const [path, [kind, value, shown]] of Object.entries(given)) session.answer(path, { kind, text: session.state.known[path]?.text ?? path, value, shown });
      for (const [index, [date, care, place, amounts]] of bills.entries()) {
        const [year, month, day] = date.split("-");
        session.setCare(index, care, { place });
        session.setBill(index, { date: { year, month, day }, amounts, amountsDone: true });
      }
      session.setReceived({ kind: "none", amounts: {} });
      if (last === "result") session.finish();
      else session.show({ name: last });
      await customElements.whenDefined("jiuzhu-explained");
    },
    [told, screen],
  );
  await page.locator(last(screen)).first().waitFor({ state: "attached" });
  await settled(page);
}

/** What families had told by the time they came to their results. */
const drafts = new Map();

/** Takes a family to its result: the first time through all screens, and from then on told at once as it was told there. */
export async function arriveAgain(page, journey) {
  if (!drafts.has(journey)) {
    await arrive(page, journey);
    drafts.set(journey, await page.evaluate(() => document.querySelector("jiuzhu-calculator").session.state.draft));
    return;
  }
  await page.evaluate(async (draft) => {
    const { session } = document.querySelector("jiuzhu-calculator");
    await session.prepare();
    session.begin();
    await session.choosePack(draft.pack);
    await session.loadDiseases();
    session.takeUp(draft);
    session.finish();
    await customElements.whenDefined("jiuzhu-explained");
  }, drafts.get(journey));
  await page.locator(last("result")).first().waitFor({ state: "attached" });
  await settled(page);
}

const last = (screen) => (screen === "result" ? ".print-sheet" : "h1");
