// What is written into pictures.

/** From now on every text that the page draws on a canvas is kept. */
export function listen(page) {
  return page.addInitScript(() => {
    window.drawn = [];
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
      window.drawn.push(text);
      return fillText.call(this, text, ...place);
    };
  });
}

/** All of it so far, one text after the other. */
export const drawn = async (page) => (await page.evaluate(() => window.drawn)).join("");
