// Numbers and dates as people write them: read as they are meant, or refused with the reason; never read otherwise.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./support/load.mjs";
import { SEED, pick, random } from "./support/chance.mjs";

const { readNumber, readWhole } = await load("src/text/numeral.ts");
const { amountOrNothing, endsOf, yuan } = await load("src/text/amount.ts");
const { chineseDate, dateOf, partsOf, readDate, today } = await load("src/text/date.ts");

const told = (reading) => (reading.ok ? reading.value : reading.reason);

for (const [typed, value] of [
  ["12345.60", "12345.60"],
  ["1,200.50", "1200.50"],
  ["１２００", "1200"],
  ["１２，３４５．６元", "12345.6"],
  [" ￥ 12,345 ", "12345"],
  ["¥1200", "1200"],
  ["人民币 1200 元", "1200"],
  ["5000.", "5000"],
  ["12。50", "12.50"],
  ["1万", "10000"],
  ["1.2万", "12000"],
  ["1.23456万", "12345.6"],
  ["1万2", "12000"],
  ["1万2千", "12000"],
  ["1 万 2 千", "12000"],
  ["1万2千3", "12300"],
  ["1万2300", "12300"],
  ["1万零500", "10500"],
  ["1万零20", "10020"],
  ["12万", "120000"],
  ["12万3", "123000"],
  ["2千万", "20000000"],
  ["5千", "5000"],
  ["5 千元", "5000"],
  ["3千5", "3500"],
  ["3千500", "3500"],
  ["3百5", "350"],
  ["三千五", "3500"],
  ["三千五百", "3500"],
  ["三千零五", "3005"],
  ["三千零五十", "3050"],
  ["一万二", "12000"],
  ["两万", "20000"],
  ["一万三百", "10300"],
  ["十万零五百", "100500"],
  ["二十五万", "250000"],
  ["三百二十五万", "3250000"],
  ["十五", "15"],
  ["一百一", "110"],
  ["五", "5"],
  ["零", "0"],
  ["40000元整", "40000"],
  ["肆万元整", "40000"],
  ["壹万贰仟叁佰元伍角陆分", "12300.56"],
  ["12元5角", "12.5"],
  ["三块五", "3.5"],
  ["12元零5分", "12.05"],
  ["3200块钱", "3200"],
  ["0.5", "0.5"],
  ["0012", "12"],
  ["", "empty"],
  ["元", "empty"],
  ["3200 1800", "several"],
  ["3200、1800", "several"],
  ["3200+1800", "several"],
  ["3200，1800", "several"],
  ["3200元 1800元", "several"],
  ["12 000", "several"],
  ["3000到5000", "several"],
  ["2026-10-03", "several"],
  ["三五千", "not-a-number"],
  ["一二三", "not-a-number"],
  ["几千", "not-a-number"],
  ["三千多", "not-a-number"],
  ["3000左右", "not-a-number"],
  ["约3000", "not-a-number"],
  ["没有", "not-a-number"],
  ["1万20", "not-a-number"],
  ["1万200", "not-a-number"],
  ["1.2万3", "not-a-number"],
  ["三千五万", "not-a-number"],
  ["一亿", "not-a-number"],
  ["1,23", "several"],
  ["1,2345", "several"],
  ["0,500", "several"],
  ["1.200,50", "several"],
  ["1.2.3", "not-a-number"],
  ["1e5", "not-a-number"],
  ["$500", "not-a-number"],
  ["60%", "not-a-number"],
  ["万", "not-a-number"],
  ["O500", "not-a-number"],
  ["12.345", "too-many-decimals"],
  ["1.200", "too-many-decimals"],
  ["-500", "negative"],
  ["－５００", "negative"],
  ["−500", "negative"],
  ["-¥500.00", "negative"],
  ["¥-500", "negative"],
  ["（500）", "negative"],
  ["(500.00)元", "negative"],
  ["500-", "negative"],
  ["负五百", "negative"],
  ["12345678901", "too-long"],
]) {
  test(`「${typed}」 is read as ${value}`, () => assert.equal(told(readNumber(typed)), value));
}

for (const [typed, count] of [
  ["70", "70"],
  ["７０岁", "70"],
  ["六十五周岁", "65"],
  ["3个月", "3"],
  ["12 天", "12"],
  ["6.5", undefined],
  ["-5", undefined],
  ["6 5", undefined],
  ["5元", undefined],
  ["12345", undefined],
  ["三四天", undefined],
]) {
  test(`「${typed}」 counts ${count}`, () => assert.equal(readWhole(typed), count));
}

for (const [typed, ends] of [
  ["3000到5000", ["3000", "5000"]],
  ["3000-5000", ["3000", "5000"]],
  ["1万～1万2", ["10000", "12000"]],
  ["3000元至5000元", ["3000", "5000"]],
  ["3000", ["3000"]],
  ["-500", [undefined]],
]) {
  test(`「${typed}」 goes from ${ends.join(" to ")}`, () => assert.deepEqual(endsOf(typed).map(amountOrNothing), ends));
}

