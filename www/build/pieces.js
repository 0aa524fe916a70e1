// Runs of pieces become functions. What is larger than a number is copied, and set, piece by piece wherever that is
// done, and each time at other places, so that packing never finds it again.
import binaryen from "binaryen";

/** A piece: a store to a place beside a local, of what lies beside another, or of a number. */
const PIECE = new RegExp(
  String.raw`\((i(?:32|64)\.store(?:8|16)?)(?: offset=(\d+))?(?: align=(\d))?\s+\(local\.get (\$\w+)\)\s+` +
    String.raw`(?:\((i(?:32|64)\.load(?:8_u|16_u)?)(?: offset=(\d+))?(?: align=(\d))?\s+\(local\.get (\$\w+)\)\s+\)` +
    String.raw`|\(i(?:32|64)\.const (-?\w+)\))\s+\)`,
  "g",
);

/** A run that comes less often, or has fewer pieces, is left as it is. */
const [FEWEST_PIECES, LEAST_OFTEN] = [2, 3];

/**
 * The same module, in which each run of pieces that comes more often is a call.
 *
 * @param {binaryen.Module} module
 * @param {{ aligned?: boolean }} [kept] whether it still says where pieces lie on odd addresses: an engine of
 * WebAssembly need not know
 */
export function piecesTogether(module, { aligned = false } = {}) {
  const text = module.emitText();
  const runs = runsOf(text, aligned);
  const often = countOf(runs);
  const names = new Map();
  let [whole, at] = ["", 0];
  for (const run of runs) {
    for (const part of partsOf(run, often)) {
      const shape = shapeOf(part);
      if (!names.has(shape)) names.set(shape, `$pieces${names.size}`);
      const [{ into, of }] = part;
      const places = [place(into, least(part, "to")), ...(of ? [place(of, least(part, "from"))] : [])];
      whole += `${text.slice(at, part[0].start)}(call ${names.get(shape)} ${places.join(" ")})`;
      at = part.at(-1).end;
    }
  }
  const functions = Array.from(names, ([shape, name]) => functionOf(shape, name)).join("\n");
  const shorter = binaryen.parseText((whole + text.slice(at)).replace(/\)\s*$/, `${functions})`));
  shorter.setFeatures(module.getFeatures());
  return shorter;
}

/** Pieces that follow each other, from beside one local to beside another. */
function runsOf(text, aligned) {
  const runs = [];
  for (const { 0: { length }, index: start, ...found } of text.matchAll(PIECE)) {
    const [store, to = 0, lies, into, load, from = 0, lay, of, value] = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((group) => found[group]);
    const natural = Number(store.match(/store(\d*)/)[1] || 32) / 8;
    const align = aligned ? Math.min(natural, lies ?? natural, lay ?? natural) : natural;
    const piece = { start, end: start + length, store, to: Number(to), into, load, from: Number(from), of, value, align };
    const last = runs.at(-1)?.at(-1);
    const together = last && text.slice(last.end, start).trim() === "" && last.into === into && last.of === of;
    if (together && (!of || last.to - last.from === piece.to - piece.from)) runs.at(-1).push(piece);
    else runs.push([piece]);
  }
  return runs;
}

/** How often each shape comes, in whole runs and within them. */
function countOf(runs) {
  const counts = new Map();
  for (const run of runs) {
    for (let first = 0; first < run.length; first++) {
      for (let end = first + FEWEST_PIECES; end <= run.length; end++) {
        const shape = shapeOf(run.slice(first, end));
        counts.set(shape, (counts.get(shape) ?? 0) + 1);
      }
    }
  }
  return counts;
}

/** The longest parts of a run that come often enough, from its beginning. */
function* partsOf(run, often) {
  for (let first = 0; first < run.length; ) {
    let end = run.length;
    while (end >= first + FEWEST_PIECES && often.get(shapeOf(run.slice(first, end))) < LEAST_OFTEN) end--;
    const isPart = end >= first + FEWEST_PIECES;
    if (isPart) yield run.slice(first, end);
    first = isPart ? end : first + 1;
  }
}

/** What pieces do, wherever they lie, in their order: so it makes no difference whether the places overlap. */
function shapeOf(pieces) {
  const base = least(pieces, "to");
  return pieces.map(({ store, to, load, value, align }) => `${store} ${to - base} ${load ?? value} ${align}`).join(",");
}

function least(pieces, end) {
  return Math.min(...pieces.map((piece) => piece[end]));
}

function place(local, offset) {
  return offset > 0 ? `(i32.add (local.get ${local}) (i32.const ${offset}))` : `(local.get ${local})`;
}

function functionOf(shape, name) {
  const pieces = shape.split(",").map((piece) => piece.split(" "));
  const copies = pieces[0][2].includes("load");
  const body = pieces.map(([store, offset, what, align]) => {
    const at = `offset=${offset} align=${align}`;
    const value = copies ? `(${what} ${at} (local.get $1))` : `(${store.slice(0, 3)}.const ${what})`;
    return `(${store} ${at} (local.get $0) ${value})`;
  });
  return `(func ${name} (param $0 i32) ${copies ? "(param $1 i32) " : ""}${body.join(" ")})`;
}
