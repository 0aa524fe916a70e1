/** `integrate.html`: choices on the left, a live calculator below, and the code and CSP lines to copy. */

import { copyText } from "../keep/carry.js";
import type { PackEntry, PackIndex } from "../contract.js";
import type { Places } from "../places/places.js";

declare const NAME_INDEX: string;

type Choices = Record<
  "way" | "region" | "policy" | "size" | "theme" | "mode" | "hide" | "phone" | "share" | "answers" | "parent",
  string
>;

const folder = new URL(".", location.href).href;
const form = document.getElementById("options") as HTMLFormElement;
const preview = document.getElementById("preview") as HTMLElement;
const [tag, finder] = (document.getElementById("tag") as HTMLTemplateElement).content.querySelectorAll(
  "script",
) as unknown as [HTMLScriptElement, HTMLScriptElement];

let stages = 0;
let packs: PackEntry[] = [];
let places: Promise<Places> | undefined;

form.addEventListener("change", update);
// What stands in the form never becomes an address.
form.addEventListener("submit", (event) => event.preventDefault());
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
  button.addEventListener("click", () => {
    void copyText(document.getElementById(button.dataset.copy ?? "")?.textContent ?? "").then((copied) => {
      button.textContent = copied ? "已复制" : "请按住上面的文字复制";
    });
  });
}
void fillPlaces().then(update, update);

async function fillPlaces(): Promise<void> {
  ({ packs } = (await (await fetch(NAME_INDEX)).json()) as PackIndex);
  const regions = new Map(
    packs
      .filter((pack) => pack.region_code && pack.status === "in-force")
      .map((pack) => [pack.region_code as string, pack.region.join(" ")]),
  );
  (document.getElementById("regions") as HTMLElement).append(
    ...Array.from(regions, ([code, name]) => new Option(name, code)),
  );
  (form.elements.namedItem("policy") as HTMLSelectElement).append(
    ...packs.map((pack) => new Option(`${pack.title} ${pack.id}`, pack.id)),
  );
}

/** What looks for places, once somebody writes a code. */
function load(): Promise<Places> {
  return new Promise((done) => {
    finder.addEventListener("jiuzhu-extras", (event) => done((event as CustomEvent<Places>).detail));
    document.head.append(document.adoptNode(finder));
  });
}

async function tellPlace(region: string): Promise<void> {
  places = places || load();
  write("region-told", (await places).told(packs, region) || "没有找到。");
}

function update(): void {
  const choices = Object.fromEntries(new FormData(form)) as Choices;
  if (choices.region) void tellPlace(choices.region);
  else write("region-told", "");
  // A name is looked up, and no code.
  choices.region = choices.region.replace(/\D/g, "");
  choices.answers = answersOf(choices.answers);
  const attributes = (["region", "policy", "size", "theme", "mode", "hide", "phone", "share", "answers"] as const)
    .map((name) => [name, choices[name].trim()] as const)
    .filter(([, value]) => value !== "");
  const framed = choices.way !== "element";
  const site = framed && choices.parent !== "" ? choices.parent.replace(/\/+$/, "") : "";
  const address = site === "" ? new URL(folder).pathname : folder;
  write("code", codeOf(address, attributes, framed));
  const notebook = choices.mode === "liaison" ? `<a slot="others" href="${address}liaison.html">我帮很多家查</a>` : "";
  write(
    "element",
    `<script src="${address}embed.js" data-define></script>\n<jiuzhu-calculator${attributes.map(([name, value]) => ` ${name}=${quoted(value)}`).join("")}>${notebook}</jiuzhu-calculator>`,
  );
  write("host-policy", hostPolicy(framed, site));
  write("own-policy", ownPolicy(site));
  write(
    "parents",
    site === "" ? "不用写：框和页面在同一个站。" : `"parents": [{ "origin": "${site}", "name": "网站的名称" }]`,
  );

  // A stage for each choice: a tag that arrives late finds its own gone, and shows nothing.
  const stage = document.createElement("div");
  stage.id = `stage-${(stages += 1)}`;
  preview.replaceChildren(stage);
  const script = document.importNode(tag, true);
  if (framed) script.dataset.frame = "";
  for (const [name, value] of attributes) script.dataset[name] = value;
  script.dataset.target = `#${stage.id}`;
  // The tag itself goes elsewhere: what it makes goes into the preview.
  document.head.append(script);
}

function codeOf(address: string, attributes: (readonly [string, string])[], framed: boolean): string {
  return `<script src="${address}embed.js"${framed ? " data-frame" : ""}${attributes.map(([name, value]) => ` data-${name}=${quoted(value)}`).join("")}></script>`;
}

function hostPolicy(framed: boolean, site: string): string {
  const { origin } = new URL(folder);
  if (!framed) return "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data:";
  const from = site === "" ? "'self'" : origin;
  return `script-src ${from}; frame-src ${from}; img-src 'self' data:`;
}

function ownPolicy(site: string): string {
  return [
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';",
    "manifest-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none';",
    `frame-ancestors 'self'${site === "" ? "" : ` ${site}`}; require-trusted-types-for 'script'; trusted-types lit-html jiuzhu jiuzhu-embed`,
  ].join("\n");
}

/** On one line; nothing, and said so, where it is no JSON. */
function answersOf(text: string): string {
  let answers: unknown = {};
  try {
    if (text.trim() !== "") answers = JSON.parse(text);
  } catch {
    answers = undefined;
  }
  const fits = Object.prototype.toString.call(answers) === "[object Object]";
  write("answers-problem", fits ? "" : "不是 JSON 对象，代码里没有放。");
  return fits && text.trim() !== "" ? JSON.stringify(answers) : "";
}

/** JSON keeps its own quotes, so that it can be read. */
function quoted(value: string): string {
  const text = value.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return text.startsWith("{") ? `'${text.replace(/'/g, "&#39;")}'` : `"${text.replace(/"/g, "&quot;")}"`;
}

function write(id: string, text: string): void {
  const place = document.getElementById(id);
  if (place) place.textContent = text;
}
