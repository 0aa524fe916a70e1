// One script that every visitor loads and those for later, as classic scripts: what a later one shares is in the first,
// which hands it on. No module loader, no import(), no name of the page's but the one parameter.

/** What the page's script hands on; nothing outside sees the name. */
const HOLDER = "JIUZHU";

/** Vite's own helper would look for style sheets first; there are none. */
const HELPER = "\0vite/preload-helper.js";

export const classic = {
  name: "classic",
  enforce: "pre",
  resolveId: (id) => (id === HELPER ? id : undefined),
  load: (id) => (id === HELPER ? "export const __vitePreload = (load) => load();" : undefined),
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter(({ type }) => type === "chunk");
    for (const chunk of chunks) chunk.code = chunk.isEntry ? first(chunk.code, chunks.length - 1) : later(chunk.code);
  },
};

function first(code, parts) {
  // Where both use nothing in common, nothing is handed over.
  const exported = /export\{([^}]*)\};?\s*$/;
  const handed = exported.test(code) ? once(code, exported, (_, names) => `Object.assign(${HOLDER},{${pairs(names, (own, name) => `${name}:${own}`)}});`) : code;
  const loading = times(parts, handed, /\bimport\((?=[`"'])/, () => `${HOLDER}.load(`);
  return `(${HOLDER}=>{"use strict";${times(parts, loading, /,[\w \[\]]+,import\.meta\.url\)/, () => ")")}})({});\n`;
}

function later(code) {
  const imported = /^import\{([^}]*)\}from["'`][^"'`]*["'`];/;
  const [, shared = ""] = code.match(imported) ?? [];
  const taken = code.replace(imported, "");
  const names = shared && pairs(shared, (name, own) => `${name}:${own}`);
  const given = once(taken, /export\{([^}]*)\};?\s*$/, (_, list) => `return{${pairs(list, (own, name) => `${name}:${own}`)}}`);
  const script = 'Reflect.get(Document.prototype,"currentScript",document)';
  return `${script}.dispatchEvent(new CustomEvent("jiuzhu-later",{detail:${HOLDER}=>{"use strict";const{${names}}=${HOLDER};${given}}}));\n`;
}

/** "a as b,c" as pairs. */
function pairs(list, pair) {
  return list.split(",").map((one) => {
    const [left, right = left] = one.trim().split(" as ");
    return pair(left, right);
  });
}

function once(code, found, by) {
  return times(1, code, found, by);
}

function times(count, code, found, by) {
  const all = new RegExp(found, "g");
  const places = code.match(all)?.length ?? 0;
  if (places !== count) throw new Error(`the script has ${found} in ${places} places, not in ${count}`);
  return code.replace(all, by);
}
