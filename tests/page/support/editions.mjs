// A site of a test's own, and editions that follow the one that was built.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32 } from "node:zlib";
import { dist } from "./browser.mjs";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const PAGE = "index.html";
const digest = (text) => createHash("sha256").update(text).digest("hex").slice(0, 8);
const stampOf = (folder) => readFileSync(join(folder, PAGE), "utf8").match(/data-offline="(\w+)"/)[1];

/** The built site in a folder that may be changed. */
export function copyOfSite(site = dist) {
  const folder = mkdtempSync(join(tmpdir(), "jiuzhu-"));
  cpSync(site, folder, { recursive: true });
  return { folder, stamp: stampOf(folder), remove: () => rmSync(folder, { recursive: true }) };
}

/** The packs of a small site. */
const FEW = /^(qingshen-2014|beijing-.*|national-2026|wuhan-2023)$/;

/** An edition of the built site that has few packs: what a worker fetches and digests is the same, but for how many. */
export function smallSite() {
  const small = copyOfSite();
  const stamp = restamp(small, (text) => {
    const index = JSON.parse(text);
    const gone = index.packs.filter(({ id }) => !FEW.test(id));
    for (const { file, cases } of gone) for (const name of [file, cases]) rmSync(join(small.folder, "packs", name), { force: true });
    return JSON.stringify({ ...index, packs: index.packs.filter((pack) => !gone.includes(pack)) });
  });
  return { ...small, stamp };
}

/** Changes the list of packs of an edition, and with it all that names it; says what the edition is called then. */
function restamp({ folder, stamp: was }, change) {
  const at = (name) => join(folder, name);
  const list = readdirSync(at("packs")).find((name) => name.startsWith("index."));
  const text = change(readFileSync(at(`packs/${list}`), "utf8"));
  const newList = `index.${digest(text)}.json`;
  rmSync(at(`packs/${list}`));
  writeFileSync(at(`packs/${newList}`), text);
  const stamp = digest(newList);
  const workers = { [PAGE]: "sw.js", "liaison.html": "liaison-sw.js" };
  const sums = Object.keys(workers).map((name) => digest(readFileSync(at(name))));
  for (const name of readdirSync(folder).filter((file) => /\.(html|js)$/.test(file))) {
    writeFileSync(at(name), readFileSync(at(name), "utf8").replaceAll(list, newList).replaceAll(was, stamp));
  }
  for (const [index, [name, worker]] of Object.entries(workers).entries()) {
    writeFileSync(at(worker), readFileSync(at(worker), "utf8").replaceAll(sums[index], digest(readFileSync(at(name)))));
  }
  return stamp;
}

/** What a pack begins with: what it is, and the digest of all that follows; then a checksum of the rest. */
const PACK_HEAD = 37;
const CHECKSUM = 4;

/** A pack with another word in it, and the name that its content gives it. */
function changed(name, bytes) {
  const at = bytes.indexOf("青神县", PACK_HEAD);
  bytes.write("清", at);
  bytes.writeUInt32LE(crc32(bytes.subarray(PACK_HEAD + CHECKSUM)), PACK_HEAD);
  const sum = createHash("sha256").update(bytes.subarray(PACK_HEAD)).digest();
  sum.copy(bytes, PACK_HEAD - sum.length);
  return { renamed: name.replace(/\.\w{8}\./, `.${sum.toString("hex").slice(0, 8)}.`), digest: sum.toString("hex").slice(0, 16) };
}

/** The edition after that of `site`, in a folder of its own: a place has another name, and its pack is another. */
export function nextEdition(site) {
  const next = copyOfSite(site);
  const at = (name) => join(next.folder, "packs", name);
  const pack = readdirSync(at("")).find((name) => /^qingshen-2014\..*\.pack$/.test(name));
  const bytes = readFileSync(at(pack));
  const { renamed, digest: sum } = changed(pack, bytes);
  rmSync(at(pack));
  writeFileSync(at(renamed), bytes);
  const entry = new RegExp(`"digest":"\\w+","file":"${pack}"`);
  const stamp = restamp(next, (text) => text.replace(entry, `"digest":"${sum}","file":"${renamed}"`).replaceAll("青神县", "新版的青神县"));
  return { ...next, stamp };
}

/**
 * Other rules of a place, as where an office has changed a figure: compiled, with a folder in which the prompt finds them.
 * Of the worked examples, which say what the figures were, the first stay.
 */
export function otherRules(id, was, becomes) {
  const folder = mkdtempSync(join(tmpdir(), "jiuzhu-rules-"));
  const [policies, packs] = ["policies", "packs"].map((name) => join(folder, name));
  cpSync(join(repository, "policies/common"), join(policies, "common"), { recursive: true });
  const text = readFileSync(join(repository, "policies", `${id}.toml`), "utf8");
  const [head, first] = text.split("[[cases]]");
  writeFileSync(join(policies, `${id}.toml`), `${head}[[cases]]${first}`.replace(was, becomes));
  execFileSync(process.env.JIUZHU, ["compile", policies, "--out", packs]);
  const [entry] = JSON.parse(readFileSync(join(packs, "index.json"), "utf8")).packs;
  return { policies, packs, entry, remove: () => rmSync(folder, { recursive: true }) };
}

/** The edition after that of `site`, in a folder of its own, with other rules of one place. */
export function editionWith(site, { packs, entry }) {
  const next = copyOfSite(site);
  for (const name of [entry.file, entry.cases]) cpSync(join(packs, name), join(next.folder, "packs", name));
  const stamp = restamp(next, (text) => {
    const index = JSON.parse(text);
    return JSON.stringify({ ...index, packs: index.packs.map((pack) => (pack.id === entry.id ? entry : pack)) });
  });
  return { ...next, stamp };
}

/** Puts an edition in the place of the one that a site has, of which nothing is left but, where told, one file that comes later. */
export function publish(edition, site, later) {
  const left = later && readFileSync(join(site, later));
  rmSync(site, { recursive: true });
  cpSync(edition.folder, site, { recursive: true });
  if (later) writeFileSync(join(site, later), left);
}
