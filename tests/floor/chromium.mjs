// A whole Chromium of 2020, which today's drivers do not speak to any more: unpacked, run without a window, and asked
// through its own pipe.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { brotliDecompressSync } from "node:zlib";
import { at } from "./tools.mjs";

const PACKED = "tests/floor/node_modules/chromium86/bin/";
const FLAGS = ["--no-sandbox", "--no-zygote", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--remote-debugging-pipe", "about:blank"];
/** Milliseconds until a page has what is waited for, also where other tests take both cores. */
const PATIENCE = 60_000;
/** Tries to take the folder away, a tenth of a second apart. */
const MOST_ROUNDS = 50;

/** @returns one browser; `page()` opens a page of it, `close()` ends it */
export async function chromium86() {
  const folder = mkdtempSync(join(tmpdir(), "jiuzhu-chromium-"));
  const unpacked = (name) => brotliDecompressSync(readFileSync(at(`${PACKED}${name}.br`)));
  writeFileSync(join(folder, "chromium"), unpacked("chromium"), { mode: 0o755 });
  execFileSync("tar", ["x", "-C", folder], { input: unpacked("aws.tar") });
  const env = { ...process.env, LD_LIBRARY_PATH: join(folder, "lib"), FONTCONFIG_PATH: "/etc/fonts", HOME: folder };
  const browser = spawn(join(folder, "chromium"), [`--user-data-dir=${join(folder, "profile")}`, ...FLAGS], { env, detached: true, stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const [, , , asking, answering] = browser.stdio;
  const waiting = new Map();
  const heard = new Map();
  let last = 0;
  let text = "";
  answering.setEncoding("utf8").on("data", (part) => {
    const messages = (text + part).split("\0");
    text = messages.pop();
    for (const { id, result, error, method, params, sessionId } of messages.map((one) => JSON.parse(one))) {
      if (id === undefined) heard.get(sessionId)?.(method, params);
      else if (error) waiting.get(id).failed(new Error(error.message));
      else waiting.get(id).done(result);
    }
  });
  const ask = (method, params = {}, sessionId = undefined) =>
    new Promise((done, failed) => {
      waiting.set((last += 1), { done, failed });
      asking.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });

  return {
    version: async () => (await ask("Browser.getVersion")).product,

    /** A narrow page on which it is always this moment; `loaded` and `sins` fill up as it goes on. */
    async page(moment) {
      const { targetId } = await ask("Target.createTarget", { url: "about:blank" });
      const { sessionId } = await ask("Target.attachToTarget", { targetId, flatten: true });
      const tell = (method, params) => ask(method, params, sessionId);
      const [loaded, sins] = [[], []];
      heard.set(sessionId, (method, { request, exceptionDetails, entry }) => {
        if (method === "Network.requestWillBeSent") loaded.push(request.url);
        if (method === "Runtime.exceptionThrown") sins.push(exceptionDetails.exception?.description ?? exceptionDetails.text);
        if (method === "Log.entryAdded" && entry.level === "error") sins.push(entry.text);
      });
      for (const domain of ["Page", "Runtime", "Network", "Log"]) await tell(`${domain}.enable`);
      await tell("Emulation.setDeviceMetricsOverride", { width: 360, height: 740, deviceScaleFactor: 1, mobile: true });
      await tell("Page.addScriptToEvaluateOnNewDocument", { source: `(${standStill})(${moment})` });
      const page = {
        loaded,
        sins,
        open: (url) => tell("Page.navigate", { url }),
        /** What a function comes to in the page; or an expression. */
        async evaluate(what) {
          const expression = typeof what === "string" ? what : `(${what})()`;
          const { result, exceptionDetails } = await tell("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
          if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
          return result.value;
        },
        async until(expression) {
          for (const end = Date.now() + PATIENCE; !(await page.evaluate(expression)); await delay(20)) {
            if (Date.now() > end) throw new Error(`never ${expression}; ${sins}`);
          }
        },
        async screenshot(path) {
          writeFileSync(path, Buffer.from((await tell("Page.captureScreenshot")).data, "base64"));
        },
        close: () => ask("Target.closeTarget", { targetId }),
      };
      return page;
    },

    async close() {
      const ended = once(browser, "exit");
      // With all that it has started, which would go on writing.
      process.kill(-browser.pid, "SIGKILL");
      await ended;
      await removed(folder);
    },
  };
}

/** Runs in the page before anything else. */
function standStill(moment) {
  const Moving = Date;
  window.Date = class extends Moving {
    constructor(...told) {
      super(...(told.length > 0 ? told : [moment]));
    }
    static now() {
      return moment;
    }
  };
}

/** Takes a folder away; whoever dies in it may have written once more, so it is gone through anew. */
async function removed(folder) {
  for (let rounds = 1; ; rounds += 1) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (rounds === MOST_ROUNDS) throw error;
      await delay(100);
    }
  }
}
