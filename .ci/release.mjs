// What a release needs to know, from the files that say it.
//   node .ci/release.mjs check TAG REPOSITORY   all that keeps this tag from being released from this repository
//   node .ci/release.mjs notes VERSION          what CHANGELOG.md says of the version, for the release's page
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CHANGELOGS = ["CHANGELOG.md", "pkg-config/CHANGELOG.md"];
const read = (root) => (path) => readFileSync(join(root, path), "utf8");

/** A line `name = "value"` of the package's own table in Cargo.toml. */
export function stated(cargo, name) {
  const own = cargo.split(/^\[(?!package\])/m)[0];
  return own.match(new RegExp(`^${name} = "([^"]*)"$`, "m"))?.[1];
}

/** The heading and the text of a version in a changelog; nothing where it has none. */
export function section(changelog, version) {
  const parts = changelog.split(/^(?=## )/m).slice(1);
  const found = parts.find((part) => part.slice(3).match(/^[\w.+-]+/)?.[0] === version);
  if (!found) return undefined;
  const end = found.indexOf("\n");
  return { heading: found.slice(3, end), text: `${found.slice(end).trim()}\n` };
}

/** Everything that keeps `tag` from being released from `repository`, an address like https://github.com/owner/name. */
export function hindrances(root, tag, repository) {
  const file = read(root);
  const cargo = file("Cargo.toml");
  const [version, address] = ["version", "repository"].map((name) => stated(cargo, name));
  const found = [];
  if (tag !== `v${version}`) found.push(`the tag is ${tag}, but Cargo.toml says version ${version}: v${version}`);
  if (address !== repository) found.push(`this is ${repository}, but Cargo.toml says repository ${address}`);
  for (const name of CHANGELOGS) {
    const heading = section(file(name), version)?.heading;
    if (heading === undefined) found.push(`${name} has no section ${version}`);
    else if (!/\d{4}-\d{2}-\d{2}/.test(heading)) found.push(`${name} gives ${version} no day: “${heading}”`);
  }
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [verb, ...words] = process.argv.slice(2);
  if (verb === "check" && words.length === 2) {
    const found = hindrances(ROOT, ...words);
    for (const hindrance of found) console.error(hindrance);
    process.exitCode = found.length > 0 ? 1 : 0;
  } else if (verb === "notes" && words.length === 1) {
    const notes = section(read(ROOT)("CHANGELOG.md"), words[0]);
    if (!notes) throw new Error(`CHANGELOG.md has no section ${words[0]}`);
    process.stdout.write(notes.text);
  } else throw new Error("usage: node .ci/release.mjs check TAG REPOSITORY, or node .ci/release.mjs notes VERSION");
}
