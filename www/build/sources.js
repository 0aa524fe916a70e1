// The packs as their authors wrote them, for those who write another; as .txt, which every server gives out.
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const POLICIES = fileURLToPath(new URL("../../policies", import.meta.url));
const INDEX = fileURLToPath(new URL("../public/packs/index.json", import.meta.url));
const YEAR = /-\d{4}$/;
/** Where they lie in the folder of the page. */
export const SOURCES = "sources/";

export function putSources(dir) {
  for (const folder of ["", "common"]) {
    mkdirSync(join(dir, SOURCES, folder), { recursive: true });
    const names = readdirSync(join(POLICIES, folder)).filter((name) => name.endsWith(".toml"));
    for (const name of names) cpSync(join(POLICIES, folder, name), join(dir, SOURCES, folder, name.replace(/toml$/, "txt")));
  }
  const files = readdirSync(join(dir, SOURCES)).map((name) => name.replace(/\.txt$/, ""));
  const { packs } = JSON.parse(readFileSync(INDEX, "utf8"));
  const names = Object.fromEntries(packs.map(({ id }) => [id, sourceOf(id, files)]));
  writeFileSync(join(dir, SOURCES, "names.json"), JSON.stringify(names));
}

/** The file that a pack is compiled from: of several in a file, each is called by the place and its first year. */
function sourceOf(id, files) {
  const place = id.replace(YEAR, "");
  const source = [id, place].find((name) => files.includes(name)) ?? files.find((name) => name.replace(YEAR, "") === place);
  if (!source) throw new Error(`no source of ${id}`);
  return source;
}
