// Taps and clicks without the wait: playwright looks for two frames whether a thing rests where it is, and asks the
// browser half a dozen questions on the way. What is in sight, at rest, enabled and covered by nothing is touched at
// once, by the same events; anything else is left to playwright, which waits for it or says why it cannot be touched.
//
// A tap can be lost all the same: what comes in above moves the thing from under the finger before it is down, or a busy
// machine lets the finger rest so long that it taps nothing. Whoever sees nothing come of it taps once more; each tap in
// vain is counted, and told when the file is done.
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";

/** Milliseconds in which a tap becomes a click, also where other tests take both cores. */
const PATIENCE = 3000;
/** Taps of one thing, of which the last must land. */
const MOST = 3;
/** What was tapped in vain. */
const vain = [];
process.once("exit", () => vain.length > 0 && console.log(`${vain.length} taps in vain: ${vain.join("; ")}`));

/** Where in the window it can be touched, or nothing; a place right of the middle is told from the other end, below nought. */
function spot(node, position) {
  if (window !== window.top || node.closest("button, input, select, textarea, fieldset")?.matches(":disabled")) return undefined;
  // Colours may fade; nothing may move.
  if (node.getRootNode().getAnimations().some(({ transitionProperty: name }) => !name?.endsWith("color"))) return undefined;
  node.scrollIntoViewIfNeeded();
  const [box] = node.getClientRects();
  if (!box || getComputedStyle(node).visibility !== "visible") return undefined;
  const { x: along = box.width / 2, y: down = box.height / 2 } = position ?? {};
  const [x, y] = [box.x + along + (along < 0 ? box.width : 0), box.y + down];
  // The page may have given that name to something of its own.
  let hit = Document.prototype.elementFromPoint.call(document, x, y);
  for (let inner; (inner = hit?.shadowRoot?.elementFromPoint(x, y)) && inner !== hit; ) hit = inner;
  while (hit && hit !== node) hit = hit.parentNode ?? hit.host;
  return hit ? { x, y } : undefined;
}

/** The first of what is looked for among what the calculator shows. */
function first({ selector, text = "", begins = "" }) {
  const textOf = (node) => node.textContent.replace(/\s+/g, " ").trim();
  const isSeen = (node) => node.getClientRects().length > 0 && getComputedStyle(node).visibility === "visible";
  // A page that is just coming has neither.
  const all = [...(document.querySelector("jiuzhu-calculator")?.shadowRoot?.querySelectorAll(selector) ?? [])];
  return all.find((node) => textOf(node).startsWith(begins) && textOf(node).includes(text) && (!text || isSeen(node)));
}

/** Where it can be touched at once, found by one question to the page; nothing where it has to be waited for. */
export function spotOf(page, look, position) {
  return page.evaluate(`(() => { const node = (${first})(${JSON.stringify(look)}); return node && (${spot})(node, ${JSON.stringify(position)}); })()`);
}

/** Waits for what comes of the next touch: whether it comes to a thing. What is gone by then was touched, as far as one can tell. */
function watch(node) {
  const told = new AbortController();
  window.landed = new Promise((land) => {
    const look = (event) => {
      const hits = !node.isConnected || event.composedPath().includes(node);
      if (event.type === "click" || !hits) land(hits);
    };
    for (const type of ["pointerdown", "click"]) window.addEventListener(type, look, { capture: true, signal: told.signal });
  }).finally(() => told.abort());
}

/** Whether the touch came to what is watched; a page that was left by it was touched. */
function hasLanded(page) {
  const told = page.evaluate(() => window.landed).catch(() => true);
  return Promise.race([told, delay(PATIENCE, false, { ref: false })]);
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

/** Gives a tap an end: it says how many touches it took. */
function persist(Locator) {
  const once = Locator.prototype.tap;
  Locator.prototype.tap = async function (options = {}) {
    for (let touches = 1; ; touches += 1) {
      await this.evaluate(watch, undefined, { timeout: options.timeout });
      await once.call(this, options);
      if ((await hasLanded(this.page())) !== false) return touches;
      vain.push(String(this));
      assert.ok(touches < MOST, `no tap gets to ${this}`);
    }
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
  persist(Locator);
}
