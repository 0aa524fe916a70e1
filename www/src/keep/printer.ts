import { make, own } from "../own.js";

/**
 * Prints one sheet alone, whatever stands around the calculator: the sheet is copied into an empty frame, which is
 * printed and taken away.
 */
export function printSheet(sheet: Element, styles: string): void {
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
  inside.document.body.append(inside.document.importNode(sheet, true));
  inside.addEventListener("afterprint", () => frame.remove());
  inside.focus();
  inside.print();
}
