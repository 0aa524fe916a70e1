/** Plain words for identities: what people say first, the official word beside it. */

interface PlainWord {
  say: string;
  help?: string;
}

const IDENTITIES: Record<string, PlainWord> = {
  "extreme-poverty": { say: "五保户（特困人员）", help: "有《特困人员救助供养证》" },
  "five-guarantee": { say: "五保户（农村五保对象）", help: "有《五保供养证》" },
  "three-withouts": { say: "城里的“三无”人员", help: "没有劳动能力、没有收入、没有人养" },
  orphan: { say: "孤儿" },
  "unattended-child": { say: "没人抚养的孩子（事实无人抚养儿童）" },
  "subsistence-allowance": { say: "低保户（低保对象）", help: "有《低保证》" },
  "subsistence-margin": { say: "比低保稍好的困难家庭（低保边缘）", help: "有认定书" },
  "low-income": { say: "低收入家庭", help: "有认定书或证明" },
  "rigid-expenditure": { say: "看病上学花钱太多的家庭（刚性支出困难家庭）", help: "有认定书" },
  "illness-impoverished": { say: "看病花穷了的重病人（因病致贫重病患者）", help: "要自己去申请认定" },
  "relapse-risk": { say: "防返贫监测户（防止返贫监测对象）" },
  "registered-poor": { say: "建档立卡贫困户", help: "2020年以前的，脱了贫的也算" },
  "entitled-group": { say: "优抚对象（重点优抚对象）", help: "烈属、伤残军人、老复员军人等" },
  "severely-disabled": { say: "重度残疾人（一、二级）", help: "看《残疾证》上的等级" },
  centenarian: { say: "百岁老人" },
  "retired-cadre": { say: "离休人员" },
  "disabled-soldier": { say: "1到6级残疾军人" },
  "elderly-low-pension": { say: "60岁以上、养老金很低的老人" },
  "reduced-worker": { say: "60年代精减退职老职工" },
  "returned-youth": { say: "因公（病）致残返城知青" },
  "living-hardship": { say: "生活困难补助人员" },
  general: { say: "都不是", help: "其他参保居民" },
};

/** The plain word of an identity, or the official one where there is none. */
export function plainIdentity(id: string, official: string): PlainWord {
  return IDENTITIES[id] ?? { say: official };
}

/** What to ask the office for a figure that the locality sets, by a word of its official name; the first that fits. */
const FIGURES: [RegExp, string][] = [
  [/资助/, "参保的钱，每人每年帮交多少？"],
  [/大病保险.*起付/, "大病保险：自己先付多少，才开始报？"],
  [/大病保险.*比例/, "大病保险：报百分之几？"],
  [/起付/, "自己先付多少，才开始救助？"],
  [/超过多少/, "救助以后自己还付多少，才再帮一次？"],
  [/倾斜.*比例/, "再帮一次的，帮百分之几？"],
  [/倾斜.*限额/, "再帮一次的，一年最多多少？"],
  [/比例/, "剩下的钱，救助帮百分之几？"],
  [/限额/, "一年最多救助多少？"],
  [/可支配收入/, "当地去年一个人的收入平均多少？"],
  [/最低生活保障|低保标准/, "当地的低保，一个人一个月多少？"],
];

/** The plain question for a local figure; its official name stands beside it. */
export function plainFigure(label: string): string {
  return FIGURES.find(([word]) => word.test(label))?.[1] ?? "这个数是多少？";
}
