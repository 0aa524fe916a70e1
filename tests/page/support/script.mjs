// A script in the page in place of hands: what it touches takes the page's own events, and nothing is waited for but the page.

/** Hands and view of a calculator. Runs in the page, so it knows nothing from outside. */
export async function script(calculator) {
  // Of five milliseconds at least, since the clock may stand still.
  const MOST_PAUSES = 6000;
  const pause = () => new Promise((done) => setTimeout(done, 5));
  // A task later, but no clock: timers in timers wait.
  const { port1, port2 } = new MessageChannel();
  const task = () => new Promise((done) => ((port1.onmessage = done), port2.postMessage(0)));
  const screen = () => calculator.shadowRoot?.querySelector(".screen > :last-child");
  async function settled() {
    for (let round = 0; round < 3; round += 1) {
      await calculator.updateComplete;
      await screen()?.updateComplete;
      await task();
    }
  }
  /** What is looked for, once it is there. */
  async function found(look, what) {
    for (let pauses = 0; pauses < MOST_PAUSES; pauses += 1) {
      const there = look();
      if (there) return there;
      await pause();
    }
    throw new Error(`${what} does not come`);
  }
  const textOf = (node) => node.textContent.replace(/\s+/g, " ").trim();
  const isSeen = (node) => node.getClientRects().length > 0 && getComputedStyle(node).visibility === "visible";
  async function touch(look, what) {
    const node = await found(() => [look()].find((one) => one && !one.matches(":disabled")), what);
    node.click();
    await settled();
  }
  // It may only just be coming.
  await found(screen, "a screen");
  const root = calculator.shadowRoot;
  /** Also by what something has in it, which old browsers do not know. */
  function every(selector) {
    const [, outer, inner, rest] = /^(.*?):has\(([^)]*)\)(.*)$/.exec(selector) ?? [];
    if (outer === undefined) return [...root.querySelectorAll(selector)];
    const all = [...root.querySelectorAll(outer)].filter((node) => node.querySelector(inner));
    return rest === "" ? all : all.flatMap((node) => [...node.querySelectorAll(`:scope${rest}`)]);
  }
  const one = (selector) => every(selector)[0];
  const hands = {
    press: (text) => touch(() => every("button").find((button) => isSeen(button) && textOf(button).includes(text)), text),
    pressLast: (selector, text = "") => touch(() => every(selector).filter((node) => textOf(node).includes(text)).pop(), selector + text),
    pressAt: (selector) => touch(() => one(selector), selector),
    choose: (text, within = "") => touch(() => every(`${within} label`).find((label) => textOf(label).startsWith(text)), text),
    async type(selector, text) {
      const field = await found(() => one(selector), selector);
      field.focus();
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      await settled();
    },
  };
  const view = {
    screen: () => screen()?.localName.replace("jiuzhu-", ""),
    paths: () => every("[data-question]").map((question) => question.dataset.question),
    hasPlace: () => calculator.hasAttribute("policy"),
    count: (selector) => every(selector).length,
    isVisible: (selector) => isSeen(one(selector)),
    there: (selector) => found(() => one(selector), selector),
    gone: (selector) => found(() => !one(selector), `the end of ${selector}`),
    async problems() {
      await settled();
      return root.querySelector("#problems")?.innerText;
    },
  };
  await settled();
  return { hands, view };
}
