// A static file server for `make run` and the tests: one folder, the headers a careful portal sends, nothing else.
//
//   node serve.mjs [FOLDER] [--port 8080] [--host 127.0.0.1] [--base /path/] [--no-wasm-type]
import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { pipeline } from "node:stream";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createGzip } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".woff2": "font/woff2",
  ".xhtml": "application/xhtml+xml",
};

/**
 * The policy that the page must live with. Lit makes its templates through the Trusted Types policy `lit-html`;
 * `jiuzhu` is for the script addresses it puts in itself, `jiuzhu-embed` for that of the loader.
 */
export const CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "font-src 'none'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html jiuzhu jiuzhu-embed",
].join("; ");

/**
 * Serves `root` until `close()`.
 *
 * @param {object} options
 * @param {string} options.root the folder
 * @param {number} [options.port] 0 takes any free port
 * @param {string} [options.host]
 * @param {string} [options.base] the path under which the folder appears, as on a portal's sub-path
 * @param {Record<string, string | null>} [options.headers] replaces headers by lower-case name; null leaves one out
 * @param {string[]} [options.unmapped] endings of files that are not given out, as IIS does with those it has no type for
 * @param {boolean} [options.wasmType] false: `.wasm` goes out as an unknown file, as from an old portal
 * @param {string} [options.charset] what is said of every text, be it true or not; empty: nothing
 * @returns {Promise<{url: string, port: number, close: () => Promise<void>}>}
 */
export async function serve({ root, port = 0, host = "127.0.0.1", base = "/", headers = {}, ...told }) {
  const { unmapped = [], wasmType = true, charset = "utf-8" } = told;
  const folder = await realpath(root);
  const prefix = `/${base.replace(/^\/+|\/+$/g, "")}/`.replace("//", "/");
  const fixed = {
    "cache-control": "no-cache",
    "content-security-policy": CSP,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    ...headers,
  };

  const server = createServer(async (request, response) => {
    for (const [name, value] of Object.entries(fixed)) {
      if (value !== null) response.setHeader(name, value);
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("allow", "GET, HEAD");
      return refuse(response, 405, "method not allowed");
    }
    const path = request.url.split(/[?#]/, 1)[0];
    if (path === prefix.slice(0, -1)) {
      response.setHeader("location", prefix);
      return refuse(response, 301, "moved");
    }
    const file = path.startsWith(prefix) && (await find(folder, path.slice(prefix.length)));
    if (!file || unmapped.includes(extname(file.file))) return refuse(response, 404, "not found");
    send(request, response, file, { wasmType, charset });
  });

  await new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, host, done);
  });
  const actual = server.address().port;
  return {
    url: `http://${host}:${actual}${prefix}`,
    port: actual,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** The file for a request path below the prefix, or undefined: never one outside the folder. */
async function find(folder, path) {
  try {
    const wanted = resolve(folder, `.${sep}${decodeURIComponent(path)}`);
    // The real path, so that a link out of the folder does not lead out either.
    let file = await realpath(wanted);
    if (path === "" || path.endsWith("/")) file = await realpath(join(file, "index.html"));
    if (!file.startsWith(folder + sep)) return undefined;
    const { mtimeMs, size } = await stat(file).then((found) => (found.isFile() ? found : Promise.reject(found)));
    return { file, size, tag: `W/"${size.toString(36)}-${mtimeMs.toString(36)}"` };
  } catch {
    return undefined;
  }
}

function send(request, response, { file, size, tag }, { wasmType, charset }) {
  const extension = extname(file);
  const known = extension === ".wasm" && !wasmType ? undefined : TYPES[extension];
  const type = known ?? "application/octet-stream";
  const text = /^(text\/|application\/json|application\/manifest|image\/svg)/.test(type);
  const zipped = text && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  response.setHeader("content-type", type.replace("; charset=utf-8", charset && `; charset=${charset}`));
  if (text) response.setHeader("vary", "accept-encoding");
  response.setHeader("etag", tag);
  // Whoever has it already has what he makes of it as well, such as scripts that are compiled.
  if (request.headers["if-none-match"] === tag) return response.writeHead(304).end();
  if (zipped) response.setHeader("content-encoding", "gzip");
  else response.setHeader("content-length", size);
  response.writeHead(200);
  if (request.method === "HEAD") return response.end();
  const parts = zipped ? [createReadStream(file), createGzip(), response] : [createReadStream(file), response];
  // A visitor who leaves in the middle is no error of ours.
  pipeline(parts, (error) => error && response.destroy());
}

function refuse(response, status, text) {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(`${text}\n`);
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: "string", default: "8080" },
      host: { type: "string", default: "127.0.0.1" },
      base: { type: "string", default: "/" },
      "no-wasm-type": { type: "boolean", default: false },
    },
  });
  const root = positionals[0] ?? fileURLToPath(new URL("dist", import.meta.url));
  const port = Number(values.port);
  try {
    const { url } = await serve({ root, port, host: values.host, base: values.base, wasmType: !values["no-wasm-type"] });
    console.log(`页面在 ${url}，按 Ctrl+C 停止\nThe page is at ${url} , Ctrl+C stops it`);
  } catch (error) {
    if (error.code !== "EADDRINUSE") throw error;
    console.error(`端口 ${port} 已被占用，换一个：make run PORT=8081\nPort ${port} is taken, try another: make run PORT=8081`);
    process.exit(1);
  }
  process.on("SIGINT", () => process.exit(0));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
