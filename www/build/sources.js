// The packs as their authors wrote them, for those who write another; as .txt, which every server gives out.
import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const POLICIES = fileURLToPath(new URL("../../policies", import.meta.url));
/** Where they lie in the folder of the page. */
export const SOURCES = "sources/";

export function putSources(dir) {
  for (const folder of ["", "common"]) {
    mkdirSync(join(dir, SOURCES, folder), { recursive: true });
    const names = readdirSync(join(POLICIES, folder)).filter((name) => name.endsWith(".toml"));
    for (const name of names) cpSync(join(POLICIES, folder, name), join(dir, SOURCES, folder, name.replace(/toml$/, "txt")));
  }
}
