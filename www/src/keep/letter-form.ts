/** What the letter on the page, the one to copy and the one as a Word document have in common. */

import type { LetterLine } from "../contract.js";

/** The media type of a Word document. */
export const LETTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

export type LinePlace = "indent" | "left" | "right";

/** How letters are set: the signature to the right, what offices add below it at the margin. */
const PLACES: Record<LetterLine["place"], LinePlace> = {
  addressee: "left",
  paragraph: "indent",
  greeting: "left",
  signature: "right",
  seal: "left",
  heading: "left",
  attachment: "indent",
};

export function placeOf(line: LetterLine): LinePlace {
  return PLACES[line.place];
}
