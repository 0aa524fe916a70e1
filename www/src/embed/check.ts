/** `check.html`: says in plain words what works on this server and on this phone. Nothing is sent anywhere. */

import init, { Policy } from "../../pkg/jiuzhu.js";
import type { Answers, PackEntry, PackIndex } from "../contract.js";
import { environment, hasEngine } from "../environment.js";
import { FolderResources } from "../folder-resources.js";
import { readOptions } from "../portal/options.js";
import { readParents } from "../portal/parents.js";
import { isOf, ResourceError } from "../resources.js";
import { scriptAddress } from "../trusted.js";

declare const NAME_MODULE: string;
declare const NAME_EXTRAS: string;
declare const NAME_INDEX: string;

type State = "ok" | "note" | "bad";
type Finding = [State, string];

const resources = new FolderResources({
  base: "./",
  module: NAME_MODULE,
  extras: NAME_EXTRAS,
  index: NAME_INDEX,
  config: "config.json",
});

/** What is not told is as on the page. */
const COLOURS = { primary: "#084a8c", bg: "#ffffff", text: "#1a1a1a" };
const LEAST_CONTRAST = 4.5;
/** Tenths of a second in which a worker has its copies. */
const MOST_TRIES = 600;
/** The packs that could be opened, by id. */
const opened = new Map<string, Policy>();

const SERVER: [string, () => Promise<Finding>][] = [
  ["WebAssembly", wasm],
  ["政策包", packs],
  ["本站自己的政策包", own],
  ["本站设置 config.json", settings],
  ["文件校验", files],
  ["内容安全策略（CSP）", policy],
  ["压缩传输", compression],
  ["对外请求", requests],
];

const PHONE: [string, () => Promise<Finding>][] = [
  ["样式", looks],
  ["离线使用", offline],
  ["保存填的内容", async () => (canStore() ? ["ok", "可以。"] : ["note", "这里不能，可以存成图片。"])],
  ["打印", async () => (environment().canPrint ? ["ok", "可以。"] : ["note", "这里不能，可以存成图片。"])],
  [
    "下载文件",
    async () =>
      environment().canDownload ? ["ok", "可以。"] : ["note", "这里不能下载。点右上角「···」，在浏览器打开。"],
  ],
  ["念给人听", async () => (environment().voice ? ["ok", "可以，用本机的中文语音。"] : ["note", "没有中文语音。"])],
  ["字的大小", async () => ["ok", `浏览器放大到 ${textScale()}%。`]],
];

void run();

async function run(): Promise<void> {
  let worst: State = "ok";
  for (const [list, checks] of [
    ["server", SERVER],
    ["phone", PHONE],
  ] as const) {
    for (const [name, check] of checks) {
      const [state, text] = await check().catch((error: unknown): Finding => ["bad", reasonOf(error)]);
      if (state === "bad") worst = "bad";
      show(list, name, state, text);
    }
  }
  const summary = document.getElementById("summary") as HTMLElement;
  summary.textContent = worst === "ok" ? "可以用。" : "请改下面标着“不行”的。";
  summary.dataset.state = worst;
}

function show(list: string, name: string, state: State, text: string): void {
  const line = document.createElement("li");
  const title = document.createElement("b");
  title.textContent = `${name}：${state === "ok" ? "好" : state === "note" ? "提示" : "不行"}。`;
  line.dataset.state = state;
  line.dataset.check = name;
  line.append(title, ` ${text}`);
  (document.getElementById(list) as HTMLElement).append(line);
}

async function wasm(): Promise<Finding> {
  try {
    await init({ module_or_path: (await resources.module()) as ArrayBuffer });
  } catch (error) {
    if (!isAbsent(error)) throw error;
    return ["bad", absent([NAME_MODULE])];
  }
  return hasEngine()
    ? ["ok", "能运行。"]
    : ["note", "不让运行，改用 JavaScript，慢一些。CSP 的 script-src 加上 'wasm-unsafe-eval'。"];
}

/** An old browser has the styles of an element only where rules can be put into a sheet of the folder, as this page has one. */
async function looks(): Promise<Finding> {
  try {
    if (!("adoptedStyleSheets" in Document.prototype))
      (document.styleSheets[0] as CSSStyleSheet).insertRule("@media all{}");
    return ["ok", "可以。"];
  } catch {
    return ["note", "没有样式，照样能算。CSP 的 style-src 加上 'self'。"];
  }
}

