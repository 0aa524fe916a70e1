/** A file of JSON, read as it was meant or not at all: what was saved in another encoding would show as rubbish. */

/** @throws TypeError where it is not in UTF-8, SyntaxError where it is no JSON */
export function parseFile(bytes: ArrayBuffer): unknown {
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
}
