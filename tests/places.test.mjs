// Finding a place without a page: names, parts, pinyin, codes, and which rules come first on a day.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { packedDivisions } from "../www/build/places.js";
import { load } from "./page/support/load.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const TODAY = "2026-11-28";
const { packs } = JSON.parse(readFileSync(`${root}www/public/packs/index.json`, "utf8"));
const rows = readFileSync(`${root}www/places/divisions.csv`, "utf8").trim().split("\n").filter((line) => !line.startsWith("#")).map((line) => line.split(","));

let divisions;
let find;
let placeOf;
before(async () => {
  const { unpack } = await load("src/places/divisions.ts");
  const found = await load("src/places/find.ts");
  find = (...given) => found.find(...given).first;
  placeOf = found.placeOf;
  divisions = unpack(packedDivisions());
});

const named = ({ within, name }) => [...within, name].join("");
const first = (text, region) => find(divisions, packs, text, TODAY, region)[0];
const ids = (list) => list.map(({ id }) => id);

describe("the packed list", () => {
  test("is the list", () => {
    assert.deepEqual(divisions.all.map(({ code, name }) => [code, name]), rows.map(([code, name]) => [code, name]));
    for (const [code, , pinyin] of rows) {
      const { short, name } = divisions.byCode.get(code);
      for (const [at, sound] of pinyin.split(" ").entries()) assert.ok(divisions.spelling.get(name[at]).includes(sound), `${name} ${pinyin}`);
      assert.ok(short.length > 1 && name.startsWith(short), name);
    }
  });

  test("has every division of a pack, under its name there", () => {
    for (const { region, region_code: code } of packs) {
      if (!code || region.some((name) => name.includes("县名未写"))) continue;
      const { name, within } = divisions.byCode.get(code);
      assert.deepEqual([...within, name], region, code);
    }
  });
});

describe("each gets the right rules at the first try", () => {
  for (const [family, ways, rules] of [
    ["湖北省武汉市黄陂区", ["黄陂", "黄陂区", "武汉黄陂", "湖北省武汉市黄陂区前川街道", "huangpi", "huang pi", "huangpiqu", "wuhanhuangpi", "HP", "hpq", "420116", "420116001", "420116001002"], ["wuhan-2023", "national-2026"]],
    ["甘肃省白银市会宁县", ["会宁", "会宁县", "甘肃会宁", "huining", "huiningxian", "baiyinhuining", "620422", "620422100", "620422100201"], ["gansu-2022", "national-2026"]],
    ["重庆市", ["重庆", "重庆市", "chongqing", "cq", "500000", "500000000000"], ["national-2026"]],
    ["内蒙古自治区阿拉善盟", ["阿拉善", "阿拉善盟", "alashan", "als", "152900", "152900000"], ["national-2026"]],
    ["内蒙古自治区阿拉善盟阿拉善左旗", ["阿拉善左旗", "alashanzuoqi", "alszq", "152921"], ["national-2026"]],
    ["重庆市渝北区", ["渝北", "重庆渝北", "yubei", "500112"], ["yubei-2023", "national-2026"]],
    ["山东省济宁市泗水县", ["泗水", "济宁泗水", "sishui", "jiningsishui", "370831"], ["sishui-2024", "national-2026"]],
    ["江西省南昌市", ["南昌市", "南昌", "nanchang", "360100"], ["jiangxi-2026", "national-2026"]],
    ["全国", ["全国", "quanguo"], ["national-2026"]],
  ]) {
    for (const text of ways) {
      test(`${text} is ${family}`, () => {
        const found = first(text);
        assert.equal(named(found), family);
        assert.deepEqual(ids(found.now), rules);
      });
    }
  }
});

test("what is over never comes first, and is behind the rules of the place", () => {
  for (const [text, over] of [["会宁", "huining-2020"], ["重庆市", "chongqing-2025"], ["南昌市", "nanchang-2025"], ["青神", "qingshen-2014"]]) {
    const found = first(text);
    assert.ok(ids(found.other).includes(over), text);
    assert.ok(!ids([...found.now, ...found.inside]).includes(over), text);
    assert.equal(found.now[found.now.length - 1].id, "national-2026");
  }
});

test("each division and each code of it has the frame of the nation under all else", () => {
  for (const { code } of divisions.all) {
    const { now } = placeOf(divisions, packs, `${code}001002`, TODAY);
    const lengths = now.map(({ region_code: one = "" }) => one.replace(/(00)+$/, "").length);
    assert.deepEqual(lengths, [...lengths].sort((left, right) => right - left), code);
    assert.equal(now[now.length - 1].id, "national-2026", code);
  }
});