async function packs(): Promise<Finding> {
  const { packs: entries } = await resources.packs();
  const { failureOf } = await resources.extras();
  const wrong: string[] = [];
  const missing: string[] = [];
  for (const entry of entries) {
    try {
      const policy = new Policy(await resources.pack(entry));
      const { digest, id } = policy.summary();
      const failure = !isOf(entry, digest, id)
        ? "和清单上写的不是同一版"
        : failureOf(policy, digest, await resources.cases(entry));
      if (failure) wrong.push(`${entry.id}：${failure}`);
      else opened.set(id, policy);
    } catch (error) {
      if (isAbsent(error)) missing.push(entry.file);
      else wrong.push(`${entry.id}：${reasonOf(error)}`);
    }
  }
  if (missing.length > 0) wrong.push(absent(missing));
  if (wrong.length > 0) return ["bad", wrong.join("；")];
  return ["ok", `${entries.length} 个都核对过了，例子都算对。`];
}

/** The portal's own packs beside the shipped ones, and which of these they cover. */
async function own(): Promise<Finding> {
  const { packs: entries, refused } = await resources.packs();
  if (refused) return ["bad", `没有用上：${refused}`];
  const shipped = ((await (await ask(NAME_INDEX)).json()) as PackIndex).packs;
  const told = entries
    .filter((entry) => entry.own)
    .map(({ id, digest }) => {
      const under = shipped.find((pack) => pack.id === id);
      if (!under) return `${id} 新加`;
      return under.digest === digest ? `${id} 和随带的一样，请删掉` : `${id} 盖住随带的`;
    });
  return [told.join().includes("请删掉") ? "bad" : "ok", told.length > 0 ? `${told.join("；")}。` : "没有。"];
}

async function settings(): Promise<Finding> {
  const file = (await resources.config()) as Record<string, unknown>;
  const { options, problems } = readOptions(file);
  const wrong = [...problems, ...readParents(file.parents).wrong];
  const { packs: entries } = await resources.packs();
  const { region, policy, parameters, colours } = options;
  const place = region && (await resources.places()).told(entries, region);
  if (place === undefined) wrong.push(`region：没有 ${region}`);
  const entryOf = (id: string): PackEntry | undefined => entries.find((entry) => entry.id === id);
  if (policy && !entryOf(policy)) wrong.push(`policy：没有 ${policy}`);
  for (const [id, figures] of Object.entries(parameters)) {
    const entry = entryOf(id);
    const rules = opened.get(id);
    if (!entry || !rules) {
      wrong.push(`parameters：没有 ${id}`);
      continue;
    }
    // The core knows the figures and their bounds.
    const answers = { contract: 1, as_of: entry.from, person: {}, bills: [], parameters: figures };
    const outcome = rules.assess(answers as unknown as Answers);
    if (outcome.ok) continue;
    for (const { path, text } of outcome.problems) wrong.push(`${path.replace(".", `.${id}.`)}：${text}`);
  }
  const { primary, bg, text } = { ...COLOURS, ...colours };
  if (contrast(primary, "#ffffff") < LEAST_CONTRAST || contrast(primary, bg) < LEAST_CONTRAST)
    wrong.push("colours.primary：看不清");
  if (contrast(text, bg) < LEAST_CONTRAST) wrong.push("colours.text：看不清");
  return wrong.length === 0 ? ["ok", `读得懂。${place}`] : ["bad", `写得不对：${wrong.join("、")}`];
}

/** As WCAG reckons it, but for the darkest colours, where the difference cannot be seen. */
function contrast(...colours: string[]): number {
  const [low = 0, high = 0] = colours.map((colour) => luminance(colour) + 0.05).sort((left, right) => left - right);
  return high / low;
}

function luminance(colour: string): number {
  const digits = colour.length === 4 ? colour.replace(/\w/g, "$&$&") : colour;
  return [0.2126, 0.7152, 0.0722].reduce(
    (sum, weight, at) => sum + weight * (parseInt(digits.substr(1 + 2 * at, 2), 16) / 255) ** 2.2,
    0,
  );
}

