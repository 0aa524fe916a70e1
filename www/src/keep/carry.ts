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
