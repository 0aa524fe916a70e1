// Like beside like. Packing finds again only what stands nearby, so after each function comes the one that has most in
// common with it.
import binaryen from "binaryen";

/** The section of a module that has the code, and of how many bytes the runs are by which functions are likened. */
const [CODE, RUN] = [10, 4];

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
  for (const index of orderOf(codeOf(Buffer.from(module.emitBinary())).map(runsOf))) {
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

function inCommon(one, other) {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  let both = 0;
  for (const run of few) if (many.has(run)) both++;
  return both;
}
