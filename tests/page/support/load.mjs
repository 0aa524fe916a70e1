// Loads one TypeScript file of the page into node, built as the page's own build does it.
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const require = createRequire(new URL("../../../www/package.json", import.meta.url));
const www = fileURLToPath(new URL("../../../www/", import.meta.url));

export async function load(file) {
  const { build } = await import(pathToFileURL(require.resolve("vite")));
  const built = await build({
    root: www,
    configFile: false,
    logLevel: "error",
    publicDir: false,
    build: { write: false, minify: false, target: "es2019", lib: { entry: `${www}${file}`, formats: ["es"], fileName: "module" } },
  });
  const { code } = (Array.isArray(built) ? built[0] : built).output[0];
  return import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
}
