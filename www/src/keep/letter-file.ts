/** The application letter as a Word document: the smallest package that every office program opens. */

import type { Letter } from "../contract.js";
import { whole } from "../text/amount.js";
import { closingLines, LETTER_TYPE, type LinePlace } from "./letter-form.js";
import { ATTACHMENTS } from "./words.js";
import { zipOf } from "./zip.js";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";

export function letterFile(letter: Letter): Uint8Array {
  return zipOf([
    {
      name: "[Content_Types].xml",
      content:
        `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        `<Override PartName="/word/document.xml" ContentType="${LETTER_TYPE}.main+xml"/></Types>`,
    },
    {
      name: "_rels/.rels",
      content:
        `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Target="word/document.xml"` +
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    },
    { name: "word/document.xml", content: documentXml(letter) },
  ]);
}

/** In twentieths of a point: A4 and its margins of 2.2 cm. */
const [PAGE_WIDTH, PAGE_HEIGHT, PAGE_MARGIN] = [11906, 16838, 1247];
const TITLE_LINE = 640;

/** Type in half points and its line, from roomy to dense; the first in which the letter fits one page is taken. */
const TYPE = [
  { size: 28, line: 480 },
  { size: 26, line: 420 },
  { size: 24, line: 380 },
  { size: 21, line: 330 },
  { size: 18, line: 290 },
  { size: 16, line: 250 },
];
type Type = (typeof TYPE)[number];

interface Line {
  text: string;
  place: LinePlace;
}

function documentXml(letter: Letter): string {
  const indented = (text: string): Line => ({ text, place: "indent" });
  const lines: Line[] = [
    { text: letter.addressee, place: "left" },
    ...letter.paragraphs.map((text) => indented(whole(text))),
    ...closingLines(letter.closing),
    ...(letter.attachments.length > 0
      ? [{ text: ATTACHMENTS, place: "left" as const }, ...letter.attachments.map(indented)]
      : []),
  ];
  const type =
    TYPE.find((one) => heightOf(lines, one) <= PAGE_HEIGHT - 2 * PAGE_MARGIN) ?? (TYPE[TYPE.length - 1] as Type);
  const title = paragraph(
    { text: letter.title, place: "left" },
    { size: 36, line: TITLE_LINE },
    '<w:jc w:val="center"/>',
    "<w:b/>",
  );
  const margins = ["top", "right", "bottom", "left"].map((side) => ` w:${side}="${PAGE_MARGIN}"`).join("");
  const page =
    `<w:sectPr><w:pgSz w:w="${PAGE_WIDTH}" w:h="${PAGE_HEIGHT}"/>` +
    `<w:pgMar${margins} w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>`;
  const text = lines.map((line) => paragraph(line, type)).join("");
  return `${XML}<w:document xmlns:w="${WORD}"><w:body>${title}${text}${page}</w:body></w:document>`;
}

/** A Chinese letter is as wide as its type in every font, so that the lines can be counted without one. */
function heightOf(lines: Line[], { size, line }: Type): number {
  const room = (PAGE_WIDTH - 2 * PAGE_MARGIN) / (size * 10);
  // One letter less: a stop that may not begin a line takes the one before it along.
  const rows = lines.map(({ text, place }) =>
    Math.ceil(
      ([...text].reduce((sum, letter) => sum + (letter < "\u2000" ? 0.65 : 1), 0) + (place === "indent" ? 2 : 0)) /
        (room - 1),
    ),
  );
  return TITLE_LINE + rows.reduce((sum, count) => sum + Math.max(1, count), 0) * line;
}

/**
 * Lines of an exact height: fonts that stand in for 仿宋 are often taller, and would push the letter onto a second page.
 * The language keeps office programs from standing in with the letters of Japan.
 */
function paragraph(
  { text, place }: Line,
  { size, line }: Type,
  align = `<w:jc w:val="${place === "right" ? "right" : "left"}"/>`,
  weight = "",
): string {
  const indent = place === "indent" ? `<w:ind w:firstLineChars="200" w:firstLine="${size * 20}"/>` : "";
  const run =
    `<w:rPr><w:rFonts w:ascii="仿宋" w:hAnsi="仿宋" w:eastAsia="仿宋"/>${weight}<w:sz w:val="${size}"/>` +
    '<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr>';
  return (
    `<w:p><w:pPr><w:spacing w:after="0" w:line="${line}" w:lineRule="exact"/>${indent}${align}</w:pPr>` +
    `<w:r>${run}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`
  );
}

function escapeXml(text: string): string {
  // Characters that XML 1.0 cannot hold would make the file unreadable.
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
}
