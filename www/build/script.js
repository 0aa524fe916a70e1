// Builds one entry into one classic script, in memory.
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** The glue's own guess at the module's address, which the page never uses and a classic script cannot express. */
export const noDefaultModule = {
  name: "no-default-module",
  transform(code, id) {
    return id.endsWith("/pkg/jiuzhu.js") ? code.replace(/new URL\('jiuzhu_bg\.wasm', import\.meta\.url\)/, "undefined") : undefined;
  },
};

const www = fileURLToPath(new URL("..", import.meta.url));

/** Indentation and comments inside templates, which no minifier of scripts touches. */
export const leanTemplates = {
  name: "lean-templates",
  enforce: "pre",
  transform(code, id) {
    if (!/\/www\/src\/.*\.ts$/.test(id)) return undefined;
    const uncommented = id.includes("/ui/styles/") ? code.replace(/\/\*[^]*?\*\//g, "") : code;
    return uncommented.replace(/\n\s+/g, "\n");
  },
};

/**
 * @param {string} entry path below www/
 * @param {Record<string, string>} [define] names that are replaced by an expression
 * @returns {Promise<string>} the script
 */
export async function script(entry, define = {}) {
  const built = await build({
    root: www,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    plugins: [leanTemplates, noDefaultModule],
    define,
    build: {
      write: false,
      target: ["es2019", "chrome86"],
      modulePreload: false,
      rolldownOptions: { input: `${www}${entry}`, output: { format: "iife", entryFileNames: "script.js" } },
    },
  });
  const { output } = Array.isArray(built) ? built[0] : built;
  return output.find((chunk) => chunk.type === "chunk").code;
}