test("the day decides", () => {
  const on = (day) => ids(find(divisions, packs, "佛山", day)[0].now);
  assert.deepEqual(on("2026-11-28"), ["foshan-2025", "national-2026"]);
  assert.deepEqual(on("2027-01-01"), ["foshan-2027", "national-2026"]);
  assert.deepEqual(on("2026-06-30"), ["foshan-2025", "national-2021"]);
});

test("a city says which of its counties have rules of their own", () => {
  assert.deepEqual(ids(first("济宁").inside), ["sishui-2024"]);
  assert.deepEqual(ids(first("重庆").inside), ["yubei-2023"]);
  assert.deepEqual(ids(first("370000").inside).sort(), ["jinan-2023", "linyi-2023", "sishui-2024", "taian-2026", "zibo-2025"]);
});

test("places of one name come all, the wider first, then those with rules of their own", () => {
  const all = find(divisions, packs, "朝阳", TODAY).map(named);
  assert.deepEqual(all.slice(0, 2), ["辽宁省朝阳市", "北京市朝阳区"]);
  for (const one of ["吉林省长春市朝阳区", "辽宁省朝阳市朝阳县"]) assert.ok(all.includes(one), one);
  assert.equal(named(first("长春朝阳")), "吉林省长春市朝阳区");
  assert.equal(named(first("吉林")), "吉林省");
  assert.equal(named(first("xian")), "陕西省西安市");
});

test("characters of several sounds are found by the one that is said", () => {
  for (const [text, name] of [["laoting", "乐亭县"], ["yueqing", "乐清市"], ["luan", "六安市"], ["bengbu", "蚌埠市"], ["donge", "东阿县"], ["zhangzi", "长子县"], ["changzhi", "长治市"], ["lvliang", "吕梁市"], ["LÜLIANG", "吕梁市"], ["guoyang", "涡阳县"]]) {
    assert.ok(find(divisions, packs, text, TODAY).slice(0, 4).some((one) => one.name === name), text);
  }
});

test("the portal's place is the frame of what is looked for", () => {
  assert.equal(first("黄陂", "620000"), undefined);
  assert.equal(named(first("黄陂", "420000000000")), "湖北省武汉市黄陂区");
  assert.equal(first("全国", "420000"), undefined);
});

test("packs that name no place are found by their words", () => {
  const found = first("县名未写的县（住院救助70%）");
  assert.deepEqual(ids(found.now), ["national-2026"]);
  assert.ok(ids(found.other).includes("county-70"));
});

test("a pack of a town holds for its town alone", () => {
  const town = { ...packs.find(({ id }) => id === "wuhan-2023"), id: "qianchuan", region: ["湖北省", "武汉市", "黄陂区", "前川街道"], region_code: "420116001" };
  const all = [town, ...packs];
  assert.deepEqual(ids(placeOf(divisions, all, "420116001002", TODAY).now), ["qianchuan", "wuhan-2023", "national-2026"]);
  assert.deepEqual(ids(placeOf(divisions, all, "420116002", TODAY).now), ["wuhan-2023", "national-2026"]);
  assert.deepEqual(ids(placeOf(divisions, all, "420116", TODAY).inside), ["qianchuan"]);
  assert.equal(named(find(divisions, all, "前川", TODAY)[0]), "湖北省武汉市黄陂区前川街道");
  assert.equal(named(find(divisions, all, "420116001", TODAY)[0]), "湖北省武汉市黄陂区前川街道");
});

test("a code that nobody has is none; one of a whole register is what it stands for", () => {
  for (const code of ["429999", "990000", "620499"]) assert.equal(placeOf(divisions, packs, code, TODAY), undefined, code);
  for (const [code, name] of [["110100", "北京市"], ["500200", "重庆市"], ["42", "湖北省"], ["4201", "武汉市"], ["429000", "湖北省"], ["429004", "仙桃市"], ["000000", "全国"]]) {
    assert.equal(placeOf(divisions, packs, code, TODAY).name, name, code);
  }
});

test("what is not there is not found, and nothing typed finds nothing", () => {
  for (const text of ["", "  ", "（）", "大酒店", "qqqqqq", "999999", "-"]) assert.deepEqual(find(divisions, packs, text, TODAY).map(named), [], text);
});

test("what the search says is short", async () => {
  const { SAYS } = await load("src/places/search.ts");
  for (const text of Object.values(SAYS)) for (const sentence of text.split(/[。？！；：，、\n]/)) assert.ok(sentence.length <= 25, sentence);
});
