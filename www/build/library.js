// Builds entries into ES modules of ASCII letters that share what they have in common.
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { asciiChunks } from "./charset.js";
import { leanLit } from "./lit.js";
import { leanTemplates, leanGlue } from "./script.js";

const www = fileURLToPath(new URL("..", import.meta.url));

/**
 * @param {Record<string, string>} entries file names without ending, and the entry of each below www/
 * @param {string} folder where they are written
 * @param {Record<string, string>} [define] names that are replaced by an expression
 */
export async function library(entries, folder, define = {}) {
  const input = Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, `${www}${entry}`]));
  await build({
    root: www,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    plugins: [leanTemplates, leanGlue, leanLit, asciiChunks],
    define,
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: ["es2019", "chrome86"],
      minify: false,
      modulePreload: false,
      rolldownOptions: { input, preserveEntrySignatures: "strict", output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "element-parts.js" } },
    },
  });
}
