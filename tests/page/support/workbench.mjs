// The workbench before somebody who writes a pack, on a phone.

/** As it stands before a pack is opened. */
export async function opened(site, prepare = () => undefined) {
  const page = await site.page({ width: 360, reducedMotion: "reduce" });
  await prepare(page);
  await page.goto(`${site.url}workbench.html`);
  await page.locator("button", { hasText: "写一份新的" }).waitFor();
  return page;
}

/** Once all that has changed stands on the screen. */
export const drawn = (page) => page.evaluate(() => document.querySelector("jiuzhu-workbench").updateComplete);

/** Goes to a pane. */
export async function turn(page, pane) {
  await page.locator(`[data-pane=${pane}]`).click();
  await page.locator(`[data-pane=${pane}][aria-pressed=true]`).waitFor();
}

/** Looks for a place, so that nothing but what is found is listed. */
export async function find(page, words) {
  await page.getByLabel("找一个地方").fill(words);
  await drawn(page);
}
