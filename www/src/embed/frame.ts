/**
 * The calculator inside a frame. It starts for nobody but a page of this very site, or one that the deployment lists
 * in config.json; what the page around it says cannot change that list.
 */

import { parseFile } from "../json-file.js";
import { readParents, type Parent } from "../portal/parents.js";
import { messageOf, NAMESPACE, VERSION, type Message } from "./protocol.js";

declare const NAME_MAIN: string;
declare const NAME_MODULE: string;
declare const NAME_EXTRAS: string;
declare const NAME_INDEX: string;

const SETTINGS = ["region", "policy", "mode", "size", "theme", "phone", "hide", "answers", "share"];
const EVENTS = ["ready", "step", "result", "error"];
const NONCE = /^[\w-]{16,80}$/;
const LONGEST = 50_000;
const PATIENCE = 5_000;

interface Calculator extends HTMLElement {
  asker: string;
}

let parents: Parent[] = [];
let answered: { origin: string; nonce: string; name: string } | undefined;

void begin();

async function begin(): Promise<void> {
  if (window.parent === window) return say("alone");
  // What cannot be read lists nobody, and one that never comes keeps nobody of this site waiting.
  const settings = fetch("config.json").then(async (response) =>
    response.ok ? parseFile(await response.arrayBuffer()) : {},
  );
  const late = new Promise((done) => setTimeout(done, PATIENCE, {}));
  const { parents: list } = Object(await Promise.race([settings, late]).catch(() => ({}))) as { parents?: unknown };
  ({ parents } = readParents(list));
  addEventListener("message", listen);
  // Says nothing but that somebody is here, so anybody may hear it.
  window.parent.postMessage({ ns: NAMESPACE, v: VERSION, kind: "waiting" }, "*");
  setTimeout(() => {
    if (!answered) say("refused");
  }, PATIENCE);
}

function listen(event: MessageEvent): void {
  if (answered || event.source !== window.parent) return;
  const parent = listed(event.origin);
  const message = messageOf(event.data);
  if (!parent || !message || message.kind !== "hello") return;
  if (typeof message.nonce !== "string" || !NONCE.test(message.nonce)) return;
  if (!Array.isArray(message.versions) || !message.versions.includes(VERSION)) {
    return window.parent.postMessage(
      { ns: NAMESPACE, v: VERSION, nonce: message.nonce, kind: "error", detail: { code: "version" } },
      event.origin,
    );
  }
  answered = { origin: event.origin, nonce: message.nonce, name: parent.name };
  start(message);
}

function listed(origin: string): Parent | undefined {
  if (origin === location.origin) return { origin, name: "" };
  return parents.find((parent) => parent.origin === origin);
}

function start(hello: Message): void {
  if (!answered) return;
  const { host } = new URL(answered.origin);
  document.getElementById("notice")?.remove();
  const calculator = document.createElement("jiuzhu-calculator") as Calculator;
  const options = Object(hello.options) as Record<string, unknown>;
  for (const name of SETTINGS) {
    const value = options[name];
    if (typeof value !== "string") continue;
    if (value.length <= LONGEST) calculator.setAttribute(name, value);
    else post("error", { detail: { v: VERSION, code: "settings", where: "attributes", names: [name] } });
  }
  calculator.asker = answered.name ? `${answered.name}（${host}）` : host;
  for (const name of EVENTS)
    calculator.addEventListener(`jiuzhu-${name}`, (event) =>
      post(name, { detail: (event as CustomEvent<unknown>).detail }),
    );
  calculator.addEventListener("jiuzhu-picture", () => void offerPicture(calculator));
  if (options.mode === "liaison") calculator.append(notebookLink());
  document.body.append(calculator);

  const script = document.createElement("script");
  Object.assign(script.dataset, { module: NAME_MODULE, extras: NAME_EXTRAS, index: NAME_INDEX });
  script.src = trusted(new URL(NAME_MAIN, location.href).href);
  script.addEventListener("error", () => say("closed"));
  document.head.append(script);
  watchHeight(calculator);
}

/** Who goes from house to house has a notebook; it has to stand on its own, out of every frame. */
function notebookLink(): HTMLAnchorElement {
  const link = document.createElement("a");
  return Object.assign(link, { slot: "others", href: "liaison.html", target: "_blank", textContent: "我帮很多家查" });
}

function trusted(address: string): string {
  const types = (
    window as {
      trustedTypes?: {
        createPolicy(
          name: string,
          rules: { createScriptURL(address: string): string },
        ): { createScriptURL(address: string): string };
      };
    }
  ).trustedTypes;
  return types
    ? types.createPolicy("jiuzhu-embed", { createScriptURL: (own) => own }).createScriptURL(address)
    : address;
}

function post(kind: string, fields: Record<string, unknown>): void {
  if (answered)
    window.parent.postMessage({ ns: NAMESPACE, v: VERSION, nonce: answered.nonce, kind, ...fields }, answered.origin);
}

/**
 * The height of the content, never of the window, so that no change answers itself; once a frame at most, and only
 * when it really differs. Growing goes out at once; shrinking waits until the new screen stands, so that a screen
 * being exchanged does not make the page around it jump.
 */
function watchHeight(calculator: HTMLElement): void {
  let told = 0;
  let waiting = 0;
  const tell = (): void => {
    // One more than the content: a part of a pixel would bring up a scroll bar.
    const height = Math.ceil(calculator.getBoundingClientRect().height) + 1;
    if (height === told || height === 1) return;
    told = height;
    post("resize", { height });
  };
  new ResizeObserver(() => {
    clearTimeout(waiting);
    if (calculator.getBoundingClientRect().height > told) requestAnimationFrame(tell);
    else waiting = window.setTimeout(tell, 120);
  }).observe(calculator);
}

/** The picture holds what the person told, so it leaves the frame only by a tap that says who will have it. */
async function offerPicture(calculator: HTMLElement): Promise<void> {
  await new Promise((drawn) => setTimeout(drawn));
  const image = calculator.shadowRoot?.querySelector<HTMLImageElement>("img.picture");
  if (!image || !answered) return;
  if (image.nextElementSibling?.id === "offer") return;
  const button = document.createElement("button");
  button.id = "offer";
  button.type = "button";
  button.className = "button";
  button.textContent = `按住存不了图？交给 ${(calculator as Calculator).asker} 放大显示（图片里有您填的内容）`;
  button.addEventListener("click", (event) => {
    if (event.isTrusted) post("picture", { picture: image.src });
  });
  image.after(button);
}

function say(what: "alone" | "refused" | "closed"): void {
  for (const line of document.querySelectorAll<HTMLElement>("#notice [data-when]"))
    line.hidden = line.dataset.when !== what;
}
