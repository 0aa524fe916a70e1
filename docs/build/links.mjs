// What a document of the project points at. The site is put together with it, and the tests look for dead links.
import { readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const read = (path) => readFileSync(join(root, path), "utf8");

const CODE = /^( *)```[^]*?^\1```$|`[^`\n]+`/gm;
const LINK = /(!?)\[([^\]]*)\]\(([^()\s]+(?:\([^()]*\))?)\)|(<(?:img|a)\b[^>]*?\b(?:src|href)=")([^"]+)(")/g;

/**
 * The text with `change(target)` in the place of every target that stands outside of code: undefined leaves it, null
 * leaves only the words of the link.
 */
export function relink(text, change) {
  const code = [];
  const bare = text.replace(CODE, (block) => `\u0000${code.push(block) - 1}\u0000`);
  const linked = bare.replace(LINK, (whole, mark, label, target, before, source, after) => {
    const changed = change(target ?? source);
    if (changed === undefined) return whole;
    if (before) return `${before}${changed}${after}`;
    return changed === null ? label : `${mark}[${label}](${changed})`;
  });
  return linked.replace(/\u0000(\d+)\u0000/g, (_, place) => code[place]);
}

/** Every link of a document: where it leads within the tree, and to which heading; `web` where it leads out of it. */
export function links(document) {
  const found = [];
  relink(read(document), (target) => {
    found.push({ target, ...resolve(document, target) });
  });
  return found;
}

/** The file of the tree that a target means, and the heading in it. */
export function resolve(document, target) {
  if (/^[a-z]+:/.test(target)) return { web: target };
  const [path, heading] = decodeURI(target).split("#");
  const file = path === "" ? document : posix.normalize(posix.join(dirname(document), path)).replace(/\/$/, "");
  return { file, heading };
}

/** The anchors of a document's headings, as GitHub and mdBook make them. */
export function anchors(document) {
  const lines = read(document).replace(/^( *)```[^]*?^\1```$/gm, "").matchAll(/^#{1,6} (.*)$/gm);
  const anchor = (heading) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replace(/\s/g, "-");
  return [...lines].map(([, heading]) => anchor(heading));
}

/** The fenced blocks of a document: language, text, and the line that it begins on. */
export function blocks(document) {
  const text = read(document);
  return [...text.matchAll(/^( *)```([\w-]*)\n([^]*?)^\1```$/gm)].map((match) => {
    const [, indent, kind, code] = match;
    const line = text.slice(0, match.index).split("\n").length;
    return { kind, text: code.replace(new RegExp(`^${indent}`, "gm"), ""), line };
  });
}
