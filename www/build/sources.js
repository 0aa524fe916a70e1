// The packs as their authors wrote them, for those who write another; as .txt, which every server gives out.
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const POLICIES = fileURLToPath(new URL("../../policies", import.meta.url));
const INDEX = fileURLToPath(new URL("../public/packs/index.json", import.meta.url));
const YEAR = /-\d{4}$/;
/** Where they lie in the folder of the page. */
const FOLDER = "sources";

/**
 * Puts them there under names with their digests; gives the name of the file that has what all packs share, and where
 * the text of each lies, by the name of its file and by the packs that are compiled from it.
 */
export function putSources(dir, put) {
  const read = (name) => readFileSync(join(POLICIES, `${name}.toml`));
  mkdirSync(join(dir, FOLDER), { recursive: true });
  const names = readdirSync(POLICIES).flatMap((name) => name.match(/.+(?=\.toml$)/) ?? []);
  const files = Object.fromEntries(names.map((name) => [name, put(`${FOLDER}/${name}`, "txt", read(name))]));
  const { packs } = JSON.parse(readFileSync(INDEX, "utf8"));
  for (const { id } of packs) files[id] = files[sourceOf(id, names)];
  const [diseases, facts] = ["diseases", "facts"].map((name) => read(`common/${name}`).toString());
  return put(`${FOLDER}/index`, "json", JSON.stringify({ diseases, facts, files }));
}

/** The file that a pack is compiled from: of several in a file, each is called by the place and its first year. */
function sourceOf(id, files) {
  const place = id.replace(YEAR, "");
  const source = [id, place].find((name) => files.includes(name)) ?? files.find((name) => name.replace(YEAR, "") === place);
  if (!source) throw new Error(`no source of ${id}`);
  return source;
}
