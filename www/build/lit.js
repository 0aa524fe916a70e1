// Lit as it is bundled: without what looks names up on a page that may have pictures, forms and anchors of these names,
// and without what is for polyfills, decorators and other copies of itself, which are not there.
// An element of a browser without constructed style sheets has its rules put into one that stands in it already: a policy
// without 'unsafe-inline' forbids the text of a <style>, and not what a script adds to a sheet that was let in. That is
// NAME_SHEET of the page's own folder, or an empty <style> where there is no folder.

/** What is found once in each file, and what stands there instead. */
const CHANGES = {
  "lit-html/lit-html.js": [
    // A document of its own makes templates: nothing of the page is in it, and it reads HTML where the page is XML.
    ["=document,", '=Reflect.get(Document.prototype,"implementation",document).createHTMLDocument(""),'],
    [/\(\w\?\.creationScope\?\?\w\)\.importNode\(/, "Document.prototype.importNode.call(document,"],
    [/(\w)\.trustedTypes/, '$1.hasOwnProperty("trustedTypes")&&$1.trustedTypes'],
    [/,\w=\w\.litHtmlPolyfillSupport;[^]*?\.push\("[\d.]+"\);const/, ";const"],
  ],
  "lit-element/lit-element.js": [
    [/,\w\.litElementHydrateSupport[^;]*;const \w=\w\.litElementPolyfillSupport;[^;]*;/, ";"],
    [/\(\w\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ""],
  ],
  "@lit/reactive-element/reactive-element.js": [
    [/(\w)\.trustedTypes/, '$1.hasOwnProperty("trustedTypes")&&$1.trustedTypes'],
    [/,\w=\w\.reactiveElementPolyfillSupport/, ""],
    [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w\.litPropertyMetadata\?\?=new WeakMap;/, ""],
    [/const \w=this\[Symbol\.metadata\];if\(null!==\w\)\{[^{}]*\}/, ""],
    [/,\w\?\.\(\{ReactiveElement:\w\}\),\(\w\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ";"],
  ],
  "@lit/reactive-element/css-tag.js": [
    // What would be told of a style that is none is told by the types.
    [/throw Error\("CSSResult is not[^"]*"\)/, "throw Error()"],
    [/throw Error\("Value passed to 'css'[^"]*"\+\w\+"[^"]*"\)/, "throw Error()"],
    [/(\w=)\w\?\w=>\w:\w=>\w instanceof CSSStyleSheet\?[^]*?\(\w\):\w;/, "$1style=>style;"],
    [/\(void 0===\w\.ShadyCSS\|\|\w\.ShadyCSS\.nativeShadow\)&&/, ""],
    [
      /;else for\(const \w of (\w)\)\{const \w=document\.createElement\("style"\)[^{}]*?,(\w)\.appendChild\(\w\)\}/,
      `;else{
        const sheet=Document.prototype.createElement.call(document,NAME_SHEET?"link":"style");
        const add=()=>sheet.sheet&&sheet.sheet.insertRule("@media all{"+$1.join("")+"}");
        NAME_SHEET&&(sheet.rel="stylesheet",sheet.href=[$2.host.base]+NAME_SHEET,sheet.onload=add);
        $2.appendChild(sheet);
        NAME_SHEET||add()
      }`,
    ],
  ],
};

export const leanLit = {
  name: "lean-lit",
  transform(code, id) {
    const file = Object.keys(CHANGES).find((name) => id.endsWith(`/node_modules/${name}`));
    if (!file) return undefined;
    return CHANGES[file].reduce((text, [found, by]) => {
      const { length: places } = typeof found === "string" ? text.split(found).slice(1) : text.match(new RegExp(found, "g")) ?? [];
      if (places !== 1) throw new Error(`${file} has ${found} in ${places} places`);
      return text.replace(found, by);
    }, code);
  },
};
