/** Ways out of the page: the clipboard, a file, the printer. Each says whether it worked. */

import { make, own } from "../own.js";

/** Copies text, by the old way where the new one is refused (in-app browsers). */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const field = make("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  field.setAttribute("aria-hidden", "true");
  field.hidden = false;
  own("body").append(field);
  field.select();
  let copied = false;
  try {
    copied = own("execCommand").call(document, "copy");
  } catch {
    copied = false;
  }
  field.remove();
  return copied;
}

/** Hands bytes or a data address to the browser as a file. */
export function download(name: string, content: Uint8Array | string, type: string): void {
  const link = make("a");
  link.download = name;
  if (typeof content === "string") {
    link.href = content;
    link.click();
    return;
  }
  const address = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  link.href = address;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

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
