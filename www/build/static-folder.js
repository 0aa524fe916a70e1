// What Vite's own build leaves out: the extra script, the module, the style sheet, the page itself and its worker.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { marked } from "./charset.js";
import { classic } from "./classic.js";
import { EMBEDDING, embedding } from "./embedding.js";
import { placesScript } from "./places.js";
import { script, scripts } from "./script.js";
import { slipsScript } from "./slips.js";
import { putSources } from "./sources.js";
import { components, notices } from "./third-party.js";

const www = fileURLToPath(new URL("..", import.meta.url));
const PAGE = "index.html";
const STYLE = join(www, "src/page.css");
/** The notebook's page, with a script of its own. */
const DOOR = "liaison.html";
/** The page of those who write packs, likewise. */
const BENCH = "workbench.html";
/** The page for whole lists; what computes there is a module of its own, in a worker. */
const DESK = "roster.html";
/** Each page's worker, and the page's digest in it. */
const WORKERS = { [PAGE]: "sw.js", [DOOR]: "liaison-sw.js", [BENCH]: "workbench-sw.js" };
/** Whose words and works are in here, as their licences want it told. */
export const NOTICES = "THIRD-PARTY.txt";
/** How the pages are put on a home screen: each as itself. */
const MANIFESTS = ["manifest", "liaison", "roster", "workbench"].map((name) => `${name}.webmanifest`);
/** Where a compiled pack has its format. */
const FORMAT_AT = 4;
/** Where page and worker name their edition, which is the digest of both and of all other files. */
const BLANK = "{{edition}}";
/** Where the worker has the digest of its page, edition and all. */
const BLANK_SUM = "{{page}}";

