// The sizes of what is delivered, beside what budget.json allows. Held by tests/budget.test.mjs, shown on pull requests
// by .ci/sizes.mjs.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** @returns {object} what `root` allows itself */
export const budgetOf = (root) => JSON.parse(readFileSync(join(root, "pkg-config/budget.json"), "utf8"));

/** The files under `root` that a pattern names; in the last part `*` stands for anything and `?` for any character. */
export function matching(root, pattern) {
  const cut = pattern.lastIndexOf("/") + 1;
  const [folder, last] = [pattern.slice(0, cut), pattern.slice(cut)];
  const parts = last.split("*").map((part) => part.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\?/g, "."));
  const names = new RegExp(`^${parts.join(".*")}$`);
  return readdirSync(join(root, folder))
    .filter((name) => names.test(name))
    .map((name) => folder + name);
}

/** Bytes of all these files together, as they are and each packed by itself. */
export function sizeOf(root, files) {
  const contents = files.map((file) => readFileSync(join(root, file)));
  const sum = (sizes) => sizes.reduce((total, size) => total + size, 0);
  return { raw: sum(contents.map((bytes) => bytes.length)), gzip: sum(contents.map(packed)) };
}

/** The files that a first answer always loads, and its bytes with gzip: theirs, and those of the largest pack. */
export function firstAnswer(root, { files, one }) {
  const found = files.map((pattern) => [pattern, matching(root, pattern)]);
  const last = Math.max(...matching(root, one).map((file) => sizeOf(root, [file]).gzip));
  return { found, gzip: sizeOf(root, found.flatMap(([, names]) => names)).gzip + last };
}

const packed = (bytes) => gzipSync(bytes, { level: 9 }).length;
