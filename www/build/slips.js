// The names on the slips of places, from policies/common/slips.toml, looked through and in few letters for the script that
// is loaded when somebody copies figures.
//
//   node build/slips.js      looks through it, as a part of `make check-packs`
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";
import { script } from "./script.js";

const SOURCE = fileURLToPath(new URL("../../policies/common/slips.toml", import.meta.url));
const DIVISIONS = fileURLToPath(new URL("../places/divisions.csv", import.meta.url));

const CARES = ["inpatient", "chronic-outpatient", "outpatient"];
export const FIELDS = ["total", "in_scope", "basic_paid", "critical_paid", "fund_paid", "assistance_paid", "self_paid", "out_of_scope", "waived", "other_paid"];
/** What is asked apart from the bill, where a slip says something of it. */
const NOTED = [...FIELDS, "received"];
const KEYS = ["region", "place", "care", "source", "lacks", "lines", "notes"];
/** Letters of a name: two lines of a row. */
export const LONGEST_NAME = 24;
const LONGEST_NOTE = 40;
/** Lines that one figure is added up from. */
const MOST_LINES = 6;

/**
 * @param {string} text TOML
 * @returns {string[]} what is wrong with it, in words for who wrote it
 */
export function faultsOf(text) {
  let slips;
  try {
    slips = parse(text).slip;
  } catch ({ message }) {
    return [`不是 TOML：${message}`];
  }
  if (!Array.isArray(slips)) return ["没有一段 [[slip]]"];
  const names = new Map(readFileSync(DIVISIONS, "utf8").trim().split("\n").map((line) => line.split(",").slice(0, 2)));
  const met = new Set();
  return slips.flatMap((slip, at) => {
    const where = typeof slip.region === "string" ? slip.region : `第 ${at + 1} 段`;
    const found = faultsOfOne(slip, names);
    for (const care of slip.care ?? CARES) {
      if (met.has(`${slip.region} ${care}`)) found.push(`${care} 的写了两段`);
      met.add(`${slip.region} ${care}`);
    }
    return found.map((fault) => `${where}：${fault}`);
  });
}

function faultsOfOne({ region, place, care = CARES, source, lacks = [], lines = {}, notes = {}, ...others }, names) {
  const found = Object.keys(others).map((key) => `不认识 ${key}，只有 ${KEYS.join("、")}`);
  const isText = (text, longest) => typeof text === "string" && text !== "" && text.trim() === text && [...text].length <= longest;
  if (!names.has(region)) found.push("没有这个行政区划代码");
  else if (names.get(region) !== place) found.push(`place 应当是 ${names.get(region)}`);
  if (!isText(source, LONGEST_NOTE)) found.push(`source 要写从哪里看来的，最多 ${LONGEST_NOTE} 个字`);
  if (!isListOf(care, CARES)) found.push(`care 里只有 ${CARES.join("、")}`);
  if (!isListOf(lacks, FIELDS) && lacks.length !== 0) found.push(`lacks 里只有 ${FIELDS.join("、")}`);
  if (lacks.length + Object.keys(lines).length === 0) found.push("一行也没有写");
  for (const [known, told] of [[FIELDS, lines], [NOTED, notes]]) for (const field of Object.keys(told)) if (!known.includes(field)) found.push(`不认识 ${field}，只有 ${known.join("、")}`);
  for (const [field, all] of Object.entries(lines)) {
    if (lacks.includes(field)) found.push(`${field} 又写没有这一行，又写了名字`);
    if (!Array.isArray(all) || all.length === 0 || all.length > MOST_LINES || new Set(all).size < all.length) found.push(`${field} 要写一到 ${MOST_LINES} 个名字，不重复`);
    else if (!all.every((name) => isText(name, LONGEST_NAME))) found.push(`${field} 的名字要有字，前后不空格，最多 ${LONGEST_NAME} 个字`);
  }
  for (const [field, note] of Object.entries(notes)) if (!isText(note, LONGEST_NOTE)) found.push(`${field} 的 notes 要有字，最多 ${LONGEST_NOTE} 个字`);
  return found;
}

function isListOf(list, known) {
  return Array.isArray(list) && list.length > 0 && list.every((one) => known.includes(one));
}

/** As src/slips/slips.ts reads them: without what is for who maintains them. */
export function packedSlips() {
  const text = readFileSync(SOURCE, "utf8");
  const faults = faultsOf(text);
  if (faults.length > 0) throw new Error(faults.map((fault) => `policies/common/slips.toml: ${fault}`).join("\n"));
  return parse(text).slip.map(({ source: _source, ...slip }) => slip);
}

/** The script with them in it. */
export function slipsScript() {
  return script("src/slips-main.ts", { SLIPS: JSON.stringify(packedSlips()) });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(`${packedSlips().length} 种单子的叫法，没有错`);
  } catch ({ message }) {
    console.error(message);
    process.exitCode = 1;
  }
}
