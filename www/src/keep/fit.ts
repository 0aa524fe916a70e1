/**
 * Makes a sheet fit one printed page, measured as it will be printed: the largest type that fits, and if none does,
 * without what it can spare (`data-spare`, the lower number first, from the end).
 */

import { DENSITIES } from "../ui/styles/print.js";

/** A4 less the margins of the sheet and a hair for the rounding of printers. */
const TALLEST_MM = 264;

export function fitSheet(sheet: HTMLElement): void {
  const more = sheet.querySelector<HTMLElement>("[data-more]");
  const spare = [...sheet.querySelectorAll<HTMLElement>("[data-spare]")]
    .reverse()
    .sort((left, right) => Number(left.dataset["spare"]) - Number(right.dataset["spare"]));
  sheet.classList.add("measured");
  for (let step = 0; step < DENSITIES + spare.length; step += 1) {
    const density = Math.min(step, DENSITIES - 1);
    sheet.dataset["density"] = String(density);
    spare.forEach((item, place) => (item.hidden = place < step - density));
    if (more) more.hidden = step === density;
    if (sheet.offsetHeight * (25.4 / 96) <= TALLEST_MM) break;
  }
  sheet.classList.remove("measured");
}
