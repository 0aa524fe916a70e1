/** What the worker does for those who put whole lists through the sieve. */

import { List } from "../../office/office.js";
import type { Desk, ListCalls, Work } from "./protocol.js";

/** Milliseconds of work between two looks at what was sent meanwhile. */
const STRETCH = 40;

export function listing(): Desk<ListCalls> {
  let list: List | undefined;
  const known = (): List => {
    if (!list) throw new Error("open_list was not called");
    return list;
  };
  return {
    open_list(_work, pack, asOf) {
      list?.free();
      list = undefined;
      list = new List(pack, asOf);
      return list.policy();
    },
    add_file: (_work, name, bytes) => known().add_file(name, new Uint8Array(bytes)),
    use_mapping: (_work, text) => known().use_mapping(text),
    correct: (_work, corrections) => known().correct(corrections),
    fold: (_work, kind, text, meaning) => known().fold(kind, text, meaning),
    mapping: () => known().mapping(),
    async screen(work) {
      const own = known();
      own.begin();
      if (await stepwise(work, () => own.step())) return own.result();
      own.forget();
      return undefined;
    },
    view: (_work, query) => known().view(query),
    page: (_work, from, count) => known().page(from, count),
    aside: (_work, from, count, furniture) => known().aside(from, count, furniture),
    person: (_work, place) => known().person(place),
    async hand_out(work, what, isWorkbook) {
      const own = known();
      own.export_begin(what, isWorkbook);
      return (await stepwise(work, () => own.export_step())) ? own.export_take() : undefined;
    },
  };
}

/** Steps until all is done, or nobody wants it any more; whether all is done. */
async function stepwise(work: Work, step: () => number | undefined): Promise<boolean> {
  for (;;) {
    const until = performance.now() + STRETCH;
    let done: number | undefined;
    do done = step();
    while (done !== undefined && performance.now() < until);
    if (done === undefined) return true;
    work.progress({ done, whole: 1000 });
    await new Promise((next) => setTimeout(next));
    if (work.isCancelled()) return false;
  }
}
