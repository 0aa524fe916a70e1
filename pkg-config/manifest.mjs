// The element for editors and catalogues: custom-elements.json in the form of the Custom Elements Manifest, made of the
// types in element.d.ts, each member of which has its line of explanation.

const MEMBER = /^ {2}\/\*\* (.+) \*\/\n {2}(readonly )?(\w+): (.+);$/gm;

/** @param {string} types the text of element.d.ts */
export function elementManifest(types) {
  const body = (head) => new RegExp(`${head}[^{]*\\{\\n([^]*?)\\n\\}`).exec(types)[1];
  const described = (text) => [...text.matchAll(MEMBER)].map(([, description, fixed, name, type]) => ({ name, type: { text: type }, description, ...(fixed && { readonly: true }) }));
  const [, summary] = /\/\*\* (.+) \*\/\nexport declare class JiuzhuCalculator/.exec(types);
  const members = described(body("class JiuzhuCalculator"));
  const told = members.filter(({ readonly }) => !readonly);
  const declaration = {
    kind: "class",
    name: "JiuzhuCalculator",
    customElement: true,
    tagName: "jiuzhu-calculator",
    description: summary,
    superclass: { name: "HTMLElement" },
    members: members.map((member) => ({ kind: "field", ...member })),
    attributes: told.map(({ name, type, description }) => ({ name, fieldName: name, type, description })),
    events: described(body("interface EventDetails")).map(({ name, type, description }) => ({ name: `jiuzhu-${name}`, type: { text: `CustomEvent<${type.text}>` }, description })),
  };
  const of = { name: declaration.name, module: "element.js" };
  return {
    schemaVersion: "2.1.0",
    modules: [
      { kind: "javascript-module", path: "element.js", declarations: [declaration], exports: [{ kind: "js", name: of.name, declaration: of }] },
      { kind: "javascript-module", path: "element-define.js", exports: [{ kind: "custom-element-definition", name: declaration.tagName, declaration: of }] },
    ],
  };
}
