/** What this browser can do. Asked of the browser itself; its name only decides which advice is shown. */

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
    canPrint: !inApp && typeof window.print === "function",
    canDownload: !inApp && "download" in HTMLAnchorElement.prototype,
    voice: chineseVoice(),
  };
}

/** Voices may arrive late: `voiceschanged` tells when to ask again. */
export function chineseVoice(): SpeechSynthesisVoice | undefined {
  if (typeof speechSynthesis === "undefined" || typeof SpeechSynthesisUtterance === "undefined") return undefined;
  return speechSynthesis.getVoices().find((voice) => /^(zh|cmn)\b/i.test(voice.lang) && voice.localService);
}
