// The server of `make run` and of the page tests gives what is in its folder and nothing else.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { CSP, serve } from "../www/serve.mjs";

const HTML = "<!doctype html><title>救助</title>";
const folder = mkdtempSync(join(tmpdir(), "jiuzhu-serve-"));
let plain;
let portal;

before(async () => {
  mkdirSync(join(folder, "site/assets"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(folder, "site/index.html"), HTML);
  writeFileSync(join(folder, "site/assets/a b.js"), "export {};");
  writeFileSync(join(folder, "site/core.wasm"), Uint8Array.of(0, 97, 115, 109));
  writeFileSync(join(folder, "site/one.pack"), "pack");
  symlinkSync(join(folder, "secret.txt"), join(folder, "site/link.txt"));
  const root = join(folder, "site");
  plain = await serve({ root });
  portal = await serve({ root, base: "/gov/help", wasmType: false, headers: { "content-security-policy": null, "x-frame-options": "DENY" } });
});

after(async () => {
  await Promise.all([plain.close(), portal.close()]);
  rmSync(folder, { recursive: true });
});

/** One request with its path exactly as written, which fetch would tidy up first. */
function get(server, path, { method = "GET", headers = {} } = {}) {
  return new Promise((done, failed) => {
    const asked = request({ host: "127.0.0.1", port: server.port, path, method, headers }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    });
    asked.on("error", failed).end();
  });
}

for (const [path, type] of [
  ["/", "text/html; charset=utf-8"],
  ["/index.html?x=/../", "text/html; charset=utf-8"],
  ["/assets/a%20b.js", "text/javascript; charset=utf-8"],
  ["/core.wasm", "application/wasm"],
  ["/one.pack", "application/octet-stream"],
]) {
  test(`${path} is ${type}`, async () => {
    const { status, headers } = await get(plain, path);
    assert.equal(status, 200);
    assert.equal(headers["content-type"], type);
    assert.equal(headers["content-security-policy"], CSP);
    assert.equal(headers["x-content-type-options"], "nosniff");
  });
}

for (const path of [
  "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt", "/link.txt", "/assets", "/assets/",
  "/none", "/%00", "/%", "//etc/passwd", "/..%5csecret.txt", "*",
]) {
  test(`${path} is not found`, async () => {
    const { status, body } = await get(plain, path);
    assert.equal(status, 404);
    assert.equal(body.toString(), "not found\n");
  });
}

test("text is zipped for whoever accepts it", async () => {
  const zipped = await get(plain, "/", { headers: { "accept-encoding": "br, gzip" } });
  assert.equal(zipped.headers["content-encoding"], "gzip");
  assert.equal(gunzipSync(zipped.body).toString(), HTML);
  const bare = await get(plain, "/");
  assert.equal(bare.headers["content-encoding"], undefined);
  assert.equal(bare.body.toString(), HTML);
});

test("what somebody has already is not sent again until it is another", async () => {
  const again = (tag) => get(plain, "/one.pack", { headers: { "if-none-match": tag } });
  const { etag } = (await get(plain, "/one.pack")).headers;
  const same = await again(etag);
  assert.deepEqual([same.status, same.body.length], [304, 0]);
  writeFileSync(join(folder, "site/one.pack"), "kcap");
  const other = await again(etag);
  assert.deepEqual([other.status, other.body.toString()], [200, "kcap"]);
  assert.notEqual(other.headers.etag, etag);
});

test("HEAD has no body, and nothing may be sent", async () => {
  const head = await get(plain, "/one.pack", { method: "HEAD" });
  assert.deepEqual([head.status, head.headers["content-length"], head.body.length], [200, "4", 0]);
  assert.equal((await get(plain, "/", { method: "POST" })).status, 405);
});

test("a portal's sub-path, without the type of wasm, with its own headers", async () => {
  assert.equal((await get(portal, "/gov/help")).headers.location, "/gov/help/");
  const { status, headers } = await get(portal, "/gov/help/core.wasm");
  assert.equal(status, 200);
  assert.equal(headers["content-type"], "application/octet-stream");
  assert.equal(headers["content-security-policy"], undefined);
  assert.equal(headers["x-frame-options"], "DENY");
  assert.equal((await get(portal, "/core.wasm")).status, 404);
  assert.equal(portal.url, `http://127.0.0.1:${portal.port}/gov/help/`);
});