export function staticFolder() {
  /** Scripts that are named in others, as the style sheet is: what looks for places, the names on their slips, and the core as JavaScript. */
  let beside;
  let names;
  const defined = () => ({ NAME_PLACES: JSON.stringify(names.places), NAME_SLIPS: JSON.stringify(names.slips), NAME_PLAIN: JSON.stringify(names.plain), NAME_SHEET: JSON.stringify(names.sheet), PACK_FORMAT: String(packFormat()) });
  return {
    name: "static-folder",
    apply: "build",
    async config() {
      beside = { places: await placesScript(), slips: await slipsScript(), plain: await script("src/plain-main.ts") };
      names = Object.fromEntries(Object.entries(beside).map(([name, code]) => [name, `jiuzhu-${name}-${digest(code)}.js`]));
      names.sheet = `page-${digest(readFileSync(STYLE))}.css`;
      return { define: defined() };
    },
    async writeBundle({ dir }, bundle) {
      const put = (stem, extension, content) => {
        const name = `${stem}-${digest(content)}.${extension}`;
        writeFileSync(join(dir, name), content);
        return name;
      };
      /** A script and those that it loads later, under names with their digests; gives the names, the first one's apart. */
      const inParts = (stem, code, parts) => {
        const named = parts.map(({ name, fileName, code }) => ({ name, fileName, put: put(`${stem}-${name}`, "js", marked(code)) }));
        const file = put(stem, "js", marked(named.reduce((text, { fileName, put }) => text.replace(fileName, put), code)));
        return { file, parts: named.map(({ name, put }) => ` data-${name}="./${put}"`).sort().reverse().join("") };
      };
      const taken = (pattern) => {
        const name = Object.keys(bundle).find((name) => pattern.test(name));
        const code = readFileSync(join(dir, name), "utf8");
        rmSync(join(dir, name));
        return { name: "later", fileName: name, code };
      };
      const page = inParts("jiuzhu", taken(/^jiuzhu-.*\.js$/).code, [taken(/^later-.*\.js$/)]);
      const index = `packs/index.${digest(readFileSync(join(dir, "packs/index.json")))}.json`;
      renameSync(join(dir, "packs/index.json"), join(dir, index));
      const module = put("jiuzhu", "wasm", readFileSync(join(www, "pkg/jiuzhu_bg.wasm")));
      for (const [name, code] of Object.entries(beside)) writeFileSync(join(dir, names[name]), code);
      const extras = put("jiuzhu-extras", "js", await script("src/extras-main.ts"));
      writeFileSync(join(dir, names.sheet), readFileSync(STYLE));
      // The other pages of the folder have their icon under its own name.
      const named = (name, text = readFileSync(join(dir, name))) => put(...name.split("."), text);
      const [small, large, icon] = ["icon-192.png", "icon-512.png", "icon.svg"].map((name) => [name, named(name)]);
      const renamed = (text, names) => names.reduce((all, [from, to]) => all.replaceAll(from, to), text);
      const manifests = MANIFESTS.map((name) => [name, named(name, renamed(readFileSync(join(dir, name), "utf8"), [small, large, icon]))]);
      const pageOf = (name, entry, { file, parts }, also = ` data-offline="${BLANK}" data-slips="./${names.slips}"${parts}`) =>
        renamed(marked(readFileSync(join(www, name), "utf8")), manifests)
          .replace(...icon)
          .replace(...small)
          .replace("./src/page.css", `./${names.sheet}`)
          .replace(`<script type="module" src="./${entry}"></script>`, `<script defer${also} src="./${file}"></script>`)
          .replace("pkg/jiuzhu_bg.wasm", module)
          .replace("jiuzhu-extras.js", extras)
          .replace("packs/index.json", index);
      const door = async (stem) => {
        const [first, ...rest] = await scripts(`src/${stem}/main.ts`, { define: defined(), plugins: [classic], format: "es" });
        return inParts(stem, first.code, rest.map(({ name, fileName, code }) => ({ name: name.replace(/-parts$/, ""), fileName, code })));
      };
      const notebook = await door("notebook");
      // A worker's script comes from the service worker in whose scope it lies, and that scope begins as the page is called.
      const reckoner = put(`${DOOR}-worker`, "js", await script("src/notebook/reckoner/worker.ts"));
      const bench = await door("workbench");
      const office = put("office", "wasm", readFileSync(join(www, "office/office_bg.wasm")));
      const helper = put(`${BENCH}-worker`, "js", await script("src/office/worker.ts"));
      const sources = putSources(dir, put);
      // Who goes from house to house has no network: the names of places are there from the first visit on.
      const pages = {
        [PAGE]: pageOf(PAGE, "src/main.ts", page),
        [DOOR]: pageOf(DOOR, "src/notebook/main.ts", notebook, ` data-offline="${BLANK}"${notebook.parts} data-worker="./${reckoner}" data-places="./${names.places}" data-slips="./${names.slips}"`),
        [BENCH]: pageOf(BENCH, "src/workbench/main.ts", bench).replace("office/office_bg.wasm", office).replace("office-worker.js", helper).replace("sources/index.json", sources),
      };
      for (const [name, page] of Object.entries(pages)) writeFileSync(join(dir, name), page);

      const desk = await door("roster");
      writeFileSync(join(dir, DESK), pageOf(DESK, "src/roster/main.ts", desk, `${desk.parts} data-worker="./${helper}" data-office="./${office}"`));

      writeFileSync(join(dir, NOTICES), await notices(await components({ office: true })));
      for (const name of MANIFESTS) rmSync(join(dir, name));
      rmSync(join(dir, "icon-512.png"));
      rmSync(join(dir, "icon-192.png"));
      await embedding(dir, { main: page.file, module, extras, index, ...names });

      for (const worker of Object.values(WORKERS)) rmSync(join(dir, worker), { force: true });
      // Worked cases are for those who check the packs, not for a phone; what a portal may change is not kept.
      const files = listFiles(dir).filter((file) => !/\.cases\.json$|^own\/|^config\.json$/.test(file) && ![...EMBEDDING, NOTICES].includes(file));
      const workerOf = (name) => script("src/worker/sw.ts", { EDITION: JSON.stringify(BLANK), SUM: JSON.stringify(BLANK_SUM), PAGE: JSON.stringify(name), ALONE: String(name !== PAGE) });
      const workers = await Promise.all(Object.keys(pages).map(workerOf));
      const edition = digest([...workers, ...files.map((file) => `${file} ${digest(readFileSync(join(dir, file)))}`)].join("\n"));
      for (const [at, [name, page]] of Object.entries(pages).entries()) {
        const stamped = page.replaceAll(BLANK, edition);
        writeFileSync(join(dir, name), stamped);
        writeFileSync(join(dir, WORKERS[name]), workers[at].replaceAll(BLANK, edition).replaceAll(BLANK_SUM, digest(stamped)));
      }
    },
  };
}

/** The format that the packs of this edition have, as it stands in each of them. */
function packFormat() {
  const packs = join(www, "public/packs");
  return readFileSync(join(packs, readdirSync(packs).find((name) => name.endsWith(".pack"))))[FORMAT_AT];
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
