/** What this browser can do. Asked of the browser itself; its name only decides which advice is shown. */

import { has, make } from "./own.js";

export interface Environment {
  /** Inside another app, where files cannot be saved and printing does nothing. */
  inApp: boolean;
  canPrint: boolean;
  canDownload: boolean;
  /** A voice that reads Chinese. */
  voice: SpeechSynthesisVoice | undefined;
}

const IN_APP = /MicroMessenger|AlipayClient|DingTalk|QQ\/|Weibo|aweme|; wv\)/i;

export function environment(agent: string = navigator.userAgent): Environment {
  const inApp = IN_APP.test(agent);
  return {
    inApp,
    canPrint: !inApp && typeof window.print === "function" && "adoptedStyleSheets" in Document.prototype,
    canDownload: !inApp && "download" in HTMLAnchorElement.prototype,
    voice: chineseVoice(),
  };
}

/** Whether a picture comes out as it was drawn: some browsers give none, or noise, for fear of being traced by it. */
export function draws(): boolean {
  try {
    const canvas = make("canvas");
    const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
    pen.fillRect(0, 0, 1, 1);
    return pen.getImageData(0, 0, 1, 1).data.join() === "0,0,0,255" && canvas.toDataURL().length > 9;
  } catch {
    return false;
  }
}

/** Not every browser in an app has it. */
export function speaks(): boolean {
  return has("speechSynthesis") && has("SpeechSynthesisUtterance");
}

/** Voices may arrive late: `voiceschanged` tells when to ask again. */
export function chineseVoice(): SpeechSynthesisVoice | undefined {
  if (!speaks()) return undefined;
  return speechSynthesis.getVoices().find((voice) => /^(zh|cmn)\b/i.test(voice.lang) && voice.localService);
}

/** Whether WebAssembly is neither missing nor forbidden: then even the smallest module is refused. */
export function hasEngine(): boolean {
  try {
    return !!new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    return false;
  }
}
