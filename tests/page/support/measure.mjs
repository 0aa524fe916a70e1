// What can be measured on a screen: axe, type, targets, overflow.

const LEAST_TYPE = { normal: 18, large: 24, elder: 30 };
const LEAST_MAIN_TARGET = 60;

/** What stands on one line: an amount with its unit; at twice the size of the type a long one may not fit with it. */
const AMOUNTS = "\\d[\\d,.]*(\\s元|\\d)|\\d\\s元";
const DIGITS = "\\d[\\d,.]*\\d";
const LEAST_TARGET = 48;

/** Of axe, what goes by how wide the page is and how large its type, and what goes by the colours too; all else goes by what stands there. */
const BY_SIZE = ["target-size", "scrollable-region-focusable"];
const BY_COLOUR = [...BY_SIZE, "color-contrast-enhanced", "link-in-text-block"];

/** Beside what is asked of every page: the greater contrast, which no text has that has not the lesser one. */
const CONTRAST = { "color-contrast-enhanced": { enabled: true }, "color-contrast": { enabled: false } };

/**
 * Everything that is wrong with the screen that is shown; `again` where the same was looked at before: in another size,
 * or in another size in other colours.
 */
export async function faults(page, { size, doubled = false, again }) {
  const measured = await page.evaluate(
    ({ leastType, leastTarget, leastMainTarget, figures }) => {
      const root = document.querySelector("jiuzhu-calculator, jiuzhu-notebook").shadowRoot;
      const found = [];
      const visible = (node) => {
        const box = node.getBoundingClientRect();
        return box.width > 1 && box.height > 1 && getComputedStyle(node).visibility !== "hidden" && node.closest(".print-sheet, .quiet") === null;
      };
      const name = (node) => `${node.localName} "${(node.innerText ?? node.value ?? "").trim().slice(0, 16)}"`;
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth > clientWidth) found.push(`scrolls sideways: ${scrollWidth} over ${clientWidth}`);
      for (const node of root.querySelectorAll(".app *")) {
        if (!visible(node) || node.closest("svg")) continue;
        const box = node.getBoundingClientRect();
        if (box.right > clientWidth + 1) found.push(`${name(node)} sticks out to ${Math.round(box.right)}`);
        const ownText = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim() !== "");
        const type = parseFloat(getComputedStyle(node).fontSize);
        if (ownText && type < leastType) found.push(`${name(node)} is set in ${type} px`);
        if (ownText && !["normal"].includes(getComputedStyle(node).lineHeight) && parseFloat(getComputedStyle(node).lineHeight) / type < 1.29) found.push(`${name(node)} has tight lines`);
      }
      // A figure on two lines is two figures, and one without its unit is half of one.
      const words = document.createTreeWalker(root.querySelector(".app"), NodeFilter.SHOW_TEXT);
      for (let word = words.nextNode(); word; word = words.nextNode()) {
        if (!visible(word.parentElement) || word.parentElement.localName === "textarea") continue;
        for (const figure of word.data.matchAll(new RegExp(figures, "g"))) {
          const range = document.createRange();
          range.setStart(word, figure.index);
          range.setEnd(word, figure.index + figure[0].length);
          const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
          if (lines.size > 1) found.push(`${figure[0]} is torn in "${word.data.trim().slice(0, 24)}"`);
        }
      }
      for (const legend of root.querySelectorAll("legend")) {
        if (visible(legend) && Number(getComputedStyle(legend).fontWeight) < 600) found.push(`${name(legend)} is set lighter than other questions`);
      }
      // A ticked box inside a label is reached by the whole label.
      const targets = [...root.querySelectorAll("button, summary, a, label:has(input), input:not(label input), select, textarea")].filter(visible);
      for (const target of targets) {
        const box = target.getBoundingClientRect();
        const main = target.matches(".button:not(.button-small), .card");
        const least = main ? leastMainTarget : leastTarget;
        if (box.height < least - 0.5 || box.width < leastTarget - 0.5) found.push(`${name(target)} is ${Math.round(box.width)} by ${Math.round(box.height)}`);
      }
      return found;
    },
    { leastType: doubled ? 36 : LEAST_TYPE[size], leastTarget: LEAST_TARGET, leastMainTarget: LEAST_MAIN_TARGET, figures: doubled ? DIGITS : AMOUNTS },
  );
  return [...measured, ...(await axe(page, again))];
}

async function axe(page, again) {
  const rules = { type: "rule", values: again === "colour" ? BY_COLOUR : BY_SIZE };
  const all = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
  const options = again ? { runOnly: rules } : { runOnly: all, rules: CONTRAST };
  return page.evaluate(async (chosen) => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"], ...chosen });
    return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id} at ${node.target.flat().join(" ")}: ${node.failureSummary.split("\n")[1]?.trim()}`));
  }, options);
}
