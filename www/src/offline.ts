/**
 * The service worker, from the page's side. A new edition takes over when a visit begins; a page of another edition
 * gives way to it on the start screen, before anything is told, and otherwise goes on with its own files.
 */

import { own } from "./own.js";
import { scriptAddress } from "./trusted.js";

/**
 * @param edition of this page, as its worker knows it
 * @param worker its file, and what it is for; the whole folder, where nothing else is said
 */
export function keepOffline(
  edition: string,
  hasOpenDraft: () => boolean,
  worker = "sw.js",
  options?: RegistrationOptions,
): void {
  if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener("message", ({ data }) => {
    const theirs = Object(data).edition as string | undefined;
    // What was opened before the worker was there to see it is kept, too: a portal's own, and the text of packs.
    if (theirs === edition)
      for (const name of new Set(performance.getEntriesByType("resource").map(({ name }) => name)))
        if (/\/own\/|\.txt$/.test(name)) void fetch(name);
    // Once for each edition: where a server gives another page all the same, this one stays.
    if (!theirs || theirs === edition || theirs === Object(history.state).edition || hasOpenDraft()) return;
    history.replaceState({ ...history.state, edition: theirs }, "");
    location.reload();
  });
  const start = async (): Promise<void> => {
    const registration = await serviceWorker.register(scriptAddress(new URL(worker, own("baseURI")).href), options);
    const meet = (): void => {
      const { waiting, active } = registration;
      if (waiting && !hasOpenDraft()) waiting.postMessage("take-over");
      else active?.postMessage(edition);
    };
    const follow = (): void => registration.installing?.addEventListener("statechange", meet);
    registration.addEventListener("updatefound", follow);
    follow();
    meet();
  };
  const begin = (): void => void start().catch(() => undefined);
  // Copies for later wait until all that this visit needs is there; workers, too, change best when nothing is asked of them.
  document.addEventListener("jiuzhu-ready", begin, { once: true });
  // What does not work gives way to what may.
  if (serviceWorker.controller) document.addEventListener("jiuzhu-error", begin, { once: true });
}
