/** A package of files as they are, without compression: what office programs need, and no more. */

export interface File {
  name: string;
  content: string | Uint8Array;
}

/** A fixed day, the first of 2020: the same files give the same bytes. */
const DAY = ((2020 - 1980) << 9) | (1 << 5) | 1;

export function zipOf(files: File[]): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const list: Uint8Array[] = [];
  let at = 0;
  for (const { name, content } of files) {
    const [title, bytes] = [encoder.encode(name), typeof content === "string" ? encoder.encode(content) : content];
    // Version, names in UTF-8, no compression, time, day, sum, both sizes, length of the name, nothing more.
    const about = [
      0x14,
      0,
      0,
      0x08,
      0,
      0,
      0,
      0,
      ...little(DAY, 2),
      ...little(sumOf(bytes), 4),
      ...little(bytes.length, 4),
      ...little(bytes.length, 4),
      ...little(title.length, 2),
      0,
      0,
    ];
    const local = Uint8Array.from([0x50, 0x4b, 3, 4, ...about, ...title]);
    list.push(Uint8Array.from([0x50, 0x4b, 1, 2, 0x14, 0, ...about, ...little(0, 10), ...little(at, 4), ...title]));
    parts.push(local, bytes);
    at += local.length + bytes.length;
  }
  const size = list.reduce((sum, { length }) => sum + length, 0);
  const end = Uint8Array.from([
    0x50,
    0x4b,
    5,
    6,
    0,
    0,
    0,
    0,
    ...little(files.length, 2),
    ...little(files.length, 2),
    ...little(size, 4),
    ...little(at, 4),
    0,
    0,
  ]);
  return joined([...parts, ...list, end]);
}

function little(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, place) => (value >>> (8 * place)) & 0xff);
}

/** The check sum of the format (CRC-32). */
function sumOf(bytes: Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function joined(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
