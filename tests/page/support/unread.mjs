// Whether words can be read in a folder, in any spelling that they could have there: one pass over every file.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What is shorter stands in a large file by chance. */
const LEAST = { bytes: 6, letters: 8 };

/** As it stands in base64 wherever in a text it begins, without the letters that its neighbours have a part in. */
function inBase64(bytes) {
  return [0, 1, 2].flatMap((before) => {
    const letters = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64").replace(/=+$/, "");
    const [from, to] = [Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6)];
    const inner = letters.slice(from, to);
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")].map((text) => Buffer.from(text));
  });
}

const escaped = (word) =>
  JSON.stringify(word)
    .slice(1, -1)
    .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

function spellings(word) {
  const plain = Buffer.from(word);
  const little = Buffer.from(word, "utf16le");
  const big = Buffer.from(little).swap16();
  const escapes = [encodeURIComponent(word), escaped(word), escaped(word).toUpperCase().replaceAll("\\U", "\\u")];
  return [plain, little, big, ...[plain, little, big].flatMap(inBase64), ...escapes.map((text) => Buffer.from(text))];
}

/** As one writes it, as one types it, and the first letters. */
function inLetters(pinyin) {
  const syllables = pinyin.split(" ");
  return [pinyin, syllables.join(""), syllables.map(([first]) => first).join("")];
}

const isLong = (word) => word.length >= (/[^\0-\x7f]/.test(word) ? 3 : LEAST.letters);

/** @param {(string | [word: string, pinyin?: string])[]} words @returns {{ word: string, bytes: Buffer }[]} */
function needlesOf(words) {
  const all = new Map();
  for (const [word, pinyin] of words.map((told) => [told].flat())) {
    const written = [word, ...(pinyin ? inLetters(pinyin) : [])].filter(isLong);
    for (const bytes of written.flatMap(spellings)) if (bytes.length >= LEAST.bytes) all.set(bytes.toString("latin1"), { word, bytes });
  }
  return [...all.values()];
}

const BITS = 20;
const HEAD = 4;
const slot = (head) => Math.imul(head, 0x9e3779b1) >>> (32 - BITS);

/** Looks for all of them at once: by their first four bytes. */
function seeker(needles) {
  const mayBegin = new Uint8Array(1 << BITS);
  const byHead = new Map();
  for (const needle of needles) {
    const head = needle.bytes.readInt32BE(0);
    mayBegin[slot(head)] = 1;
    byHead.set(head, [...(byHead.get(head) ?? []), needle]);
  }
  return (content) => {
    const found = new Set();
    let head = 0;
    for (let at = 0; at < content.length; at += 1) {
      head = (head << 8) | content[at];
      if (mayBegin[slot(head)] === 0 || at < HEAD - 1) continue;
      const from = at - HEAD + 1;
      for (const { word, bytes } of byHead.get(head) ?? []) if (content.compare(bytes, 0, bytes.length, from, Math.min(from + bytes.length, content.length)) === 0) found.add(word);
    }
    return found;
  };
}

/** Which words stand in which files of a folder, or in what else is told by its name. */
export function foundIn(folder, words, besides = {}) {
  const seek = seeker(needlesOf(words));
  const files = readdirSync(folder, { recursive: true }).filter((entry) => statSync(join(folder, entry)).isFile());
  const inFiles = files.flatMap((entry) => [...seek(readFileSync(join(folder, entry)))].map((word) => `${word} in ${entry}`));
  return [...inFiles, ...Object.entries(besides).flatMap(([name, text]) => [...seek(Buffer.from(text))].map((word) => `${word} in ${name}`))];
}
