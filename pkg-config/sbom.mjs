// What is linked into the delivered files, as CycloneDX: crates of the module by Cargo, npm packages of the page by
// their lock file. Tools that only build are not delivered and not listed.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** @returns {object} the bill of materials of the tree at `root` */
export function sbom(root, version) {
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: { type: "application", name: "jiuzhu", version, licenses: [{ expression: "Apache-2.0 OR MIT" }] } },
    components: [...crates(root), ...npm(root)].sort((left, right) => (left.purl < right.purl ? -1 : 1)),
  };
}

function crates(root) {
  const linked = execFileSync("cargo", ["tree", "--locked", "--offline", "--target", "wasm32-unknown-unknown", "--edges", "normal", "--prefix", "none", "--format", "{p}|{l}"], { cwd: root, encoding: "utf8" });
  const lock = readFileSync(join(root, "Cargo.lock"), "utf8");
  const found = new Map();
  for (const line of linked.trim().split("\n")) {
    const [, name, version, licence] = line.match(/^(\S+) v(\S+)[^|]*\|(.*?)(?: \(\*\))?$/) ?? [];
    if (!name || name === "jiuzhu") continue;
    const checksum = lock.match(new RegExp(`name = "${name}"\\nversion = "${version.replace(/[.+]/g, "\\$&")}"\\n[^[]*checksum = "([0-9a-f]{64})"`))?.[1];
    found.set(name, component(`pkg:cargo/${name}@${version}`, name, version, licence, checksum && { alg: "SHA-256", content: checksum }));
  }
  return [...found.values()];
}

function npm(root) {
  const { packages } = JSON.parse(readFileSync(join(root, "www/package-lock.json"), "utf8"));
  return Object.entries(packages)
    .filter(([path, entry]) => path !== "" && !entry.dev && !/^node_modules\/@types\//.test(path))
    .map(([path, entry]) => {
      const name = path.replace(/^.*node_modules\//, "");
      const digest = Buffer.from(entry.integrity.replace(/^sha512-/, ""), "base64").toString("hex");
      return component(`pkg:npm/${name.replace("@", "%40")}@${entry.version}`, name, entry.version, entry.license, { alg: "SHA-512", content: digest });
    });
}

function component(purl, name, version, licence, hash) {
  return { type: "library", name, version, purl, licenses: [{ expression: licence.replace(/\//g, " OR ") }], ...(hash ? { hashes: [hash] } : {}) };
}
