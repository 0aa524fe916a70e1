// What is written into pictures.

/** From now on every text that the page draws on a canvas is kept, with where it stands. */
export function listen(page) {
  return page.addInitScript(() => {
    window.drawn = [];
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
      window.drawn.push({ text, x, y, align: this.textAlign, size: parseFloat(/[\d.]+px/.exec(this.font)[0]) });
      return fillText.call(this, text, x, y);
    };
  });
}

/** All of it since it was last forgotten. */
export const texts = (page) => page.evaluate(() => window.drawn);
export const forget = (page) => page.evaluate(() => void window.drawn.splice(0));

/** The same, one text after the other. */
export const drawn = async (page) => (await texts(page)).map(({ text }) => text).join("");

/** The same by rows, from the top: what stands on one line, from left to right. */
export async function rows(page) {
  const lines = new Map();
  for (const one of (await texts(page)).sort((left, right) => left.y - right.y || left.x - right.x)) lines.set(one.y, [...(lines.get(one.y) ?? []), one.text]);
  return [...lines.values()];
}
