// The kit, unpacked under a sub-path of a plain server with a strict policy and no type for .wasm.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { CSP, serve } from "../../www/serve.mjs";
import { commandLineComponents } from "../../www/build/third-party.js";
import { start, watched } from "../page/support/browser.mjs";
import { source } from "../../pkg-config/source.mjs";
import { archive, unpack } from "./support/kit.mjs";
import { headline, toResult } from "./support/walk.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
let kit;
let chrome;
let server;
let context;
const site = (name) => join(kit.path, "jiuzhu", name);
const example = (name) => readFileSync(join(kit.path, "server", name), "utf8");
/** The types that web.config gives, by ending; "" are the files without one. */
const types = () => Object.fromEntries([...example("web.config").matchAll(/<mimeMap fileExtension="([^"]+)" mimeType="([^"]+)" \/>/g)].map(([, ending, type]) => [ending.replace(/^\.$/, ""), type]));
/** Endings that IIS has no type for: it answers 404. */
const UNMAPPED = [".wasm", ".pack", ".webmanifest", ""];
const shippedPacks = () => JSON.parse(readFileSync(join(kit.path, kit.names.find((name) => name.startsWith("jiuzhu/packs/index."))))).packs;

before(async () => {
  kit = unpack();
  [chrome, server] = await Promise.all([start(), serve({ root: join(kit.path, "jiuzhu"), base: "/zwgk/ylbz/jiuzhu/", wasmType: false })]);
  context = await chrome.browser.newContext({ viewport: { width: 412, height: 800 }, locale: "zh-CN", serviceWorkers: "block" });
  context.setDefaultTimeout(30_000);
});
after(async () => {
  await context.close();
  await chrome.close();
  await server.close();
  kit.remove();
});

async function open(path) {
  const page = await watched(context, server.url);
  await page.goto(server.url + path);
  return page;
}

/** What check.html says, by the name of the check. */
async function checked(page) {
  page ??= await open("check.html");
  await page.waitForFunction(() => document.getElementById("summary").dataset.state);
  const found = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll("[data-check]")].map((line) => [line.dataset.check, [line.dataset.state, line.textContent]])));
  const summary = await page.evaluate(() => document.getElementById("summary").dataset.state);
  await page.close();
  return { found, summary };
}

