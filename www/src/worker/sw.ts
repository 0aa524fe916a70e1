/**
 * Keeps one whole edition of the page, and answers from it alone. The list of its files is written in at build
 * time; an edition is complete or not there at all, so an old page never meets new packs.
 */

declare const EDITION: string;
declare const FILES: string[];

interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends WaitingEvent {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker extends EventTarget {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void>; matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<unknown[]> };
  registration: { scope: string };
}

const worker = self as unknown as Worker;
const PREFIX = "jiuzhu-";
const NAME = PREFIX + EDITION;
/** What a portal may change under a standing edition: its settings and its own packs. */
const SETTINGS = "config.json";
const OWN = "own/";
const OWN_INDEX = "own/index.json";

worker.addEventListener("install", (event) => (event as WaitingEvent).waitUntil(install()));
worker.addEventListener("activate", (event) => (event as WaitingEvent).waitUntil(activate()));
worker.addEventListener("message", (event) => {
  if ((event as MessageEvent).data === "take-over") (event as Event as WaitingEvent).waitUntil(takeOver());
});
worker.addEventListener("fetch", (event) => {
  const { request } = event as RequestEvent;
  if (request.method === "GET" && request.url.startsWith(worker.registration.scope)) (event as RequestEvent).respondWith(answer(request));
});

async function install(): Promise<void> {
  const cache = await caches.open(NAME);
  // Straight from the server: a copy from the browser's own cache could belong to another edition.
  await cache.addAll(FILES.map(fresh));
  await keepPortal(cache);
}

function fresh(file: string): Request {
  return new Request(new URL(file, worker.registration.scope).href, { cache: "reload" });
}

/** The portal's settings and its own packs, as far as they are there: a visit without a network needs them too. */
async function keepPortal(cache: Cache): Promise<void> {
  const keep = (file: string): Promise<void> => cache.add(fresh(file)).catch(() => undefined);
  await Promise.all([keep(SETTINGS), keep(OWN_INDEX)]);
  try {
    const index = (await (await cache.match(fresh(OWN_INDEX)))?.json()) as { packs: { file: string; cases?: string }[] } | undefined;
    const files = (index?.packs ?? []).flatMap((pack) => [pack.file, ...(pack.cases === undefined ? [] : [pack.cases])]);
    await Promise.all(files.map((file) => keep(OWN + file)));
  } catch {
    // An index that cannot be read is the portal's to mend; its check page says so.
  }
}

/** Only when the page that asks is the only one open: another may hold answers. */
async function takeOver(): Promise<void> {
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length <= 1) await worker.skipWaiting();
}

/** The edition before this one stays, for a page that is still open with it. */
async function activate(): Promise<void> {
  const earlier = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
  for (const name of earlier.slice(0, -1)) await caches.delete(name);
  await worker.clients.claim();
}


async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(NAME);
  const name = request.url.slice(worker.registration.scope.length).split(/[?#]/, 1)[0] ?? "";
  if (name === SETTINGS || name.startsWith(OWN)) return freshest(request, cache);
  // Only the page itself: the folder also holds pages that others embed or look at.
  const isPage = request.mode === "navigate" && (name === "" || name === "index.html");
  const page = isPage ? await cache.match(new URL("index.html", worker.registration.scope).href) : undefined;
  // Names carry a digest of their content, so a file of the edition before can only be the one that was meant.
  return page ?? (await cache.match(request, { ignoreSearch: true })) ?? (await caches.match(request)) ?? fetch(request);
}

/** From the server when it answers; what it last said when it does not. */
async function freshest(request: Request, cache: Cache): Promise<Response> {
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(request);
    if (kept) return kept;
    throw error;
  }
}
