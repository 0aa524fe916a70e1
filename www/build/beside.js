// Like beside like. Packing finds again only what stands nearby, so after each function comes the one that has most in
// common with it; and the largest are then tried in a few other places.
import { gzipSync } from "node:zlib";
import binaryen from "binaryen";

/** The section of a module that has the code, and of how many bytes the runs are by which functions are likened. */
const [CODE, RUN] = [10, 4];

/** How many functions are tried in another place, and beside how many others. */
const [MOVED, BESIDE] = [200, 4];

/**
 * The same module in another order.
 *
 * @param {binaryen.Module} module
 */
export function likeBesideLike(module) {
  const functions = Array.from({ length: module.getNumFunctions() }, (_, index) => {
    return binaryen.getFunctionInfo(module.getFunctionByIndex(index));
  });
  const own = functions.filter((one) => !one.module).map(({ name }) => name);
  const names = new Map();
  const code = codeOf(Buffer.from(module.emitBinary()));
  const runs = code.map(runsOf);
  for (const index of tried(orderOf(runs), code, runs)) {
    names.set(own[index], `$f${String(names.size).padStart(5, "0")}`);
  }
  const renamed = (whole, name) => names.get(name) ?? whole;
  const ordered = binaryen.parseText(module.emitText().replaceAll(/\$([^\s()"]+)/g, renamed));
  ordered.setFeatures(module.getFeatures());
  ordered.runPasses(["reorder-functions-by-name"]);
  return ordered;
}

/** The code of every function of a module. */
function codeOf(bytes) {
  let at = 8;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  for (;;) {
    const [section, size] = [bytes[at++], number()];
    if (section === CODE) break;
    at += size;
  }
  return Array.from({ length: number() }, () => {
    const size = number();
    at += size;
    return bytes.subarray(at - size, at);
  });
}

function runsOf(code) {
  const runs = new Set();
  for (let at = 0; at + RUN <= code.length; at++) runs.add(code.readUIntBE(at, RUN));
  return runs;
}

/** From the largest on, always the one whose runs are for the greatest part in the one before. */
function orderOf(all) {
  const left = new Set(all.keys());
  const order = [];
  let next = all.reduce((largest, runs, index) => (runs.size > all[largest].size ? index : largest), 0);
  while (left.size > 0) {
    left.delete(next);
    order.push(next);
    const last = all[next];
    let most = -1;
    for (const index of left) {
      const shared = inCommon(last, all[index]) / (all[index].size + 1);
      if (shared > most) [next, most] = [index, shared];
    }
  }
  return order;
}

/** The order after each of the largest functions was put beside those most like it, wherever that packs smaller. */
function tried(order, code, runs) {
  const sizeOf = (order) => gzipSync(Buffer.concat(order.map((index) => code[index])), { level: 9 }).length;
  const bySize = [...order].sort((one, other) => code[other].length - code[one].length);
  let [best, least] = [order, sizeOf(order)];
  for (const moved of bySize.slice(0, MOVED)) {
    const likeness = (index) => inCommon(runs[moved], runs[index]) / (runs[moved].size + runs[index].size + 1);
    const others = order.filter((index) => index !== moved).map((index) => [likeness(index), index]);
    others.sort(([one], [other]) => other - one);
    for (const [, beside] of others.slice(0, BESIDE)) {
      for (const after of [1, 0]) {
        const next = best.filter((index) => index !== moved);
        next.splice(next.indexOf(beside) + after, 0, moved);
        const size = sizeOf(next);
        if (size < least) [best, least] = [next, size];
      }
    }
  }
  return best;
}

function inCommon(one, other) {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  let both = 0;
  for (const run of few) if (many.has(run)) both++;
  return both;
}
