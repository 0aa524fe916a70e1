/**
 * The first letters of Chinese words, as the browser itself orders them: no table of readings is loaded. Of surnames
 * that are read otherwise than the character mostly is, both readings match.
 */

/** The first character of each letter in the order of pinyin; no word begins with i, u or v. */
const FIRST = "阿芭嚓哒蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝";
const LETTERS = "abcdefghjklmnopqrstwxyz";
/** How these are read as surnames. */
const SURNAMES: Record<string, string> = {
  区: "o",
  单: "s",
  曾: "z",
  仇: "q",
  解: "x",
  查: "z",
  翟: "z",
  尉: "y",
  盖: "g",
  任: "r",
  朴: "p",
  秘: "b",
  冼: "x",
  逄: "p",
  缪: "m",
  繁: "p",
  种: "c",
  折: "s",
  晟: "c",
  覃: "q",
  隗: "w",
};

let collator: Intl.Collator | undefined | null;

/** Whether this browser orders by pinyin; where it does not, names are found by their characters alone. */
function order(): Intl.Collator | undefined {
  if (collator === undefined) {
    const made = typeof Intl === "object" ? new Intl.Collator("zh-u-co-pinyin") : undefined;
    collator =
      made && [...FIRST].every((character, at, all) => at === 0 || made.compare(all[at - 1] as string, character) < 0)
        ? made
        : null;
  }
  return collator ?? undefined;
}

/** Every way to write the first letters of a text. */
export function initialsOf(text: string): string[] {
  const characters = [...text.toLowerCase()];
  const letters = characters.map((character) => initialOf(character));
  const [first = ""] = characters;
  const surname = SURNAMES[first];
  const common = letters.join("");
  return surname !== undefined && surname !== letters[0] ? [common, surname + letters.slice(1).join("")] : [common];
}

const known = new Map<string, string>();

function initialOf(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const letter = soughtInitial(character);
  known.set(character, letter);
  return letter;
}

function soughtInitial(character: string): string {
  if (!/[\u3400-\u9fff]/.test(character)) return /[a-z\d]/.test(character) ? character : "";
  const compare = order();
  if (!compare) return "";
  let [from, upto] = [0, FIRST.length];
  while (from < upto) {
    const middle = (from + upto) >> 1;
    if (compare.compare(FIRST.charAt(middle), character) > 0) upto = middle;
    else from = middle + 1;
  }
  return LETTERS.charAt(from - 1);
}

/** Every way in which a text can be typed: its characters, and the first letters of them. */
export function spellingsOf(text: string): string[] {
  return [text.toLowerCase(), ...initialsOf(text)];
}

/** Whether one of these is meant by what was typed. */
export function isMeant(spellings: readonly string[], typed: string): boolean {
  const sought = typed.trim().toLowerCase();
  return spellings.some((one) => one.includes(sought));
}
