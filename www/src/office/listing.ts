/** What the worker does for those who put whole lists through the sieve. */

import { List } from "../../office/office.js";
import type { Desk, ListCalls, ListResult, WhatIfResult, Work } from "./protocol.js";

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
      if (await stepwise(work, own)) return own.outcome() as ListResult;
      own.forget();
      return undefined;
    },
    view: (_work, query) => known().view(query),
    page: (_work, changes, from, count) => known().page(changes, from, count),
    async what_if(work, pack, figures) {
      const own = known();
      own.what_if(pack, figures);
      const soFar = (): WhatIfResult => own.outcome() as WhatIfResult;
      return (await stepwise(work, own, soFar)) ? soFar() : undefined;
    },
    aside: (_work, from, count, furniture) => known().aside(from, count, furniture),
    person: (_work, place, changes) => known().person(place, changes),
    async hand_out(work, what, isWorkbook) {
      const own = known();
      own.hand_out(what, isWorkbook);
      return (await stepwise(work, own)) ? (own.outcome() as Uint8Array) : undefined;
    },
  };
}

/**
 * Steps until all is done, or nobody wants it any more; whether all is done. What has come of it is told after the first
 * stretch, and then each time that twice as much is done.
 */
async function stepwise(work: Work, list: List, soFar?: () => unknown): Promise<boolean> {
  let told = 0;
  for (;;) {
    const until = performance.now() + STRETCH;
    let done: number | undefined;
    do done = list.step();
    while (done !== undefined && performance.now() < until);
    if (done === undefined) return true;
    const tells = soFar !== undefined && done > 2 * told;
    if (tells) told = done;
    work.progress({ done, whole: 1000, ...(tells ? { soFar: soFar() } : {}) });
    await new Promise((next) => setTimeout(next));
    if (work.isCancelled()) return false;
  }
}
