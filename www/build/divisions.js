// Writes places/divisions.csv anew from a copy of AreaCity-JsSpider-StatsGov, which has each division with its pinyin.
// Not part of any build: what it wrote is kept in the repository.
//
//   node build/divisions.js OK_DATA_LEVEL3.CSV EDITION
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [, , source, edition] = process.argv;
const kept = fileURLToPath(new URL("../places/divisions.csv", import.meta.url));
const ROW = /^\d+,\d+,\d,"([^"]+)","[^"]*","([^"]+)","(\d{6})\d*","([^"]+)"$/;
/** Not of the mainland, where another insurance pays, or no division but a row of a list: cities in a municipality. */
const LEFT_OUT = /^[789]|^(11|12|31|50)0[12]00$/;
/** Founded since: the source has them only from its next edition on. */
const SINCE = [
  ["653228", "和康县", "he kang"],
  ["653229", "和安县", "he an"],
];

const rows = new Map(SINCE.map((row) => [row[0], row]));
for (const line of readFileSync(source, "utf8").trim().split(/\r?\n/).slice(1)) {
  const [, short, pinyin, code, name] = ROW.exec(line) ?? [];
  // Where a city has no districts its row stands at two levels.
  if (code && !LEFT_OUT.test(code) && !((rows.get(code)?.[1].length ?? 0) > name.length)) {
    const spelt = pinyin.split(" ");
    if (!name.startsWith(short) || spelt.length !== short.length) throw new Error(line);
    rows.set(code, [code, name, pinyin]);
  }
}

const head = `# 中国大陆县级以上行政区划：代码、全名、简称的拼音（县以下没有）。Divisions down to counties.
# 来源 Source: https://github.com/xiangyuecn/AreaCity-JsSpider-StatsGov ${edition}，src/采集到的数据/ok_data_level3.csv
# 许可 Licence: MIT, Copyright (c) 2019 xiangyuecn（全文见 LICENSE）。另补 Added: ${SINCE.map(([, name]) => name).join("、")}。
`;
writeFileSync(kept, `${head}${[...rows.values()].sort(([left], [right]) => (left < right ? -1 : 1)).map((row) => row.join()).join("\n")}\n`);
