/** The printer: what is put on paper stands in a frame of its own. */

import { make, own } from "../own.js";

/** Prints one sheet alone, whatever stands around the calculator. */
export function printSheet(sheet: Element, styles: string): void {
  printPages(styles, (page) => page.body.append(page.importNode(sheet, true)));
}

/** Prints what is put into an empty frame, which is taken away afterwards. */
export function printPages(styles: string, fill: (page: Document) => void): void {
  const frame = make("iframe");
  frame.setAttribute("aria-hidden", "true");
  frame.width = "0";
  frame.height = "0";
  own("body").append(frame);
  const inside = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!inside) return;
  inside.document.documentElement.lang = "zh-CN";
  const rules = new inside.CSSStyleSheet();
  rules.replaceSync(styles);
  inside.document.adoptedStyleSheets = [rules];
  fill(inside.document);
  inside.addEventListener("afterprint", () => frame.remove());
  inside.focus();
  inside.print();
}
