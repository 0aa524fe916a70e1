/** The application letter as a Word document: the smallest package that every office program opens. */

import { strToU8, zipSync } from "fflate";
import type { Letter } from "../contract.js";
import { closingLines, LETTER_TYPE, type LinePlace } from "./letter-form.js";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";

export function letterFile(letter: Letter): Uint8Array {
  return zipSync(
    {
      "[Content_Types].xml": strToU8(
        `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${LETTER_TYPE}.main+xml"/></Types>`,
      ),
      "_rels/.rels": strToU8(
        `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
      ),
      "word/document.xml": strToU8(documentXml(letter)),
    },
    // A fixed day: the same letter gives the same bytes.
    { mtime: new Date(2020, 0, 1) },
  );
}

function documentXml(letter: Letter): string {
  const body = [
    paragraph(letter.title, { align: "center", size: 40, bold: true, after: 240 }),
    paragraph(letter.addressee),
    ...letter.paragraphs.map((text) => paragraph(text, { place: "indent" })),
    ...closingLines(letter.closing).map(({ text, place }) => paragraph(text, { place })),
    ...(letter.attachments.length > 0 ? [paragraph("附：")] : []),
    ...letter.attachments.map((text) => paragraph(text, { place: "indent" })),
  ].join("");
  // A4 with margins of 2.2 cm.
  return `${XML}<w:document xmlns:w="${WORD}"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="1247" w:bottom="1247" w:left="1247" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>`;
}

interface ParagraphStyle {
  align?: "center";
  place?: LinePlace;
  size?: number;
  bold?: boolean;
  after?: number;
}

function paragraph(text: string, style: ParagraphStyle = {}): string {
  const align = style.align ?? (style.place === "right" ? "right" : "left");
  const indent = style.place === "indent" ? '<w:ind w:firstLineChars="200" w:firstLine="560"/>' : "";
  const run = `<w:rPr><w:rFonts w:ascii="仿宋" w:hAnsi="仿宋" w:eastAsia="仿宋"/>${style.bold ? "<w:b/>" : ""}<w:sz w:val="${style.size ?? 28}"/></w:rPr>`;
  return `<w:p><w:pPr><w:spacing w:after="${style.after ?? 40}" w:line="360" w:lineRule="auto"/>${indent}<w:jc w:val="${align}"/></w:pPr><w:r>${run}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

function escapeXml(text: string): string {
  // Characters that XML 1.0 cannot hold would make the file unreadable.
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
}
