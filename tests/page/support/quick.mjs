// Taps and clicks without the wait: playwright looks for two frames whether a thing rests where it is, and asks the
// browser half a dozen questions on the way. What is in sight, at rest, enabled and covered by nothing is touched at
// once, by the same events; anything else is left to playwright, which waits for it or says why it cannot be touched.

/** Where in the window it can be touched, or nothing. */
function spot(node, position) {
  if (window !== window.top || node.closest("button, input, select, textarea, fieldset")?.matches(":disabled")) return undefined;
  // Colours may fade; nothing may move.
  if (node.getRootNode().getAnimations().some(({ transitionProperty: name }) => !name?.endsWith("color"))) return undefined;
  node.scrollIntoViewIfNeeded();
  const [box] = node.getClientRects();
  if (!box || getComputedStyle(node).visibility !== "visible") return undefined;
  const [x, y] = position ? [box.x + position.x, box.y + position.y] : [box.x + box.width / 2, box.y + box.height / 2];
  // The page may have given that name to something of its own.
  let hit = Document.prototype.elementFromPoint.call(document, x, y);
  for (let inner; (inner = hit?.shadowRoot?.elementFromPoint(x, y)) && inner !== hit; ) hit = inner;
  while (hit && hit !== node) hit = hit.parentNode ?? hit.host;
  return hit ? { x, y } : undefined;
}

/** Gives the locators of playwright the short way; which events are sent is told by `touch`. */
function shorten(Locator, name, touch) {
  const long = Locator.prototype[name];
  Locator.prototype[name] = async function (options = {}) {
    const known = Object.keys(options).every((option) => ["position", "timeout"].includes(option));
    const at = known && (await this.evaluate(spot, options.position, { timeout: options.timeout }));
    return at ? touch(this.page(), at) : long.call(this, options);
  };
}

let shortened = false;

/** For every locator from now on, of this page and of others. */
export function quick(page) {
  if (shortened) return;
  shortened = true;
  const Locator = page.locator("html").constructor;
  shorten(Locator, "click", (to, { x, y }) => to.mouse.click(x, y));
  shorten(Locator, "tap", (to, { x, y }) => to.touchscreen.tap(x, y));
}
