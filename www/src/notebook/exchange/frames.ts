/**
 * A file in pieces, each a line of text that fits into one square code. The first pieces are the file itself; those
 * after them are sums of pieces by chance, and any that are as many as the file has, or a few more, give it back. So it
 * does not matter which were missed, nor in which order they came.
 */

import { bytesOfLetters, checkOf, lettersOf, SUM } from "./letters.js";

const MARK = "JZ1";
/** Bytes of a piece: its code is read from one phone by another. */
const SIZE = 560;
/** Pieces of a file, at most: a text of some megabytes. */
const MOST = 20_000;
/** So few pieces are shown over and over, and never as sums. */
const FEW = 6;
const LINE = new RegExp(`${MARK}-([A-Z2-7]{${SUM}})-(\\d{1,6})-(\\d{1,5})-(\\d{1,8})-([A-Z2-7]+)-([A-Z2-7]{${SUM}})`);
const LINES = new RegExp(LINE, "g");

export interface Frames {
  /** Pieces that are the file itself. */
  count: number;
  /** The line of a piece, of any number. */
  line(at: number): string;
}

export function framesOf(file: Uint8Array): Frames {
  const id = checkOf(file);
  const count = Math.max(1, Math.ceil(file.length / SIZE));
  const line = (at: number): string => {
    const data = new Uint8Array(SIZE);
    for (const part of partsOf(id, at, count)) add(data, file.subarray(part * SIZE, (part + 1) * SIZE));
    const body = `${id}-${at}-${count}-${file.length}-${lettersOf(data)}`;
    return `${MARK}-${body}-${checkOf(new TextEncoder().encode(body))}`;
  };
  return { count, line };
}

/** The file as a text, for where nothing but words goes through. */
export function textOf(file: Uint8Array): string {
  const { count, line } = framesOf(file);
  return Array.from({ length: count }, (_, at) => line(at)).join("\n");
}

/** Whether a text has a piece in it. */
export function hasFrames(text: string): boolean {
  return linesIn(text).length > 0;
}

/** Pieces that come in, in whatever order. Those of another file begin anew. */
export class Gathering {
  private id = "";
  private length = 0;
  private rows: (Row | undefined)[] = [];
  /** Pieces that are still wanted are as many as the file has, less these. */
  have = 0;
  count = 0;

  /** Takes all pieces out of a text; gives how many told something new. */
  add(text: string): number {
    let fresh = 0;
    for (const [, id = "", at, count, length, letters = ""] of linesIn(text)) {
      const data = bytesOfLetters(letters);
      if (data?.length !== SIZE || !this.fits(id, Number(count), Number(length))) continue;
      if (this.reduce({ parts: maskOf(partsOf(id, Number(at), this.count), this.count), data })) fresh += 1;
    }
    return fresh;
  }

  /** The file, once there is enough of it. */
  whole(): Uint8Array | undefined {
    if (this.count === 0 || this.have < this.count) return undefined;
    const file = this.file();
    return checkOf(file) === this.id ? file : undefined;
  }

  /** What there is of it, with noughts for the rest: what is sealed piece by piece can be read as far as it is whole. */
  asFar(): Uint8Array | undefined {
    return this.count === 0 ? undefined : this.file();
  }

  private fits(id: string, count: number, length: number): boolean {
    if (count < 1 || count > MOST || count !== Math.max(1, Math.ceil(length / SIZE))) return false;
    if (id !== this.id || count !== this.count || length !== this.length)
      Object.assign(this, { id, count, length, have: 0, rows: Array<Row | undefined>(count).fill(undefined) });
    return true;
  }

  /** Of each first part there is one row at most; a new row loses what is known already. */
  private reduce(row: Row): boolean {
    for (let first = firstOf(row.parts); first >= 0; first = firstOf(row.parts)) {
      const known = this.rows[first];
      if (!known) {
        this.rows[first] = row;
        this.have += 1;
        return true;
      }
      add(row.parts, known.parts);
      add(row.data, known.data);
    }
    return false;
  }

  private file(): Uint8Array {
    const file = new Uint8Array(this.count * SIZE);
    // From the last on: what a row has beside its first part is known by then, or never will be.
    for (let at = this.count - 1; at >= 0; at -= 1) {
      const row = this.rows[at];
      const rest = row && partsIn(row.parts).filter((part) => part !== at);
      if (!row || rest?.some((part) => !this.rows[part])) continue;
      const data = row.data.slice();
      for (const part of rest ?? []) add(data, file.subarray(part * SIZE, (part + 1) * SIZE));
      file.set(data, at * SIZE);
    }
    return file.slice(0, this.length);
  }
}

interface Row {
  /** Which parts it is the sum of, a bit for each. */
  parts: Uint8Array;
  data: Uint8Array;
}

/** Blanks and line ends that a chat or a mail put in are no part of it, and neither is the size of its letters. */
function linesIn(text: string): string[][] {
  const found = text.replace(/\s+/g, "").toUpperCase().match(LINES) ?? [];
  return found.flatMap((all) => {
    const body = all.slice(MARK.length + 1, all.length - SUM - 1);
    const isWhole = checkOf(new TextEncoder().encode(body)) === all.slice(-SUM);
    return isWhole ? [LINE.exec(all) ?? []] : [];
  });
}

/** The parts of a piece: one, or about half of all by chance, which its number and its file alone decide. */
function partsOf(id: string, at: number, count: number): number[] {
  // Of few, each comes round again soon enough.
  if (at < count || count <= FEW) return [at % count];
  let state = at;
  for (const letter of id) state = Math.imul(state ^ letter.charCodeAt(0), 0x01000193);
  const chance = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), state | 1);
    return (mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61))) >>> 31;
  };
  const parts = Array.from({ length: count }, (_, part) => part).filter(() => chance() === 1);
  return parts.length > 0 ? parts : [at % count];
}

function maskOf(parts: number[], count: number): Uint8Array {
  const mask = new Uint8Array(Math.ceil(count / 8));
  for (const part of parts) mask[part >> 3] = (mask[part >> 3] as number) | (1 << (part & 7));
  return mask;
}

function partsIn(mask: Uint8Array): number[] {
  const parts: number[] = [];
  for (const [at, byte] of mask.entries())
    for (let bit = 0; byte >> bit; bit += 1) if ((byte >> bit) & 1) parts.push(at * 8 + bit);
  return parts;
}

function firstOf(mask: Uint8Array): number {
  const at = mask.findIndex((byte) => byte !== 0);
  return at < 0 ? -1 : at * 8 + Math.log2((mask[at] as number) & -(mask[at] as number));
}

function add(into: Uint8Array, other: Uint8Array): void {
  for (let at = 0; at < other.length; at += 1) into[at] = (into[at] as number) ^ (other[at] as number);
}
