/** Registers the calculator and its parts. Importing this file is what makes `<jiuzhu-calculator>` work. */

import { JiuzhuCalculator } from "./element.js";
import { comesFrom, type Later } from "./later.js";
import { AmountsScreen } from "./screens/amounts.js";
import { CareScreen } from "./screens/care.js";
import { CheckScreen } from "./screens/check.js";
import { DayScreen } from "./screens/day.js";
import { IllnessScreen } from "./screens/illness.js";
import { PlaceScreen } from "./screens/place.js";
import { QuestionScreen } from "./screens/question.js";
import { ReceivedScreen } from "./screens/received.js";
import { ResultScreen } from "./screens/result.js";

type Parts = [string, CustomElementConstructor][];

const REST: Parts = [
  ["jiuzhu-day", DayScreen],
  ["jiuzhu-place", PlaceScreen],
  ["jiuzhu-question", QuestionScreen],
  ["jiuzhu-illness", IllnessScreen],
  ["jiuzhu-care", CareScreen],
  ["jiuzhu-amounts", AmountsScreen],
  ["jiuzhu-received", ReceivedScreen],
  ["jiuzhu-check", CheckScreen],
  ["jiuzhu-result", ResultScreen],
];

/**
 * Safe to call twice: what is registered stays as it is. The other screens do not hold up the first one.
 *
 * @param later where the parts come from that no first answer needs
 * @param first what the first screen is made of besides
 */
export function define(later: () => Promise<Later>, first: Parts = []): void {
  comesFrom(() =>
    later().then((found) => {
      register(Object.entries(found.parts));
      return found;
    }),
  );
  register([...first, ["jiuzhu-calculator", JiuzhuCalculator]]);
  setTimeout(() => register(REST), 0);
}

function register(parts: Parts): void {
  for (const [name, part] of parts) {
    if (!customElements.get(name)) customElements.define(name, part);
  }
}
