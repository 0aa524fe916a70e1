// What is downloaded, opened as the files that they are: the picture is decoded and looked at, the letter is unpacked and
// read. That office programs show it on one page was seen by hand in LibreOffice.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { FIXTURES, show } from "../../www/gallery/fixtures.js";
import { open, settled, start } from "./support/browser.mjs";
import { forget, listen, texts } from "./support/drawn.mjs";
import { finger } from "./support/hands.mjs";

let site;
let page;
/** Of nobody's: no policy keeps it from reading XML. */
let reader;
before(async () => {
  site = await start();
  page = await site.page();
  await listen(page);
  await open(page, site.url);
  reader = await site.browser.newPage();
});
after(() => site.close());

const atResult = (told) => page.evaluate(`(${show})(${JSON.stringify({ ...told, screen: { name: "result" }, press: [] })})`);

/** The file that a button hands out. */
async function downloaded(button) {
  const waiting = page.waitForEvent("download");
  await finger(page).press(button);
  const download = await waiting;
  return { name: download.suggestedFilename(), path: await download.path() };
}

/** How a file begins, by how its name ends. */
const BEGINS = { png: "89504e47", jpg: "ffd8ff" };

/** Pixels of a heading in the picture. */
const HEADING = 38;

/** Decodes a picture; of each text, how much of where it begins is darker than paper. */
async function looked({ path }, type, lines) {
  return reader.evaluate(
    async ([bytes, mime, all]) => {
      const data = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
      const { width, height, ...picture } = await createImageBitmap(new Blob([data], { type: mime })).then((one) => ({ width: one.width, height: one.height, one }));
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const pen = canvas.getContext("2d", { willReadFrequently: true });
      pen.drawImage(picture.one, 0, 0);
      const inked = all.map(({ text, x, y, align, size }) => {
        pen.font = `400 ${size}px sans-serif`;
        const wide = Math.min(pen.measureText(text).width, size);
        const from = align === "right" ? x - wide : align === "center" ? x - wide / 2 : x;
        const { data: pixels } = pen.getImageData(from, y - size / 2, Math.max(1, wide), size);
        let dark = 0;
        for (let at = 0; at < pixels.length; at += 4) if (pixels[at] + pixels[at + 1] + pixels[at + 2] < 500) dark += 1;
        return dark / (pixels.length / 4);
      });
      return { width, height, inked };
    },
    [readFileSync(path).toString("base64"), type, lines],
  );
}

for (const [colorScheme, names] of [["light", ["能领，十二张", "先问几个数", "没有单子"]], ["dark", ["能领"]]]) {
  test(`the picture that is saved can be opened, and every line that was drawn is on its paper, ${colorScheme}`, async () => {
    await page.emulateMedia({ colorScheme });
    for (const name of names) {
      await atResult(FIXTURES[name]);
      await forget(page);
      await finger(page).press("存成图片");
      await page.locator("img.picture").waitFor();
      const shown = await page.locator("img.picture").evaluate(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight]);
      const file = await downloaded("下载图片");
      const [, ending] = /^医疗救助估算单\.(png|jpg)$/.exec(file.name);
      assert.ok(readFileSync(file.path).toString("hex", 0, 4).startsWith(BEGINS[ending]), `${file.name} is something else`);
      const lines = await texts(page);
      const { width, height, inked } = await looked(file, ending === "png" ? "image/png" : "image/jpeg", lines);
      assert.deepEqual([width, height], shown);
      assert.ok(lines.length > 10, `${lines.length} texts`);
      for (const [at, { text, y, size }] of lines.entries()) {
        assert.ok(y + size / 2 < height, `${text} is below the edge of ${name}`);
        assert.ok(inked[at] > 0.02 && inked[at] < 0.9, `${text} of ${name} cannot be seen: ${inked[at]}`);
      }
      const headings = lines.map(({ size, align }) => size === HEADING && align === "left");
      for (const [at, { text }] of lines.entries()) assert.ok(!headings[at] || (lines[at + 1].text !== "…… 其余请看页面" && !headings[at + 1]), `nothing stands under ${text} of ${name}`);
      const rows = await page.locator("[data-row] th").allInnerTexts();
      for (const row of rows) assert.ok(lines.some(({ text }) => text.startsWith(/^\d+\. \S+/.exec(row)[0])), `${row} is not in the picture of ${name}`);
    }
    page.innocent();
  });
}

const PARTS = ["[Content_Types].xml", "_rels/.rels", "word/document.xml"];
/** Twentieths of a point. */
const A4 = [11906, 16838];

