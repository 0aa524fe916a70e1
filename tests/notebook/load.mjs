// The parts of the notebook that need no page, built in memory for node.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const www = new URL("../../www/", import.meta.url);
const { build } = await import(createRequire(new URL("package.json", www)).resolve("vite"));

/** A derivation that takes no time, for tests that need many and look at something else. */
const QUICK = `export async function argon2id({ password, salt, hashLength }) {
  const bits = await crypto.subtle.digest("SHA-256", new Uint8Array([...password, 0, ...salt]));
  return new Uint8Array(bits).slice(0, hashLength);
}`;

/** The same as `load`, with slow derivations made quick. */
export const loadQuick = (...files) => built(files, { "hash-wasm": QUICK });

/** @param {string[]} files below www/src/ @returns all that they export, together */
export const load = (...files) => built(files, {});

async function built(files, instead) {
  const entry = "\0notebook-tests";
  const source = files
    .map((file) => `export * from ${JSON.stringify(fileURLToPath(new URL(`src/${file}`, www)))};`)
    .join("\n");
  const texts = {
    [entry]: source,
    ...Object.fromEntries(Object.entries(instead).map(([name, text]) => [`\0${name}`, text])),
  };
  const resolveId = (id) => (id === entry ? id : id in instead ? `\0${id}` : undefined);
  const found = await build({
    root: fileURLToPath(www),
    configFile: false,
    logLevel: "error",
    publicDir: false,
    plugins: [{ name: "entry", enforce: "pre", resolveId, load: (id) => texts[id] }],
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      target: "node20",
      rolldownOptions: { input: entry, preserveEntrySignatures: "strict", output: { format: "es" } },
    },
  });
  const { output } = Array.isArray(found) ? found[0] : found;
  const code = output.find((chunk) => chunk.type === "chunk").code;
  return import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
}

/** Numbers between 0 and 1, the same in every run. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
