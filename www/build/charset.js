// Scripts and pages that read alike on a page of GBK, from a server that names no encoding, and from one that names a
// wrong one.

/** Before all else in a file, it says UTF-8, and goes before what a page or a server says. */
const MARK = "\ufeff";

/** A backslash that stands before another letter than those of ASCII would meet the one that is put in its place. */
const ESCAPED = /(?<!\\)(?:\\\\)*\\[^\0-\x7f]/;

/** @param {string} code of a script without tagged templates that look at their raw text */
export function inAscii(code) {
  if (ESCAPED.test(code)) throw new Error(`a backslash before a letter: ${code.match(ESCAPED)[0]}`);
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** For pages, and for scripts whose many words would grow too long. */
export function marked(text) {
  return MARK + text;
}

/** For bundles: the same as `inAscii`, chunk by chunk. */
export const asciiChunks = {
  name: "ascii-chunks",
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) if (chunk.type === "chunk") chunk.code = inAscii(chunk.code);
  },
};
