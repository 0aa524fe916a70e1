// Text handling without a browser: amounts as they are shown, periods, the search for an illness, the sentences.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "./support/load.mjs";

const amount = await load("src/text/amount.ts");
const date = await load("src/text/date.ts");
const { findDiseases } = await load("src/state/find-disease.ts");
const { strings } = await load("src/text/strings.ts");

for (const [value, shown] of [
  ["3240", "3,240\u00a0元"],
  ["0.5", "0.50\u00a0元"],
  ["1234567.8", "1,234,567.80\u00a0元"],
  ["-12", "-12\u00a0元"],
]) {
  test(`${value} is shown as ${shown}`, () => assert.equal(amount.yuan(value), shown));
}

for (const [left, right, order] of [
  ["9", "10", -1],
  ["10.0", "10", 0],
  ["10.01", "10", 1],
  ["0.10", "0.1", 0],
  ["00012", "12", 0],
  ["0", "0.00", 0],
  ["99999.99", "100000", -1],
]) {
  test(`${left} against ${right} is ${order}`, () => assert.equal(amount.compare(left, right), order));
}

for (const [left, right, same] of [
  [["3,000.00", ""], ["1000", "", "2000元"], true],
  [["0.1", "0.2"], ["0.3"], true],
  [["3000"], ["3000.01"], false],
  [[], [""], false],
  [["0"], ["0.00"], false],
]) {
  test(`${left} and ${right} ${same ? "come" : "do not come"} to the same`, () => assert.equal(amount.sameSum(left, right), same));
}

for (const [from, until, words] of [
  ["2014-05-01", "2019-01-01", "2014年5月1日至2018年12月31日"],
  ["2026-07-01", undefined, "2026年7月1日起"],
  ["2024-01-01", "2024-03-01", "2024年1月1日至2024年2月29日"],
]) {
  test(`the period ${from} to ${until} is ${words}`, () => assert.equal(date.period(from, until), words));
}

const packs = new URL("../../www/public/packs/", import.meta.url);
const diseases = JSON.parse(readFileSync(new URL(JSON.parse(readFileSync(new URL("index.json", packs))).diseases, packs)));
for (const [search, first] of [
  ["尿毒症", "uremia"],
  ["透析", "uremia"],
  ["ndz", "uremia"],
  ["NDZ ", "uremia"],
  ["得了肺癌", "lung-cancer"],
  ["fa", "lung-cancer"],
  ["尿 毒 症", "uremia"],
  ["肝癌", "malignant-tumor"],
  ["淋巴癌", "malignant-tumor"],
  ["子宫癌", "malignant-tumor"],
  ["脑瘤", "malignant-tumor"],
  ["在做化疗", "malignant-tumor"],
  ["血癌", "leukemia"],
  ["换肾", "transplant"],
  ["中风", "stroke-acute"],
  ["脑血栓", "cerebral-infarction"],
  ["半身不遂", "stroke-sequelae"],
  ["心梗", "ami"],
  ["高血压", "hypertension-high-risk"],
  ["类风湿", "ra"],
  ["老慢支", "copd"],
  ["肾衰", "uremia"],
  ["精神病", "severe-mental"],
  ["羊角风", "epilepsy"],
  ["地贫", "thalassemia"],
]) {
  test(`「${search}」 finds ${first}`, () => assert.equal(findDiseases(diseases, search)[0]?.id, first));
}
test("nothing typed finds nothing", () => assert.deepEqual(findDiseases(diseases, "  "), []));

for (const [key, text] of Object.entries(strings)) {
  test(`the sentence ${key} is short and kind`, () => {
    assert.doesNotMatch(text, /非法|异常|无效|错误/);
    // It may be read on a computer; only who scans a code has a phone in hand.
    if (!key.startsWith("keep.code")) assert.doesNotMatch(text, /手机/);
    // The law's own terms stand in brackets and do not count.
    const sentences = text.replace(/（[^）]*）/g, "").split(/[。？！；：，、\n]/);
    for (const sentence of sentences) assert.ok(sentence.length <= 25, `${sentence.length}: ${sentence}`);
  });
}

for (const name of ["index.html", "liaison.html", "embed/frame.html"]) {
  test(`${name} takes no computer for a phone`, () => assert.doesNotMatch(readFileSync(new URL(`../../www/${name}`, import.meta.url), "utf8"), /您手机|这台手机/));
}
