/** More fields or items than any table or list of an answer has. */
const MOST = 5000;
/** Longer than any text of an answer. */
const LONGEST = 4000;
/** Letters of all answers together, each value counted as one more. */
const LARGEST = 1000000;
/** Ends a text. No field allows this letter, so where a text holds it, another that none allows takes its place. */
const END = "\0";
const NO_LETTER = "\ufffd";

/**
 * Writes any value down as one text: see `src/document/message.rs`, which reads it. What cannot be read, or goes on
 * without end, is told as being so.
 *
 * @param {unknown} value
 * @param {number} depth of tables and lists within each other, at most
 */
export function write(value, depth) {
  let room = LARGEST;
  const text = (letters) => {
    room -= letters.length;
    return `'${letters.includes(END) ? letters.split(END).join(NO_LETTER) : letters}${END}`;
  };
  /** The value under a name: asking for it may already fail. */
  const under = (name, of, left) => {
    try {
      return any(of[name], left);
    } catch {
      return "!";
    }
  };
  const list = (items, left) => {
    // Of a proxy, it may be anything, and something else each time.
    const length = Number(items.length);
    if (!(length <= MOST)) return "!";
    let told = "[";
    for (let index = 0; index < length; index += 1) told += under(index, items, left);
    return `${told}]`;
  };
  const table = (fields, left) => {
    const names = Reflect.ownKeys(fields);
    if (names.length > MOST) return "!";
    let told = "{";
    for (const name of names) if (typeof name === "string") told += text(name.slice(0, LONGEST)) + under(name, fields, left);
    return `${told}}`;
  };
  const any = (value, left) => {
    room -= 1;
    switch (typeof value) {
      case "string":
        return value.length > LONGEST || value.length > room ? "!" : text(value);
      case "undefined":
        return "-";
      case "boolean":
        return value ? "y" : "n";
      case "number":
        return Number.isSafeInteger(value) ? `#${value}${END}` : ".";
      case "object":
        if (value === null) return "-";
        if (left === 0 || room < 0) return "!";
        return Array.isArray(value) ? list(value, left - 1) : table(value, left - 1);
      default:
        return "!";
    }
  };
  return under(0, [value], depth);
}

/**
 * Makes the value of a sheet: see `src/shape/sheet.rs`, which numbers the marks.
 *
 * @param {Int32Array} marks each a mark in its lowest three bits and a number above them
 * @param {string} text all texts, one after the other
 * @param {unknown[]} known what earlier sheets told of the policy, and this one adds to
 */
export function read(marks, text, known) {
  let at = 0;
  let end = 0;
  let last = "";
  const value = () => {
    const mark = marks[at++];
    const number = mark >> 3;
    switch (mark & 7) {
      case 1:
        return number;
      case 2:
        last = text.slice(end, (end += number));
        return last;
      case 3: {
        const list = [];
        for (let left = number; left > 0; left -= 1) list.push(value());
        return list;
      }
      case 4: {
        const table = {};
        for (const name of known[number]) {
          const field = value();
          if (field !== undefined) table[name] = field;
        }
        return table;
      }
      case 5:
        known[number] = value();
        return value();
      case 6:
        return (known[number] = frozen(value()));
      case 7:
        return known[number];
      default:
        return [undefined, false, true, last][number];
    }
  };
  return value();
}

/** Handed out with every result, so nobody may change it. */
function frozen(value) {
  if (typeof value === "object") Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