for (const [typed, day] of [
  ["2026年10月3日", "2026-10-03"],
  ["2026 年 10 月 3 号", "2026-10-03"],
  ["２０２６年１０月０３日", "2026-10-03"],
  ["二〇二六年十月三日", "2026-10-03"],
  ["二零二六年十月三十一日", "2026-10-31"],
  ["2026-10-03", "2026-10-03"],
  ["2026/10/3", "2026-10-03"],
  ["2026.10.3", "2026-10-03"],
  ["2026 10 03", "2026-10-03"],
  ["20261003", "2026-10-03"],
  ["2026-10-03 14:20:05", "2026-10-03"],
  ["2026-10-03T14:20", "2026-10-03"],
  ["10月3日", "2025-10-03"],
  ["十月三号", "2025-10-03"],
  ["2026-02-30", undefined],
  ["2023年2月29日", undefined],
  ["26-10-03", undefined],
  ["10/3/2026", undefined],
  ["2026-10/03", undefined],
  ["2026-10", undefined],
  ["2026", undefined],
  ["10.3", undefined],
  ["2026-09-28至2026-10-03", undefined],
  ["0001-01-01", undefined],
  ["", undefined],
]) {
  test(`「${typed}」 is the day ${day}`, () => assert.equal(readDate(typed, "2025"), day));
}
test("a day without its year is no day where no year is told", () => assert.equal(readDate("10月3日"), undefined));
test("a month alone is read where no day is asked for", () => {
  for (const typed of ["2026年3月", "2026-03", "2026.3", "202603"]) assert.equal(readDate(typed, "", "1"), "2026-03-01", typed);
});

for (const [parts, day] of [
  [["2024", "2", "29"], "2024-02-29"],
  [["２０２４", "２", "２９"], "2024-02-29"],
  [["2024年", "2月", "29日"], "2024-02-29"],
  [["2026", "十", "三"], "2026-10-03"],
  [["2026-10-03", "", ""], "2026-10-03"],
  [["2026-10-03", "", "3"], "2026-10-03"],
  [["2026-10-03", "", "4"], undefined],
  [["2026-10-03", "9", "3"], undefined],
  [["2023", "2", "29"], undefined],
  [["2026", "13", "1"], undefined],
  [["2026", "4", "31"], undefined],
  [["26", "4", "3"], undefined],
  [["2026", "", "3"], undefined],
  [["", "1", "1"], undefined],
  [["", "", ""], undefined],
]) {
  test(`${parts.join("|")} is ${day ?? "no day"}`, () => assert.equal(dateOf({ year: parts[0], month: parts[1], day: parts[2] }), day));
}

const DIGITS = "零一二三四五六七八九";
const CHEQUE = "零壹贰叁肆伍陆柒捌玖";

/** The Chinese numeral by the school's rule, written without the reader. */
function inWords(number, digits = DIGITS, units = ["", "十", "百", "千"]) {
  if (number === 0) return digits[0];
  const under = (four) => {
    let words = "";
    let gap = false;
    for (let place = 3; place >= 0; place -= 1) {
      const digit = Math.floor(four / 10 ** place) % 10;
      if (digit === 0) gap = words !== "";
      else {
        words += (gap ? digits[0] : "") + digits[digit] + units[place];
        gap = false;
      }
    }
    return words;
  };
  const [high, low] = [Math.floor(number / 10_000), number % 10_000];
  if (high === 0) return under(low);
  return `${under(high)}万${low === 0 ? "" : (low < 1000 ? digits[0] : "") + under(low)}`;
}

