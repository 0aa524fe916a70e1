/** What the letter on the page and the one as a Word document have in common. */

/** The media type of a Word document. */
export const LETTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

export type LinePlace = "indent" | "left" | "right";

/** Where the lines after the body stand: 「此致」 indented, 「敬礼」 at the margin, signature and day to the right; what offices add is at the margin again. */
export function closingLines(closing: string[]): { text: string; place: LinePlace }[] {
  const day = closing.findIndex((line) => /^_+年/.test(line));
  return closing.map((text, at) => ({
    text,
    place: text.startsWith("敬礼") || at > day ? "left" : /^(特此|此致)/.test(text) ? "indent" : "right",
  }));
}
