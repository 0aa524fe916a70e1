// The list of divisions in few letters of ASCII, for the script that is loaded when somebody looks for a place.
// src/places/divisions.ts reads it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { script } from "./script.js";

const source = fileURLToPath(new URL("../places/divisions.csv", import.meta.url));
export const LICENCE = fileURLToPath(new URL("../places/LICENSE", import.meta.url));

/** Letters of a packed name; digits, commas and the mark have their own meaning. */
const LETTERS = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((letter) => !/[\d,"'`\\$<-]/.test(letter)).join("");
/** So many of them are a character by themselves: the most common ones. */
const SINGLE = 56;
/** Stands before the end of a name that is said of its kind, where that is more than one character. */
const MARK = "-";
/** How the ends of names are spelt, which the list does not say. */
const ENDS = { 省: "sheng", 市: "shi", 区: "qu", 县: "xian", 州: "zhou", 盟: "meng", 旗: "qi", 自: "zi", 治: "zhi", 族: "zu", 地: "di" };
const UNSPELT = "_";

/** Where the divisions come from, as that list says it. */
export function edition() {
  return readFileSync(source, "utf8").match(/StatsGov ([\d.]+)/)[1];
}

export function packedDivisions() {
  const rows = readFileSync(source, "utf8").trim().split("\n").filter((line) => !line.startsWith("#")).map((line) => line.split(","));
  const uses = new Map();
  const names = rows.map(([code, name, pinyin]) => {
    const spelt = pinyin.split(" ");
    const sounds = Array.from(name, (character, at) => `${spelt[at] ?? ENDS[character] ?? UNSPELT} ${character}`);
    for (const sound of sounds) uses.set(sound, (uses.get(sound) ?? 0) + 1);
    return { code: Number(code), sounds, mark: name.length - spelt.length > 1 ? spelt.length : 0 };
  });
  const common = [...uses].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1)).map(([sound]) => sound);
  const order = [...common.slice(0, SINGLE), ...common.slice(SINGLE).sort()];
  const places = new Map(order.map((sound, at) => [sound, at]));
  const letters = (sound) => {
    const at = places.get(sound);
    if (at < SINGLE) return LETTERS[at];
    const further = at - SINGLE;
    return LETTERS[SINGLE + Math.floor(further / LETTERS.length)] + LETTERS[further % LETTERS.length];
  };
  if (order.length > SINGLE + (LETTERS.length - SINGLE) * LETTERS.length) throw new Error(`${order.length} characters are too many`);
  let before = "";
  const sounds = order.map((sound) => {
    const [spelt, character] = sound.split(" ");
    const changed = spelt === before ? "" : spelt;
    before = spelt;
    return changed + character;
  });
  let last = 0;
  const packed = names.map(({ code, sounds: name, mark }) => {
    const step = code - last;
    last = code;
    const text = name.map(letters);
    if (mark) text.splice(mark, 0, MARK);
    return `${step === 1 ? "" : step},${text.join("")}`;
  });
  return [SINGLE, LETTERS, sounds.join(""), packed.join("")].join(" ");
}

/** The script with the list in it. */
export function placesScript() {
  return script("src/places-main.ts", { DIVISIONS: JSON.stringify(packedDivisions()) });
}