const fullWidth = (text) => text.replace(/[\d.,]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

/** Every way of writing one whole number that the page promises to read. */
function ways(number) {
  const text = String(number);
  const grouped = text.replace(/\B(?=(\d{3})+$)/g, ",");
  const all = [text, `${text}.00`, `${text}元`, `${text}元整`, `¥${text}`, grouped, `${grouped}.00 元`, fullWidth(text), fullWidth(grouped), yuan(text), inWords(number), `${inWords(number)}元`];
  all.push(`${inWords(number, CHEQUE, ["", "拾", "佰", "仟"])}元整`);
  if (number >= 10 && number < 20) all.push(inWords(number).slice(1));
  for (const [unit, size] of [["千", 1000], ["万", 10_000]]) {
    if (number % (size / 100) === 0) all.push(`${number / size}${unit}`);
    if (number % (size / 10) === 0 && number % size !== 0 && number > size && number < size * 10) all.push(`${Math.floor(number / size)}${unit}${(number % size) / (size / 10)}`);
  }
  return all;
}

const same = (left, right) => Number(left) === Number(right);

test(`whatever amount it is, every way of writing it is read as that amount (SEED=${SEED})`, () => {
  for (let round = 0; round < 3000; round += 1) {
    const number = pick([random(100), random(10_000), random(100_000), random(99_999_999), random(100) * 1000, random(1000) * 100]);
    for (const way of ways(number)) {
      const reading = readNumber(way);
      assert.ok(reading.ok && same(reading.value, number), `「${way}」 of ${number} is read as ${told(reading)}`);
    }
  }
});

test(`what is shown back is what was read, and reads the same again (SEED=${SEED})`, () => {
  const letters = [..."0123456789", ..."0123456789", ..."零一二三四五六七八九十百千万", ..."元角分整块.,，。 -（）１２"];
  let accepted = 0;
  for (let round = 0; round < 60_000; round += 1) {
    const text = Array.from({ length: 1 + random(6) }, () => pick(letters)).join("");
    const reading = readNumber(text);
    if (!reading.ok) continue;
    accepted += 1;
    assert.match(reading.value, /^(0|[1-9]\d{0,9})(\.\d{1,2})?$/, text);
    const again = readNumber(yuan(reading.value));
    assert.ok(again.ok && same(again.value, reading.value), `「${text}」 is shown as ${yuan(reading.value)}`);
    assert.ok(isMeant(text, reading.value), `「${text}」 is read as ${reading.value}`);
  }
  assert.ok(accepted > 3000, `${accepted} were numbers`);
});

/** Another reader, which adds up units from left to right in whole fen, and knows nothing of how the page does it. */
function isMeant(text, value) {
  const common = fullText(text);
  if (/^[\d,]*\d?\.?\d*$/.test(common)) return Math.round(Number(common.replace(/,/g, "")) * 100) === Math.round(Number(value) * 100);
  const sizes = { 十: 1000, 百: 10_000, 千: 100_000, 万: 1_000_000, 元: 100, 角: 10, 分: 1 };
  let total = 0;
  let part = 0;
  let figure = "";
  let last = 0;
  const take = (size) => {
    part += Math.round((figure === "" ? 1 : Number(figure.replace(/,/g, ""))) * size);
    figure = "";
  };
  for (const letter of common) {
    if (/[\d.,]/.test(letter)) figure += letter;
    else if (letter === "万" || letter === "元") {
      if (figure !== "") take(last > 100 && !figure.startsWith("0") && figure.length === 1 ? last / 10 : 100);
      total = (total + part) * (letter === "万" ? 10_000 : 1);
      part = 0;
      last = sizes[letter];
    } else {
      take(sizes[letter]);
      last = sizes[letter];
    }
  }
  if (figure !== "") take(last && /^[1-9]$/.test(figure) ? last / 10 : 100);
  return Math.round(total + part) === Math.round(Number(value) * 100);
}

const fullText = (text) =>
  text
    .trim()
    .replace(/\s/g, "")
    .replace(/[１２]/g, (digit) => (digit === "１" ? "1" : "2"))
    .replace(/块/g, "元")
    .replace(/，/g, ",")
    .replace(/。/g, ".")
    .replace(/[零一二三四五六七八九]/g, (digit) => String(DIGITS.indexOf(digit)))
    .replace(/整$/, "")
    .replace(/元$/, "");

test(`every day is read from every way of writing it (SEED=${SEED})`, () => {
  for (let round = 0; round < 2000; round += 1) {
    const day = new Date(Date.UTC(1950 + random(100), random(12), 1 + random(31))).toISOString().slice(0, 10);
    const [year, month, date] = day.split("-").map(Number);
    const words = `${Array.from(String(year), (digit) => DIGITS[digit]).join("")}年${inWords(month).replace(/^一十/, "十")}月${inWords(date).replace(/^一十/, "十")}日`;
    const all = [day, day.replace(/-/g, "/"), day.replace(/-/g, "."), day.replace(/-/g, ""), `${year}-${month}-${date}`, chineseDate(day), fullWidth(day.replace(/-/g, "")), `${year} 年 ${month} 月 ${date} 日`, `${year}年${month}月${date}号`, words];
    for (const way of all) assert.equal(readDate(way), day, way);
    assert.equal(readDate(`${month}月${date}日`, String(year)), day);
    assert.equal(dateOf(partsOf(day)), day);
  }
});

test("the day is China's, whatever the device's clock calls it", () => {
  for (const [moment, day] of [
    ["2026-11-21T15:59:59Z", "2026-11-21"],
    ["2026-11-21T16:00:00Z", "2026-11-22"],
    ["2026-11-21T23:30:00Z", "2026-11-22"],
    ["2026-12-31T15:59:59Z", "2026-12-31"],
    ["2026-12-31T16:00:00Z", "2027-01-01"],
    ["2028-02-28T16:00:00Z", "2028-02-29"],
  ]) assert.equal(today(Date.parse(moment)), day);
});
