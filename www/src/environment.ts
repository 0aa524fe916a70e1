/** What this browser can do. Asked of the browser itself; its name only decides which advice is shown. */

import { has } from "./own.js";

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
    // The sheet is dressed by rules of its own.
    canPrint: !inApp && typeof window.print === "function" && "adoptedStyleSheets" in Document.prototype,
    canDownload: !inApp && "download" in HTMLAnchorElement.prototype,
    voice: chineseVoice(),
  };
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
