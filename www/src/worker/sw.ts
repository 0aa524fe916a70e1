/**
 * Keeps one whole edition of the page, complete or not there at all. Its files are named here at build time, and by
 * its index. What differs between editions carries a digest in its name, so a page gets its own files from any worker.
 */

declare const EDITION: string;
declare const FILES: string[];
declare const INDEX: string;

interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends WaitingEvent {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Page {
  url: string;
  postMessage(message: unknown): void;
}
interface PageMessage extends WaitingEvent {
  data: unknown;
  source: Page;
}
interface PackNames {
  diseases: string;
  packs: { file: string; cases?: string }[];
}
interface Worker {
  addEventListener(type: "install" | "activate", listener: (event: WaitingEvent) => void): void;
  addEventListener(type: "message", listener: (event: PageMessage) => void): void;
  addEventListener(type: "fetch", listener: (event: RequestEvent) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void>; matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<Page[]> };
  registration: { scope: string };
}

const worker = self as unknown as Worker;
const PREFIX = "jiuzhu-";
const NAME = PREFIX + EDITION;
const PAGE = "index.html";
const PACKS = "packs/";
/** What a portal may change under a standing edition: its settings and its own packs. */
const SETTINGS = "config.json";
const OWN = "own/";
const OWN_INDEX = "own/index.json";

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => {
  const { data, source } = event;
  if (data === "take-over") event.waitUntil(worker.skipWaiting());
  // A page says of which edition it is.
  else if (data === EDITION) event.waitUntil(giveUpEarlier());
  else tell(source);
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  // Who wants no copy asks the server itself.
  if (request.method === "GET" && request.cache !== "no-store" && request.url.startsWith(worker.registration.scope)) event.respondWith(answer(request));
});

async function install(): Promise<void> {
  const page = await fetch(fresh(PAGE));
  // A portal may put its files in place one by one. The next visit tries again.
  if (!(await page.clone().text()).includes(EDITION)) throw new Error(`${PAGE} is not of ${EDITION}`);
  const cache = await caches.open(NAME);
  await cache.addAll([INDEX, ...FILES].map(fresh));
  const { diseases, packs } = await read(cache, INDEX);
  await cache.addAll([diseases, ...packs.map(({ file }) => file)].map((file) => fresh(PACKS + file)));
  await cache.put(fresh(PAGE), page);
  await keepPortal(cache);
}

/** Straight from the server: a copy from the browser's own cache could belong to another edition. */
function fresh(file: string): Request {
  return new Request(new URL(file, worker.registration.scope).href, { cache: "reload" });
}

async function read(cache: Cache, index: string): Promise<PackNames> {
  return ((await cache.match(fresh(index))) as Response).json() as Promise<PackNames>;
}

/** The portal's settings and its own packs, as far as they are there: a visit without a network needs them too. */
async function keepPortal(cache: Cache): Promise<void> {
  const keep = (file: string): Promise<void> => cache.add(fresh(file)).catch(() => undefined);
  await Promise.all([keep(SETTINGS), keep(OWN_INDEX)]);
  try {
    const { packs } = await read(cache, OWN_INDEX);
    await Promise.all(packs.flatMap(({ file, cases }) => (cases ? [file, cases] : [file])).map((file) => keep(OWN + file)));
  } catch {
    // An index that cannot be read is the portal's to mend; its check page says so.
  }
}

async function activate(): Promise<void> {
  await worker.clients.claim();
  (await pages()).forEach(tell);
}

function tell(page: Page): void {
  page.postMessage({ edition: EDITION });
}

async function pages(): Promise<Page[]> {
  const all = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter(({ url }) => url.startsWith(worker.registration.scope));
}

/** Once the only open page is of this edition. The one before stays all the same, for a visit that is just beginning. */
async function giveUpEarlier(): Promise<void> {
  if ((await pages()).length > 1) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  for (const name of names.slice(0, names.indexOf(NAME)).slice(0, -1)) await caches.delete(name);
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(NAME);
  const name = request.url.slice(worker.registration.scope.length).replace(/[?#].*/, "");
  if (name === SETTINGS || name.startsWith(OWN)) return freshest(request, cache);
  // Only the page itself: the folder also holds pages that others embed or look at.
  const isPage = request.mode === "navigate" && (name === "" || name === PAGE);
  const own = await cache.match(isPage ? fresh(PAGE) : request, { ignoreSearch: true });
  // A file of another edition can only be the one that was meant.
  return own ?? (await caches.match(request)) ?? fetch(request);
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
