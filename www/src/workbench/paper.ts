/** 纸上每一页: its number, and of which place and which document it is, where the engine has margins that can be written in. */

/** The rules of the pages, while the sheet stands. */
let rules: CSSStyleSheet | undefined;

export function numbered(place: string, of: string): void {
  if (!("adoptedStyleSheets" in document) || !("replaceSync" in CSSStyleSheet.prototype)) return;
  rules = rules ?? new CSSStyleSheet();
  const small = "font-size: 9pt; color: #000;";
  rules.replaceSync(`@page {
    margin: 18mm 14mm;
    @top-left { content: ${quoted(place)}; ${small} white-space: nowrap; }
    @top-right { content: ${quoted(of)}; ${small} text-align: right; }
    @bottom-center { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; ${small} }
  }`);
  if (!document.adoptedStyleSheets.includes(rules))
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
}

/** No sheet stands any more. */
export function unnumbered(): void {
  if (rules) document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== rules);
}

/** A text as the style sheet has it: nothing in it ends what it stands in. */
function quoted(text: string): string {
  return `"${text.replace(/["\\<\n\r\f\0]/g, (letter) => `\\${letter.charCodeAt(0).toString(16)} `)}"`;
}
