/** Bytes as capital letters and digits: what a square code holds best, and what no chat changes. */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BITS = 5;

/** Letters of a check sum. */
export const SUM = 7;

export function lettersOf(bytes: Uint8Array): string {
  let text = "";
  let held = 0;
  let count = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (count += 8; count >= BITS; count -= BITS) text += ALPHABET.charAt((held >>> (count - BITS)) & 31);
    held &= 0xff;
  }
  return count > 0 ? text + ALPHABET.charAt((held << (BITS - count)) & 31) : text;
}

/** The bytes that were written so; nothing where there is another sign among them. */
export function bytesOfLetters(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * BITS) / 8));
  let held = 0;
  let count = 0;
  let at = 0;
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return undefined;
    held = ((held << BITS) | value) & 0xfff;
    count += BITS;
    if (count < 8) continue;
    count -= 8;
    bytes[at] = (held >>> count) & 0xff;
    at += 1;
  }
  return bytes;
}

/** Tells by chance changed bytes (FNV-1a); who changes them on purpose is told by the seal inside. */
export function checkOf(bytes: Uint8Array): string {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193);
  return lettersOf(Uint8Array.from([sum >>> 24, (sum >>> 16) & 0xff, (sum >>> 8) & 0xff, sum & 0xff]));
}
