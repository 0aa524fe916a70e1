// Builds one entry into one classic script, in memory.
import { fileURLToPath } from "node:url";
import { minifyHTMLLiterals } from "minify-literals";
import { build } from "vite";
import { inAscii } from "./charset.js";
import { leanLit } from "./lit.js";

/**
 * From here on the glue finds and fetches the module by itself. Scripts hand it over as bytes, or as a function that
 * stands for it, and a classic one has no import.meta.
 */
const STARTING = "async function __wbg_load(";

export const leanGlue = {
  name: "lean-glue",
  transform(code, id) {
    if (!/\/(pkg\/jiuzhu|office\/office)\.js$/.test(id)) return undefined;
    const at = code.indexOf(STARTING);
    if (at < 0) throw new Error(`the glue no longer has ${STARTING}`);
    // Nobody says `using`, and what says how it would end keeps classes that nobody else wants.
    return `${code.slice(0, at).replace(/^if \(Symbol\.dispose\) .*$/gm, "")}
export default async ({ module_or_path: from }) => {
  const imports = __wbg_get_imports();
  const { instance, module } = await (from.call ? from(imports) : WebAssembly.instantiate(from, imports));
  __wbg_finalize_init(instance, module);
};`;
  },
};

const www = fileURLToPath(new URL("..", import.meta.url));

/** Blanks between elements stay one blank, as they are seen. */
const TEMPLATES = { collapseWhitespace: true, conservativeCollapse: true, removeComments: true, removeAttributeQuotes: true, collapseBooleanAttributes: false, caseSensitive: true, keepClosingSlash: false, minifyCSS: { level: 1 } };

/** Minifies templates and styles, which no minifier of scripts touches. */
export const leanTemplates = {
  name: "lean-templates",
  enforce: "pre",
  async transform(code, id) {
    if (!/\/www\/src\/.*\.ts$/.test(id)) return undefined;
    return (await minifyHTMLLiterals(code, { fileName: id, minifyOptions: TEMPLATES, generateSourceMap: false }))?.code;
  },
};

/**
 * @param {string} entry path below www/
 * @param {Record<string, string>} [define] names that are replaced by an expression
 * @param {(code: string) => string} [encode] for where it will stand; ASCII letters stand anywhere
 * @returns {Promise<string>} the script
 */
export async function script(entry, define = {}, encode = inAscii) {
  const [{ code }] = await scripts(entry, { define });
  return encode(code);
}

/**
 * @param {string} entry path below www/
 * @param {{ define?: Record<string, string>, plugins?: object[], format?: "iife" | "es" }} [how]
 * @returns {Promise<{ name: string, fileName: string, code: string }[]>} the entry's script, and those that it loads later
 */
export async function scripts(entry, { define = {}, plugins = [], format = "iife" } = {}) {
  const built = await build({
    root: www,
    base: "./",
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    plugins: [...plugins, leanTemplates, leanGlue, leanLit],
    define,
    build: {
      write: false,
      target: ["es2019", "chrome86"],
      modulePreload: false,
      rolldownOptions: { input: `${www}${entry}`, transform: { assumptions: { setPublicClassFields: true } }, output: { format, entryFileNames: "script.js", chunkFileNames: "[name]-[hash].js" } },
    },
  });
  const { output } = Array.isArray(built) ? built[0] : built;
  return output.filter(({ type }) => type === "chunk").sort((left, right) => Number(right.isEntry) - Number(left.isEntry));
}
