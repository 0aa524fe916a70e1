// Gathers the chapters of the site: `make docs`. Those that stand elsewhere in the tree are not repeated in docs/ but
// taken from their own place; a link to a file that is no chapter leads to the repository, where Cargo.toml names one,
// and is plain text otherwise.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { links, read, relink, resolve, root } from "./links.mjs";

const out = join(root, "docs/out");
const SUMMARY = "docs/SUMMARY.md";

const chapters = [SUMMARY, ...new Set(links(SUMMARY).map((link) => link.file))];
const repository = /^repository = "(.*)"$/m.exec(read("Cargo.toml"))?.[1];

/** A chapter's name in the site, whose folder is flat and whose first page is the project's README. */
function nameOf(file) {
  return file === "docs/README.md" ? "start.md" : file.replace(/^(docs\/|\.)/, "").replaceAll("/", "-");
}

function inSite(document, target) {
  const { web, file, heading } = resolve(document, target);
  if (web) return undefined;
  if (chapters.includes(file)) return `${nameOf(file)}${heading ? `#${heading}` : ""}`;
  if (file.startsWith("docs/pictures/")) return posix.relative("docs", file);
  return repository ? `${repository}/blob/main/${file}` : null;
}

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "src"), { recursive: true });
for (const file of chapters) {
  writeFileSync(join(out, "src", nameOf(file)), relink(read(file), (target) => inSite(file, target)));
}
cpSync(join(root, "docs/pictures"), join(out, "src/pictures"), { recursive: true });
execFileSync("mdbook", ["build", join(root, "docs")], { stdio: ["ignore", "ignore", "inherit"] });

// The site loads nothing from anywhere else either.
const site = join(out, "site");
const FOREIGN = /<(?:script|link|img|iframe)\b[^>]*(?:src|href)="(?:https?:)?\/\/[^"]*"/;
for (const name of readdirSync(site).filter((file) => file.endsWith(".html"))) {
  const foreign = FOREIGN.exec(readFileSync(join(site, name), "utf8"));
  if (foreign) throw new Error(`${name} loads from elsewhere: ${foreign[0]}`);
}
console.log(`docs/out/site/index.html, ${chapters.length - 1} chapters`);
