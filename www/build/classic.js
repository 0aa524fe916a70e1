// One script that every visitor loads and others for later, as classic scripts: what they use of the first is handed to
// them. No module loader, no import(), no name of the page's but the one parameter.

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
    for (const chunk of Object.values(bundle).filter(({ type }) => type === "chunk")) chunk.code = chunk.isEntry ? first(chunk.code) : later(chunk.code);
  },
};

function first(code) {
  // Where both use nothing in common, nothing is handed over.
  const exported = /export\{([^}]*)\};?\s*$/;
  const handed = exported.test(code) ? once(code, exported, (_, names) => `Object.assign(${HOLDER},{${pairs(names, (own, name) => `${name}:${own}`)}});`) : code;
  const loading = all(handed, /\bimport\((?=[`"'])/, () => `${HOLDER}.load(`);
  return `(${HOLDER}=>{"use strict";${all(loading, /,[\w \[\]]+,import\.meta\.url\)/, () => ")")}})({});\n`;
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

function all(code, found, by) {
  if (!found.test(code)) throw new Error(`the script has no ${found}`);
  return code.replace(new RegExp(found, "g"), by);
}

function once(code, found, by) {
  const places = code.match(new RegExp(found, "g"))?.length ?? 0;
  if (places !== 1) throw new Error(`the script has ${found} in ${places} places`);
  return code.replace(found, by);
}
