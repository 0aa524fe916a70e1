/** The workbench's words for what stands in a pack. */

export const KINDS: Record<string, string> = {
  enrolment: "资助参保",
  outpatient: "门诊",
  inpatient: "住院",
  "major-illness": "重特大疾病",
  temporary: "临时救助",
  "top-up": "倾斜、再救助",
  allowance: "补贴",
  insurance: "保险",
};

export const FIELDS: Record<string, string> = {
  id: "编号",
  title: "名称",
  region: "省、市、县",
  region_code: "行政区划代码",
  from: "从哪天起",
  until: "到哪天止（失效后的第一天）",
  status: "现行还是历史",
  checked_on: "核对原文的日期",
  critical_insurance: "救助前面有大病保险",
  number: "文号",
  issuer: "发文机关",
  date: "印发日期",
  confidence: "可信的程度",
  article: "第几条",
  summary: "原话或自己的话",
  name: "名称",
  form: "原件还是复印件",
  note: "注意什么",
  kind: "种类",
  place: "在哪里办",
  steps: "怎么办",
  label: "写清单位和口径",
  question: "有几种读法",
  amount: "一年最多",
  min: "最少",
  max: "最多",
  ranges: "限额没有填的时候",
  value: "已经知道的数",
  default: "没有选时按哪一种",
  text: "问的话",
  help: "怎么知道",
  deadline: "多久以内申请（没有写就空着）",
  care: "哪些单据",
  look_back: "认定以前几个月的也算（没有写就空着）",
  province: "省内省外",
  remarks: "告诉居民的话",
  "base.from": "从哪个数算起",
  "base.less": "先减掉什么",
  "letter.addressee": "申请书写给谁",
  "letter.request": "申请什么",
  per: "起付、限额按什么算",
  documents: "带什么材料",
  routes: "怎么办",
};

/** 省内省外. */
export const PROVINCES: [string, string][] = [
  ["", "省内省外都算"],
  ["same", "只算本省的"],
  ["other", "只算外省的"],
];

/** 限额没有填的时候. */
export const RANGES: [string, string][] = [
  ["true", "算一个范围（不超过多少）"],
  ["false", "算不了，填了才算"],
];

export const CARES: [string, string][] = [
  ["inpatient", "住院"],
  ["chronic-outpatient", "门诊慢特病"],
  ["outpatient", "普通门诊"],
];

export const PLACES: [string, string][] = [
  ["local", "在本地看的"],
  ["referred", "在外地看、办过转诊或备案的"],
  ["unreferred", "在外地看、没有办的"],
];

export const LESS: [string, string][] = [
  ["basic", "基本医保报的"],
  ["critical", "大病保险报的"],
  ["assistance", "前面的救助给的"],
  ["waived", "医院减免的"],
  ["other", "其他补助、商业保险"],
];

/** What the form keeps and does not change. */
export const BEYOND: Record<string, string> = {
  without: "不要底稿里的哪些",
  areas: "几个地方，一份规定",
  editions: "一个地方的几段时期",
  version: "这份包的版次",
  region_inferred: "地方只是推断的",
  gap_before: "以前为什么没有规则",
  below_floor: "比省里的下限低",
  until: "到哪天止",
  from: "从哪天起",
  checked_on: "核对的日期",
  confidence: "可信的程度",
  copies: "几份",
  unit: "单位是元还是百分比",
  by_year: "一年公布一次的数",
  of_year: "公布的是哪一年的",
  options: "几种读法、几个选项",
  kind: "问题的种类",
  shown_by_stay: "有住院单据就不用问",
  shown_by_place: "选了这个地方就按“是”",
  "base.from": "从哪个数算起",
  "base.cite": "从哪个数算起的依据",
  "letter.endorsements": "申请书要谁签意见、盖章",
  "remarks.when": "只告诉一部分人的话",
  per: "按单据、按年算",
  inclusive: "正好到数算不算",
  keeps: "够了起付，全部算还是只算超过的",
  when: "什么情形才算这一步",
  marginal: "分段是各段各算还是整个算一段",
  on: "按哪个数分段",
  of: "补到哪个数的几成",
  counted: "补的时候已经报了的",
  decided_by: "由谁定",
  count: "天数、月数从哪里来",
  at_most: "最多几天、几个月",
  across_years: "跨了年合起来算",
  facts: "要问的公共问题",
  fact: "自己的问题",
  conditions: "起了名字的条件",
  lists: "病种目录",
  exclusions: "不重复享受",
  elsewhere: "另有规定的情形",
  fills: "补上保险支付",
  year_begins: "年度从几月起",
};
