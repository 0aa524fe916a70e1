/** A drawn settlement slip. The numbers on it are the numbers at the fields. */

export interface Row {
  name: string;
  number: string;
}

const SPACE = "http://www.w3.org/2000/svg";
const TOP = 62;
const HEIGHT = 46;
/** Letters that stand before the figure; a longer name stands in two lines of smaller ones. */
const ONE_LINE = 12;
const INK = "#1a1a1a";

export function drawn(heading: string, rows: Row[]): Element {
  const bottom = TOP + rows.length * HEIGHT;
  return element("svg", { class: "slip", viewBox: `0 0 400 ${bottom + 24}`, role: "img", "aria-label": heading }, [
    box({ x: 4, y: 4, width: 392, height: bottom + 16, rx: 4, fill: "#fffdf5", stroke: "#6b7280", "stroke-width": 2 }),
    words(heading, { x: 200, y: 38, "text-anchor": "middle", "font-size": 21, "font-weight": 700 }),
    ...rows.map((row, at) => drawnRow(row, TOP + at * HEIGHT)),
  ]);
}

function drawnRow({ name, number }: Row, y: number): Element {
  const letters = Array.from(name);
  const half = Math.ceil(letters.length / 2);
  const named =
    letters.length > ONE_LINE
      ? [letters.slice(0, half), letters.slice(half)].map((part, at) =>
          words(part.join(""), { x: 58, y: y + 19 + at * 20, "font-size": 17 }),
        )
      : [words(name, { x: 58, y: y + 30, "font-size": 19 })];
  return element("g", {}, [
    box({ x: 16, y, width: 368, height: HEIGHT, fill: "none", stroke: "#9aa3ad" }),
    ...named,
    words("＊＊.＊＊", { x: 374, y: y + 30, "font-size": 19, "text-anchor": "end", fill: "#4a4a4a" }),
    element("circle", { cx: 37, cy: y + 23, r: 15, fill: "#0b57a4" }),
    words(number, { x: 37, y: y + 30, "font-size": 20, "font-weight": 700, "text-anchor": "middle", fill: "#ffffff" }),
  ]);
}

function words(text: string, attributes: Attributes): Element {
  return element("text", { fill: INK, ...attributes }, [text]);
}

function box(attributes: Attributes): Element {
  return element("rect", attributes);
}

type Attributes = Record<string, string | number>;

/** A page may have a form or a picture that is called like one of its functions. */
function element(name: string, attributes: Attributes, children: (Element | string)[] = []): Element {
  const made = Document.prototype.createElementNS.call(document, SPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}
