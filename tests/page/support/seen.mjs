// What a person can read on the result page, as data.

export function seen(page) {
  return page.evaluate(() => {
    const root = document.querySelector("jiuzhu-calculator").shadowRoot;
    const all = (selector, from = root) => [...from.querySelectorAll(selector)];
    const text = (node) => node?.textContent.replace(/\s+/g, " ").trim() ?? "";
    return {
      standing: root.querySelector("[data-standing]").dataset.standing,
      sum: text(root.querySelector(".sum")),
      programs: Object.fromEntries(
        all("[data-program]").map((block) => {
          const amount = text(block.querySelector("p > .amount"));
          return [block.dataset.program, amount === "" ? text(block.querySelector(".state")) : amount];
        }),
      ),
      bills: all("[data-bill]").map((bill) => Object.fromEntries(all(".legend > li", bill).map((line) => [text(line.querySelector("span")), text(line.querySelector("strong"))]))),
      documents: all("[data-document] b").map(text),
      dates: all("[data-route] .due").map((due) => text(due).replace(text(due.querySelector("small")), "").trim()),
    };
  });
}
