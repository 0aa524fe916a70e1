// The source as the kit brings it: every file of the tree that is not made from others.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @returns {string[]} paths below `root`, also where the tree is one that came with a kit and no repository */
export function source(root) {
  const names = existsSync(join(root, ".git"))
    ? execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean)
    : unpacked(root);
  return names.sort();
}

function unpacked(root) {
  const ignored = readFileSync(join(root, ".gitignore"), "utf8").trim().split("\n").map(pattern);
  const walk = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder + entry.name;
      if (ignored.some((made) => made.test(path))) return [];
      return entry.isDirectory() ? walk(`${path}/`) : [path];
    });
  return walk("");
}

/** A line of .gitignore: from the top where it begins with a slash, else anywhere. */
function pattern(line) {
  const body = line.replace(/^\//, "").replace(/[.+]/g, "\\$&").replace(/\*\*\//g, "\0").replace(/\*/g, "[^/]*").replace(/\0/g, "(?:.*/)?");
  return new RegExp(`^${line.startsWith("/") ? "" : "(?:.*/)?"}${body}$`);
}
