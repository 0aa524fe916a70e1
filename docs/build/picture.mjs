// The picture of an answer on a phone, made from the built page: `make pictures`. Beside it lies what it shows, word
// for word with size, weight and colour: a test draws the page anew and holds it against that.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { open, settled, start } from "../../tests/page/support/browser.mjs";
import { finger } from "../../tests/page/support/hands.mjs";
import { walk } from "../../tests/page/support/journey.mjs";
import { root } from "./links.mjs";

const FAMILY = "tests/page/journeys/wuhan-allowance.json";
const PHONE = { width: 390, height: 844, deviceScaleFactor: 2 };
const QUALITY = 0.85;

export const PICTURE = join(root, "docs/pictures/answer.webp");
export const TOLD = join(root, "docs/pictures/answer.txt");
export const MOST_BYTES = 100 * 1024;

/** The page at the answer, and each text on it, from the top. */
export async function shown(use) {
  const site = await start();
  try {
    const page = await site.page(PHONE);
    await open(page, site.url);
    await walk(page, JSON.parse(readFileSync(join(root, FAMILY), "utf8")), finger(page));
    await page.evaluate(() => scrollTo(0, 0));
    await settled(page);
    page.innocent();
    return await use(await page.evaluate(texts), page);
  } finally {
    await site.close();
  }
}

/** Runs in the page: each text, how it looks, and where it begins. */
function texts() {
  const found = [];
  const look = (node) => {
    for (const child of (node.shadowRoot ?? node).childNodes) {
      if (child.nodeType === Node.ELEMENT_NODE) look(child);
      else if (child.nodeType === Node.TEXT_NODE && child.textContent.trim()) {
        const range = document.createRange();
        range.selectNodeContents(child);
        const { top, height, width } = range.getBoundingClientRect();
        const style = getComputedStyle(child.parentElement);
        if (width < 2 || height < 2 || style.visibility !== "visible") continue;
        const text = child.textContent.replace(/\s+/g, " ").trim();
        found.push({ top, line: `${style.fontSize} ${style.fontWeight} ${style.color}  ${text}` });
      }
    }
  };
  look(document.querySelector("jiuzhu-calculator"));
  return found;
}

/** What lies beside a picture that shows the first `count` of the texts. */
export function told(picture, found, count) {
  const digest = createHash("sha256").update(picture).digest("hex");
  return `answer.webp ${digest}\n\n${found.slice(0, count).map(({ line }) => `${line}\n`).join("")}`;
}

async function draw(found, page) {
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
  const picture = Buffer.from(address.split(",")[1], "base64");
  if (picture.length > MOST_BYTES) throw new Error(`${picture.length} bytes, ${MOST_BYTES} are allowed`);
  writeFileSync(PICTURE, picture);
  writeFileSync(TOLD, told(picture, found, found.filter(({ top }) => top < PHONE.height).length));
  console.log(`docs/pictures/answer.webp ${picture.length} bytes`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await shown(draw);
