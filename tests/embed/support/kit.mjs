// The kit as a portal has it: the zip, unpacked.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { version } from "../../../pkg-config/contents.mjs";
import { folder } from "./site.mjs";

const { unzipSync } = createRequire(new URL("../../../www/package.json", import.meta.url))("fflate");
const name = `jiuzhu-kit-${version}`;

export const archive = fileURLToPath(new URL(`../../../pkg-config/out/${name}.zip`, import.meta.url));

export function unpack() {
  const place = folder();
  const files = unzipSync(readFileSync(archive));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(place.path, path)), { recursive: true });
    writeFileSync(join(place.path, path), content);
  }
  return { path: join(place.path, name), names: Object.keys(files).map((path) => path.slice(name.length + 1)), remove: place.remove };
}

/** The blocks of code of the kit's README, and those of one kind. */
export const blocks = [...readFileSync(new URL("../../../pkg-config/KIT.md", import.meta.url), "utf8").matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, kind, code]) => ({ kind, code }));
export const of = (kind) => blocks.filter((block) => block.kind === kind).map((block) => block.code);
