// Somebody who fills in the form of the workbench, by keyboard alone or by touch alone, and what that takes.
import assert from "node:assert/strict";
import { drawn } from "./workbench.mjs";

/** Seconds of a keystroke, of a tap or a look for a field, of a Chinese character by pinyin, and of a paste. */
const PRICE = { key: 0.28, tap: 1.1, letter: 0.28, character: 0.7, paste: 1.5 };

export class Typist {
  /** @param {"keyboard" | "touch"} by */
  constructor(page, by) {
    Object.assign(this, { page, by, taps: 0, keys: 0, typed: 0, seconds: 0, told: 0 });
  }

  bench(read, told) {
    return this.page.evaluate(read, told);
  }

  text() {
    return this.bench(() => document.querySelector("jiuzhu-workbench").bench.state.draft.text);
  }

  /** Waits until the form shows the text as it is. */
  async shown() {
    await this.bench(() => document.querySelector("jiuzhu-workbench").bench.editing);
    await this.page.waitForFunction(() => {
      const { bench } = document.querySelector("jiuzhu-workbench");
      return bench.formOf === bench.state.draft.text;
    });
    await drawn(this.page);
  }

  /** Goes to something: a tap, or as many Tabs as it takes. */
  async reach(target) {
    await target.waitFor();
    if (this.by === "touch") {
      // Those in vain count too.
      const touches = await target.tap();
      this.taps += touches;
      this.seconds += touches * PRICE.tap;
      // What comes of a tap comes after it: what is typed next is for the field that was touched.
      await this.comesTrue(target, (element) => !element.matches("input:not([type=checkbox]), textarea") || element.getRootNode().activeElement === element);
      return;
    }
    // The nearest way; each press is a real one.
    const handle = await target.elementHandle();
    const steps = await handle.evaluate((element) => {
      const root = element.getRootNode();
      const all = [...root.querySelectorAll("a[href],button,input,select,textarea,summary,[tabindex='0']")].filter((one) => one.checkVisibility() && !one.disabled);
      return all.indexOf(element) - all.indexOf(root.activeElement);
    });
    const near = Math.min(Math.abs(steps), 6);
    const isThere = () => handle.evaluate((element) => element.getRootNode().activeElement === element);
    // Far away one searches in the page, as one does with Ctrl+F and a word.
    if (Math.abs(steps) > near) {
      await handle.evaluate((element) => element.focus());
      this.keys += 6;
      this.seconds += 6 * PRICE.key + PRICE.tap;
    }
    for (let press = 0; press < 60 && !(await isThere()); press += 1) {
      await this.page.keyboard.press(steps < 0 ? "Shift+Tab" : "Tab");
      this.keys += 1;
      this.seconds += PRICE.key;
    }
    assert.ok(await isThere(), "the keyboard does not get there");
  }

  /** Waits until it is so of an element. */
  async comesTrue(target, isSo) {
    const handle = await target.elementHandle();
    if (!(await handle.evaluate(isSo))) await this.page.waitForFunction(isSo, handle);
  }

  cell(place) {
    return this.page.locator(`#cell-${place.replaceAll(".", "-")}`);
  }

  /** Writes into a field what stands in the document, or a word of one's own. */
  async write(place, value) {
    const field = this.cell(place);
    await this.reach(field);
    const isWhole = () => field.evaluate(({ value, selectionStart, selectionEnd }) => selectionEnd - selectionStart === value.length);
    for (let press = 0; press < 5 && !(await isWhole()); press += 1) {
      await this.page.keyboard.press("Control+a");
      this.keys += 1;
    }
    await this.type(value);
  }

  async type(value) {
    await this.page.keyboard.insertText(value);
    for (const letter of value) this.seconds += letter > "\u2e80" ? PRICE.character : PRICE.letter;
    this.typed += value.length;
  }

  async press(words, within = this.page) {
    const before = await this.text();
    const button = within.locator("button:visible", { hasText: words }).first();
    await this.reach(button);
    if (this.by === "keyboard") await this.page.keyboard.press("Enter");
    this.keys += this.by === "keyboard" ? 1 : 0;
    await this.page.waitForFunction((before) => document.querySelector("jiuzhu-workbench").bench.state.draft.text !== before, before);
    await this.shown();
  }

  /** Opens something that is folded. */
  async unfold(summary) {
    const isOpen = () => summary.evaluate((element) => element.parentElement.open);
    if (await isOpen()) return;
    await this.reach(summary);
    if (this.by === "keyboard") await this.page.keyboard.press("Enter");
    await this.comesTrue(summary, (element) => element.parentElement.open);
  }

  async tick(label) {
    const box = label.locator("input");
    const isTicked = await box.isChecked();
    await this.reach(box);
    if (this.by === "keyboard") await this.page.keyboard.press("Space");
    await this.comesTrue(box, isTicked ? (element) => !element.checked : (element) => element.checked);
    await this.shown();
  }

  /** Takes one of a list: an arrow each, or a tap more. */
  async choose(list, value) {
    await this.reach(list);
    await list.selectOption(value);
    if (this.by === "touch") this.taps += 1;
    else this.keys += 2;
    this.seconds += PRICE.tap;
    await this.shown();
  }

  async pane(name) {
    const button = this.page.locator(`[data-pane=${name}]`);
    await this.reach(button);
    if (this.by === "keyboard") await this.page.keyboard.press("Enter");
  }

  /** A table that was copied elsewhere, pasted into a field. */
  async paste(field, rows) {
    await this.reach(field);
    const text = rows.map((row) => row.join("\t")).join("\n");
    const markup = `<html><body><!--StartFragment--><table border="1">${rows.map((row) => `<tr>${row.map((cell) => `<td><p class="MsoNormal"><span lang="EN-US">${cell}</span><o:p></o:p></p></td>`).join("")}</tr>`).join("")}</table><!--EndFragment--></body></html>`;
    await field.evaluate((element, [text, markup]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      clipboardData.setData("text/html", markup);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
    }, [text, markup]);
    this.seconds += PRICE.paste;
    await this.shown();
  }
}
