/** 草稿: the text of a pack and everything that was done to it. One history for the form and for the text. */

export interface Patch {
  from: number;
  to: number;
  insert: string;
}

/** What was done in one go, and what takes it back. */
interface Change {
  patches: Patch[];
  back: Patch[];
  /** Changes of one group are taken back together. */
  group: number;
}

export interface Draft {
  text: string;
  past: Change[];
  future: Change[];
}

/** A draft, and the patches that led to it, one list after the other. */
export interface Moved {
  draft: Draft;
  done: Patch[][];
}

/** Older changes are forgotten. */
const MOST = 5000;

export function draftOf(text: string): Draft {
  return { text, past: [], future: [] };
}

/** Patches lie in order and apart, their places are those of the text before. */
export function apply(text: string, patches: readonly Patch[]): string {
  let out = "";
  let done = 0;
  for (const { from, to, insert } of patches) {
    out += text.slice(done, from) + insert;
    done = to;
  }
  return out + text.slice(done);
}

/** What leads from the text after the patches to the text before. */
export function inverse(text: string, patches: readonly Patch[]): Patch[] {
  let shift = 0;
  return patches.map(({ from, to, insert }) => {
    const at = from + shift;
    shift += insert.length - (to - from);
    return { from: at, to: at + insert.length, insert: text.slice(from, to) };
  });
}

export function change(draft: Draft, patches: Patch[], group: number): Draft {
  if (patches.length === 0) return draft;
  const back = inverse(draft.text, patches);
  const past = [...draft.past.slice(-MOST + 1), { patches, back, group }];
  return { text: apply(draft.text, patches), past, future: [] };
}

export function undo(draft: Draft): Moved {
  const done: Patch[][] = [];
  let { text, past, future } = draft;
  const group = past[past.length - 1]?.group;
  for (let last = past[past.length - 1]; last && last.group === group; last = past[past.length - 1]) {
    text = apply(text, last.back);
    done.push(last.back);
    past = past.slice(0, -1);
    future = [...future, last];
  }
  return { draft: { text, past, future }, done };
}

export function redo(draft: Draft): Moved {
  const done: Patch[][] = [];
  let { text, past, future } = draft;
  const group = future[future.length - 1]?.group;
  for (let next = future[future.length - 1]; next && next.group === group; next = future[future.length - 1]) {
    text = apply(text, next.patches);
    done.push(next.patches);
    future = future.slice(0, -1);
    past = [...past, next];
  }
  return { draft: { text, past, future }, done };
}

/** The one patch that leads from one text to another. */
export function difference(before: string, after: string): Patch[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let same = 0;
  while (same < most - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return [{ from, to: before.length - same, insert: after.slice(from, after.length - same) }];
}
