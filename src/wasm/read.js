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