/** Unpacks a letter: what it says line by line, and how high its lines are together. */
async function unpacked(path) {
  const listed = execFileSync("unzip", ["-Z1", path], { encoding: "utf8" }).trim().split("\n");
  assert.deepEqual(listed, PARTS);
  assert.match(execFileSync("unzip", ["-t", path], { encoding: "utf8" }), /No errors/);
  const parts = listed.map((name) => execFileSync("unzip", ["-p", path, name.replace(/[[\]]/g, "\\$&")], { encoding: "utf8" }));
  return reader.evaluate((sources) => {
    const trees = sources.map((source) => new DOMParser().parseFromString(source, "application/xml"));
    const faulty = trees.flatMap((tree) => [...tree.getElementsByTagName("parsererror")].map(({ textContent }) => textContent));
    const [types, relations, document] = trees;
    const all = (name, from = document) => [...from.getElementsByTagName(`w:${name}`)];
    const value = (node, name) => Number(node.getAttribute(`w:${name}`));
    const [size] = all("pgSz");
    const [margin] = all("pgMar");
    const height = all("p").reduce((sum, line) => {
      const room = value(size, "w") - value(margin, "left") - value(margin, "right");
      const [spacing] = all("spacing", line);
      const type = value(all("sz", line)[0], "val") * 10;
      // A Chinese letter is as wide as it is high, and no figure of a font that stands in wider than those of DejaVu.
      const wide = [...line.textContent].reduce((width, letter) => width + (letter < "\u2000" ? 0.64 : 1), all("ind", line).length * 2);
      if (spacing.getAttribute("w:lineRule") !== "exact") throw new Error("as high as the font likes");
      return sum + Math.max(1, Math.ceil((wide * type) / room)) * value(spacing, "line");
    }, 0);
    return {
      faulty,
      target: relations.querySelector("Relationship").getAttribute("Target"),
      typed: types.querySelector("Override").getAttribute("PartName"),
      page: [value(size, "w"), value(size, "h")],
      room: value(size, "h") - value(margin, "top") - value(margin, "bottom"),
      height,
      languages: [...new Set(all("lang").map((node) => node.getAttribute("w:eastAsia")))],
      lines: all("p").map(({ textContent }) => textContent),
    };
  }, parts);
}

const stay = ({ date, ...more }, at) => ({ ...more, date: `2026-${String(1 + (at % 10)).padStart(2, "0")}-${String(1 + (at % 27)).padStart(2, "0")}` });
const twelve = FIXTURES["能领，十二张"].bills;
const ALL_TOLD = Object.fromEntries(["name", "sex", "birth", "id_number", "address", "phone", "household_size", "patient_name", "relation", "hospitals", "ill_since", "income", "debts", "hardship"].map((name) => [name, name === "hardship" ? "孩子上学，老人常年卧床，".repeat(16) : `<${name} & 某某>`]));

for (const [name, told, programs, particulars] of [
  ["one bill", FIXTURES["能领"], 1, {}],
  ["a place where much is written by hand", FIXTURES["先问几个数"], 2, {}],
  ["two programmes, all particulars told", FIXTURES["申请书"], 2, ALL_TOLD],
  ["forty bills, all particulars told", { ...FIXTURES["申请书"], bills: Array.from({ length: 40 }, (_, at) => stay(twelve[at % 12], at)) }, 2, ALL_TOLD],
]) {
  test(`the letter that is saved says what the page says, on one page of A4: ${name}`, async () => {
    await atResult(told);
    await page.evaluate((all) => (document.querySelector("jiuzhu-calculator").session.applicant = all), particulars);
    await finger(page).press("写申请书");
    await page.locator("section.letter").waitFor();
    const choices = page.locator("label:has([name=letter-program])");
    assert.ok(Math.max(1, await choices.count()) >= programs, `${await choices.count()} letters`);
    for (let at = 0; at < programs; at += 1) {
      if (programs > 1) await choices.nth(at).tap();
      await settled(page);
      const shown = await page.locator("section.letter").evaluate((letter) => [...letter.querySelectorAll("h2, p")].map(({ textContent }) => textContent));
      const file = await downloaded("下载 Word 文件");
      const { faulty, target, typed, page: size, room, height, languages, lines } = await unpacked(file.path);
      assert.deepEqual(faulty, []);
      assert.equal(file.name, `${shown[0]}.docx`);
      assert.deepEqual([target, typed], ["word/document.xml", "/word/document.xml"]);
      assert.deepEqual(lines, shown);
      assert.deepEqual([size, languages], [A4, ["zh-CN"]]);
      assert.ok(height <= room, `${height} of ${room}`);
      for (const value of Object.values(particulars).slice(0, 6)) assert.ok(lines.some((line) => line.includes(value.trim())), value);
    }
    page.innocent();
  });
}
