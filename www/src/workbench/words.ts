/** The workbench's words for what stands in a pack. */

export const CATEGORIES: Record<string, string> = {
  "extreme-poverty": "特困人员",
  "five-guarantee": "农村五保",
  "three-withouts": "城镇“三无”",
  orphan: "孤儿",
  "unattended-child": "事实无人抚养儿童",
  "subsistence-allowance": "低保对象",
  "subsistence-margin": "低保边缘",
  "low-income": "低收入",
  "rigid-expenditure": "刚性支出困难家庭",
  "illness-impoverished": "因病致贫重病患者",
  "relapse-risk": "防止返贫监测对象",
  "registered-poor": "建档立卡",
  "entitled-group": "重点优抚",
  "severely-disabled": "重度残疾",
  centenarian: "百岁老人",
  "retired-cadre": "离休",
  "disabled-soldier": "残疾军人",
  "elderly-low-pension": "低养老金老人",
  "reduced-worker": "精减退职老职工",
  "returned-youth": "返城知青",
  "living-hardship": "生活困难补助人员",
  general: "其他参保居民",
};

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
  value: "已经知道的数",
  default: "没有选时按哪一种",
  text: "问的话",
  help: "怎么知道",
  deadline: "多久以内申请（没有写就空着）",
  care: "哪些单据",
  look_back: "认定以前几个月的也算（没有写就空着）",
  remarks: "告诉居民的话",
  "base.from": "从哪个数算起",
  "base.less": "先减掉什么",
  "letter.addressee": "申请书写给谁",
  "letter.request": "申请什么",
  per: "起付、限额按什么算",
  documents: "带什么材料",
  routes: "怎么办",
};

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

export const BEYOND: Record<string, string> = {
  facts: "要问的公共问题",
  fact: "自己的问题",
  conditions: "起了名字的条件",
  lists: "病种目录",
  exclusions: "不重复享受",
  elsewhere: "另有规定的情形",
  fills: "补上保险支付",
  year_begins: "年度从几月起",
};
