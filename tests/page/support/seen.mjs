// What a person can read on the result page, as data.

export function seen(page) {
  return page.evaluate(async () => {
    // It comes with the script for later.
    await customElements.whenDefined("jiuzhu-explained");
    await new Promise((drawn) => setTimeout(drawn));
    const root = document.querySelector("jiuzhu-calculator").shadowRoot;
    const all = (selector, from = root) => [...from.querySelectorAll(selector)];
    const text = (node) => node?.textContent.replace(/\s+/g, " ").trim() ?? "";
    const figures = (row) => all("td:not(.detail)", row).map((cell) => text(cell).slice(text(cell.querySelector("small")).length));
    return {
      standing: root.querySelector("[data-standing]").dataset.standing,
      sum: text(root.querySelector(".sum")),
      why: text(root.querySelector("[data-why]")),
      next: root.querySelector("[data-next]").dataset.next,
      programs: Object.fromEntries(
        all("[data-program]").map((block) => {
          const amount = text(block.querySelector("summary > .amount"));
          return [block.dataset.program, amount === "" ? text(block.querySelector(".state")) : amount];
        }),
      ),
      year: Object.fromEntries(all("[data-year] [data-part]").map((row) => [text(row.querySelector("th")), text(row.querySelector("td"))])),
      bills: all("[data-row]").map(figures),
      documents: all("[data-document] b").map(text),
      dates: all("[data-route] .due").map((due) => text(due).replace(text(due.querySelector("small")), "").trim()),
    };
  });
}
