// What is told to every notebook of a journey and may be read nowhere: names, numbers, villages, illnesses, notes, a draft,
// a word that is looked for. The Chinese ones with their pinyin.

const NAMES = {
  欧阳桂芳: "ou yang gui fang",
  司马秀珍: "si ma xiu zhen",
  诸葛大柱: "zhu ge da zhu",
  上官春兰: "shang guan chun lan",
  夏侯国强: "xia hou guo qiang",
  皇甫玉梅: "huang fu yu mei",
  尉迟建军: "yu chi jian jun",
  慕容翠花: "mu rong cui hua",
  令狐满仓: "ling hu man cang",
  东方来娣: "dong fang lai di",
  南宫铁柱: "nan gong tie zhu",
  端木金凤: "duan mu jin feng",
};

const VILLAGES = {
  石磨岭下村: "shi mo ling xia cun",
  杨柳湾三组: "yang liu wan san zu",
  老槐树坪: "lao huai shu ping",
  八里铺西头: "ba li pu xi tou",
  青石桥边上: "qing shi qiao bian shang",
  水磨沟口子: "shui mo gou kou zi",
  红土坡半腰: "hong tu po ban yao",
  沙窝子北院: "sha wo zi bei yuan",
};

const ILLNESSES = {
  肾病末期透析中: "shen bing mo qi tou xi zhong",
  肺上长了东西: "fei shang zhang le dong xi",
  胃切了一大半: "wei qie le yi da ban",
  脑梗后半身瘫: "nao geng hou ban shen tan",
  乳腺做过手术: "ru xian zuo guo shou shu",
  白血病在化疗: "bai xue bing zai hua liao",
  精神上的老毛病: "jing shen shang de lao mao bing",
  肝硬化有腹水: "gan ying hua you fu shui",
};

const NOTES = {
  门锁着邻居说去了闺女家: "men suo zhe lin ju shuo qu le gui nü jia",
  户口本压在箱底下回找: "hu kou ben ya zai xiang di xia hui zhao",
  存折上只剩三百来块: "cun zhe shang zhi sheng san bai lai kuai",
  儿子在外头欠了债: "er zi zai wai tou qian le zhai",
  老太太耳背要大声说: "lao tai tai er bei yao da sheng shuo",
  怕丢人不肯写申请: "pa diu ren bu ken xie shen qing",
  药费单子叫狗撕了: "yao fei dan zi jiao gou si le",
  说好赶集那天再来: "shuo hao gan ji na tian zai lai",
};

const NUMBERS = Array.from({ length: 10 }, (_, at) => String(15972360418 + at * 7_654_321));
/** The last of an identity number: the year of birth to the sign that checks it. */
const TAILS = Array.from({ length: 10 }, (_, at) => `19${42 + at * 5}0${1 + (at % 9)}1${at}40${at}X`);

const [DRAFT, DRAFT_PINYIN] = ["写到一半来了电话先去", "xie dao yi ban lai le dian hua xian qu"];
const [SOUGHT, SOUGHT_PINYIN] = ["找那个修过伞的老汉", "zhao na ge xiu guo san de lao han"];
const FOUND_BY = ["zhaonagelaohan", "xiusanlaohan"];

/** @type {[word: string, pinyin?: string][]} */
export const PLANTED = [
  ...[NAMES, VILLAGES, ILLNESSES, NOTES].flatMap((words) => Object.entries(words)),
  [DRAFT, DRAFT_PINYIN],
  [SOUGHT, SOUGHT_PINYIN],
  ...[...FOUND_BY, ...NUMBERS, ...TAILS].map((word) => [word]),
];

const DAY = "2026-11-22";

/** A household as it is kept, with all of it. */
function householdOf() {
  const [name, ...others] = Object.keys(NAMES);
  const [village, ...further] = Object.keys(VILLAGES);
  const [phone, ...numbers] = NUMBERS;
  const notes = [...further, ...Object.keys(ILLNESSES), ...Object.keys(NOTES), ...numbers, ...TAILS];
  const told = {
    name,
    village,
    phone,
    ...Object.fromEntries(others.map((name, at) => [`member/${String(at).padStart(16, "0")}`, { name, born: "" }])),
    ...Object.fromEntries(notes.map((note, at) => [`visit/${String(at).padStart(16, "0")}`, { day: DAY, note }])),
  };
  const fields = Object.entries(told).map(([path, value], at) => [path, { [`${String(at + 1).padStart(8, "0")}.eeeeeeee`]: { value, day: DAY, over: [] } }]);
  return { form: 1, id: "fedcba9876543211", fields: Object.fromEntries(fields) };
}

/**
 * Tells all of it to a notebook that is open: a household that is kept and erased again, so that the journey does not meet
 * it; a draft that is put away again; words that are looked for.
 */
export async function plant(page) {
  const isKept = await page.evaluate(
    async ({ household, draft, sought }) => {
      const notebook = document.querySelector("jiuzhu-notebook");
      const { door } = notebook;
      const { typing } = door;
      const { filter } = door.state;
      door.typing = { screen: { name: "details", id: "" }, typed: { name: draft } };
      const kept = [await door.command({ kind: "merge", households: [household] })];
      door.typing = typing;
      for (const typed of sought) {
        door.filter({ typed });
        await notebook.updateComplete;
      }
      door.set({ filter });
      kept.push(await door.command({ kind: "merge", households: [{ ...household, fields: {}, erased: true }] }));
      door.set({ keeping: "" });
      await notebook.updateComplete;
      return kept.every(Boolean);
    },
    { household: householdOf(), draft: DRAFT, sought: [SOUGHT, ...FOUND_BY] },
  );
  if (!isKept) throw new Error("what is planted was not kept");
}
