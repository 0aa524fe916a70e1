// `npm run dev` and /gallery/: every screen in every state, drawn by the page's own parts. No part of the built page.
import "../src/main.ts";
import { FIXTURES, show } from "./fixtures.js";

const list = document.querySelector("nav");
const names = Object.keys(FIXTURES);

for (const name of names) {
  const link = document.createElement("a");
  link.href = `#${name}`;
  link.textContent = name;
  list.append(link);
}

async function chosen() {
  const name = decodeURIComponent(location.hash.slice(1));
  for (const link of list.children) link.toggleAttribute("aria-current", link.textContent === name);
  await customElements.whenDefined("jiuzhu-result");
  await show(FIXTURES[name] ?? FIXTURES[names[0]]);
}

addEventListener("hashchange", chosen);
await chosen();
