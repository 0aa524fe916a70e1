// Builds the page into one folder of static files with relative addresses. Every script is a classic one in the
// words of ES2019: no module loader, no import(), nothing that an old in-app browser lacks.
import { defineConfig } from "vite";
import { classic } from "./build/classic.js";
import { leanLit } from "./build/lit.js";
import { leanTemplates, leanGlue } from "./build/script.js";
import { staticFolder } from "./build/static-folder.js";

export default defineConfig({
  base: "./",
  publicDir: "public",
  plugins: [classic, leanTemplates, leanGlue, leanLit, staticFolder()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: ["es2019", "chrome86"],
    modulePreload: false,
    rolldownOptions: {
      input: "src/main.ts",
      output: { format: "es", entryFileNames: "jiuzhu-[hash].js", chunkFileNames: "later-[hash].js" },
    },
  },
});
