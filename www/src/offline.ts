/**
 * The service worker, from the page's side. A new edition waits until a visit begins: it takes over on the start
 * screen, before anything is told, and never under an open draft.
 */

import { scriptAddress } from "./trusted.js";

const WORKER = "sw.js";

export function keepOffline(hasOpenDraft: () => boolean): void {
  if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
  const hadOne = navigator.serviceWorker.controller !== null;
  let reloaded = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // The first worker of a first visit changes nothing that is on screen.
    if (!hadOne || reloaded || hasOpenDraft()) return;
    reloaded = true;
    location.reload();
  });
  const start = async (): Promise<void> => {
    const registration = await navigator.serviceWorker.register(scriptAddress(new URL(WORKER, document.baseURI).href));
    const takeOver = (worker: ServiceWorker | null): void => {
      if (worker && hadOne && !hasOpenDraft()) worker.postMessage("take-over");
    };
    takeOver(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const fresh = registration.installing;
      fresh?.addEventListener("statechange", () => {
        if (fresh.state === "installed") takeOver(fresh);
      });
    });
  };
  const begin = (): void => void start().catch(() => undefined);
  // On a first visit the copies for later wait until all that this visit needs is there.
  if (!hadOne) document.addEventListener("jiuzhu-ready", begin, { once: true });
  else if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin);
}
