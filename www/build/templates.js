// Looks through the templates of www/src for what a browser would mend in silence, or Lit tells only once it is drawn.
//
//   node build/templates.js      all of them, as a part of `make check`
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

/** Stands where an expression stands. */
const HOLE = "\u0001";
const VOID = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]);
/** Their content is no markup, so that nothing in it is filled in. */
const RAW = new Set(["script", "style", "textarea", "title"]);
/** As plain attributes they are on whatever the value is. */
const SWITCHES = new Set(["checked", "disabled", "hidden", "multiple", "open", "readonly", "required", "selected"]);
/** What ends a paragraph that it is put into. */
const BLOCKS = new Set("article aside details div dl fieldset figure form h1 h2 h3 h4 h5 h6 hr main nav ol p section table ul".split(" "));
/** What may not hold its like. */
const ALONE = new Set(["a", "button", "form", "label"]);

/**
 * @param {string} file its name
 * @param {string} code TypeScript
 * @param {(element: string) => boolean} isKnown whether an element with a hyphen is one of the pages'
 * @returns {string[]} what is wrong, each with its line
 */
export function faultsOf(file, code, isKnown = () => true) {
  const { program, errors } = parseSync(file, code);
  if (errors.length > 0) return errors.map(({ message }) => `${file}: ${message}`);
  const found = [];
  walk(program, (node) => {
    if (node.type !== "TaggedTemplateExpression" || !["html", "svg"].includes(node.tag.name)) return;
    const text = node.quasi.quasis.map(({ value }) => value.raw).join(HOLE);
    const line = code.slice(0, node.start).split("\n").length;
    for (const fault of looked(text, isKnown, node.tag.name === "svg")) found.push(`${file}:${line}: ${fault}`);
  });
  return found;
}

function walk(node, visit) {
  if (!node || typeof node !== "object") return;
  if (typeof node.type === "string") visit(node);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) value.forEach((one) => walk(one, visit));
    else if (value && typeof value === "object") walk(value, visit);
  }
}

const TOKEN = /<!--([^]*?)-->|<\/([^\s>]*)\s*>|<([^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|</g;
const ATTRIBUTE = /([^\s=/>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g;

function looked(text, isKnown, isDrawing) {
  const found = [];
  const open = [];
  const ids = new Set();
  let raw;
  for (const [whole, comment, closed, name, attributes] of text.matchAll(TOKEN)) {
    if (comment !== undefined) {
      if (comment.includes(HOLE)) found.push("an expression in a comment");
    } else if (closed !== undefined) {
      if (open[open.length - 1] === closed) open.pop();
      else found.push(`</${closed}> closes ${open.length > 0 ? `<${open[open.length - 1]}>` : "nothing"}`);
      raw = undefined;
    } else if (name === undefined || !/^[a-zA-Z][\w-]*$/.test(name)) {
      found.push(`${JSON.stringify(whole.replaceAll(HOLE, "${}"))} is no element`);
    } else if (raw === undefined) {
      if (name.includes("-") && !isKnown(name)) found.push(`nobody knows <${name}>`);
      if (BLOCKS.has(name) && open.includes("p")) found.push(`<${name}> ends the <p> around it`);
      if (ALONE.has(name) && open.includes(name)) found.push(`<${name}> in <${name}>`);
      found.push(...wrongAttributes(name, attributes, ids));
      const isOver = VOID.has(name) || (/\/\s*$/.test(attributes) && (isDrawing || open.includes("svg")));
      if (!isOver && /\/\s*$/.test(attributes)) found.push(`<${name}/> stays open`);
      if (!isOver) open.push(name);
      if (RAW.has(name)) raw = name;
    }
  }
  for (const name of RAW) if (new RegExp(`<${name}\\b[^>]*>[^<]*${HOLE}`).test(text)) found.push(`an expression in <${name}>`);
  return [...found, ...open.map((name) => `<${name}> is never closed`)];
}

function wrongAttributes(element, text, ids) {
  const found = [];
  const met = new Set();
  for (const [, name, quoted] of text.replace(/\/\s*$/, "").matchAll(ATTRIBUTE)) {
    const value = quoted?.replace(/^(["'])([^]*)\1$/, "$2");
    const plain = name.replace(/^[.?@]/, "");
    if (name.includes(HOLE)) found.push(`an expression for an attribute of <${element}>`);
    if (met.has(plain)) found.push(`${plain} twice on <${element}>`);
    met.add(plain);
    if (plain !== name && value !== HOLE) found.push(`${name} of <${element}> wants one expression`);
    if (name === plain && SWITCHES.has(name) && value?.includes(HOLE)) found.push(`${name} of <${element}> is always on: ?${name}`);
    if (name === "id" && value && !value.includes(HOLE)) {
      if (ids.has(value)) found.push(`id ${value} twice`);
      ids.add(value);
    }
  }
  return found;
}

const source = fileURLToPath(new URL("../src", import.meta.url));

/** @returns {{ faults: string[], count: number }} of all templates of the pages */
export function allFaults() {
  const files = readdirSync(source, { recursive: true }).filter((name) => name.endsWith(".ts")).map((name) => [name, readFileSync(join(source, name), "utf8")]);
  const known = new Set(files.flatMap(([, code]) => [...code.matchAll(/["'`](jiuzhu-[a-z-]+)["'`]/g)].map(([, name]) => name)));
  const count = files.reduce((sum, [, code]) => sum + (code.match(/\b(html|svg)`/g)?.length ?? 0), 0);
  return { faults: files.flatMap(([name, code]) => faultsOf(name, code, (element) => known.has(element))), count };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { faults, count } = allFaults();
  for (const fault of faults) console.error(`www/src/${fault}`);
  if (faults.length > 0 || count === 0) process.exitCode = 1;
}
