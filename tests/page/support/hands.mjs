// Two ways to use the page: a finger, and a keyboard alone.
import assert from "node:assert/strict";
import { settled } from "./browser.mjs";
import { spotOf } from "./quick.mjs";

/** Taps; types into a field that was tapped. */
export function finger(page) {
  let left = false;
  /** Touches the first of what is looked for; by playwright, which waits for it, where it is not at hand. */
  async function touch(look, locator, position) {
    const at = await spotOf(page, look, position);
    if (at) await page.touchscreen.tap(at.x, at.y);
    else await locator().first().tap();
    await settled(page);
  }
  return {
    // On alternate ends: quick taps on one spot are a double tap, which the page takes for a trembling hand.
    press(text) {
      left = !left;
      return touch({ selector: "button", text }, () => page.locator("button", { hasText: text }).locator("visible=true"), { x: left ? 12 : -12 });
    },
    pressAt(selector) {
      const [, plain, text] = /^(.*?)(?::has-text\("(.*)"\))?$/s.exec(selector);
      return touch({ selector: plain, text }, () => page.locator(selector));
    },
    choose: (text, within = "") => touch({ selector: `${within} label`, begins: text }, () => page.locator(`${within} label`, { hasText: new RegExp(`^\\s*${text.replace(/[()?.]/g, "\\$&")}`) })),
    async type(selector, text) {
      await touch({ selector }, () => page.locator(selector));
      const isThere = await page.evaluate((wanted) => {
        const field = document.querySelector("jiuzhu-calculator").shadowRoot.activeElement;
        field?.select?.();
        return field?.matches(wanted) ?? false;
      }, selector);
      if (isThere && text) await page.keyboard.insertText(text);
      else await page.locator(selector).fill(text);
      await settled(page);
    },
  };
}

/** Presses of the key on the way from one field to another, past those that are left blank. */
const MOST_KEYS = 6;

/** A finger that goes from field to field by the key of the keyboard on the glass. `count.taps` are those on the page. */
export function thumb(page) {
  const count = { taps: 0 };
  const hands = finger(page);
  const active = (wanted) =>
    page.evaluate((selector) => {
      const field = document.querySelector("jiuzhu-calculator").shadowRoot.activeElement;
      return field?.type === "text" && (!selector || field.matches(selector));
    }, wanted);
  const tapped = (name) => (...told) => {
    count.taps += 1;
    return hands[name](...told);
  };
  return {
    count,
    press: tapped("press"),
    pressAt: tapped("pressAt"),
    choose: tapped("choose"),
    async type(selector, text) {
      for (let keys = 0; keys < MOST_KEYS && (await active()) && !(await active(selector)); keys += 1) await page.keyboard.press("Enter");
      if (!(await active(selector))) return tapped("type")(selector, text);
      await page.keyboard.insertText(text);
      return settled(page);
    },
  };
}

const MOST_TABS = 120;

/** A label is chosen by how its text begins. Tab, arrows, Space and Enter: never the mouse, never a script that focuses. */
export function keyboard(page) {
  const focus = (test, argument) =>
    page.evaluate(
      ([source, value]) => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return active ? new Function("active", "value", `return (${source})(active, value)`)(active, value) : false;
      },
      [test.toString(), argument],
    );
  /** How many Tabs it is ahead at least; none where it has the focus, one where it does not lie ahead. */
  const ahead = (test, argument) =>
    page.evaluate(
      ([source, value]) => {
        const isMeant = new Function("active", "value", `return (${source})(active, value)`);
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        if (active && isMeant(active, value)) return 0;
        const root = document.querySelector("jiuzhu-calculator").shadowRoot;
        const stops = [...root.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((stop, at, all) => {
          if (stop.disabled || !stop.checkVisibility()) return false;
          // A group of circles is one stop: the chosen one, or the first.
          const group = stop.type === "radio" ? all.filter(({ type, name }) => type === "radio" && name === stop.name) : [stop];
          return stop === (group.find(({ checked }) => checked) ?? group[0]);
        });
        const left = stops.filter((stop) => active.getRootNode() !== root || active.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING);
        return 1 + Math.max(0, left.findIndex((stop) => isMeant(stop, value)));
      },
      [test.toString(), argument],
    );
  const tabTo = async (what, test, argument) => {
    for (let tab = 0; tab < MOST_TABS; ) {
      const next = await ahead(test, argument);
      if (next === 0) return;
      for (const end = tab + next; tab < end; tab += 1) await page.keyboard.press("Tab");
    }
    assert.fail(`the keyboard does not reach ${what}`);
  };
  return {
    async press(text) {
      await tabTo(text, (active, value) => active.localName === "button" && active.innerText.includes(value), text);
      await page.keyboard.press("Enter");
      await settled(page);
    },
    async pressAt(selector) {
      await tabTo(selector, (active, value) => active.matches(value), selector);
      await page.keyboard.press("Enter");
      await settled(page);
    },
    async choose(text, within = "") {
      const inGroup = (active, [value, group]) => {
        if (active.localName !== "input" || (group && !active.closest(group))) return false;
        const named = [...active.getRootNode().querySelectorAll(`input[name="${active.name}"]`)];
        return named.some((input) => input.closest("label")?.innerText.trim().startsWith(value)) && (active.type === "radio" || active.closest("label").innerText.trim().startsWith(value));
      };
      await tabTo(text, inGroup, [text, within.trim()]);
      const here = (active, value) => active.closest("label")?.innerText.trim().startsWith(value) ?? false;
      for (let arrow = 0; arrow < 20 && !(await focus(here, text)); arrow += 1) {
        await page.keyboard.press("ArrowDown");
        await settled(page);
      }
      assert.ok(await focus(here, text), `the arrows do not reach ${text}`);
      if (!(await focus((active) => active.checked))) await page.keyboard.press("Space");
      await settled(page);
    },
    async type(selector, text) {
      await tabTo(selector, (active, value) => active.matches(value), selector);
      await page.keyboard.press("Control+A");
      await page.keyboard.insertText(text);
      await settled(page);
    },
  };
}
