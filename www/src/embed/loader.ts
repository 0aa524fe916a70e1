/**
 * `embed.js`: one script tag puts the calculator where it stands, as an element, or in a frame with `data-frame` and
 * wherever the files lie on another site.
 */

import { messageOf, NAMESPACE, VERSION } from "./protocol.js";

declare const NAME_MAIN: string;
declare const NAME_MODULE: string;
declare const NAME_EXTRAS: string;
declare const NAME_INDEX: string;

// Not a line later: outside the script's own run there is no current script.
const tag = document.currentScript as HTMLScriptElement;

const EVENTS = ["ready", "step", "result", "error"];
const LEAST_HEIGHT = 200;
const MOST_HEIGHT = 20000;
const PICTURE = /^data:image\/(png|jpeg);base64,[\w+/=]+$/;

interface Policies {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): string };
}

const base = new URL(".", tag.src);
const { dataset } = tag;
const page = window as Window & { jiuzhuEmbed?: number; trustedTypes?: Policies };

/** The element's script, once however many tags there are. */
function register(): void {
  if (page.jiuzhuEmbed) return;
  page.jiuzhuEmbed = VERSION;
  const rules = { createScriptURL: (name: string): string => base.href + name };
  const script = document.createElement("script");
  script.src = (page.trustedTypes ? page.trustedTypes.createPolicy("jiuzhu-embed", rules) : rules).createScriptURL(NAME_MAIN);
  Object.assign(script.dataset, { module: NAME_MODULE, extras: NAME_EXTRAS, index: NAME_INDEX });
  script.onerror = () => document.querySelectorAll("jiuzhu-calculator").forEach(sayClosed);
  document.head.append(script);
}

function sayClosed(element: Element): void {
  element.textContent = "没有打开。请打医保热线 12393。";
  element.dispatchEvent(new CustomEvent("jiuzhu-error", { bubbles: true, detail: { v: VERSION, code: "script" } }));
}

function element(): HTMLElement {
  const calculator = document.createElement("jiuzhu-calculator");
  for (const [name, value] of Object.entries(dataset)) calculator.setAttribute(name, value as string);
  // Never empty: host pages hide empty boxes.
  calculator.textContent = "正在打开，请稍等。";
  register();
  return calculator;
}

function frame(): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  const nonce = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("-");
  const tell = (name: string, detail: object): boolean => frame.dispatchEvent(new CustomEvent(`jiuzhu-${name}`, { bubbles: true, detail: { ...detail, v: VERSION } }));
  frame.title = dataset.title || "救助测算";
  frame.allow = "clipboard-write";
  frame.referrerPolicy = "no-referrer";
  if (base.origin !== location.origin) frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads");
  frame.style.cssText = "display:block!important;visibility:visible!important;width:100%!important;margin:0!important;padding:0!important;border:0!important";
  frame.style.height = `${Number(dataset.height) || 640}px`;
  addEventListener("message", (event) => {
    // The one window and the one site that this tag itself was told: no message can change either.
    if (event.source !== frame.contentWindow || event.origin !== base.origin) return;
    const message = messageOf(event.data);
    if (!message || message.v !== VERSION) return;
    const { kind } = message;
    if (kind === "waiting") {
      frame.contentWindow?.postMessage({ ns: NAMESPACE, v: VERSION, kind: "hello", nonce, versions: [VERSION], options: { ...dataset } }, base.origin);
    } else if (message.nonce !== nonce) {
      return;
    } else if (kind === "resize") {
      const height = message.height as number;
      if (height >= LEAST_HEIGHT && height <= MOST_HEIGHT) frame.style.height = `${Math.ceil(height)}px`;
    } else if (kind === "picture") {
      if (PICTURE.test(String(message.picture))) show(message.picture as string);
    } else if (EVENTS.includes(kind)) {
      // Only for who is busy in the frame: another page must not be moved.
      if (kind === "step" && document.activeElement === frame && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
      tell(kind, Object(message.detail) as object);
    }
  });
  frame.src = `${base.href}frame.html`;
  return frame;
}

/** A picture over the page, in its visible part: some phones keep no picture from inside a frame. */
function show(picture: string): void {
  const cover = document.createElement("div");
  const image = new Image();
  const close = document.createElement("button");
  cover.style.cssText = "position:fixed;top:0;right:0;bottom:0;left:0;z-index:2147483647;overflow:auto;background:#fff;text-align:center";
  image.style.cssText = "display:block;width:100%;max-width:640px;margin:0 auto";
  close.style.cssText = "padding:16px 32px;margin:16px;font-size:20px";
  image.src = picture;
  image.alt = "估算结果";
  close.textContent = "关闭";
  close.onclick = () => cover.remove();
  cover.append(image, close);
  document.body.append(cover);
  close.focus();
}

const target = dataset.target ? document.querySelector(dataset.target) : null;
const framed = "frame" in dataset || base.origin !== location.origin;
// In the head, or when told so, it only makes <jiuzhu-calculator> known.
if ("define" in dataset) register();
else if (target) target.append(framed ? frame() : element());
else if (document.body?.contains(tag)) tag.after(framed ? frame() : element());
else register();
