/**
 * Makes a sheet fit one printed page, measured as it will be printed: the largest type that fits, and if none does,
 * without what it can spare (`data-spare`, the lower number first, from the end).
 */

import { DENSITIES } from "../ui/styles/print.js";

/** A4 less the margins of the sheet and a hair for the rounding of printers. */
const TALLEST_MM = 264;

export function fitSheet(sheet: HTMLElement): void {
  const more = sheet.querySelector<HTMLElement>("[data-more]");
  const spare = [...sheet.querySelectorAll<HTMLElement>("[data-spare]")].reverse().sort((left, right) => Number(left.dataset["spare"]) - Number(right.dataset["spare"]));
  const leaveOut = (count: number): void => {
    spare.forEach((item, place) => (item.hidden = place < count));
    if (more) more.hidden = count === 0;
  };
  sheet.classList.add("measured");
  const fits = (): boolean => sheet.offsetHeight * (25.4 / 96) <= TALLEST_MM;
  let density = -1;
  leaveOut(0);
  do sheet.dataset["density"] = String((density += 1));
  while (!fits() && density < DENSITIES - 1);
  for (let count = 1; count <= spare.length && !fits(); count += 1) leaveOut(count);
  sheet.classList.remove("measured");
}
