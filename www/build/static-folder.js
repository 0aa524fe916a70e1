// What Vite's own build leaves out: the extra script, the module, the style sheet, the page itself and its worker.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { marked } from "./charset.js";
import { EMBEDDING, embedding } from "./embedding.js";
import { placesScript } from "./places.js";
import { script } from "./script.js";
import { notices } from "./third-party.js";

const www = fileURLToPath(new URL("..", import.meta.url));
const PAGE = "index.html";
const WORKER = "sw.js";
/** Whose words and works are in here, as their licences want it told. */
export const NOTICES = "THIRD-PARTY.txt";
const MANIFEST = "manifest.webmanifest";
/** Where page and worker name their edition, which is the digest of both and of all other files. */
const BLANK = "{{edition}}";
/** Where the worker has the digest of the page, edition and all. */
const BLANK_SUM = "{{page}}";

export function staticFolder() {
  let places;
  let found;
  return {
    name: "static-folder",
    apply: "build",
    // The page's script names the one that looks for places.
    async config() {
      found = await placesScript();
      places = `jiuzhu-places-${digest(found)}.js`;
      return { define: { NAME_PLACES: JSON.stringify(places) } };
    },
    async writeBundle({ dir }, bundle) {
      const put = (stem, extension, content) => {
        const name = `${stem}-${digest(content)}.${extension}`;
        writeFileSync(join(dir, name), content);
        return name;
      };
      const built = Object.keys(bundle).find((name) => /^jiuzhu-.*\.js$/.test(name));
      const part = Object.keys(bundle).find((name) => /^later-.*\.js$/.test(name));
      const later = put("jiuzhu-later", "js", marked(readFileSync(join(dir, part), "utf8")));
      const main = put("jiuzhu", "js", marked(readFileSync(join(dir, built), "utf8").replace(part, later)));
      for (const name of [built, part].filter((name) => name !== main)) rmSync(join(dir, name));
      const index = `packs/index.${digest(readFileSync(join(dir, "packs/index.json")))}.json`;
      renameSync(join(dir, "packs/index.json"), join(dir, index));
      const module = put("jiuzhu", "wasm", readFileSync(join(www, "pkg/jiuzhu_bg.wasm")));
      writeFileSync(join(dir, places), found);
      const extras = put("jiuzhu-extras", "js", await script("src/extras-main.ts"));
      const style = put("page", "css", readFileSync(join(www, "src/page.css")));
      // The other pages of the folder have their icon under its own name.
      const named = (name, text = readFileSync(join(dir, name))) => put(...name.split("."), text);
      const [small, large, icon] = ["icon-192.png", "icon-512.png", "icon.svg"].map((name) => [name, named(name)]);
      const manifest = [small, large, icon].reduce((text, [from, to]) => text.replaceAll(from, to), readFileSync(join(dir, MANIFEST), "utf8"));
      const page = marked(readFileSync(join(www, PAGE), "utf8"))
        .replace(MANIFEST, named(MANIFEST, manifest))
        .replace(...icon)
        .replace(...small)
        .replace("./src/page.css", `./${style}`)
        .replace('<script type="module" src="./src/main.ts"></script>', `<script defer data-offline="${BLANK}" data-later="./${later}" src="./${main}"></script>`)
        .replace("pkg/jiuzhu_bg.wasm", module)
        .replace("jiuzhu-extras.js", extras)
        .replace("packs/index.json", index);
      writeFileSync(join(dir, PAGE), page);

      writeFileSync(join(dir, NOTICES), await notices());
      rmSync(join(dir, MANIFEST));
      rmSync(join(dir, "icon-512.png"));
      rmSync(join(dir, "icon-192.png"));
      await embedding(dir, { main, module, extras, places, index });

      rmSync(join(dir, WORKER), { force: true });
      // Worked cases are for those who check the packs, not for a phone; what a portal may change is not kept.
      const files = listFiles(dir).filter((file) => !/\.cases\.json$|^own\/|^config\.json$/.test(file) && ![...EMBEDDING, NOTICES].includes(file));
      const worker = await script("src/worker/sw.ts", { EDITION: JSON.stringify(BLANK), SUM: JSON.stringify(BLANK_SUM) });
      const edition = digest([worker, ...files.map((file) => `${file} ${digest(readFileSync(join(dir, file)))}`)].join("\n"));
      const stamped = page.replaceAll(BLANK, edition);
      writeFileSync(join(dir, PAGE), stamped);
      writeFileSync(join(dir, WORKER), worker.replaceAll(BLANK, edition).replaceAll(BLANK_SUM, digest(stamped)));
    },
  };
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}

export function digest(content) {
  return createHash("sha256").update(content).digest("hex").slice(0, 8);
}
