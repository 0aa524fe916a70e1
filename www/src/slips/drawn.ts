/** A drawn settlement slip. The numbers on it are the numbers at the fields. */

import type { TypeSize } from "../state/state.js";

export interface Row {
  name: string;
  number: string;
}

const SPACE = "http://www.w3.org/2000/svg";
const TOP = 62;
const HEIGHT = 46;
/** From one line of a name to the next. */
const LINE = 29;
/** Letters that stand before the figure; a longer name stands in two lines of smaller ones. */
const ONE_LINE = 12;
const INK = "#1a1a1a";
/** How wide the slip is for the same room: with larger letters fewer of them stand in a line, and the figure below. */
const WIDTHS: Record<TypeSize, number> = { normal: 400, large: 330, elder: 250 };

export function drawn(heading: string, rows: Row[], size: TypeSize): Element {
  const width = WIDTHS[size];
  const parts: Element[] = [];
  let y = TOP;
  for (const row of rows) {
    const [part, height] = size === "normal" ? [drawnRow(row, y), HEIGHT] : drawnTall(row, y, width);
    parts.push(part);
    y += height;
  }
  const large = Math.min(21, Math.floor((width - 24) / heading.length));
  return element("svg", { class: "slip", viewBox: `0 0 ${width} ${y + 24}`, role: "img", "aria-label": heading }, [
    box({ x: 4, y: 4, width: width - 8, height: y + 16, rx: 4, fill: "#fffdf5", stroke: "#6b7280", "stroke-width": 2 }),
    words(heading, { x: width / 2, y: 38, "text-anchor": "middle", "font-size": large, "font-weight": 700 }),
    ...parts,
  ]);
}

function drawnRow({ name, number }: Row, y: number): Element {
  const named =
    name.length > ONE_LINE
      ? linesOf(name, Math.ceil(name.length / 2)).map((part, at) =>
          words(part, { x: 58, y: y + 19 + at * 20, "font-size": 17 }),
        )
      : [words(name, { x: 58, y: y + 30, "font-size": 19 })];
  return element("g", {}, [
    box({ x: 16, y, width: 368, height: HEIGHT, fill: "none", stroke: "#9aa3ad" }),
    ...named,
    ...figure(374, y + 30, number, y),
  ]);
}

/** With the figure under the name; and how high it is. */
function drawnTall({ name, number }: Row, y: number, width: number): [Element, number] {
  const count = Math.ceil(name.length / Math.floor((width - 82) / 19));
  const lines = linesOf(name, Math.ceil(name.length / count));
  const below = y + 30 + lines.length * LINE;
  const height = HEIGHT + lines.length * LINE;
  const row = element("g", {}, [
    box({ x: 16, y, width: width - 32, height, fill: "none", stroke: "#9aa3ad" }),
    ...lines.map((part, at) => words(part, { x: 58, y: y + 30 + at * LINE, "font-size": 19 })),
    ...figure(width - 26, below, number, y),
  ]);
  return [row, height];
}

function linesOf(name: string, long: number): string[] {
  const letters = Array.from(name);
  return Array.from({ length: Math.ceil(letters.length / long) }, (_, at) =>
    letters.slice(at * long, (at + 1) * long).join(""),
  );
}

/** What is to be copied, and its number. */
function figure(x: number, bottom: number, number: string, y: number): Element[] {
  return [
    words("＊＊.＊＊", { x, y: bottom, "font-size": 19, "text-anchor": "end", fill: "#4a4a4a" }),
    element("circle", { cx: 37, cy: y + 23, r: 15, fill: "#0b57a4" }),
    words(number, { x: 37, y: y + 30, "font-size": 20, "font-weight": 700, "text-anchor": "middle", fill: "#ffffff" }),
  ];
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
