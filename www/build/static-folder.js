// What Vite's own build leaves out: the extra script, the module, the style sheet, the page itself and its worker.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { marked } from "./charset.js";
import { EMBEDDING, embedding } from "./embedding.js";
import { script } from "./script.js";

const www = fileURLToPath(new URL("..", import.meta.url));
const PAGE = "index.html";
const WORKER = "sw.js";
/** Where page and worker name their edition, which is the digest of both and of all other files. */
const BLANK = "{{edition}}";

export function staticFolder() {
  return {
    name: "static-folder",
    apply: "build",
    async writeBundle({ dir }, bundle) {
      const main = Object.keys(bundle).find((name) => /^jiuzhu-.*\.js$/.test(name));
      const put = (stem, extension, content) => {
        const name = `${stem}-${digest(content)}.${extension}`;
        writeFileSync(join(dir, name), content);
        return name;
      };
      const index = `packs/index.${digest(readFileSync(join(dir, "packs/index.json")))}.json`;
      renameSync(join(dir, "packs/index.json"), join(dir, index));
      const module = put("jiuzhu", "wasm", readFileSync(join(www, "pkg/jiuzhu_bg.wasm")));
      const extras = put("jiuzhu-extras", "js", await script("src/extras-main.ts"));
      const style = put("page", "css", readFileSync(join(www, "src/page.css")));
      writeFileSync(join(dir, main), marked(bundle[main].code));
      const page = marked(readFileSync(join(www, PAGE), "utf8"))
        .replace("./src/page.css", `./${style}`)
        .replace('<script type="module" src="./src/main.ts"></script>', `<script defer data-offline="${BLANK}" src="./${main}"></script>`)
        .replace("pkg/jiuzhu_bg.wasm", module)
        .replace("jiuzhu-extras.js", extras)
        .replace("packs/index.json", index);
      writeFileSync(join(dir, PAGE), page);

      await embedding(dir, { main, module, extras, index });

      rmSync(join(dir, WORKER), { force: true });
      // Worked cases are for those who check the packs, not for a phone; what a portal may change is not kept.
      const files = listFiles(dir).filter((file) => !/\.cases\.json$|^own\/|^config\.json$/.test(file) && !EMBEDDING.includes(file));
      // Those in packs/ are named by the index.
      const named = files.filter((file) => file !== PAGE && !file.startsWith("packs/"));
      const worker = await script("src/worker/sw.ts", { EDITION: JSON.stringify(BLANK), FILES: JSON.stringify(named), INDEX: JSON.stringify(index) });
      const edition = digest([worker, ...files.map((file) => `${file} ${digest(readFileSync(join(dir, file)))}`)].join("\n"));
      for (const [name, text] of [[PAGE, page], [WORKER, worker]]) writeFileSync(join(dir, name), text.replaceAll(BLANK, edition));
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
