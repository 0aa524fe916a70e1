// Writes SHA256SUMS beside what was packed, as `sha256sum --check` reads it; who has only Windows compares by eye with
// what `certutil -hashfile FILE SHA256` prints.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { version } from "./contents.mjs";

const out = new URL("out/", import.meta.url);
/** Of this version; what an earlier one left lies there too. */
const packed = readdirSync(out).filter((name) => /^jiuzhu-/.test(name) && /\.(zip|tgz|html|crate|whl|txt)$/.test(name) && name.includes(version));
const line = (name) => `${createHash("sha256").update(readFileSync(new URL(name, out))).digest("hex")}  ${name}\n`;
writeFileSync(new URL("SHA256SUMS", out), packed.sort().map(line).join(""));
console.log(`${fileURLToPath(new URL("SHA256SUMS", out))}: ${packed.join(" ")}`);
