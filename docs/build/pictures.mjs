// The pictures of the documents, made from the built page: `make pictures`. Beside each lies what it shows, word for word
// with size, weight and colour: a test draws the page anew and holds it against that.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { open, settled, start } from "../../tests/page/support/browser.mjs";
import { finger } from "../../tests/page/support/hands.mjs";
import { walk } from "../../tests/page/support/journey.mjs";
import { root } from "./links.mjs";

const QUALITY = 0.85;
const PHONE = { width: 390, height: 844, deviceScaleFactor: 2 };
const DESK = { width: 1120, height: 724, deviceScaleFactor: 1.5, touch: false, reducedMotion: "reduce" };

/** Each by its name, with the screen that it is taken of, the element whose texts it shows, and the way there. */
export const PICTURES = [
  { name: "answer", screen: PHONE, element: "jiuzhu-calculator", reach: answer },
  { name: "piles", screen: { ...DESK, day: "2026-06-30" }, element: "jiuzhu-roster", reach: piles },
];
export const MOST_BYTES = 100 * 1024;

export const fileOf = ({ name }) => join(root, `docs/pictures/${name}.webp`);
export const toldOf = ({ name }) => join(root, `docs/pictures/${name}.txt`);

/** The answer to the family that liaisons begin with, too. */
async function answer(page, url) {
  await open(page, url);
  await walk(page, JSON.parse(readFileSync(join(root, "tests/page/journeys/wuhan-allowance.json"), "utf8")), finger(page));
  await page.evaluate(() => scrollTo(0, 0));
  await settled(page);
}

/** The lists of examples/ in their piles. */
async function piles(page, url) {
  await page.goto(`${url}roster.html`);
  await page.locator("#place-search").fill("黄石");
  await page.locator("#place-found").waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator("[data-pack=huangshi-2024]").click();
  await page.locator("#files").setInputFiles(["roster", "settlements"].map((name) => join(root, `examples/${name}.csv`)));
  await page.locator('[data-table="1"]').waitFor();
  await page.locator("[data-act=begin]").click();
  await page.locator("[data-row]").first().waitFor();
  await page.locator("[data-result]").evaluate((result) => result.scrollIntoView());
}

/** Each picture's page as it is shown, and each text on it, from the top. */
export async function shown(pictures, use) {
  const site = await start();
  try {
    for (const picture of pictures) {
      const page = await site.page(picture.screen);
      await picture.reach(page, site.url);
      page.innocent();
      await use(picture, await page.evaluate(texts, picture.element), page);
      await page.context().close();
    }
  } finally {
    await site.close();
  }
}

/** Runs in the page: each text from the top of the window on, how it looks, and where it begins. */
function texts(element) {
  const found = [];
  const look = (node) => {
    for (const child of (node.shadowRoot ?? node).childNodes) {
      if (child.nodeType === Node.ELEMENT_NODE) look(child);
      else if (child.nodeType === Node.TEXT_NODE && child.textContent.trim()) {
        const range = document.createRange();
        range.selectNodeContents(child);
        const { top, height, width } = range.getBoundingClientRect();
        const style = getComputedStyle(child.parentElement);
        if (top < 0 || width < 2 || height < 2 || style.visibility !== "visible") continue;
        const text = child.textContent.replace(/\s+/g, " ").trim();
        found.push({ top, line: `${style.fontSize} ${style.fontWeight} ${style.color}  ${text}` });
      }
    }
  };
  look(document.querySelector(element));
  return found;
}

/** What lies beside a picture that shows the first `count` of the texts. */
export function told(picture, bytes, found, count) {
  const digest = createHash("sha256").update(bytes).digest("hex");
  return `${picture.name}.webp ${digest}\n\n${found.slice(0, count).map(({ line }) => `${line}\n`).join("")}`;
}

async function draw(picture, found, page) {
  const png = await page.screenshot({ animations: "disabled" });
  // In a page that has no policy against it.
  const blank = await page.context().newPage();
  const address = await blank.evaluate(
    async ([source, quality]) => {
      const picture = new Image();
      picture.src = source;
      await picture.decode();
      const board = document.createElement("canvas");
      Object.assign(board, { width: picture.width, height: picture.height });
      board.getContext("2d").drawImage(picture, 0, 0);
      return board.toDataURL("image/webp", quality);
    },
    [`data:image/png;base64,${png.toString("base64")}`, QUALITY],
  );
  const bytes = Buffer.from(address.split(",")[1], "base64");
  if (bytes.length > MOST_BYTES) throw new Error(`${picture.name}: ${bytes.length} bytes, ${MOST_BYTES} are allowed`);
  writeFileSync(fileOf(picture), bytes);
  writeFileSync(toldOf(picture), told(picture, bytes, found, found.filter(({ top }) => top < picture.screen.height).length));
  console.log(`docs/pictures/${picture.name}.webp ${bytes.length} bytes`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await shown(PICTURES, draw);
