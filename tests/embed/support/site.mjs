// Sites to embed in: a folder of host pages beside the built calculator, and a second origin where one is needed.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CSP, serve } from "../../../www/serve.mjs";

export const dist = fileURLToPath(new URL("../../../www/dist", import.meta.url));
const hosts = fileURLToPath(new URL("../hosts", import.meta.url));

/** A folder of its own; `remove()` takes it away. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), "jiuzhu-embed-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The calculator as a portal holds it, with the settings that the test needs. */
export function putCalculator(to, settings = {}, from = dist) {
  cpSync(from, to, { recursive: true });
  const config = JSON.parse(readFileSync(join(to, "config.json"), "utf8"));
  writeFileSync(join(to, "config.json"), JSON.stringify({ ...config, ...settings }));
}

/**
 * The host pages, byte by byte, since not all are of UTF-8; `{{name}}` stands for what the test knows only when its
 * servers run.
 */
export function putHosts(to, blanks = {}) {
  for (const name of readdirSync(hosts)) {
    const text = readFileSync(join(hosts, name), "latin1").replace(/\{\{(\w+)\}\}/g, (whole, blank) => blanks[blank] ?? whole);
    writeFileSync(join(to, name), text, "latin1");
  }
}

/** What a portal that frames the calculator from `from` sends for its own pages. */
function portalPolicy(from) {
  return `default-src 'none'; script-src 'self' ${from}; style-src 'self'; img-src data:; frame-src 'self' ${from}; frame-ancestors 'self'; base-uri 'none'; form-action 'none'`;
}

/**
 * A portal with the calculator under /jiuzhu/ and, when asked, a second site that has only the calculator.
 *
 * @param {object} [options]
 * @param {boolean} [options.apart] the calculator lies on the second site
 * @param {boolean} [options.listed] the second site lists the portal
 * @param {object} [options.settings] for config.json
 * @param {(listed: object[]) => unknown[]} [options.parents] what the second site lists, made from the portal's own entry
 * @param {string} [options.charset] what the portal says of every text
 * @param {Buffer} [options.raw] the config.json of the second site as it stands
 */
export async function sites({ apart = false, listed = true, settings = {}, parents = (own) => own, raw, charset } = {}) {
  const portal = folder();
  const other = apart ? folder() : undefined;
  // The header would keep a stranger out by itself; left open here, so that the page's own check is what is tested.
  const otherServer = other && (await serve({ root: other.path, headers: { "content-security-policy": CSP.replace("frame-ancestors 'self'", "frame-ancestors *") } }));
  const policy = otherServer ? portalPolicy(new URL(otherServer.url).origin) : CSP;
  const portalServer = await serve({ root: portal.path, charset, headers: { "content-security-policy": policy } });
  const portalOrigin = new URL(portalServer.url).origin;
  if (other) putCalculator(other.path, { ...settings, parents: parents(listed ? [{ origin: portalOrigin, name: "某县人民政府" }] : []) });
  else putCalculator(join(portal.path, "jiuzhu"), settings);
  if (raw) writeFileSync(join(other.path, "config.json"), raw);
  putHosts(portal.path, { kit: otherServer?.url ?? "/jiuzhu/", origin: otherServer ? new URL(otherServer.url).origin : portalOrigin });
  return {
    url: portalServer.url,
    origin: portalOrigin,
    folder: portal.path,
    kit: otherServer?.url ?? `${portalServer.url}jiuzhu/`,
    async close() {
      await portalServer.close();
      await otherServer?.close();
      portal.remove();
      other?.remove();
    },
  };
}