describe("the kit", () => {
  test("is whole by its lists", () => {
    execFileSync("sha256sum", ["--check", "--quiet", "SHA256SUMS"], { cwd: kit.path });
    execFileSync("sha256sum", ["--check", "--quiet", "SHA256SUMS"], { cwd: join(kit.path, "jiuzhu") });
    const listed = readFileSync(join(kit.path, "SHA256SUMS"), "utf8").trim().split("\n").map((line) => line.slice(66));
    assert.deepEqual(listed, kit.names.filter((name) => name !== "SHA256SUMS").sort());
  });

  test("has the source of every script and every pack", () => {
    const has = (name) => assert.ok(kit.names.includes(`source/${name}`), name);
    ["src/lib.rs", "Cargo.lock", "www/src/main.ts", "www/src/embed/loader.ts", "www/src/embed/frame.ts", "www/src/embed/check.ts", "www/src/embed/integrate.ts", "www/src/worker/sw.ts", "www/src/notebook/main.ts", "www/src/roster/main.ts", "www/src/workbench/main.ts", "www/src/office/worker.ts", "www/src/extras-main.ts", "www/src/places-main.ts", "www/src/slips-main.ts", "www/places/divisions.csv", "www/package-lock.json", "www/build/embedding.js"].forEach(has);
    const scripts = kit.names.filter((name) => /^jiuzhu\/[^/]+\.js$/.test(name)).map((name) => name.slice(7).replace(/-[\w-]{8}\.js$/, ".js"));
    assert.deepEqual(scripts.sort(), ["check.js", "embed.js", "frame.js", "integrate.js", "jiuzhu-extras.js", "jiuzhu-later.js", "jiuzhu-places.js", "jiuzhu-plain.js", "jiuzhu-slips.js", "jiuzhu.js", "liaison-sw.js", "liaison.html-worker.js", "notebook-exchange.js", "notebook-lens.js", "notebook-second.js", "notebook.js", "roster-later.js", "roster.js", "sw.js", "workbench-further.js", "workbench-later.js", "workbench-panes.js", "workbench-sw.js", "workbench-tried.js", "workbench.html-worker.js", "workbench.js"]);
    const packs = shippedPacks();
    // Several periods of one place are one file, named after the place, or after the first of them.
    const place = (id) => id.replace(/-\d{4}$/, "");
    const files = kit.names.filter((name) => /^source\/policies\/[^/]+\.toml$/.test(name)).map((name) => name.slice(16, -5));
    packs.forEach((pack) => assert.ok(files.some((file) => file === pack.id || place(file) === place(pack.id)), pack.id));
  });

  test("has all of the source, also for whoever packs it from there", () => {
    const files = kit.names.filter((name) => name.startsWith("source/")).map((name) => name.slice(7));
    assert.deepEqual(files.sort(), source(root));
    assert.deepEqual(source(join(kit.path, "source")), files);
    const programs = execFileSync("unzip", ["-Z", archive], { encoding: "utf8" }).match(/^-rwx.*\/source\/.*$/gm).map((line) => line.replace(/^.*\/source\//, ""));
    assert.deepEqual(programs.sort(), [".ci/run", ".ci/setup"]);
    // Nothing that a rule stands on is missing.
    execFileSync("make", ["--dry-run", "kit", "package", "test-rust"], { cwd: join(kit.path, "source"), stdio: ["ignore", "ignore", "pipe"] });
  });

  test("lists what is linked in", () => {
    const { bomFormat, components } = JSON.parse(readFileSync(join(kit.path, "sbom.cdx.json")));
    assert.equal(bomFormat, "CycloneDX");
    const names = components.map((component) => component.name);
    for (const name of ["lit-html", "lit-element", "@lit/reactive-element", "fflate", "uqr", "qr", "idb", "hash-wasm", "wasm-bindgen", "serde", "rust_decimal", "rust-std", "AreaCity-JsSpider-StatsGov"]) assert.ok(names.includes(name), name);
    for (const name of ["vite", "typescript", "proptest", "criterion", "serde_derive", "wasm-bindgen-macro", "@lit-labs/ssr-dom-shim", "@types/trusted-types"]) assert.ok(!names.includes(name), `${name} is not delivered`);
    assert.ok(components.every((component) => component.licenses[0].expression && component.version && component.purl));
  });

  test("brings the licences of just what is linked in", () => {
    const { components } = JSON.parse(readFileSync(join(kit.path, "sbom.cdx.json")));
    const notices = readFileSync(site("THIRD-PARTY.txt"), "utf8");
    const [list, ...texts] = notices.split(/^={80}$/m);
    const lines = [...list.matchAll(/^(\S+ \S+) {2}(.+?) {2}((?:\[\d+\] ?)+)$/gm)];
    assert.deepEqual(
      lines.map(([, name, licence]) => `${name} ${licence}`),
      components.map(({ name, version, licenses }) => `${name} ${version} ${licenses[0].expression}`),
    );
    const named = new Set(lines.flatMap(([, , , places]) => places.match(/\d+/g).map(Number)));
    assert.deepEqual([...named].sort((left, right) => left - right), texts.map((_, at) => at + 1));
    for (const [at, text] of texts.entries()) assert.match(text, new RegExp(`^\\s+\\[${at + 1}\\]\\s+[^]*(Permission|Redistribution|UNICODE|MIT|CC0)`), text.slice(0, 200));
    assert.ok(!readFileSync(site("sw.js"), "utf8").includes("THIRD-PARTY"), "no phone loads it");
    for (const words of ["Google LLC", "The Rust Project Contributors", "Paul Mason", "xiangyuecn", "Johann Tuffe"]) assert.ok(notices.includes(words), words);
  });

  test("knows what a command line would bring", () => {
    const found = commandLineComponents(["x86_64-unknown-linux-musl"]);
    const names = found.map((component) => component.name);
    for (const name of ["clap", "toml", "serde_json", "rust_decimal", "musl", "rust-std"]) assert.ok(names.includes(name), name);
    for (const name of ["wasm-bindgen", "lit-html", "clap_derive", "proptest", "AreaCity-JsSpider-StatsGov"]) assert.ok(!names.includes(name), name);
    assert.ok(found.every((component) => component.texts.some((text) => text.length > 500)));
  });

  test("its server examples send the tested policy", () => {
    for (const name of ["nginx.conf", "apache.htaccess", "web.config"]) assert.ok(example(name).includes(`"${CSP}"`), name);
  });

  test("its server examples hold against what a portal says elsewhere", () => {
    const nginx = example("nginx.conf").replace(/#.*/g, "");
    // A location by ending comes before one by prefix, but for this mark.
    assert.match(nginx, /location \^~ \/jiuzhu\/ \{/);
    // A second table of types beside nginx's own names an ending twice.
    assert.doesNotMatch(nginx, /mime\.types|types \{[^}]*\w/);
    assert.match(nginx, /charset utf-8;\s+charset_types (?!.*text\/html).*application\/javascript.*application\/json/);
    const apache = example("apache.htaccess").replace(/#.*/g, "");
    // What stands within FilesMatch comes after what does not.
    assert.match(apache, /<FilesMatch "">[^]*Header always set Content-Security-Policy[^]*Cache-Control "no-cache"[^]*<\/FilesMatch>/);
    for (const ending of [".html", ".js", ".css", ".json", ".svg", ".txt"]) {
      assert.match(apache, new RegExp(`^AddCharset utf-8 .*\\${ending}\\b`, "m"), ending);
      assert.match(types()[ending], /; charset=utf-8$/, ending);
    }
  });

  test("no page or script of it names another site", () => {
    for (const name of kit.names.filter((path) => /^jiuzhu\/[^/]+\.(html|js|css)$/.test(path))) {
      const addresses = readFileSync(join(kit.path, name), "utf8").match(/https?:\/\/[\w.-]+/g) ?? [];
      // Names of XML vocabularies and placeholders are no addresses that anything asks.
      assert.deepEqual(addresses.filter((address) => !/www\.w3\.org|schemas\.|example\.gov\.cn|lit\.dev|purl\.oclc\.org/.test(address)), [], name);
    }
  });

  test("computes under a sub-path", async () => {
    const page = await open("");
    await toResult(page.locator("jiuzhu-calculator"));
    assert.match(await headline(page.locator("jiuzhu-calculator")), /3,?360 元/);
    page.innocent();
    await page.close();
  });

  test("the page that writes the code shows what it writes", async () => {
    const page = await open("integrate.html");
    await page.locator("#preview jiuzhu-calculator .button-main").waitFor();
    await page.locator("select[name=size]").selectOption("elder");
    await page.locator("input[name=phone]").fill("0717-1234567");
    await page.locator("input[name=phone]").blur();
    assert.equal(await page.locator("#code").innerText(), '<script src="/zwgk/ylbz/jiuzhu/embed.js" data-size="elder" data-phone="0717-1234567"></script>');
    await page.locator('#preview jiuzhu-calculator[size="elder"] .button-main').waitFor();
    await page.locator("select[name=way]").selectOption("frame");
    await page.locator("input[name=parent]").fill("https://www.example.gov.cn");
    await page.locator("input[name=parent]").blur();
    await page.frameLocator("#preview iframe").locator(".button-main").waitFor();
    assert.ok((await page.locator("#own-policy").innerText()).includes("frame-ancestors 'self' https://www.example.gov.cn;"));
    assert.ok((await page.locator("#host-policy").innerText()).includes(`frame-src ${new URL(server.url).origin}`));
    assert.ok((await page.locator("#parents").innerText()).includes('"origin": "https://www.example.gov.cn"'));
    page.innocent();
    await page.close();
  });
});

describe("check.html", () => {
  test("finds a sound server sound", async () => {
    const { found, summary } = await checked();
    assert.equal(summary, "ok", JSON.stringify(found));
    for (const name of ["WebAssembly", "政策包", "本站自己的政策包", "本站设置 config.json", "文件校验", "内容安全策略（CSP）", "压缩传输", "对外请求", "样式"]) assert.equal(found[name][0], "ok", found[name][1]);
    assert.equal(Object.keys(found).length, 15);
  });

  test("says what is wrong, in words", async () => {
    const config = readFileSync(site("config.json"));
    const style = readFileSync(site("tools.css"));
    const packs = shippedPacks();
    const pack = readFileSync(site(`packs/${packs[0].file}`));
    writeFileSync(site("config.json"), JSON.stringify({ contract: 1, regoin: "42", phones: [{ name: "x", number: "call me" }] }));
    appendFileSync(site("tools.css"), "\n");
    writeFileSync(site(`packs/${packs[0].file}`), pack.subarray(0, pack.length - 1));
    const { found, summary } = await checked();
    writeFileSync(site("config.json"), config);
    writeFileSync(site("tools.css"), style);
    writeFileSync(site(`packs/${packs[0].file}`), pack);
    assert.equal(summary, "bad");
    assert.match(found["本站设置 config.json"].join(), /^bad,.*regoin、phones/);
    assert.match(found["文件校验"].join(), /^bad,.*tools\.css/);
    assert.match(found["政策包"].join(), new RegExp(`^bad,.*${packs[0].id}：`));
  });
});

test("a server whose policy lets no module start is told that it goes without, and what to add", async () => {
  const strict = await serve({ root: join(kit.path, "jiuzhu"), headers: { "content-security-policy": CSP.replace(" 'wasm-unsafe-eval'", "") } });
  const page = await context.newPage();
  await page.goto(`${strict.url}check.html`);
  assert.match(await page.locator("[data-check=WebAssembly][data-state=note]").innerText(), /JavaScript.*wasm-unsafe-eval/);
  await page.close();
  await strict.close();
});

describe("IIS", () => {
  /** What check.html says on a server that gives out no file whose ending has no type. */
  async function checkedBy(mapped) {
    const server = await serve({ root: join(kit.path, "jiuzhu"), unmapped: UNMAPPED.filter((ending) => !mapped.includes(ending)) });
    const page = await context.newPage();
    try {
      await page.goto(`${server.url}check.html`);
      return await checked(page);
    } finally {
      await server.close();
    }
  }

  test("is told what to do about files that it does not give out", async () => {
    const { found, summary } = await checkedBy([]);
    assert.equal(summary, "bad");
    assert.match(found.WebAssembly.join(), /^bad,.*\.wasm.*404.*server\/web\.config/);
    assert.match(found["政策包"].join(), new RegExp(`^bad,.*等 ${shippedPacks().length} 个文件（404）.*登记 \\.pack 的类型.*server/web\\.config`));
    assert.ok(found["政策包"][1].length < 250, found["政策包"][1]);
    assert.match(found["文件校验"].join(), /^note,.*server\/web\.config/);
  });

  test("gives out all there is once it has web.config", async () => {
    const { found, summary } = await checkedBy(Object.keys(types()));
    assert.equal(summary, "ok", JSON.stringify(found));
    // Those that IIS knows by itself.
    const known = [...Object.keys(types()), ".png", ".ico"];
    const endings = kit.names.filter((name) => name.startsWith("jiuzhu/")).map(extname);
    assert.deepEqual([...new Set(endings)].filter((ending) => !known.includes(ending)), []);
  });
});