/** Whether a worker really has its copies: what stands in its way is among the files. */
async function offline(): Promise<Finding> {
  if (!("serviceWorker" in navigator) || !window.isSecureContext) return ["note", "这里不行（要 https）。"];
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register(scriptAddress(new URL("sw.js", document.baseURI).href));
  if (!registration) return ["note", "这里不让用。"];
  const worker = (registration.installing || registration.waiting || registration.active) as ServiceWorker;
  for (let tries = 0; worker.state === "installing" && tries < MOST_TRIES; tries += 1)
    await new Promise((done) => setTimeout(done, 100));
  if (!/installing|redundant/.test(worker.state)) return ["ok", "可以，没有网也能算。"];
  return ["bad", "没有存成：有文件缺了或变了，看“文件校验”。"];
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : "读不懂";
}

/** The server answers 404, as IIS does for every file whose ending has no type there. */
function isAbsent(error: unknown): boolean {
  return error instanceof ResourceError && error.message.endsWith(": 404");
}

/** What to do about files that the server says it has not. */
function absent(names: string[]): string {
  const endings = [...new Set(names.map((name) => name.replace(/.*(?=\.\w+$)/, "")))].join("、");
  const some = names.length > 3 ? `${names.slice(0, 3).join("、")} 等 ${names.length} 个文件` : names.join("、");
  return `服务器说没有 ${some}（404）。是 IIS 的，登记 ${endings} 的类型：放 server/web.config。别的，看传全了没有、拦没拦这些后缀。`;
}

/** What the server has, whatever a worker or the browser keeps. */
function ask(name: string): Promise<Response> {
  return fetch(name, { cache: "no-store" });
}

/** The list stands beside the files, as the kit brings it. */
async function files(): Promise<Finding> {
  const response = await ask("SHA256SUMS");
  if (!response.ok) return ["note", "没有 SHA256SUMS，不能核对。IIS 要放 server/web.config。"];
  if (!window.isSecureContext) return ["note", "要 https 才能核对，或在服务器上 sha256sum -c SHA256SUMS。"];
  const changed: string[] = [];
  const missing: string[] = [];
  const lines = (await response.text()).trim().split("\n");
  for (const line of lines) {
    const [digest, name] = line.split(/ [ *]/) as [string, string];
    const file = await ask(name);
    if (file.status === 404) missing.push(name);
    else if (!file.ok || hexadecimal(await crypto.subtle.digest("SHA-256", await file.arrayBuffer())) !== digest)
      changed.push(name);
  }
  const wrong = changed.length > 0 ? [`变了，或者取不到：${changed.join("、")}。`] : [];
  if (missing.length > 0) wrong.push(absent(missing));
  return wrong.length === 0 ? ["ok", `${lines.length} 个文件都没有变。`] : ["bad", wrong.join("")];
}

async function policy(): Promise<Finding> {
  const sent = (await ask("frame.html")).headers.get("content-security-policy");
  if (!sent) return ["note", "没有发，能用。例子在 server/。"];
  return /frame-ancestors/.test(sent) ? ["ok", "写明了谁可以放。"] : ["note", "没有写 frame-ancestors。"];
}

async function compression(): Promise<Finding> {
  const response = await ask("index.html");
  return response.headers.get("content-encoding") ? ["ok", "开了。"] : ["note", "没有开 gzip，慢一些。"];
}

async function requests(): Promise<Finding> {
  const all = performance.getEntriesByType("resource").map(({ name }) => name);
  const away = all.filter((name) => !name.startsWith(`${location.origin}/`));
  return away.length === 0 ? ["ok", "都在本站。"] : ["bad", `去了别处：${away.join("、")}`];
}

function hexadecimal(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function canStore(): boolean {
  try {
    localStorage.setItem("jiuzhu.check", "1");
    localStorage.removeItem("jiuzhu.check");
    return true;
  } catch {
    return false;
  }
}

function textScale(): number {
  const line = document.createElement("span");
  line.style.fontSize = "100px";
  document.body.append(line);
  const scale = Math.round(parseFloat(getComputedStyle(line).fontSize));
  line.remove();
  return scale;
}
