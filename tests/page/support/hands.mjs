// Two ways to use the page: a finger, and a keyboard alone.
import assert from "node:assert/strict";
import { settled } from "./browser.mjs";

/** Taps; types into a field that was tapped. */
export function finger(page) {
  let left = false;
  return {
    async press(text) {
      const button = page.locator("button", { hasText: text }).locator("visible=true").first();
      // On alternate ends: quick taps on one spot are a double tap, which the page takes for a trembling hand.
      const { width, height } = await button.boundingBox();
      left = !left;
      await button.tap({ position: { x: left ? 12 : width - 12, y: height / 2 } });
      await settled(page);
    },
    async pressAt(selector) {
      await page.locator(selector).first().tap();
      await settled(page);
    },
    async choose(text, within = "") {
      await page.locator(`${within} label`, { hasText: new RegExp(`^\\s*${text.replace(/[()?.]/g, "\\$&")}`) }).first().tap();
      await settled(page);
    },
    async type(selector, text) {
      await page.locator(selector).tap();
      await page.locator(selector).fill(text);
      await settled(page);
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
  const tabTo = async (what, test, argument) => {
    for (let tab = 0; tab < MOST_TABS; tab += 1) {
      if (await focus(test, argument)) return;
      await page.keyboard.press("Tab");
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
