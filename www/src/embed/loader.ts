/**
 * `embed.js`: one script tag puts the calculator where it stands, as an element, or in a frame with `data-frame` and
 * wherever the files lie on another site.
 */

import { make, own } from "../own.js";
import { NAMESPACE, VERSION, type Message } from "./protocol.js";

declare const NAME_MAIN: string;
declare const NAME_MODULE: string;
declare const NAME_EXTRAS: string;
declare const NAME_INDEX: string;

// Not a line later: outside the script's own run there is no current script.
const tag = own("currentScript") as HTMLScriptElement;

const EVENT = /^(ready|step|result|error)$/;
/** Milliseconds until a plain link is shown. */
const PATIENCE = 8000;
const PICTURE = /^data:image\/(png|jpeg);base64,[\w+/=]+$/;

/** Fields of messages, of which a stranger's may hold anything. */
interface Told extends Message {
  height: number;
  picture: string;
}

interface Rules {
  createScriptURL(address: string): string;
}

interface Page extends Window {
  jiuzhuEmbed?: number;
  trustedTypes: { createPolicy(name: string, rules: Rules): Rules };
}

const { href: folder, origin: home } = new URL(".", tag.src);
const { dataset } = tag;
const apart = home !== location.origin;
const page = window as unknown as Page;
const root = own("documentElement");

/** For where nothing came: it needs nothing that a page can forbid. */
function link(name = "index", textContent = "点这里打开，或打 12393", slot = ""): HTMLElement {
  return Object.assign(make("a"), { href: `${folder + name}.html`, target: "_blank", textContent, slot });
}

/** The element's script, once however many tags there are. */
function register(): void {
  if (page.jiuzhuEmbed === VERSION) return;
  page.jiuzhuEmbed = VERSION;
  const rules: Rules = { createScriptURL: (name) => folder + name };
  const script = make("script");
  // Its own: an anchor of the page could have this name.
  const policy = page.hasOwnProperty("trustedTypes") ? page.trustedTypes.createPolicy("jiuzhu-embed", rules) : rules;
  script.src = policy.createScriptURL(NAME_MAIN);
  script.nonce = tag.nonce;
  script.onerror = giveUp;
  Object.assign(script.dataset, { module: NAME_MODULE, extras: NAME_EXTRAS, index: NAME_INDEX });
  root.append(script);
  setTimeout(giveUp, PATIENCE);
}

function giveUp(): void {
  root.querySelectorAll("jiuzhu-calculator:not(:defined)").forEach((element) => {
    element.textContent = "";
    element.append(link());
    tell(element, "error", { code: "script" });
  });
}

function tell(element: Element, name: string, detail: object): void {
  element.dispatchEvent(new CustomEvent(`jiuzhu-${name}`, { bubbles: true, detail: { ...detail, v: VERSION } }));
}

function element(): HTMLElement {
  // Never empty: host pages hide empty boxes.
  const calculator = make("jiuzhu-calculator" as "b");
  calculator.append(
    "正在打开…",
    // Who goes from house to house has a notebook, on a page of its own.
    dataset.mode === "liaison" ? link("liaison", "我帮很多家查", "others") : "",
  );
  for (const [name, value] of Object.entries(dataset)) calculator.setAttribute(name, value as string);
  register();
  return calculator;
}

function frame(): HTMLIFrameElement {
  const frame = make("iframe");
  const nonce = crypto.getRandomValues(new Uint32Array(4)).join("-");
  const instead = link();
  const waiting = setTimeout(() => frame.after(instead), PATIENCE);
  frame.title = dataset.title || "救助测算";
  frame.allow = "clipboard-write";
  frame.referrerPolicy = "no-referrer";
  if (apart) frame.sandbox = "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads";
  frame.style =
    "display:block!important;visibility:visible!important;width:100%!important;margin:0!important;padding:0!important;border:0!important";
  frame.style.height = `${+(dataset.height as string) || 640}px`;
  addEventListener("message", ({ source, origin, data }) => {
    const { ns, v, kind, nonce: theirs, height, picture, detail } = Object(data) as Told;
    // The one window and the one site that this tag itself was told: no message can change either.
    if (source !== frame.contentWindow || origin !== home || ns !== NAMESPACE || v !== VERSION) return;
    clearTimeout(waiting);
    instead.remove();
    if (kind === "waiting") {
      (source as Window).postMessage(
        { ns: NAMESPACE, v: VERSION, kind: "hello", nonce, versions: [VERSION], options: { ...dataset } },
        home,
      );
    } else if (theirs !== nonce) {
      // Not for this frame.
    } else if (kind === "resize") {
      // Nobody's content is lower than that, or as high.
      if (height >= 200 && height <= 20000) frame.style.height = `${height}px`;
    } else if (kind === "picture") {
      if (PICTURE.test(picture)) show(picture);
    } else if (EVENT.test(kind)) {
      // Only for who is busy in the frame: another page must not be moved.
      if (kind === "step" && frame.matches(":focus") && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
      tell(frame, kind, detail as object);
    }
  });
  frame.src = `${folder}frame.html`;
  return frame;
}

/** A picture over the page, in its visible part: some phones keep no picture from inside a frame. */
function show(picture: string): void {
  const cover = make("div");
  const image = make("img");
  const close = make("button");
  cover.style = "position:fixed;top:0;left:0;width:100%;height:100%;z-index:2147483647;overflow:auto;background:#fff";
  image.style = "display:block;margin:0 auto;width:100%;max-width:640px";
  close.style = "display:block;margin:0 auto;padding:16px 32px;font-size:20px";
  image.src = picture;
  image.alt = "救助测算";
  close.textContent = "关闭";
  close.onclick = () => cover.remove();
  cover.append(image, close);
  root.append(cover);
  close.focus({ preventScroll: true });
}

const target = dataset.target ? root.querySelector(dataset.target) : null;
// In the head, or when told so, it only makes <jiuzhu-calculator> known.
if ("define" in dataset || !(target || tag.closest("body"))) {
  register();
} else {
  const shown = apart || "frame" in dataset ? frame() : element();
  if (target) target.append(shown);
  else tag.after(shown);
}
