// A made-up county: two lists with the dirt of real ones in known places, and what has to come out of them. The answer is
// worked out here by the document's own sentence, in whole fen, and by nothing of the core: 低保, 住院政策范围内费用减去医保、
// 大病报的，6000 元以内 70%，以上 75%，一年最多 60000 元（黄石市，2024年7月起）.

/** The day of the estimate, and the policy. */
export const DAY = "2026-06-30";
export const POLICY = "huangshi-2024";

const HEADS = ["结算id", "参保地", "就诊地", "身份证号", "姓名", "医保就诊类别", "入院日期", "出院日期", "费用总额（元）", "符合医保报销金额", "基本医疗保险报销金额", "大病报销金额", "医疗救助", "倾斜救助"];
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Numbers that look like chance, the same each time. */
function chance(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A number whose check digit is right. */
export function idNumber(serial) {
  const two = (number) => String(number).padStart(2, "0");
  const year = 1935 + (serial % 70);
  const body = `420281${year}${two(1 + (Math.floor(serial / 70) % 12))}${two(1 + (Math.floor(serial / 840) % 28))}${String(serial % 1000).padStart(3, "0")}`;
  const sum = Array.from(body).reduce((total, digit, at) => total + Number(digit) * WEIGHTS[at], 0);
  return body + "10X98765432"[sum % 11];
}

const yuan = (fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;

function due(rest) {
  const thousandths = rest <= 600_000 ? rest * 700 : 600_000 * 700 + (rest - 600_000) * 750;
  return Math.min(Math.floor((thousandths + 500) / 1000), 6_000_000);
}

/** Faults of one cell: its column, what stands there, and a piece of the reason. */
const FAULTS = [
  [3, "4.20281E+17", "改坏了"],
  [3, "420281196001010000", "改坏了"],
  [3, "420281********0011", "遮住"],
  [7, "2026-02-30", "不是真实的日期"],
  [7, "202603", "只有月份"],
  [8, "约三千", "读不出金额"],
  [5, "体检", "分不出是住院"],
];

/**
 * @param {number} people how many
 * @param {{ pad?: number }} [more] columns beside those that are used, as real files have them
 * @returns {{ persons: string, settlements: string, rows: number, expected: Map<string, { pile: string, due: string, paid: string }>, families: Map<string, { kind: string, bills: object[] }>, cells: Map<string, string> }}
 *   both lists as csv, what has to come out for each ID number and what it is of, and for each cell of the settlements at fault a piece of why
 */
export function county(people, { pad = 0 } = {}) {
  const below = chance(20_261_128);
  const padded = Array.from({ length: pad }, (_, at) => `备注${at + 1}`);
  const persons = [["青石县医疗救助对象名单"], ["单位：青石县民政局"], ["序号", "姓名", "公民身份号码", "救助对象类别", "所属街（道）", "村（居）委会"]];
  const settlements = [[...HEADS, ...padded]];
  const expected = new Map();
  const families = new Map();
  const cells = new Map();
  for (let serial = 0; serial < people; serial += 1) {
    const id = idNumber(serial);
    const [kind, village] = [["农村低保", "低保对象", "普通居民"][below(3)], below(2)];
    persons.push([String(serial + 1), `人${serial}`, serial % 9 ? id.toLowerCase() : `${id}\t`, kind, ["青石镇", "城关镇人民政府"][village], ["王家湾村", "东门社区"][village]]);
    let [rest, paid, read] = [0, 0, 0];
    const slips = 1 + below(3);
    const bills = [];
    for (let slip = 0; slip < slips; slip += 1) {
      const total = 50_000 + below(900_000);
      const scope = Math.floor(total * 0.8);
      const basic = Math.floor(scope * 0.6);
      const own = slip === 0 && below(3) === 0 ? 10_000 + below(20_000) : 0;
      const month = String(1 + below(5)).padStart(2, "0");
      const row = [`S${settlements.length}`, "青石县", "青石县", below(5) ? id : `'${id}`, `人${serial}`, ["普通住院", "住院"][below(2)], `2026${month}0${1 + slip}`, [`2026/${Number(month)}/1${slip}`, `2026年${Number(month)}月1${slip}日`][below(2)], [`¥${yuan(total)}`, yuan(total)][below(2)], yuan(scope), yuan(basic), "--", own ? yuan(own) : "", "0", ...padded.map(() => "无")];
      const place = settlements.length + 1;
      const fault = below(20) === 0 ? FAULTS[below(FAULTS.length)] : undefined;
      if (fault) {
        const [column, text, why] = fault;
        row[column] = text;
        cells.set(`${"ABCDEFGHIJKLMN"[column]}${place}`, why);
      } else {
        [rest, paid, read] = [rest + scope - basic, paid + own, read + 1];
        bills.push({ date: `2026-${month}-1${slip}`, total: yuan(total), in_scope: yuan(scope), basic_paid: yuan(basic) });
      }
      settlements.push(row);
    }
    if (read < slips) {
      // Somebody of whom not every row was read: the amounts are those of the others, and the pile is the core's to say.
      continue;
    }
    const full = kind === "普通居民" ? 0 : due(rest);
    const pile = paid === 0 ? (full === 0 ? "不符合" : "可能漏了") : Math.abs(full - paid) <= 100 ? "对得上" : "金额要核对";
    expected.set(id, { pile, due: yuan(full), paid: yuan(paid) });
    families.set(id, { kind, bills });
  }
  settlements.push(["合计", "", "", "", "", "", "", "", "123456.00"]);
  return { persons: csv(persons), settlements: csv(settlements), rows: persons.length + settlements.length, expected, families, cells };
}

function csv(rows) {
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  return `${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}
